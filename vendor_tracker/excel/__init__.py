"""Workbooks and lists, in and out: the only room that knows the Excel library."""
