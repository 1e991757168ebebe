"""Rows: the only SQL of the program."""
