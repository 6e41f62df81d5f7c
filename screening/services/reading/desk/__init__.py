"""What waits for somebody, and the lists it is found in."""
