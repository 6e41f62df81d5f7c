"""Bringing a request before the gate, with all that was asked before it."""
