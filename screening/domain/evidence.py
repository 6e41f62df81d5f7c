"""Files that candidates give as evidence of their own: which kinds, how many, how large.

What a file is, its first bytes say: its name and what a browser calls it are the sender's word, and
neither is kept. Text has no first bytes of its own, so that it is what can be read as text from
beginning to end and does not begin as a web page, a picture in words, or a program does.
"""

import re
from enum import StrEnum

from screening.domain.text import N_

MOST = 3
"""Files with one answer."""
MOST_IN_ALL = 9
"""Files about one check, with all answers together."""
LARGEST = 2 * 1024 * 1024
"""Bytes of one file: what every machine calls at most 2 MB."""

WRONG_KIND = N_(
    "We cannot take this kind of file. Choose a PDF, a JPEG or PNG picture, or plain text"
)
TOO_LARGE = N_("This file is larger than 2 MB. Choose a smaller one")
EMPTY = N_("There is nothing in this file. Choose another one")
TOO_MANY = N_("You can send three files at most. Leave some out")
NO_ROOM = N_(
    "You can give us nine files about this check, and that would be more. Leave some out, and ask "
    "us how to send them"
)
FULL = N_(
    "You have given us nine files about this check, and we can take no more here. Ask us how to "
    "send what is missing."
)


class FileKind(StrEnum):
    """What a file is, by how its name ends where it is given out again."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    TEXT = "txt"


_BEGINS = {
    FileKind.PDF: b"%PDF-",
    FileKind.PNG: b"\x89PNG\r\n\x1a\n",
    FileKind.JPEG: b"\xff\xd8\xff",
}
_NOT_PLAIN = ("<", "{\\rtf", "%!", "#!")
"""How a page or drawing in mark-up, a rich text, PostScript and a script begin."""
_NO_LETTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def kind_of(content: bytes) -> FileKind | None:
    """What ``content`` is; None where it is nothing that is taken."""
    for kind, begins in _BEGINS.items():
        if content.startswith(begins):
            return kind
    return FileKind.TEXT if _is_plain_text(content) else None


def problem_with_file(content: bytes) -> str:
    """What keeps ``content`` from being taken, as its sender is told; empty where nothing does."""
    if not content.strip():
        return EMPTY
    if len(content) > LARGEST:
        return TOO_LARGE
    return "" if kind_of(content) else WRONG_KIND


def file_name(number: int, kind: FileKind) -> str:
    """What a file is called from here on: nothing that its sender called it."""
    return f"evidence-{number}.{kind.value}"


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not _NO_LETTER.search(text) and not text.lstrip().startswith(_NOT_PLAIN)
