"""One line of an exported ledger: a record as stored, its hashes, and what it commits to.

A line is a JSON object in canonical spelling, ended by a line feed. A checkpoint is a line of its
own, right after the last record that it is over: ``checkpoint`` (the signed note). Any other line
holds ``record`` (the canonical bytes, as text), ``leaf``, ``link`` and ``vacancy_link`` (hex),
``commitments`` (a field's name to its commitment), and where fields are opened ``opened`` (a
field's name to its salt and value).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from screening.domain.errors import NotCanonical
from screening.ledger.canonical import canonical, parse

_HASH = re.compile("[0-9a-f]{64}")
_TEXTS = ("record", "leaf", "link", "vacancy_link")


class Line(NamedTuple):
    """What one line holds. ``opened`` maps a field's name to its ``salt`` (hex) and ``value``."""

    record: str
    leaf: str
    link: str
    vacancy_link: str
    commitments: Mapping[str, str]
    opened: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Signed:
    """A line that holds a signed checkpoint."""

    note: str


def write_signed(note: str) -> bytes:
    """The line for a signed checkpoint as it stands in a file."""
    return canonical({"checkpoint": note}) + b"\n"


def write_line(line: Line) -> bytes:
    """The line as it stands in a file."""
    content: dict[str, Any] = {name: getattr(line, name) for name in _TEXTS}
    content["commitments"] = line.commitments
    if line.opened:
        content["opened"] = line.opened
    return canonical(content) + b"\n"


def read_line(source: bytes) -> Line | Signed:
    """The line that ``source`` spells. Raises NotCanonical unless it is spelled as written."""
    content = parse(source)
    line: Line | Signed
    if _is_signed(content):
        line = Signed(content["checkpoint"])
        written = write_signed(line.note)
    elif _has_the_shape(content):
        line = Line(**{"opened": {}, **content})
        written = write_line(line)
    else:
        raise NotCanonical("This is not a line of an exported ledger.")
    if written != source:
        raise NotCanonical("This line is not spelled the way it is written.")
    return line


def _is_signed(content: object) -> bool:
    if not isinstance(content, dict):
        return False
    return content.keys() == {"checkpoint"} and isinstance(content["checkpoint"], str)


def _has_the_shape(content: object) -> bool:
    if not isinstance(content, dict):
        return False
    fields, opened = content.get("commitments"), content.get("opened", {})
    return (
        content.keys() - {"opened"} == {*_TEXTS, "commitments"}
        and all(isinstance(content[name], str) for name in _TEXTS)
        and isinstance(fields, dict)
        and all(_is_hash(each) for each in fields.values())
        and are_opened(opened)
    )


def are_opened(fields: object) -> bool:
    """Whether ``fields`` has the shape of fields that are opened."""
    return isinstance(fields, dict) and all(_is_opened(each) for each in fields.values())


def _is_opened(field: object) -> bool:
    return isinstance(field, dict) and field.keys() == {"salt", "value"} and _is_hash(field["salt"])


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None
