"""What administrators see of the service: no candidate anywhere."""
