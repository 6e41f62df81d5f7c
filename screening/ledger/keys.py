"""The keys of a log: the first is said in a record, each later one is signed by the one before."""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from screening.domain.errors import SignatureWrong
from screening.ledger.note import NoteKey, open_note, sign_note


def half_of(private: Ed25519PrivateKey, name: str) -> NoteKey:
    """The public half of ``private``, under ``name``."""
    return NoteKey(name, private.public_key().public_bytes_raw())


def rotation_note(name: str, old: Ed25519PrivateKey, new: Ed25519PrivateKey) -> str:
    """A note, signed by both keys, that ``new`` comes in the place of ``old`` under ``name``."""
    text = _text(half_of(new, name))
    return sign_note(text, name, old) + sign_note(text, name, new).rpartition("\n\n")[2]


def check_rotation(note: str, known: Sequence[NoteKey], new: NoteKey) -> None:
    """Raise unless ``note`` says, signed by ``new`` and one of ``known``, that ``new`` comes next.

    NotCanonical, KeyUnknown or SignatureWrong, as ``open_note`` does.
    """
    for keys in (known, [new]):
        text, _key = open_note(note, keys)
        if text != _text(new):
            raise SignatureWrong("What is signed is not that this key comes next.")


def _text(new: NoteKey) -> str:
    return f"{new.name}\nnext key\n{new}\n"
