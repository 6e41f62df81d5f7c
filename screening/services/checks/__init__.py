"""A check, from the first draft to what the panel did with its outcome."""
