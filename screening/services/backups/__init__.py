"""Backups: made while in use, restored as a whole, refused when older than what is known."""
