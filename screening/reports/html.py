"""Read model -> HTML, through templates that escape everything and refuse unknown names."""

import base64
import re
from collections.abc import Mapping
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from screening.reports import counts, times
from screening.reports.chart import bar_chart
from screening.reports.exceptions import Weight, find_exceptions
from screening.reports.labels import label
from screening.reports.model import Report
from screening.reports.notice import Notice, notice_parts
from screening.reports.scopes import changes, scope_rows

_TEMPLATES = Path(__file__).parent / "templates"
RECORDS_A_TABLE = 50
"""Rows in one table of records: WeasyPrint lays long tables out more slowly than many short."""

_ENGLISH = NullTranslations()
_LONG = re.compile(r"\S{60,}")
_PIECE = 20


def report_html(report: Report, translations: NullTranslations = _ENGLISH) -> str:
    """The page that becomes the audit report of ``report``."""
    standing = tuple(
        counts.Count(translations.gettext(line.title), line.number)
        for line in counts.standing(report.checks)
    )
    chart = bar_chart(standing, report.organisation.colour)
    return _render(
        "report.html",
        translations,
        {
            "report": report,
            "exceptions": find_exceptions(report.checks),
            "weights": Weight,
            "standing": standing,
            "happened": counts.happened(report.checks),
            "by_rule": counts.attempts_not_ready(report.checks),
            "chart": _picture(chart),
            "record_tables": _batches(report),
        },
    )


def notice_html(notice: Notice, translations: NullTranslations = _ENGLISH) -> str:
    """The page that becomes the letter of ``notice``."""
    return _render(
        "notice.html", translations, {"notice": notice, "parts": notice_parts(notice, translations)}
    )


def _picture(svg: str) -> Markup:
    """The address of a picture that is the address itself: base64 has nothing to escape."""
    return Markup("data:image/svg+xml;base64,") + base64.b64encode(svg.encode()).decode()


def _batches(report: Report) -> list[tuple[Any, ...]]:
    return [
        report.records[start : start + RECORDS_A_TABLE]
        for start in range(0, len(report.records), RECORDS_A_TABLE)
    ]


def _render(template: str, translations: NullTranslations, values: Mapping[str, Any]) -> str:
    return _environment(translations).get_template(template).render(values)


def _environment(translations: NullTranslations) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=_breakable,
    )
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.filters.update(
        day=times.day, moment=times.moment, utc=times.utc, label=label, capital=_capital
    )
    environment.filters["translated"] = lambda text: text and translations.gettext(text)
    environment.globals.update(
        changes=changes,
        scope_rows=scope_rows,
        # Our own file, with nothing of anybody's in it: the one thing that is not escaped.
        css=lambda name: Markup((_TEMPLATES / name).read_text("utf-8")),  # noqa: S704
    )
    return environment


def _breakable(value: Any) -> Any:
    """Text with places to break in words that are longer than any line.

    Without them the time to lay out one such word grows with the square of its length: 20,000
    characters took four seconds, and a hundred of those would have kept a report from being made.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    cuts = [at for word in _LONG.finditer(value) for at in range(*word.span(), _PIECE)]
    return Markup("<wbr>").join(value[start:end] for start, end in pairwise((0, *cuts, None)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
