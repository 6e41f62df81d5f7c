"""A candidate's own page about one check, for whoever has its link: that check and no other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from screening.domain.events import Event
from screening.domain.evidence import MOST
from screening.domain.people import CANDIDATE
from screening.domain.words import Answered, State
from screening.reports.model import Organisation
from screening.reports.notice import Notice
from screening.services.calendar import day_after, day_of
from screening.services.call import Call
from screening.services.loading import ties_of
from screening.services.own_page.answers import BEFORE_IT
from screening.services.own_page.evidence import room_for_files
from screening.services.own_page.links import opened
from screening.services.own_page.replies import AFTER_IT
from screening.services.reading.checks.check import CheckShown, show_check
from screening.services.reading.checks.panel import HandedOver, handed_over
from screening.services.reading.telling.notice import notice_of
from screening.services.story import Story, files_in, last, story_of, text_in
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.search import Notice as Sent
from screening.store.unit_of_work import UnitOfWork


class Standing(StrEnum):
    """How far a check is, as its candidate is told."""

    ASKED = "asked"
    MAY_LOOK = "may-look"
    PAUSED = "paused"
    LOOKING = "looking"
    TOLD = "told"
    NOTHING_TOLD = "nothing-told"
    OVER = "over"


_STANDING: Mapping[State, Standing] = {
    State.APPROVED: Standing.ASKED,
    State.NOTIFIED: Standing.ASKED,
    State.READY: Standing.MAY_LOOK,
    State.PAUSED: Standing.PAUSED,
    State.SEARCHING: Standing.LOOKING,
    State.SEARCHED: Standing.LOOKING,
    State.HANDED_OVER: Standing.TOLD,
    State.CLOSED: Standing.TOLD,
    State.WITHHELD: Standing.NOTHING_TOLD,
}
"""Every other state that an approved check can come to is its end, before anybody looked."""

_SAID = (
    Event.CANDIDATE_CONFIRMED,
    Event.CANDIDATE_AGREED,
    Event.MORE_TIME_GIVEN,
    Event.OBJECTION_RAISED,
    Event.OBJECTION_UPHELD,
    Event.OBJECTION_NOT_UPHELD,
    Event.CANDIDATE_REPLIED,
    Event.REPLY_PASSED_ON,
    Event.REPLY_KEPT_BACK,
)


@dataclass(frozen=True)
class Said:
    """Something that the candidate said or was answered; ``words`` may be empty. ``files``: how
    many they gave with it. ``until``: the last day to reply, where it is another from then on.
    """

    event: Event
    at: datetime
    kind: Answered | None
    words: str
    files: int
    until: date | None


@dataclass(frozen=True)
class OwnPage:
    """The page. ``notice`` is what they were told before, with its days as they are now.

    ``answers`` are those that can be given now, ``room``: with how many files; ``told`` is what the
    panel has of the outcome, None before; ``replying``: they may answer that now.
    """

    notice: Notice
    standing: Standing
    answers: tuple[Answered, ...]
    room: int
    said: tuple[Said, ...]
    told: HandedOver | None
    replying: bool
    ends_at: datetime


def read_own_page(call: Call, key: str, organisation: Organisation) -> OwnPage:
    """The page to which the link with ``key`` leads. Raises LinkDead."""
    with call.look() as work:
        row, vacancy, link = opened(work, key)
        ties = ties_of(work.session, vacancy, row)
        check = show_check(work, CANDIDATE, row, vacancy, ties)
        story = story_of(work, row)
        state = State(row.state)
        return OwnPage(
            notice=_notice(work, check, organisation, link),
            standing=_STANDING.get(state, Standing.OVER),
            answers=_answers(state, story) if vacancy.closed_at is None else (),
            room=min(MOST, room_for_files(work, row)),
            said=tuple(_said(record) for record in story if record.event in _SAID),
            told=handed_over(work, row, story),
            replying=state in AFTER_IT and link.replied_at is None,
            ends_at=link.ends_at,
        )


def _notice(
    work: UnitOfWork, check: CheckShown, organisation: Organisation, link: CandidateLink
) -> Notice:
    """The notice with the days that the candidate and the searcher have by now."""
    notice = notice_of(work, check, organisation, link.made_by)
    sent, scope = work.session.get(Sent, check.ref), check.scope
    if sent is None or scope is None or scope.not_before is None or scope.not_after is None:
        return notice
    return replace(
        notice,
        reply_by=day_of(sent.reply_until),
        first_day=day_after(scope.not_before),
        last_day=day_of(scope.not_after),
    )


def _answers(state: State, story: Story) -> tuple[Answered, ...]:
    if state not in (State.APPROVED, *BEFORE_IT):
        return ()
    given = {Answered.MINE} if last(story, Event.CANDIDATE_CONFIRMED) else set()
    if state is State.READY:
        given.add(Answered.GO_AHEAD)
    return tuple(answered for answered in Answered if answered not in given)


def _said(record: OpenedRecord) -> Said:
    kind, until = text_in(record, "kind"), text_in(record, "reply_until")
    return Said(
        event=Event(record.event),
        at=record.occurred_at,
        kind=Answered(kind) if kind else None,
        words=text_in(record, "words") or text_in(record, "reasons") or "",
        files=files_in(record),
        until=day_of(datetime.fromisoformat(until)) if until else None,
    )
