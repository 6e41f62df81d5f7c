"""How a part of the service stands, as administrators are told it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from screening.domain.sentence import Value


class Health(StrEnum):
    """Whether somebody has to do something."""

    FINE = "fine"
    WATCH = "watch"
    FAULT = "fault"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """One thing. ``said`` is a text with ``%(name)s`` for each of ``values``; ``todo`` says what
    to do, where something is to be done. Nothing in it is about a candidate.
    """

    what: str
    health: Health
    said: str
    values: Mapping[str, Value] = field(default_factory=dict)
    todo: str = ""


@dataclass(frozen=True)
class Group:
    """Some of them, under one heading."""

    title: str
    lines: tuple[Line, ...]
