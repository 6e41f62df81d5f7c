"""What people may have and object to: the register, and their own copy."""
