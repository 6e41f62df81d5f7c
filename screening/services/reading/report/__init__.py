"""The audit report, filled from one position in a vacancy's chain."""
