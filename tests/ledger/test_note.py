"""Signed notes and checkpoints: what is read, what is refused, and why."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from screening.domain.errors import KeyUnknown, NotCanonical, SignatureWrong
from screening.ledger.checkpoint import (
    Checkpoint,
    open_checkpoint,
    origin_of,
    read_checkpoint,
    sign_checkpoint,
)
from screening.ledger.note import NoteKey, open_note, read_key, sign_note, text_of

NAME = origin_of("d" * 32)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
TEXT = "a log\n\u00e9t\u00e9\n\nlast line\n"


def _key(private: Ed25519PrivateKey, name: str = NAME) -> NoteKey:
    return NoteKey(name, private.public_key().public_bytes_raw())


KEY = _key(PRIVATE)
NOTE = sign_note(TEXT, NAME, PRIVATE)


def test_what_is_signed_is_opened() -> None:
    assert open_note(NOTE, [_key(OTHER), KEY]) == (TEXT, KEY)
    assert text_of(NOTE) == TEXT


def test_the_example_of_the_specification_is_opened() -> None:
    """The key and note by which Go's library introduces the form (golang.org/x/mod/sumdb/note)."""
    key = read_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    signed = (
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
        "qdngotpRZb6KE6RyyBwJnAM="
    )
    assert open_note(f"{text}\n\u2014 PeterNeumann {signed}\n", [key]) == (text, key)


def test_a_key_is_written_and_read() -> None:
    assert read_key(str(KEY)) == KEY
    for wrong in ("", "a+b", str(KEY)[:-2], str(KEY).replace("+", " ", 1), f"x{KEY}"):
        with pytest.raises(NotCanonical):
            read_key(wrong)


def test_an_unknown_key_is_said_to_be_unknown() -> None:
    with pytest.raises(KeyUnknown):
        open_note(NOTE, [_key(OTHER), _key(PRIVATE, "another/name")])
    with pytest.raises(KeyUnknown):
        open_note(NOTE, [])


@pytest.mark.parametrize("old", ["log", "last", "\u00e9t"])
def test_an_altered_text_is_not_signed(old: str) -> None:
    with pytest.raises(SignatureWrong):
        open_note(NOTE.replace(old, "x", 1), [KEY])


def test_one_wrong_signature_beside_a_right_one_is_refused() -> None:
    wrong = sign_note("another text\n", NAME, OTHER).rpartition("\n\n")[2]
    with pytest.raises(SignatureWrong):
        open_note(NOTE + wrong, [KEY, _key(OTHER)])
    assert open_note(NOTE + wrong, [KEY]) == (TEXT, KEY)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: "",
        lambda note: note[:-1],
        lambda note: note.replace("\n\n\u2014", "\n\u2014"),
        lambda note: note.replace("\u2014", "-"),
        lambda note: f"{note}\n",
        lambda note: f"{note}more\n",
        lambda note: note[:-3] + "=\n",
        lambda note: note + note[-120:] * 200,
    ],
)
def test_what_is_no_note_is_refused(spoil: Callable[[str], str]) -> None:
    with pytest.raises(NotCanonical):
        open_note(spoil(NOTE), [KEY])


def test_a_checkpoint_is_written_and_read() -> None:
    checkpoint = Checkpoint(NAME, 17, bytes(range(32)))
    assert read_checkpoint(checkpoint.text) == checkpoint
    assert open_checkpoint(sign_checkpoint(checkpoint, PRIVATE), [KEY]) == (checkpoint, KEY)
    assert checkpoint.text.split("\n")[:2] == [NAME, "17"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "screening/x\n17\nAAAA\n",
        Checkpoint(NAME, 17, bytes(31)).text,
        Checkpoint(NAME, 17, bytes(32)).text + "more\n",
        Checkpoint(NAME, 17, bytes(32)).text.replace("17", "017"),
        Checkpoint(NAME, 17, bytes(32)).text.replace("A=", "B="),
        Checkpoint("elsewhere", 17, bytes(32)).text,
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NotCanonical):
        read_checkpoint(text)
