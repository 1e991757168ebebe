"""Reads, shaped for the page or sheet that shows them; the actor first."""
