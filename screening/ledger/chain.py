"""The links that make order and completeness checkable.

Every record stands in two chains: the log's, and its vacancy's. A link covers the link before it
and the record's leaf, each part led by its length, under a tag that says which chain it is.
"""

import hashlib

GENESIS = bytes(32)
"""What the first record of a chain names as the link before it."""

_LOG = b"screening/v1/link/log"
_VACANCY = b"screening/v1/link/vacancy"


def length_prefixed(*parts: bytes) -> bytes:
    """``parts`` joined, each led by its length in bytes (8 bytes, big-endian)."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def log_link(before: bytes, leaf: bytes) -> bytes:
    """The log's link at the record with ``leaf``; ``before`` is the link of the one before it."""
    return hashlib.sha256(length_prefixed(_LOG, before, leaf)).digest()


def vacancy_link(vacancy_ref: str, before: bytes, leaf: bytes) -> bytes:
    """The link in the chain of ``vacancy_ref`` (hex; its 16 bytes are hashed)."""
    parts = length_prefixed(_VACANCY, bytes.fromhex(vacancy_ref), before, leaf)
    return hashlib.sha256(parts).digest()
