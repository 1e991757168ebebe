"""Timings of the program, as ratios taken in one run; tests gate on counts, never on these."""
