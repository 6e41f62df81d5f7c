"""Looking for bytes in every file there is, in the spellings in which a text may lie there."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from screening.store.base import Base
from screening.store.store import Store

PIECE = 24  # bytes
MOST = 100  # pieces of one text
FEWEST = 6  # bytes; what is shorter may be anywhere by chance


@dataclass(frozen=True)
class Found:
    """What was found (its name) and where."""

    needle: str
    place: str


def spellings(text: str) -> Iterator[bytes]:
    """``text`` in lower case as files may hold it: UTF-8, UTF-16, hexadecimal, base64."""
    plain = text.lower().encode("utf-8")
    yield plain
    yield text.lower().encode("utf-16-le")
    yield plain.hex().encode("ascii")


def in_base64(text: str) -> Iterator[bytes]:
    """The part of ``text`` that base64 spells the same whatever stands around it, three ways."""
    plain = text.encode("utf-8")
    for before in range(3):
        written = base64.b64encode(b"\0" * before + plain)
        first, last = -(-before * 4 // 3), len(before * b"." + plain) // 3 * 4
        yield written[first:last]


def files_in(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below ``folders``, whatever it is called, with what is in it."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()


def rows_of(store: Store) -> Iterator[tuple[str, bytes]]:
    """Every row of every table, for a server whose files are its own."""
    for table in Base.metadata.sorted_tables:
        with store.engine.connect() as connection:
            for row in connection.execute(select(table)):
                yield table.name, b"\0".join(_bytes(value) for value in row)


def _bytes(value: object) -> bytes:
    """A number as its digits, and as the eight bytes that a file of SQLite has of a large one."""
    if isinstance(value, bytes):
        return value
    spelled = str(value).encode("utf-8")
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return spelled + b"\0" + value.to_bytes(8, "big", signed=True)
    return spelled


def scan(
    places: Iterable[tuple[str, bytes]],
    texts: Iterable[str] = (),
    raw: Mapping[str, bytes] | None = None,
) -> set[Found]:
    """Which of ``texts``, and of the bytes in ``raw`` (by name), are in ``places``."""
    known = [(text, list(spellings(text)), list(in_base64(text))) for text in texts]
    sealed = raw or {}
    assert all(len(text) >= FEWEST for text, *_ in known)
    assert all(len(data) >= FEWEST for data in sealed.values())
    found = set()
    for name, content in places:
        folded = content.lower()
        for text, spelled, coded in known:
            if any(each in folded for each in spelled) or any(each in content for each in coded):
                found.add(Found(text, name))
        found |= {
            Found(each, name)
            for each, data in sealed.items()
            if any(piece in content for piece in pieces(data))
        }
    return found


def pieces(data: bytes) -> Iterator[bytes]:
    """Parts of ``data`` from all over it: a long text does not lie in a database in one piece."""
    step = max(PIECE, len(data) // MOST)
    for start in range(0, max(1, len(data) - PIECE + 1), step):
        yield data[start : start + PIECE]
