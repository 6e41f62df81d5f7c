"""What happened, provably: canonical bytes, commitments, chains, and the check of an export."""
