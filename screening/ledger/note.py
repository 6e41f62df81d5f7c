"""Signed notes: a text and who signed it, in the form of c2sp.org/signed-note, with Ed25519 alone.

text, ended by a line feed
(an empty line)
— name of the key, base64 of the key's id (4 bytes) and the signature (64 bytes)
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from screening.domain.errors import KeyUnknown, NotCanonical, SignatureWrong

ED25519 = b"\x01"
LONGEST = 16_384
"""Characters of a note that is read; one with sixteen signatures has fewer than two thousand."""

_ID_BYTES = 4
_NAME = re.compile(r"[!-*,-~]{1,200}")
_SIGNATURE = re.compile(r"\u2014 (?P<name>[!-*,-~]{1,200}) (?P<signed>[A-Za-z0-9+/=]{4,200})")


@dataclass(frozen=True)
class NoteKey:
    """A key that notes are signed with: its name, and its public half (32 bytes)."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names it."""
        return sha256(self.name.encode("ascii") + b"\n" + ED25519 + self.public).digest()[
            :_ID_BYTES
        ]

    def __str__(self) -> str:
        """As it is handed out: name, id and key, as the tools of other logs read it."""
        return f"{self.name}+{self.id.hex()}+{_written(ED25519 + self.public)}"


def read_key(written: str) -> NoteKey:
    """The key that ``str`` of one gave. Raises NotCanonical when it is not one."""
    name, _, rest = written.strip().partition("+")
    _, _, key = rest.partition("+")
    data = _bytes(key)
    found = NoteKey(name, data[1:])
    if not _NAME.fullmatch(name) or len(data) != 33 or str(found) != written.strip():
        raise NotCanonical("This is not a key that notes are signed with.")
    return found


def sign_note(text: str, name: str, private: Ed25519PrivateKey) -> str:
    """``text`` (ended by a line feed), signed as the key ``name``."""
    key = NoteKey(name, private.public_key().public_bytes_raw())
    return f"{text}\n\u2014 {name} {_written(key.id + private.sign(text.encode('utf-8')))}\n"


def open_note(note: str, keys: Iterable[NoteKey]) -> tuple[str, NoteKey]:
    """The text of ``note``, and which of ``keys`` signed it.

    Raises NotCanonical when it is no signed note, KeyUnknown when none of ``keys`` is named in it,
    SignatureWrong when one is named that did not sign it.
    """
    text, signatures = _parted(note)
    known = list(keys)
    signers = []
    for name, signed in signatures:
        named = [key for key in known if (key.name, key.id) == (name, signed[:_ID_BYTES])]
        if named:
            signers.append(_signer(named, text, signed[_ID_BYTES:]))
    if not signers:
        raise KeyUnknown("None of the keys known here signed this.")
    return text, signers[0]


def text_of(note: str) -> str:
    """The text of ``note``, whoever signed it. Raises NotCanonical when it is no signed note."""
    return _parted(note)[0]


def signer_of(note: str) -> str:
    """The id, in hexadecimal, of the key that ``note`` says it was signed with first."""
    return _parted(note)[1][0][1][:_ID_BYTES].hex()


def _parted(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, gap, below = note.rpartition("\n\n")
    lines = [_SIGNATURE.fullmatch(line) for line in below.removesuffix("\n").split("\n")]
    found = [(line["name"], _bytes(line["signed"])) for line in lines if line is not None]
    if len(note) > LONGEST or not (gap and text and note.endswith("\n")) or len(found) < len(lines):
        raise NotCanonical("This is not a signed note.")
    return f"{text}\n", found


def _signer(named: Sequence[NoteKey], text: str, signature: bytes) -> NoteKey:
    """Which of the keys that have one id signed: two may have it, by chance or on purpose."""
    for key in named:
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode("utf-8"))
        except InvalidSignature:
            continue
        return key
    raise SignatureWrong(f"The signature of {named[0].name} is not over this text.")


def _written(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _bytes(written: str) -> bytes:
    try:
        data = b64decode(written, validate=True)
    except (NotBase64, ValueError) as error:
        raise NotCanonical("This is not base64.") from error
    if _written(data) != written:
        raise NotCanonical("This is base64 that could be written shorter.")
    return data
