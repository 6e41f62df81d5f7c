"""Reading cases from a file of JSON Lines, a bad line at a time."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from screening.domain.errors import CaseInvalid
from screening.gate.case import Case, read_case

STANDARD_INPUT = "-"


class FileUnreadable(Exception):
    """There is no such file, or it may not be read."""


@dataclass(frozen=True)
class CaseLine:
    """One case: its line, its own identity, the case, and the object it was read from."""

    number: int
    identity: str
    case: Case
    data: dict[str, object]


@dataclass(frozen=True)
class BadLine:
    """A line that is no case, and what is wrong with it."""

    number: int
    error: str


def case_lines(name: str) -> Iterator[CaseLine | BadLine]:
    """Each line of the file ``name`` (``-`` for standard input) that is not blank.

    Lines are numbered from 1. Raises FileUnreadable when the file cannot be opened.
    """
    with _opened(name) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _read(number, line)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            raise FileUnreadable(f"{name} cannot be read: {error.strerror}.") from error
        yield file


def _read(number: int, line: bytes) -> CaseLine | BadLine:
    try:
        data = json.loads(line.decode("utf-8-sig"))
        case = read_case(data)
    except UnicodeDecodeError:
        return BadLine(number, "The line is not UTF-8.")
    except RecursionError:
        return BadLine(number, "The line is nested too deeply.")
    except ValueError as error:
        return BadLine(number, f"The line is not JSON: {error}.")
    except CaseInvalid as error:
        return BadLine(number, str(error))
    return CaseLine(number, str(data.get("id", number)), case, data)
