"""Read model -> HTML, through templates that escape everything and refuse unknown names."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from screening.domain.direction import set_apart, written_out_in
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.words import Given
from screening.reports import counts, times
from screening.reports.chart import bar_chart
from screening.reports.check_model import Line
from screening.reports.exception_table import Weight
from screening.reports.exceptions import HEADINGS, Beside, find_exceptions, looked_for
from screening.reports.instructions import Instructions, instruction_parts
from screening.reports.labels import label
from screening.reports.model import Report
from screening.reports.notice import Notice, notice_parts
from screening.reports.printed import Section, not_printed
from screening.reports.school_notice import SchoolNotice, school_notice_parts
from screening.reports.scopes import changes, narrowed, scope_rows
from screening.reports.subject_model import Sentence, Subject, Value

_TEMPLATES = Path(__file__).parent / "templates"
RECORDS_A_TABLE = 50
"""Rows in one table of records: WeasyPrint lays long tables out more slowly than many short."""

_HOW_FAR = (Event.CANDIDATE_ADDED, Event.CANDIDATE_STATUS_CHANGED)
_ENGLISH = NullTranslations()
_PAGE = N_("Page {page} of {pages}")


def report_html(report: Report, translations: NullTranslations = _ENGLISH) -> str:
    """The page that becomes the audit report of ``report``."""
    report = replace(report, organisation=report.organisation.speaking(translations))
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
            "exceptions": find_exceptions(
                report.checks,
                report.declarations,
                Beside(report.unauthorised, report.sourcing, report.schools),
            ),
            "weights": Weight,
            "headings": HEADINGS,
            "looked_for": looked_for,
            "standing": standing,
            "happened": counts.happened(report.checks),
            "disagreements": counts.disagreements(report.checks),
            "beside": counts.beside_the_checks(report),
            "by_rule": counts.attempts_not_ready(report.checks),
            "chart": "data:image/svg+xml;base64," + base64.b64encode(chart.encode()).decode(),
            "record_tables": _batches(report),
            "lines": {section.value: report.lines.get(section, ()) for section in Section},
            "statuses": _statuses(report),
            "of_candidates": _of_candidates(report),
            "not_printed": not_printed(),
            "code": _code(report),
        },
    )


def _statuses(report: Report) -> Mapping[str, list[Line]]:
    """The records of how far each candidate came, by their codes."""
    steps: dict[str, list[Line]] = {}
    for line in report.lines.get(Section.CANDIDATES, ()):
        if line.event in _HOW_FAR:
            steps.setdefault(line.about, []).append(line)
    return steps


def _of_candidates(report: Report) -> list[Line]:
    """The other records of candidates."""
    lines = report.lines.get(Section.CANDIDATES, ())
    return [line for line in lines if line.event not in _HOW_FAR]


def notice_html(notice: Notice, translations: NullTranslations = _ENGLISH) -> str:
    """The page that becomes the letter of ``notice``."""
    return _render(
        "notice.html",
        translations,
        {
            "letter": notice,
            "parts": notice_parts(notice, translations),
            "code": _for_phones(notice.link),
        },
    )


def school_notice_html(notice: SchoolNotice, translations: NullTranslations = _ENGLISH) -> str:
    """The page that becomes the letter to everybody on a school's shortlist."""
    parts = school_notice_parts(notice, translations)
    code = _for_phones(notice.link)
    shown = {"letter": notice, "parts": parts, "code": code}
    return _render("school_notice.html", translations, shown)


def instructions_html(sheet: Instructions, translations: NullTranslations = _ENGLISH) -> str:
    """The page that becomes the instruction sheet of a third party."""
    parts = instruction_parts(sheet, translations)
    return _render("instructions.html", translations, {"letter": sheet, "parts": parts})


def _code(report: Report) -> str:
    """The report's checkpoint for a phone; nothing without one."""
    checkpoint = report.edition.checkpoint
    return _for_phones(checkpoint.for_phones if checkpoint else "")


def _for_phones(text: str) -> str:
    """``text`` as a picture that a phone reads; nothing where there is none."""
    if not text:
        return ""
    picture = segno.make(text, error="m", micro=False)
    return str(picture.svg_data_uri(omitsize=True, border=0))


def subject_html(subject: Subject, translations: NullTranslations = _ENGLISH) -> str:
    """The page with everything that is held about one person; it fetches nothing."""
    environment = _environment(translations)
    environment.finalize = _set_apart  # the letters and reports are looked over by ``printable``
    return environment.get_template("subject.html").render(
        subject=subject, given=Given, said=lambda statement: statement.said(translations)
    )


def _set_apart(value: object) -> object:
    """What turns the direction of a text, written out."""
    if not isinstance(value, str):
        return value
    if isinstance(value, Markup):
        return Markup(written_out_in(value))  # noqa: S704 - it was mark-up
    return set_apart(value)


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
    )
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.filters.update(
        day=lambda value: times.day(value, translations),
        moment=lambda value: times.moment(value, translations),
        utc=times.utc,
        label=label,
        capital=_capital,
    )
    environment.filters["translated"] = lambda text: _translated(text, translations)
    environment.filters["spoken"] = lambda value: _spoken(value, translations)
    environment.globals.update(
        changes=partial(changes, say=translations.gettext),
        narrowed=partial(narrowed, say=translations.gettext),
        language=translations.info().get("language", "en-GB"),
        page_of=_page_of(translations),
        scope_rows=partial(scope_rows, say=translations.gettext),
        css=lambda name: Markup((_TEMPLATES / name).read_text("utf-8")),  # noqa: S704 - our own file
    )
    return environment


def _page_of(translations: NullTranslations) -> Markup:
    """What stands at the foot of each page, as content in CSS: that knows the numbers."""
    said = translations.gettext(_PAGE).format(page='" counter(page) "', pages='" counter(pages) "')
    return Markup(f'"{said}"')  # noqa: S704 - our own words


def _translated(text: str | Sentence, translations: NullTranslations) -> str:
    if isinstance(text, Sentence):
        return text.said(translations)
    return text and translations.gettext(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spoken(value: Value, translations: NullTranslations) -> str:
    """A value of a record as it reads."""
    if isinstance(value, tuple):
        return "; ".join(_spoken(code, translations) for code in value)
    if isinstance(value, bool):
        return translations.gettext("Yes") if value else translations.gettext("No")
    if isinstance(value, StrEnum):
        return _capital(translations.gettext(label(value)))
    if isinstance(value, datetime):
        return times.moment(value, translations)
    return times.day(value, translations) if isinstance(value, date) else value or ""
