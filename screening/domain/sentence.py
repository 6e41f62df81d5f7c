"""A sentence of a generated document: its words, and the live values that stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from screening.domain.lawful_basis import BasisTold


@dataclass(frozen=True)
class Days:
    """A period of the policy; ``working``: counted in working days."""

    count: int
    working: bool = False


Value = str | int | date | datetime | Days | BasisTold


@dataclass(frozen=True)
class Sentence:
    """``said`` is a text with ``%(name)s`` for each of ``values``."""

    said: str
    values: Mapping[str, Value] = field(default_factory=dict)
