"""Lists in a form: rows are added and removed by buttons of the form itself, no script needed."""

from typing import Any

from flask import request
from wtforms import FieldList

ADD, REMOVE = "add", "remove"


def rearranged(rows: "FieldList[Any]") -> bool:
    """Add an empty row to ``rows``, or take one away, where such a button was pressed.

    What is typed elsewhere stays. The answer says whether there was such a button.
    """
    if ADD in request.form:
        rows.append_entry()
        return True
    if REMOVE in request.form:
        _keep(rows, [row for row in rows if row.short_name != request.form[REMOVE]])
        return True
    return False


def without_blank(rows: "FieldList[Any]", *names: str) -> None:
    """Drop the rows in which each box of ``names`` is blank; the rest are numbered anew."""
    _keep(rows, [row for row in rows if any(row.data[name].strip() for name in names)])


def _keep(rows: "FieldList[Any]", kept: list[Any]) -> None:
    rows.process(None, [row.data for row in kept])
