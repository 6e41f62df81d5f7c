"""Days and times as people in the United Kingdom read them. Everything stored is UTC."""

from datetime import UTC, date, datetime
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from screening.domain.text import N_

_UK = ZoneInfo("Europe/London")
_ENGLISH = NullTranslations()
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def uk_day(moment: datetime) -> date:
    """The calendar day of ``moment`` in the United Kingdom."""
    return moment.astimezone(_UK).date()


def day(value: date, translations: NullTranslations = _ENGLISH) -> str:
    """A calendar day, e.g. ``22 November 2026``; of a moment, its day in the United Kingdom."""
    if isinstance(value, datetime):
        value = uk_day(value)
    return f"{value.day} {translations.gettext(_MONTHS[value.month - 1])} {value.year}"


def days(count: int, translations: NullTranslations = _ENGLISH) -> str:
    """So many days: ``1 day``, ``365 days``."""
    return translations.ngettext("%(num)s day", "%(num)s days", count) % {"num": count}


def minutes(count: int, translations: NullTranslations = _ENGLISH) -> str:
    """So many minutes: ``1 minute``, ``20 minutes``."""
    return translations.ngettext("%(num)s minute", "%(num)s minutes", count) % {"num": count}


def moment(value: datetime, translations: NullTranslations = _ENGLISH) -> str:
    """A moment in UK time, e.g. ``22 November 2026, 9:05am``."""
    local = value.astimezone(_UK)
    hour = local.hour % 12 or 12
    return (
        f"{day(value, translations)}, {hour}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"
    )


def utc(value: datetime) -> str:
    """A moment in UTC to the second, e.g. ``2026-11-22 09:05:00``."""
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
