"""What an equality officer starts from: vacancies with what calls for a look, and sign-offs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select

from screening.domain.events import OF_DATA_PROTECTION, OF_FOLLOW_UPS, Event
from screening.domain.people import Action, check_may, may
from screening.domain.words import FollowUpKind
from screening.services.call import Call
from screening.services.erasure.ending import HAS_ENDED, ended_on
from screening.services.following_up import OPEN_STATES
from screening.services.loading import find_vacancy
from screening.services.reading.equality.follow_ups import conditions_of, open_of, owners_of
from screening.services.reading.equality.signs import Counts, Sign, fast_below, gravity
from screening.services.reading.equality.signs_counted import signs_in
from screening.services.reading.equality.timeline import count_of, hidden_from
from screening.services.reading.equality.what_was_asked import FollowUpRow, FollowUpShown
from screening.services.reading.pages import PAGE, Page, Turning
from screening.services.reading.people import Colleague, names_of
from screening.services.reading.trail.by_reference import names_hidden_from, without_names
from screening.services.reading.trail.chain import ABOUT_REPORTS, position_of
from screening.services.reading.vacancies.vacancy_list import (
    EVERY,
    FIRST,
    VacanciesWanted,
    VacancyRow,
    list_vacancies,
    vacancy_row,
)
from screening.services.reading.visible import off_panel
from screening.services.reviewing import SOMETHING_TO_READ, with_the_involved
from screening.store.ledger_store import open_records
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.record import record
from screening.store.tables.review import SignOff
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NO_NEWS = (
    *ABOUT_REPORTS,
    *OF_DATA_PROTECTION,
    *(OF_FOLLOW_UPS - {Event.QUERY_ANSWERED, Event.ACTION_DONE}),
    Event.MONITORING_IMPORTED,
    Event.MONITORING_COUNTED,
    Event.REGISTER_END_ANNOUNCED,
    Event.REGISTER_ENDED,
)
"""What calls for no look at a vacancy that was signed off. Its conditions are shown beside it."""
MOST = 25
FARTHEST = 8
"""Pages of vacancies that are looked through for a sign at once."""
NEWEST = 100
"""Vacancies that wait and whose signs are counted for a first page, of which ``MOST`` are shown."""


@dataclass(frozen=True)
class ReviewRow:
    """A vacancy with what calls for a look in it. ``signed_off`` is the last time; ``new``: more
    came after it; ``conditions`` are those that are still open.
    """

    vacancy: VacancyRow
    signs: Counts
    signed_off: datetime | None
    new: bool
    conditions: int


@dataclass(frozen=True)
class SignOffShown:
    """One sign-off: it covers the vacancy's records before number ``up_to``. ``conditions`` have
    owners and days each; ``as_typed`` are those of a time when they were words alone.
    """

    at: datetime
    by: str
    up_to: int
    words: str
    as_typed: str
    conditions: tuple[FollowUpShown, ...]


@dataclass(frozen=True)
class SigningShown:
    """What an officer signs off: ``records`` so far, ``hidden`` of them not shown to this reader,
    and ``new`` ones, of those that are, since the last time. ``open``: what was asked and is not
    over; ``owners``: who can be asked to meet a condition.
    """

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    records: int
    hidden: int
    new: int
    may_sign: bool
    open: tuple[FollowUpRow, ...]
    owners: tuple[Colleague, ...]
    earlier: tuple[SignOffShown, ...]
    register_ended: date | None = None


def list_reviews(
    call: Call,
    wanted: VacanciesWanted = EVERY,
    turning: Turning = FIRST,
    sign: Sign | None = None,
) -> Page[ReviewRow]:
    """The ``wanted`` vacancies that the officer may look at, newest first, each with its signs.

    ``sign`` keeps those in which it was seen. Only so many are looked through at once: a page may
    have few of them, or none, and more before or after it.
    """
    begun = page = list_vacancies(call, wanted, turning, apart=True)
    rows = _with_sign(call, page.rows, sign)
    for _page in range(FARTHEST - 1 if sign else 0):
        if not page.after or len(rows) >= PAGE:
            break
        page = list_vacancies(call, wanted, Turning(after=page.last), apart=True)
        rows += _with_sign(call, page.rows, sign)
    return Page(tuple(rows), begun.first, page.last, begun.before, page.after)


def _with_sign(call: Call, rows: Sequence[VacancyRow], sign: Sign | None) -> list[ReviewRow]:
    with call.look() as work:
        return [row for row in reviewed(work, rows) if not sign or row.signs.get(sign)]


def fast_now(call: Call) -> timedelta:
    """In less than how long an approval counts as fast, by the policy in force."""
    with call.look() as work:
        return fast_below(work.policy)


def list_to_sign_off(call: Call) -> tuple[ReviewRow, ...]:
    """Vacancies with checks, or with a school's search, on which something was recorded since the
    last sign-off: the gravest signs first, and of those alike what was set up first. Where many
    wait, these are the gravest of the newest.

    Those on whose panel the officer sat are somebody else's.
    """
    check_may(call.actor, Action.REVIEW)
    signed = (
        select(func.max(SignOff.vacancy_seq))
        .where(SignOff.vacancy_ref == Vacancy.ref)
        .correlate(Vacancy)
    )
    since = exists().where(
        record.c.vacancy_ref == Vacancy.ref,
        record.c.vacancy_seq > func.coalesce(signed.scalar_subquery(), -1),
        record.c.event_type.not_in(NO_NEWS),
    )
    wanted = select(Vacancy).where(SOMETHING_TO_READ, since, off_panel(call.actor), ~HAS_ENDED)
    with call.look() as work:
        newest = wanted.order_by(Vacancy.opened_at.desc(), Vacancy.ref.desc()).limit(NEWEST)
        found = list(reversed(work.session.scalars(newest).all()))
        signs = signs_in(work, [vacancy.ref for vacancy in found])
        gravest = sorted(found, key=lambda vacancy: gravity(signs[vacancy.ref]))[:MOST]
        return _reviewed(work, [vacancy_row(vacancy) for vacancy in gravest], signs)


def reviewed(work: UnitOfWork, rows: Sequence[VacancyRow]) -> tuple[ReviewRow, ...]:
    """``rows`` with their signs and sign-offs."""
    return _reviewed(work, rows, signs_in(work, [row.ref for row in rows]))


def _reviewed(
    work: UnitOfWork, rows: Sequence[VacancyRow], signs: Mapping[str, Counts]
) -> tuple[ReviewRow, ...]:
    refs = [row.ref for row in rows]
    signed, conditions = _signed(work, refs), _conditions(work, refs)
    return tuple(
        ReviewRow(
            vacancy=row,
            signs=signs[row.ref],
            signed_off=signed[row.ref][1] if row.ref in signed else None,
            new=row.ref in signed and _newest(work, row.ref) > signed[row.ref][0],
            conditions=conditions.get(row.ref, 0),
        )
        for row in rows
    )


def read_signing(call: Call, vacancy_ref: str) -> SigningShown:
    """What can be signed off, by whom, and what was."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        ended = ended_on(work.session, vacancy.ref)
        position = position_of(work, vacancy.ref)
        hidden = hidden_from(call.actor, ties)
        names_hidden = names_hidden_from(work, call.actor, ties, vacancy.ref)
        signed = without_names(
            open_records(work.session, work.vault, seqs=_signings(work, vacancy.ref)), names_hidden
        )
        names = names_of(work.session, [one.actor_ref for one in signed])
        conditions = conditions_of(work, vacancy.ref, names_hidden)
        earlier = tuple(
            SignOffShown(
                at=found.occurred_at,
                by=names[found.actor_ref],
                up_to=found.vacancy_seq,
                words=(found.payload or {}).get("words", ""),
                as_typed=(found.payload or {}).get("conditions", ""),
                conditions=tuple(
                    one for one in conditions if one.row.sign_off_seq == found.vacancy_seq
                ),
            )
            for found in signed
        )
        last = earlier[-1].up_to if earlier else -1
        return SigningShown(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            records=position + 1,
            hidden=count_of(work, vacancy.ref, hidden, up_to=position),
            new=position - last - count_of(work, vacancy.ref, hidden, after=last, up_to=position),
            may_sign=not ended
            and may(call.actor, Action.SIGN_OFF, with_the_involved(work, vacancy, ties)),
            open=open_of(work, vacancy.ref),
            owners=owners_of(work, call, vacancy, FollowUpKind.CONDITION),
            earlier=tuple(reversed(earlier)),
            register_ended=ended,
        )


