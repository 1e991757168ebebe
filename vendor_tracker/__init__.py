"""Vendor Tracker: due diligence on suppliers of AI, made traceable."""

__version__ = "0.1.0"
