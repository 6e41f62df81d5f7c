"""Erasing: by two people, or when the time is over; and what stops it."""
