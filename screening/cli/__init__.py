"""`python -m screening …`: the same services, for operators."""
