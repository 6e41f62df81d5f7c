"""How the codes of what is set in the service, and of how it stands, read on a page."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from screening.domain.health import Health, Line
from screening.domain.lawful_basis import BASIS_NAMES, Article6, Article9, Article10, BasisTold
from screening.domain.notifying import Language
from screening.domain.sentence import Days, Sentence, Value
from screening.services.reading.protection.reviews_due import Reviewed
from screening.web.formats import as_told, date_and_time, long_date
from screening.web.languages import LANGUAGES
from screening.web.wording_beside import Wording

WORDINGS_SETTINGS: dict[type[StrEnum], dict[StrEnum, Wording]] = {
    Health: {
        Health.FINE: Wording(_l("In order"), "green"),
        Health.WATCH: Wording(_l("Look at it"), "yellow"),
        Health.FAULT: Wording(_l("Fault"), "red"),
        Health.UNKNOWN: Wording(_l("Not known here")),
    },
    Reviewed: {
        Reviewed.POLICY: Wording(_l("Policy")),
        Reviewed.BASIS: Wording(_l("Lawful basis")),
        Reviewed.ASSESSMENT: Wording(_l("Impact assessment")),
    },
    Language: {Language(code): Wording(name) for code, name in LANGUAGES.items()},
    **{
        articles: {code: Wording(_l(BASIS_NAMES[code])) for code in articles}
        for articles in (Article6, Article9, Article10)
    },
}
"""By the code's own class, as in ``wording.WORDINGS``."""


def said(one: Line | Sentence) -> str:
    """What ``one`` says, with its values as people write them."""
    text = str(gettext(one.said))
    return text % _written(one.values) if one.values else text


def _written(values: Mapping[str, Value]) -> dict[str, str]:
    return {name: _one(value) for name, value in values.items()}


def _one(value: Value) -> str:
    if isinstance(value, Days):
        return _days(value)
    if isinstance(value, BasisTold):
        return as_told(value)
    if isinstance(value, datetime):
        return date_and_time(value)
    if isinstance(value, date):
        return long_date(value)
    return f"{value:,}" if isinstance(value, int) else value


def _days(period: Days) -> str:
    if period.working:
        return str(ngettext("%(num)s working day", "%(num)s working days", period.count))
    return str(ngettext("%(num)s day", "%(num)s days", period.count))
