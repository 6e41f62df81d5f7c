"""References: random, so that nothing about a person can be read from one."""

import secrets


def new_ref() -> str:
    """128 random bits as 32 lower-case hexadecimal digits."""
    return secrets.token_hex(16)
