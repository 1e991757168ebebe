"""Pages: one file and one blueprint per noun; load, form, one act, answer."""
