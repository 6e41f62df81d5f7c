"""Were people treated alike? Counts in, and out only what keeps every single person hidden."""
