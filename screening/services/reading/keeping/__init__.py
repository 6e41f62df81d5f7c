"""What is kept, until when, and what stands before its erasure."""
