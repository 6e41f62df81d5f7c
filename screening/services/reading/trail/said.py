"""One field of a record's payload: what it is called, and how it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Value = str | bool | date | StrEnum | tuple[StrEnum, ...]
"""What a page can show: words as they are, yes, a day or a moment, codes that have names."""


@dataclass(frozen=True)
class Said:
    """A field of a payload, what it is called, and how it is read."""

    field: str
    label: str
    read: Callable[[Any], Value] = str


def listed(values: Sequence[str]) -> str:
    """Several words as one."""
    return ", ".join(values)
