"""What administrators and data protection officers set, kept version after version."""
