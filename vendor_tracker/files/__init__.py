"""Evidence files, messages and backups on disk; no pages, no SQL."""
