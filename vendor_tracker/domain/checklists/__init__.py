"""Checklists: what a gate asks, of which products, and how the files are read.

Import from the modules: `model`, `expressions`, `profiles`, `loading`, `checking`.
"""
