"""How the service itself stands: counts, numbers of keys and moments, and nothing of candidates."""
