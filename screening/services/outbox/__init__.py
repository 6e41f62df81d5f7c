"""What people are told, and the messages that leave the service."""
