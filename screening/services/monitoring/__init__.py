"""Equality monitoring: brought in sealed, counted once, shown only as frozen tables."""
