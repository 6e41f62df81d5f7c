"""The columns of each list where it is saved as a file: what its page says, and no more."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from screening.services.reading.administration.accounts import AccountLine, Reading
from screening.services.reading.desk.check_list import CheckListed
from screening.services.reading.desk.waiting import DeskRow
from screening.services.reading.equality.pairs import PairRow
from screening.services.reading.equality.reviews import ReviewRow
from screening.services.reading.equality.signs import Sign
from screening.services.reading.equality.signs_summed import SignsRow
from screening.services.reading.equality.what_was_asked import FollowUpRow
from screening.services.reading.keeping.retention import RetentionRow
from screening.services.reading.registers.sourcing import SourcingRow
from screening.services.reading.registers.unauthorised import ReportRow
from screening.services.reading.rights.rows import RightsRow
from screening.services.reading.vacancies.vacancy import CandidateRow, CheckRow
from screening.services.reading.vacancies.vacancy_list import VacancyRow, next_month
from screening.web.as_file import Column
from screening.web.list_boxes import PLATFORMS
from screening.web.wording import label
from screening.web.wording_signs import SIGNS

Signed = TypeVar("Signed", ReviewRow, SignsRow)


def _labels(codes: Sequence[StrEnum]) -> str:
    return "; ".join(dict.fromkeys(map(label, codes)))


VACANCIES: Sequence[Column[VacancyRow]] = (
    Column(_l("Reference"), lambda row: row.reference),
    Column(_l("Job"), lambda row: row.title),
    Column(_l("Department"), lambda row: row.department),
    Column(_l("Stage"), lambda row: row.stage),
    Column(_l("Candidates"), lambda row: row.candidates),
    Column(_l("Checks"), lambda row: row.checks),
    Column(_l("Set up on"), lambda row: row.opened_at),
)
CANDIDATES: Sequence[Column[CandidateRow]] = (
    Column(_l("Candidate"), lambda row: row.code),
    Column(_l("Name"), lambda row: row.name),
    Column(_l("How far"), lambda row: "" if row.erased else row.status),
    Column(_l("Claims written down"), lambda row: row.claims),
    Column(_l("Checks"), lambda row: row.checks),
    Column(_l("Erased"), lambda row: row.erased),
)
CHECKS: Sequence[Column[CheckRow]] = (
    Column(_l("Check"), lambda row: row.number),
    Column(_l("Candidate"), lambda row: row.candidate_code),
    Column(_l("Where it is"), lambda row: row.state),
    Column(_l("Since"), lambda row: row.state_since),
    Column(_l("Asked by"), lambda row: row.requester),
)
ALL_CHECKS: Sequence[Column[CheckListed]] = (
    Column(_l("Vacancy"), lambda row: row.vacancy_reference),
    Column(_l("Job"), lambda row: row.vacancy_title),
    Column(_l("Check"), lambda row: row.number),
    Column(_l("Candidate"), lambda row: row.candidate_code),
    Column(_l("Criterion"), lambda row: row.criterion),
    Column(_l("Where it is"), lambda row: row.state),
    Column(_l("Since"), lambda row: row.since),
    Column(_l("Started"), lambda row: row.started_at),
    Column(_l("Asked by"), lambda row: row.requester),
    Column(_l("Overdue"), lambda row: row.overdue),
)
REQUESTS: Sequence[Column[DeskRow]] = (
    Column(_l("Vacancy"), lambda row: row.vacancy_reference),
    Column(_l("Check"), lambda row: row.number),
    Column(_l("Candidate"), lambda row: row.candidate_code),
    Column(_l("Filed by"), lambda row: row.requester),
    Column(_l("State"), lambda row: row.state),
    Column(_l("Claim seen by HR"), lambda row: row.claim_seen),
    Column(_l("Working days waiting"), lambda row: row.waiting),
    Column(_l("Due"), lambda row: row.due),
    Column(_l("Overdue"), lambda row: row.overdue),
    Column(_l("Decided by alone"), lambda row: row.decider),
)
SEARCHES: Sequence[Column[DeskRow]] = (
    Column(_l("Vacancy"), lambda row: row.vacancy_reference),
    Column(_l("Job"), lambda row: row.vacancy_title),
    Column(_l("Check"), lambda row: row.number),
    Column(_l("Candidate"), lambda row: row.candidate_code),
    Column(_l("State"), lambda row: row.state),
    Column(_l("Since"), lambda row: row.since),
)
SOURCING: Sequence[Column[SourcingRow]] = (
    Column(_l("Entry"), lambda row: row.code),
    Column(_l("Vacancy"), lambda row: row.vacancy_reference),
    Column(_l("Where"), lambda row: str(PLATFORMS[row.platform])),
    Column(_l("Searched on"), lambda row: row.made_on),
    Column(_l("By"), lambda row: row.by),
    Column(_l("Looked like a check"), lambda row: row.attempt),
    Column(
        _l("Why it is asked about"),
        lambda row: _labels([why for one in row.asked for why in one.why]),
    ),
    Column(
        _l("What HR says that it was"),
        lambda row: _labels([one.handling for one in row.asked if one.handling]),
    ),
    Column(
        _l("HR has still to say what it was"),
        lambda row: any(one.handling is None for one in row.asked),
    ),
    Column(_l("Corrected"), lambda row: bool(row.followed_by) and not row.attempt),
)
UNAUTHORISED: Sequence[Column[ReportRow]] = (
    Column(_l("Report"), lambda row: row.code),
    Column(_l("Vacancy"), lambda row: row.vacancy_reference),
    Column(_l("Told on"), lambda row: row.reported_at),
    Column(_l("How it stands"), lambda row: row.state),
    Column(_l("72 hours end"), lambda row: row.notify_by),
    Column(_l("Information Commissioner"), lambda row: row.ruling),
)


def _counts(_row: type[Signed]) -> list[Column[Signed]]:
    """A column for each sign, of rows like that."""
    return [Column(wording.label, partial(_count_of, sign)) for sign, wording in SIGNS.items()]


def _count_of(sign: Sign, row: ReviewRow | SignsRow) -> int:
    return row.signs.get(sign, 0)


REVIEWS: Sequence[Column[ReviewRow]] = (
    Column(_l("Reference"), lambda row: row.vacancy.reference),
    Column(_l("Job"), lambda row: row.vacancy.title),
    Column(_l("Department"), lambda row: row.vacancy.department),
    Column(_l("Signed off"), lambda row: row.signed_off),
    Column(_l("Conditions open"), lambda row: row.conditions),
    Column(_l("New since"), lambda row: row.new),
    *_counts(ReviewRow),
)
FOLLOW_UPS: Sequence[Column[FollowUpRow]] = (
    Column(_l("Vacancy"), lambda row: row.vacancy_reference),
    Column(_l("Job"), lambda row: row.vacancy_title),
    Column(_l("What it is"), lambda row: row.kind),
    Column(_l("Number"), lambda row: row.number),
    Column(_l("Check"), lambda row: row.check_number or ""),
    Column(_l("Asked by"), lambda row: row.asked_by),
    Column(_l("Asked on"), lambda row: row.asked_at),
    Column(_l("Asked of"), lambda row: row.owner or _("Anybody in HR who is not on the panel")),
    Column(_l("Due"), lambda row: row.due),
    Column(_l("Overdue"), lambda row: row.overdue),
    Column(_l("How it stands"), lambda row: row.state),
    Column(_l("Answered on"), lambda row: row.answered_at),
)


def signs_summed_of(first: date, last: date) -> Sequence[Column[SignsRow]]:
    """The columns of signs by department. ``first`` and ``last`` are the first days of the months
    in which the vacancies were set up, the outermost.
    """
    until = next_month(last) - timedelta(days=1)
    return (
        Column(_l("Department"), lambda row: row.department),
        Column(_l("Set up from"), lambda _row: first),
        Column(_l("Set up until"), lambda _row: until),
        Column(_l("Vacancies"), lambda row: row.vacancies),
        Column(_l("Checks"), lambda row: row.checks),
        *_counts(SignsRow),
    )


RETENTION: Sequence[Column[RetentionRow]] = (
    Column(_l("Vacancy"), lambda row: row.reference),
    Column(_l("Job"), lambda row: row.title),
    Column(_l("People who go by themselves"), lambda row: row.left),
    Column(_l("Appointed or with an offer"), lambda row: row.apart),
    Column(_l("Kept until"), lambda row: row.due),
    Column(_l("Announced on"), lambda row: row.announced_on),
    Column(_l("When it goes"), lambda row: row.goes),
    Column(_l("Held since"), lambda row: row.held_since),
)
PEOPLE: Sequence[Column[AccountLine]] = (
    Column(_l("Name"), lambda row: row.name),
    Column(_l("E-mail address"), lambda row: row.email),
    Column(_l("Roles"), lambda row: _labels(row.roles)),
    Column(_l("Asked for"), lambda row: _labels(row.waiting)),
    Column(_l("Closed"), lambda row: row.is_closed),
    Column(_l("Policy in force, read"), lambda row: row.read_at),
    Column(
        _l("Policy in force: still to be read"), lambda row: row.reading is Reading.STILL_TO_READ
    ),
)
PAIRS: Sequence[Column[PairRow]] = (
    Column(_l("Asked by"), lambda row: row.requester),
    Column(_l("Decided by"), lambda row: row.decider),
    Column(_l("Department"), lambda row: row.department),
    Column(_l("Decided"), lambda row: row.decided),
    Column(_l("Approved"), lambda row: row.approved),
    Column(_l("Minutes waited, in the median"), lambda row: int(row.waited.total_seconds()) // 60),
)
RIGHTS: Sequence[Column[RightsRow]] = (
    Column(_l("Entry"), lambda row: row.name),
    Column(_l("Candidate"), lambda row: row.code),
    Column(_l("Check"), lambda row: row.check_number or ""),
    Column(_l("What it is"), lambda row: row.kind),
    Column(_l("Received"), lambda row: row.received),
    Column(_l("How it stands"), lambda row: row.state),
    Column(_l("Due"), lambda row: row.due),
    Column(_l("Overdue"), lambda row: row.overdue),
    Column(_l("Ended on"), lambda row: row.closed_on),
    Column(_l("Working days late"), lambda row: row.late),
)
