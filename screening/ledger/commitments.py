"""Commitments: a record pins down what was said without saying it.

Each field of a payload has a random salt of its own. Without the salt a commitment tells nothing,
even of a short or guessable value; with it, one field can be shown to be what was recorded while
the fields beside it stay closed.
"""

import hmac
import secrets
from collections.abc import Mapping

from screening.ledger.canonical import JSON, canonical
from screening.ledger.chain import length_prefixed
from screening.ledger.merkle import leaf_hash, root

SALT_BYTES = 32
_TAG = b"screening/v1/commit"


def new_salt() -> bytes:
    """A fresh salt, never to be used for a second field."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(name: str, value: JSON, salt: bytes) -> str:
    """The commitment (hex) to ``value`` as the field ``name``."""
    message = length_prefixed(_TAG, name.encode("utf-8"), canonical(value))
    return hmac.digest(salt, message, "sha256").hex()


def commitments(values: Mapping[str, JSON], salts: Mapping[str, bytes]) -> dict[str, str]:
    """The commitment to each field of a payload, in order of the fields' names."""
    return {name: commitment(name, values[name], salts[name]) for name in sorted(values)}


def payload_commit(fields: Mapping[str, str]) -> str:
    """What a record says of its whole payload (hex): the root over its fields' commitments.

    A leaf holds the field's name beside its commitment, so that the name of a field that stays
    closed cannot be altered either.
    """
    leaves = [
        leaf_hash(length_prefixed(name.encode("utf-8"), bytes.fromhex(fields[name])))
        for name in sorted(fields)
    ]
    return root(leaves).hex()
