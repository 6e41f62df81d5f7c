"""What the worker looks for, so that those whom it concerns are told."""
