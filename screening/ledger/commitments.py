"""Commitments: a record pins down what was said without saying it.

Each field of a payload has a random salt of its own. Without the salt a commitment tells nothing,
even of a short or guessable value; with it, one field can be shown to be what was recorded while
the fields beside it stay closed.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from functools import lru_cache

from screening.ledger.canonical import JSON, canonical, spell
from screening.ledger.chain import length_prefixed
from screening.ledger.merkle import root

SALT_BYTES = 32
_TAG = b"screening/v1/commit"
_NAMES = 256


def new_salt() -> bytes:
    """A fresh salt, never to be used for a second field."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(name: str, value: JSON, salt: bytes) -> str:
    """The commitment (hex) to ``value`` as the field ``name``."""
    return _commitment(name, canonical(value), salt)


def commitments(values: Mapping[str, JSON], salts: Mapping[str, bytes]) -> dict[str, str]:
    """The commitment to each field of a payload in its normal form, in order of their names."""
    return {name: _commitment(name, spell(values[name]), salts[name]) for name in sorted(values)}


def payload_commit(fields: Mapping[str, str]) -> str:
    """What a record says of its whole payload (hex): the root over its fields' commitments.

    A leaf holds the field's name beside its commitment, so that the name of a field that stays
    closed cannot be altered either.
    """
    leaves = [
        hashlib.sha256(_before_commitment(name) + bytes.fromhex(fields[name])).digest()
        for name in sorted(fields)
    ]
    return root(leaves).hex()


def _commitment(name: str, spelled: bytes, salt: bytes) -> str:
    message = _before_value(name) + len(spelled).to_bytes(8, "big") + spelled
    return hmac.digest(salt, message, "sha256").hex()


# The same few names come in every record.
@lru_cache(_NAMES)
def _before_value(name: str) -> bytes:
    return length_prefixed(_TAG, name.encode("utf-8"))


@lru_cache(_NAMES)
def _before_commitment(name: str) -> bytes:
    """What the leaf of a field holds before its commitment, which is of 32 bytes."""
    return b"\x00" + length_prefixed(name.encode("utf-8")) + (32).to_bytes(8, "big")
