"""Those outside this service with whom checkpoints of the log are left: one kind a file."""
