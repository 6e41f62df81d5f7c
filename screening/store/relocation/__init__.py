"""Moving an installation from SQLite to PostgreSQL, with its log."""