def _signings(work: UnitOfWork, ref: str) -> Sequence[int]:
    """The records of the vacancy's sign-offs."""
    places = select(SignOff.vacancy_seq).where(SignOff.vacancy_ref == ref)
    found = select(record.c.seq).where(
        record.c.vacancy_ref == ref, record.c.vacancy_seq.in_(places)
    )
    return work.session.scalars(found).all()


def _conditions(work: UnitOfWork, refs: Sequence[str]) -> dict[str, int]:
    """How many conditions are open of each vacancy that has any."""
    counted = (
        select(FollowUp.vacancy_ref, func.count())
        .where(
            FollowUp.vacancy_ref.in_(refs),
            FollowUp.kind == FollowUpKind.CONDITION,
            FollowUp.state.in_(OPEN_STATES),
        )
        .group_by(FollowUp.vacancy_ref)
    )
    return dict(work.session.execute(counted).all())


def _newest(work: UnitOfWork, ref: str) -> int:
    """The vacancy's last record that calls for a look."""
    last = select(func.max(record.c.vacancy_seq)).where(
        record.c.vacancy_ref == ref, record.c.event_type.not_in(NO_NEWS)
    )
    return int(work.session.scalar(last) or 0)


def _signed(work: UnitOfWork, refs: Sequence[str]) -> dict[str, tuple[int, datetime]]:
    """Where each vacancy's chain stood when it was last signed off, and when that was."""
    found = (
        select(SignOff.vacancy_ref, SignOff.vacancy_seq, SignOff.signed_at)
        .where(SignOff.vacancy_ref.in_(refs))
        .order_by(SignOff.vacancy_seq)
    )
    return {ref: (seq, at) for ref, seq, at in work.session.execute(found)}
