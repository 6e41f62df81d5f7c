"""What a cell says, where it is a date or one of a few words."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from screening.domain.importing import folded
from screening.domain.text import N_
from screening.domain.words import CandidateStatus, CriterionKind, Source

Code = TypeVar("Code", bound=StrEnum)

_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?$")
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")
NO_DATE = N_("Give the date as 27/03/2027 or 2027-03-27")

KINDS: Mapping[str, CriterionKind] = {
    "e": CriterionKind.ESSENTIAL,
    "essential": CriterionKind.ESSENTIAL,
    "required": CriterionKind.ESSENTIAL,
    "musthave": CriterionKind.ESSENTIAL,
    "d": CriterionKind.DESIRABLE,
    "desirable": CriterionKind.DESIRABLE,
    "nicetohave": CriterionKind.DESIRABLE,
}
STATUSES: Mapping[str, CandidateStatus] = {
    **{folded(status.value): status for status in CandidateStatus},
    "": CandidateStatus.APPLIED,
    "new": CandidateStatus.APPLIED,
    "received": CandidateStatus.APPLIED,
    "submitted": CandidateStatus.APPLIED,
    "applicationreceived": CandidateStatus.APPLIED,
    "shortlist": CandidateStatus.SHORTLISTED,
    "interview": CandidateStatus.INTERVIEWED,
    "offer": CandidateStatus.OFFERED,
    "offermade": CandidateStatus.OFFERED,
    "hired": CandidateStatus.APPOINTED,
    "rejected": CandidateStatus.NOT_APPOINTED,
    "unsuccessful": CandidateStatus.NOT_APPOINTED,
    "declined": CandidateStatus.NOT_APPOINTED,
    "withdrawn": CandidateStatus.WITHDREW,
}
SOURCES: Mapping[str, Source] = {
    **{folded(source.value): source for source in Source},
    "resume": Source.CV,
    "curriculumvitae": Source.CV,
    "applicationform": Source.APPLICATION,
    "supportingstatement": Source.APPLICATION,
    "letter": Source.COVERING_LETTER,
    "coverletter": Source.COVERING_LETTER,
}
NO_KIND = N_("Say essential or desirable")
NO_STATUS = N_(
    "Say applied, shortlisted, interviewed, offered, appointed, not appointed or withdrew"
)
NO_SOURCE = N_("Say CV, application, covering letter, interview, portfolio or reference")


def read_date(cell: str) -> date | None:
    """The day that ``cell`` names, the day before the month; None where it names none."""
    text = _MIDNIGHT.sub("", cell)
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def read_code(cell: str, codes: Mapping[str, Code]) -> Code | None:
    """Which of ``codes`` is meant by ``cell``; None where it is none of them."""
    return codes.get(folded(cell))
