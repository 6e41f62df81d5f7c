"""One check, as each of those who work on it may see it."""
