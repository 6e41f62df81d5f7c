"""Migrations of the main database, numbered and read by hand before they are kept."""
