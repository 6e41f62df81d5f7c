"""The links that make order and completeness checkable.

Every record stands in two chains: the log's, and its vacancy's. A link covers the link before it
and the record's leaf, each part led by its length, under a tag that says which chain it is.
"""

import hashlib

GENESIS = bytes(32)
"""What the first record of a chain names as the link before it."""


def length_prefixed(*parts: bytes) -> bytes:
    """``parts`` joined, each led by its length in bytes (8 bytes, big-endian)."""
    joined = b""
    for part in parts:
        joined += len(part).to_bytes(8, "big") + part
    return joined


# What stands before the parts of a link that vary. Their lengths never do: a reference is of 16
# bytes, a link or a leaf of 32.
_LOG = length_prefixed(b"screening/v1/link/log")
_VACANCY = length_prefixed(b"screening/v1/link/vacancy")
_OF_16, _OF_32 = (length.to_bytes(8, "big") for length in (16, 32))


def log_link(before: bytes, leaf: bytes) -> bytes:
    """The log's link at the record with ``leaf``; ``before`` is the link of the one before it."""
    return hashlib.sha256(_LOG + _OF_32 + before + _OF_32 + leaf).digest()


def vacancy_link(vacancy_ref: str, before: bytes, leaf: bytes) -> bytes:
    """The link in the chain of ``vacancy_ref`` (hex; its 16 bytes are hashed)."""
    ref = bytes.fromhex(vacancy_ref)
    return hashlib.sha256(_VACANCY + _OF_16 + ref + _OF_32 + before + _OF_32 + leaf).digest()
