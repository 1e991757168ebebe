"""Database migrations, installed as vendor_tracker.migrations."""
