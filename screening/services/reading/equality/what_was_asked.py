"""What was asked of colleagues, as rows and with all that was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select

from screening.domain.events import OF_FOLLOW_UPS, Event
from screening.domain.name_masks import Names
from screening.domain.words import FollowUpKind, FollowUpState
from screening.services.calendar import day_of
from screening.services.erasure.ending import ended_on
from screening.services.following_up import ANSWERED
from screening.services.reading.people import names_of
from screening.services.reading.trail.by_reference import without_names
from screening.store.ledger_store import of_event, open_records
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.record import record
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class FollowUpRow:
    """A query, action or condition without its words. ``owner`` is empty where all of HR is asked;
    ``overdue``: it waits still and its day is over; ``late``: it was answered after its day.
    """

    ref: str
    kind: FollowUpKind
    state: FollowUpState
    number: int
    sign_off_seq: int | None
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    check_number: int
    owner: str
    due: date
    asked_at: datetime
    asked_by: str
    answered_at: datetime | None
    answered_by: str
    overdue: bool
    late: bool
    register_ended: date | None = None


@dataclass(frozen=True)
class SaidOfIt:
    """One thing that was said of it, by whom and when. ``due`` where it sets a day."""

    event: Event
    at: datetime
    by: str
    words: str
    due: date | None


@dataclass(frozen=True)
class FollowUpShown:
    """A query, action or condition with all that was said of it, the oldest first. ``may_settle``:
    officers may say what becomes of it now; ``why_not``: why the reader leaves that to others.
    """

    row: FollowUpRow
    said: tuple[SaidOfIt, ...]
    may_settle: bool = False
    why_not: str = ""

    @property
    def words(self) -> str:
        """What was asked first."""
        return self.said[0].words if self.said else ""

    @property
    def answer(self) -> str:
        """What was answered last; empty where nothing was."""
        answers = [one.words for one in self.said if one.event in ANSWERED.values()]
        return answers[-1] if answers else ""


def with_vacancy() -> Select[FollowUp, Vacancy]:
    """The question for what was asked, each with its vacancy."""
    return select(FollowUp, Vacancy).join(Vacancy, Vacancy.ref == FollowUp.vacancy_ref)


def rows_of(work: UnitOfWork, wanted: Select[FollowUp, Vacancy]) -> tuple[FollowUpRow, ...]:
    """What ``wanted`` finds."""
    return shown_rows(work, work.session.execute(wanted).all())


def shown_rows(
    work: UnitOfWork, found: Sequence[tuple[FollowUp, Vacancy]]
) -> tuple[FollowUpRow, ...]:
    """What was ``found``, with the names of colleagues."""
    today = day_of(work.now)
    accounts = [
        ref for asked, _v in found for ref in (asked.owner, asked.asked_by, asked.answered_by)
    ]
    names = names_of(work.session, accounts)
    return tuple(
        FollowUpRow(
            ref=asked.ref,
            kind=FollowUpKind(asked.kind),
            state=FollowUpState(asked.state),
            sign_off_seq=asked.sign_off_seq,
            number=asked.number,
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            check_number=asked.check_number,
            owner=names.get(asked.owner, ""),
            due=asked.due,
            asked_at=asked.asked_at,
            asked_by=names[asked.asked_by],
            answered_at=asked.answered_at,
            answered_by=names.get(asked.answered_by, ""),
            overdue=asked.state == FollowUpState.ASKED and asked.due < today,
            register_ended=ended_on(work.session, vacancy.ref),
            late=asked.answered_at is not None and day_of(asked.answered_at) > asked.due,
        )
        for asked, vacancy in found
    )


def said_of(work: UnitOfWork, vacancy_ref: str, hidden: Names) -> dict[str, tuple[SaidOfIt, ...]]:
    """What was said of each query, action and condition of the vacancy, by its ref, without the
    names ``hidden``.
    """
    found = select(record.c.seq).where(
        record.c.vacancy_ref == vacancy_ref, of_event(named=True).in_(OF_FOLLOW_UPS)
    )
    seqs = work.session.scalars(found.order_by(record.c.seq)).all()
    opened = without_names(open_records(work.session, work.vault, seqs=seqs), hidden)
    names = names_of(work.session, [one.actor_ref for one in opened])
    said: dict[str, list[SaidOfIt]] = {}
    for one in opened:
        if one.payload is not None:
            each = SaidOfIt(
                event=Event(one.event),
                at=one.occurred_at,
                by=names[one.actor_ref],
                words=one.payload.get("words", ""),
                due=date.fromisoformat(one.payload["due"]) if "due" in one.payload else None,
            )
            said.setdefault(one.payload["follow_up"], []).append(each)
    return {ref: tuple(each) for ref, each in said.items()}
