"""Records of a vacancy's chain, and what each of them says."""
