"""Boxes that forms about a check ask with again and again: minutes, a time of day, a day."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import StopValidation

from screening.services.calendar import LONDON
from screening.web.forms import DateField, Form
from screening.web.forms.typed_in import TextBox

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm|yb|yh)?", re.ASCII)
_TOO_LONG = 10  # digits
_NAMED = {
    "midday": time(12),
    "noon": time(12),
    "midnight": time(0),
    "hannerdydd": time(12),
    "canoldydd": time(12),
    "hannernos": time(0),
}


class CheckForm(Form):
    """A form about a check: its longer texts can be shown again to somebody who came too late."""

    def typed_words(self) -> list[tuple[str, str]]:
        """The longer texts that were typed, with their labels."""
        return [
            (field.label.text, field.data)
            for field in self
            if isinstance(field, TextAreaField) and field.data
        ]


class WholeNumber(IntegerField):
    """A whole number, or what is said of anything else (``wrong``). How large it may be is the
    service's business.
    """

    widget = TextBox()
    wrong: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the number that was typed. Raises ValueError for anything else."""
        try:
            self.data = int(valuelist[0]) if valuelist else None
        except ValueError:
            self.data = None
            raise ValueError(str(self.wrong)) from None


class Minutes(WholeNumber):
    """A whole number of minutes."""

    wrong = _l("Give the minutes as a whole number, such as 20")


class Days(WholeNumber):
    """A whole number of days."""

    wrong = _l("Give the days as a whole number, such as 5")


class TimeField(StringField):
    """A time of day, typed as people type it: ``2:30pm``, ``14.30``, ``9am``, ``midday``."""

    widget = TextBox()

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no time."""
        if read_time(self.data or "") is None:
            raise StopValidation(gettext("Enter a time, such as 2:30pm or 14:30"))

    def on(self, day: date) -> datetime:
        """The moment, in UTC, at which it was this time on ``day`` in the United Kingdom."""
        at = read_time(self.data or "") or time(0)
        return datetime.combine(day, at, LONDON).astimezone(UTC)


def read_number(typed: str | None, otherwise: int) -> int:
    """The whole number in ``typed``, which a page of ours wrote there; ``otherwise`` for the rest.

    Nobody sends more than nine digits of ours: Python would take any number of them.
    """
    text = typed or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _TOO_LONG else otherwise


def read_day(written: str) -> date | None:
    """The day of an ISO date; None where a period is open."""
    return date.fromisoformat(written) if written else None


def day_written(field: DateField) -> str:
    """The day typed into ``field`` as an ISO date; empty where none was."""
    return field.data.isoformat() if field.data else ""


def read_time(typed: str) -> time | None:
    """The time that ``typed`` says, or None. Hours alone need am or pm: "9" could be either.

    In Welsh they may be yb and yh, and midday and midnight hanner dydd and hanner nos.
    """
    text = "".join(typed.casefold().split())
    if text in _NAMED:
        return _NAMED[text]
    found = _TIME.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] in {"pm", "yh"} else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
