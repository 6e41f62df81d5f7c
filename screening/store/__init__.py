"""The database, the vault beside it, and the one way to change either."""
