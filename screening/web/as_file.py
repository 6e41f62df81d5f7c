"""Files to be saved; lists among them, the one way, so that every cell is made harmless."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from flask import Response
from flask_babel import gettext as _

from screening.domain.neutral import csv_of, neutral
from screening.services.calendar import LONDON
from screening.web.wording import label
from screening.web.xlsx import TYPE, workbook

CSV, XLSX = "csv", "xlsx"
MARK = "\ufeff"  # without it spreadsheets take UTF-8 for something else
Row = TypeVar("Row")


class Column(NamedTuple, Generic[Row]):
    """A column of a list: its heading, and what stands in it for one row."""

    heading: Any
    value: Callable[[Row], object]


def list_as_file(
    name: str, form: str, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> Response:
    """``rows`` as a file of the ``form`` CSV or XLSX. ``name`` says which list, and of nobody."""
    lines = ([shown(column.value(row)) for column in columns] for row in rows)
    return as_file(name, form, [str(column.heading) for column in columns], lines)


def as_file(
    name: str, form: str, headings: Sequence[str], lines: Iterable[Sequence[str]]
) -> Response:
    """``lines`` of text under ``headings`` as a file to be kept."""
    table, file = (headings, *lines), f"{name}.{form}"
    if form == XLSX:
        return to_save(workbook([neutral(cell) for cell in line] for line in table), TYPE, file)
    return to_save(MARK + csv_of(table), "text/csv", file)


def to_save(content: str | bytes, kind: str, name: str) -> Response:
    """``content`` of the media type ``kind``, to be saved under ``name``."""
    response = Response(content, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def shown(value: object) -> str:
    """``value`` as a cell: codes by their names, days and moments as machines and people read them
    alike, British time.
    """
    match value:
        case None | False | "":
            return ""
        case True:
            return str(_("Yes"))
        case StrEnum():
            return label(value)
        case datetime():
            return value.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
    return str(value)
