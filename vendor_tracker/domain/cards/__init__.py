"""Disclosure forms and model cards: their fields, what is blank, what they state."""
