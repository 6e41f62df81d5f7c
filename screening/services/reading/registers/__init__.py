"""Searches beside the checks: to find people, and without authorisation."""
