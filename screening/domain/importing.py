"""What can be brought in from a file: four kinds of list, and the columns of each.

Headings are known by the names that this service gives them and by those that common
applicant-tracking systems export, so that columns can be proposed; whoever imports has the say.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from screening.domain.text import N_

NOWHERE = -1
"""The place of a column that the file does not have."""


class ListKind(StrEnum):
    """What the rows of a file are about."""

    VACANCIES = "vacancies"
    CRITERIA = "criteria"
    CANDIDATES = "candidates"
    CLAIMS = "claims"


@dataclass(frozen=True)
class Column:
    """Something a row says. ``headings``: what it may be called in a file, folded; ``needed``: a
    file without it cannot be read.
    """

    name: str
    label: str
    needed: bool
    headings: frozenset[str]
    hint: str = ""


def _column(name: str, label: str, *headings: str, needed: bool = True, hint: str = "") -> Column:
    return Column(name, label, needed, frozenset(map(folded, (label, name, *headings))), hint)


def folded(heading: str) -> str:
    """``heading`` as headings are compared: letters and figures only."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return re.sub(r"[^a-z0-9]+", "", plain)


_VACANCY = _column(
    "vacancy",
    N_("Vacancy reference"),
    "vacancy", "vacancy ref", "vacancy id", "vacancy number", "job reference", "job ref", "job id",
    "job number", "requisition", "requisition id", "requisition number", "req id", "posting id",
    hint=N_("As the vacancy is called here, such as LIB-7"),
)  # fmt: skip
_NUMBER = (
    "applicant reference", "applicant id", "applicant number", "application id",
    "application number", "application reference", "candidate id", "candidate number",
    "candidate reference", "person id", "reference number",
)  # fmt: skip

COLUMNS: Mapping[ListKind, tuple[Column, ...]] = {
    ListKind.VACANCIES: (
        _column(
            "reference",
            N_("Vacancy reference"),
            *_VACANCY.headings,
            "reference",
            "ref",
            hint=N_("Such as LIB-7. The same reference is the same vacancy"),
        ),
        _column("title", N_("Job title"), "title", "job", "post", "post title", "role", "job name",
                "position", "position title", "requisition title", "vacancy title",
                hint=N_("As in the advertisement")),
        _column("department", N_("Department"), "dept", "directorate", "service", "business unit",
                "team", "division", "organisation unit", "organization",
                hint=N_("As it is written elsewhere: departments are counted by it")),
        _column("apply_by", N_("Applications close on"), "closing date", "close date", "deadline",
                "apply by", "applications close", "end date", "posting end date", "expiry date",
                hint=N_("A date such as 27/03/2027")),
        _column("panel", N_("Panel"), "panel members", "hiring team", "hiring manager",
                "hiring manager email", "recruiting manager", "interviewers", "panel emails",
                needed=False,
                hint=N_("E-mail addresses of managers with an account here, a semicolon between "
                        "two. The panel is then exactly these; an empty cell leaves it as it is")),
    ),
    ListKind.CRITERIA: (
        _VACANCY,
        _column("code", N_("Code"), "criterion", "criterion code", "criteria code", "number", "no",
                "criterion number", "competency code", hint=N_("Such as E1")),
        _column("kind", N_("Kind"), "type", "essential or desirable", "essential desirable",
                "essential", "criterion type", "criteria type", "importance", "e d",
                hint=N_("essential or desirable")),
        _column("text", N_("What the job asks for"), "text", "criterion text", "criteria",
                "description", "requirement", "competency", "person specification", "detail",
                hint=N_("The criterion in words, as advertised")),
    ),
    ListKind.CANDIDATES: (
        _VACANCY,
        _column("number", N_("Applicant number"), *_NUMBER, "id", "reference", "ref",
                hint=N_("Their number where the file comes from. The same number in a vacancy is "
                        "the same person. It is kept as a fingerprint only")),
        _column("name", N_("Name"), "full name", "candidate name", "applicant name", "candidate",
                "applicant", needed=False, hint=N_("Or a column for each part of the name")),
        _column("first_name", N_("First name"), "forename", "forenames", "given name",
                "given names", "first names", "candidate first name", needed=False,
                hint=N_("Where the name is not in one column")),
        _column("last_name", N_("Last name"), "surname", "family name", "candidate last name",
                needed=False, hint=N_("Where the name is not in one column")),
        _column("contact", N_("How to reach them"), "email", "e-mail", "email address",
                "e-mail address", "contact", "contact email", "candidate email", "primary email",
                "applicant email", "address", needed=False,
                hint=N_("An e-mail or postal address. HR sends the notice of a check there")),
        _column("status", N_("How far they have come"), "status", "stage", "application status",
                "candidate status", "current stage", "application stage", "disposition", "step",
                needed=False, hint=N_("Such as applied or shortlisted; empty counts as applied")),
    ),
    ListKind.CLAIMS: (
        _VACANCY,
        _column("candidate", N_("Applicant number"), *_NUMBER, "candidate", "applicant",
                "candidate code",
                hint=N_("As it was imported, or the code such as C-07 that this service gave")),
        _column("criterion", N_("Criterion"), "criterion code", "code", "criteria code",
                "competency", hint=N_("Its code, such as E1")),
        _column("quote", N_("Their own words"), "quote", "claim", "answer", "response", "text",
                "statement", "evidence", "candidate response", "supporting statement",
                hint=N_("The sentence as it stands. HR confirms afterwards that it was seen")),
        _column("source", N_("Where they said it"), "source", "document", "said in", "origin",
                hint=N_("Such as CV, application or covering letter")),
        _column("where", N_("Where in it"), "where", "section", "page", "question", "location",
                needed=False, hint=N_("Such as section 4, page 2, or question 3")),
        _column("address", N_("An address that they gave"), "address", "url", "link", "website",
                "profile", "portfolio link", needed=False,
                hint=N_("Only one that the candidate gave for this")),
    ),
}  # fmt: skip
"""The columns of each kind, in the order in which a person fills them in."""


