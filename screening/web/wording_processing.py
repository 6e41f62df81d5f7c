"""The record of processing and the impact assessment as files, in the reader's language."""

from collections.abc import Iterator

from flask_babel import gettext as _

from screening.domain.direction import written_out
from screening.domain.impact import PARTS
from screening.services.reading.protection.processing.assessment import Assessment
from screening.services.reading.protection.processing.register import Activity, Register
from screening.web.formats import as_told, long_date, translated
from screening.web.wording_settings import said


def columns() -> list[str]:
    """The heads of the columns of the record."""
    return [
        _("Activity"),
        _("Purpose"),
        _("Whose data"),
        _("Which data"),
        _("Who is given it"),
        _("How long it is kept"),
        _("What it rests on"),
        _("Transfers abroad, and who works for us"),
        _("Security measures"),
        _("Controller"),
        _("Data protection officer"),
        _("Version of the policy"),
    ]


def register_rows(register: Register) -> Iterator[list[str]]:
    """A line for each activity."""
    measures = " ".join(map(said, register.measures))
    for activity in register.activities:
        yield [
            *(written_out(cell) for cell in cells_of(activity)),
            written_out(register.hosting) or _("Not written yet"),
            measures,
            written_out(register.organisation.name),
            written_out(register.officer) or _("Nobody holds that role"),
            register.policy,
        ]


def cells_of(activity: Activity) -> list[str]:
    """What is said of one activity, from its name to what it rests on."""
    texts = (activity.name, activity.purpose, activity.people, activity.data, activity.recipients)
    rests_on = as_told(activity.basis) if activity.basis else translated(activity.law)
    return [*map(translated, texts), said(activity.kept), rests_on]


def assessment_in_text(found: Assessment) -> str:
    """The whole assessment as a plain text."""
    return written_out("\n".join(_lines(found)) + "\n")


def _lines(found: Assessment) -> Iterator[str]:
    yield _("Impact assessment: online checks of applicants")
    yield _("Controller: %(name)s", name=found.organisation.name)
    yield _("Data protection officer: %(name)s", name=found.officer or _("nobody"))
    yield ""
    yield _("FROM THE SETTINGS OF THE SERVICE, AS THEY ARE NOW")
    for part in found.parts:
        yield from ("", translated(part.title), *(f"- {said(one)}" for one in part.sentences))
    yield from ("", _("Risks, and what is done about them"))
    for risk in found.risks:
        yield from (f"- {translated(risk.risk)}", f"  {said(risk.measures)}")
    yield ""
    yield _("WRITTEN BY THE DATA PROTECTION OFFICER")
    for name, heading in PARTS.items():
        yield from ("", translated(heading), found.own[name] or _("Not written yet"))
    if found.written:
        yield ""
        yield _("To be looked at again by %(day)s", day=long_date(found.written.review_by))
