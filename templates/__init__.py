"""Page templates, installed as vendor_tracker.templates."""
