"""Making what people typed harmless in a file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: str) -> str:
    """``cell`` so that a spreadsheet shows it and never works it out (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def plain(cell: str) -> str:
    """What ``neutral`` was given, where ``cell`` is what it gave."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS_A_FORMULA) else cell


def csv_of(lines: Iterable[Iterable[str]]) -> str:
    """``lines`` as CSV, each cell harmless."""
    written = io.StringIO()
    csv.writer(written).writerows(map(neutral, line) for line in lines)
    return written.getvalue()
