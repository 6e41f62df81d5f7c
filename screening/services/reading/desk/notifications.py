"""What the reader was told, newest first, and the messages that were sent to them.

Who may no longer know of what they were told reads only that there was something.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select

from screening.domain.notifying import HowOften, Language, MessageKind, MessageState, Told
from screening.domain.people import Action, Actor, Ties, may
from screening.services.call import Call
from screening.services.following_up import may_answer
from screening.services.loading import ties_of_each
from screening.services.reading.pages import Order, Page, Turning, turn
from screening.store.tables.check import Check
from screening.store.tables.follow_up import FollowUp
from screening.store.tables.outbox import MailChoice, Notification, Outgoing
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST_MESSAGES = 10
MOST_COUNTED = 99
FIRST = Turning()
Row = TypeVar("Row", Vacancy, Check, FollowUp)
_ORDER = Order(Notification.made_at, Notification.ref)

_TO_KNOW: dict[Told, Action] = {
    Told.OBJECTION: Action.SEE_REPLIES,
    Told.STILL_WAITS: Action.SEE_STANDING,
    Told.SHORTLIST_WORDS: Action.SEE_STANDING,
    Told.LINK_NOT_SENT: Action.SEE_STANDING,
    Told.SHORTLIST_NOT_SENT: Action.SEE_STANDING,
    Told.TO_SEARCH: Action.SEE_OUTCOME,
    Told.LOG_DUE: Action.SEE_OUTCOME,
    Told.TO_HAND_OVER: Action.SEE_OUTCOME,
    Told.ERASURE: Action.SEE_ERASURE,
    Told.REGIME_PROPOSED: Action.SEE_DUE_DILIGENCE,
    Told.RIGHTS: Action.GIVE_ACCESS,
    Told.RIGHTS_NEAR: Action.GIVE_ACCESS,
    Told.ANSWERED: Action.READ_TRAIL,
    Told.UNANSWERED: Action.READ_TRAIL,
    Told.UNAUTHORISED: Action.HANDLE_UNAUTHORISED,
    Told.BREACH: Action.DECIDE_BREACH,
    Told.BREACH_NEAR: Action.DECIDE_BREACH,
    Told.SOURCING_SIGN: Action.SEE_SOURCED,
    Told.SOURCED_APPLIED: Action.SEE_SOURCED,
    Told.DATA_DUE: Action.SEE_RETENTION,
    Told.REGISTER_DUE: Action.SEE_RETENTION,
}
"""What a reader has to be allowed to know of a kind; of all others, the check itself."""


@dataclass(frozen=True)
class NotificationShown:
    """One thing the reader was told. ``kind`` is None where they may not know of it any more.

    ``ref`` is its own, ``about`` what it is about, ``vacancy_ref`` and ``reference`` its vacancy,
    or empty.
    """

    ref: str
    kind: Told | None
    about: str
    vacancy_ref: str
    reference: str
    made_at: datetime
    unread: bool


@dataclass(frozen=True)
class MessageToMe:
    """A message that was made for the reader: ``items`` things were counted in it."""

    made_at: datetime
    ended_at: datetime | None
    state: MessageState
    items: int


@dataclass(frozen=True)
class Choice:
    """What the reader chose about messages."""

    how_often: HowOften
    language: Language


def count_unread(call: Call) -> int:
    """How much the reader has not read yet, up to ``MOST_COUNTED`` and one more."""
    with call.look() as work:
        return _unread(work, call)


def list_notifications(
    call: Call, turning: Turning = FIRST, *, unread: bool = False
) -> Page[NotificationShown]:
    """What the reader was told, newest first; ``unread``: only what they have not read yet."""
    wanted = select(Notification).where(Notification.account_ref == call.actor.ref)
    if unread:
        wanted = wanted.where(Notification.read_at.is_(None))
    with call.look() as work:
        page = turn(work.session, wanted, _ORDER, turning)
        return page.with_rows(_shown(work, call, page.rows))


def list_messages_to_me(call: Call) -> tuple[MessageToMe, ...]:
    """The last messages that were made for the reader, newest first."""
    wanted = select(Outgoing).where(
        Outgoing.account_ref == call.actor.ref, Outgoing.kind == MessageKind.STAFF
    )
    with call.look() as work:
        found = work.session.scalars(
            wanted.order_by(Outgoing.made_at.desc(), Outgoing.ref).limit(MOST_MESSAGES)
        )
        return tuple(
            MessageToMe(one.made_at, one.ended_at, MessageState(one.state), one.items)
            for one in found
        )


def read_choice(call: Call) -> Choice:
    """How often the reader is sent messages, and in which language."""
    with call.look() as work:
        chosen = work.session.get(MailChoice, call.actor.ref)
        if chosen is None:
            return Choice(HowOften.AT_ONCE, Language.ENGLISH)
        return Choice(HowOften(chosen.how_often), Language(chosen.language))


def _unread(work: UnitOfWork, call: Call) -> int:
    mine = (Notification.account_ref == call.actor.ref, Notification.read_at.is_(None))
    some = select(Notification.ref).where(*mine).limit(MOST_COUNTED + 1).subquery()
    return int(work.session.scalar(select(func.count()).select_from(some)) or 0)


def _shown(
    work: UnitOfWork, call: Call, found: Sequence[Notification]
) -> Sequence[NotificationShown]:
    """What is said of each of ``found``; all that they are about is read at once."""
    about = {one.about for one in found}
    vacancies = _by_ref(work, Vacancy, {one.vacancy_ref or "" for one in found})
    checks, asked = _by_ref(work, Check, about), _by_ref(work, FollowUp, about)
    tied = {one.ref: (vacancies[one.vacancy_ref], checks.get(one.about))
            for one in found if one.vacancy_ref}  # fmt: skip
    ties = dict(zip(tied, ties_of_each(work.session, list(tied.values())), strict=True))
    rows = []
    for one in found:
        kind: Told | None = Told(one.kind)
        vacancy, check = tied.get(one.ref, (None, None))
        if vacancy and not _may_know(
            call.actor, Told(one.kind), check, asked.get(one.about), ties[one.ref]
        ):
            kind, vacancy = None, None
        rows.append(
            NotificationShown(
                ref=one.ref,
                kind=kind,
                about=one.about,
                vacancy_ref=vacancy.ref if vacancy else "",
                reference=vacancy.reference if vacancy else "",
                made_at=one.made_at,
                unread=one.read_at is None,
            )
        )
    return rows


def _by_ref(work: UnitOfWork, kind: type[Row], refs: Collection[str]) -> dict[str, Row]:
    return {row.ref: row for row in work.session.scalars(select(kind).where(kind.ref.in_(refs)))}


def _may_know(
    actor: Actor, told: Told, check: Check | None, asked: FollowUp | None, ties: Ties
) -> bool:
    if asked is not None and told not in _TO_KNOW:
        return may_answer(actor, asked, ties)
    own = Action.SEE_CHECK if check else Action.SEE_VACANCY
    return may(actor, _TO_KNOW.get(told, own), ties)