EXAMPLES: Mapping[ListKind, tuple[tuple[str, ...], ...]] = {
    ListKind.VACANCIES: (
        ("EX-1", "Museum Assistant", "Culture", "30/06/2027", ""),
        ("EX-2", "Park Ranger", "Environment", "2027-07-12", ""),
    ),
    ListKind.CRITERIA: (
        ("EX-1", "E1", "essential", "Has run a social media channel for an organisation"),
        ("EX-1", "D1", "desirable", "Speaks Welsh with visitors"),
        ("EX-2", "E1", "essential", "Leads walks for the public"),
    ),
    ListKind.CANDIDATES: (
        ("EX-1", "1001", "Idris Fernby", "", "", "idris.fernby@example.org", "shortlisted"),
        ("EX-1", "1002", "", "Oona", "Tarrow", "oona.tarrow@example.org", ""),
        ("EX-2", "1003", "Wren Aldous", "", "", "4 Mill Lane, Wexcombe", "applied"),
    ),
    ListKind.CLAIMS: (
        ("EX-1", "1001", "E1", "I ran the boat club's Instagram account for two years.",
         "application", "Section 4", "instagram.com/wexcombeboats"),
        ("EX-2", "1003", "E1", "Every Sunday I lead a walk for the ramblers.", "CV", "Page 1", ""),
    ),
}  # fmt: skip
"""Rows to try it with; the four files go together, in this order."""


def proposed(kind: ListKind, headings: Sequence[str]) -> dict[str, int]:
    """For each column of ``kind`` the place of the heading that is most likely it, or NOWHERE.

    A heading is proposed once, and one that occurs twice not at all.
    """
    names = [folded(heading) for heading in headings]
    free = {name: names.index(name) for name in names if name and names.count(name) == 1}
    found: dict[str, int] = dict.fromkeys((column.name for column in COLUMNS[kind]), NOWHERE)
    for column in COLUMNS[kind]:
        for name in (folded(column.label), *sorted(column.headings)):
            if name in free:
                found[column.name] = free.pop(name)
                break
    return found
