"""The people who work here: their accounts, passwords, roles and sessions."""
