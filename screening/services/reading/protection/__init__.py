"""What a data protection officer answers for."""
