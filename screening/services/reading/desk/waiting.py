"""What waits for somebody: the rows on each person's home page, and HR's queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from screening.domain.candidate_codes import code_of
from screening.domain.events import Event
from screening.domain.lifecycle import ENDED
from screening.domain.people import Action, Actor, may
from screening.domain.text import N_
from screening.domain.words import Role, State
from screening.services.calendar import begun_before, due, working_days_waiting
from screening.services.call import Call
from screening.services.loading import ties_of_each
from screening.services.people.substitutes import passed_on_to, standing_in
from screening.services.reading.desk.in_hand import (
    WAITING_FOR_HR,
    Begun,
    done_by,
    to_do,
    why_not_do,
)
from screening.services.reading.doing import standing
from screening.services.reading.people import names_of
from screening.services.reading.visible import ever_sat_on, off_panel, sits_on
from screening.services.recused import recused_from
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.tables.decision import Overturn
from screening.store.tables.search import Notice
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 25
"""Rows of one list on a first page; the whole list has a page of its own."""
MOST_LOOKED_AT = 200
PROPOSED = N_("You proposed to overturn what was found, so somebody else in HR confirms it.")


@dataclass(frozen=True)
class CheckLine:
    """One check in a list of them; ``state`` and ``since`` as the reader may know them."""

    ref: str
    number: int
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    candidate_code: str
    state: State
    since: datetime
    requester: str
    overdue: bool


@dataclass(frozen=True)
class DeskRow(CheckLine):
    """One that somebody has to do something about. ``waiting`` is in working days;
    ``why_not_mine`` is empty where nothing waits for HR, or the reader may do it.

    ``due`` is until when HR is to decide; of what it does later (``to_do``, what waits longest
    first, as far as the reader may do it) when the time of escalation is over, after which it is
    reminded; None where nothing waits for it.
    ``decider`` is the outside decider's name; ``passed_on`` names whoever stands in and for whom,
    once the time of escalation is over, which ``escalated`` says; ``passed_to_me`` where that is
    the reader.
    """

    waiting: int
    claim_seen: bool
    mine_to_decide: bool
    why_not_mine: str
    due: datetime | None = None
    to_do: tuple[Event, ...] = ()
    decider: str = ""
    escalated: bool = False
    passed_on: tuple[tuple[str, str], ...] = ()
    passed_to_me: bool = False


def mine_to_decide(call: Call) -> tuple[DeskRow, ...]:
    """Requests and referrals that the caller may decide, but for what was passed on to them; the
    longest waiting first: what is due first, as all have the same time.
    """
    rows = _first(call, Check.state.in_(WAITING_FOR_HR), may_decide(call.actor))
    return tuple(row for row in rows if row.mine_to_decide and not row.passed_to_me)


def passed_to(call: Call) -> tuple[DeskRow, ...]:
    """Those passed on to the caller, who stands in for somebody today."""
    with call.look() as work:
        persons = {one.acting_person for one in standing_in(work)}
        escalated = Check.state_since < begun_before(work.policy, "escalation", work.now)
    if call.actor.person_ref not in persons:
        return ()
    waiting = Check.state.in_(WAITING_FOR_HR) & escalated
    rows = _first(call, waiting, may_decide(call.actor), most=MOST_LOOKED_AT)
    return tuple(row for row in rows if row.passed_to_me)[:MOST]


def searches_for(call: Call) -> ColumnElement[bool]:
    """That a search is one that the caller is to make or is making, third parties' for HR too."""
    mine = Check.searcher_person == call.actor.person_ref
    if call.actor.has(Role.HR):  # no person of ours: a third party
        recused = Check.vacancy_ref.in_(union_all(*recused_from(call.actor.person_ref)))
        outside = (Check.searcher_person == "") & off_panel(call.actor, Check.vacancy_ref)
        mine = mine | (outside & ~recused)
    return Check.state.in_((State.READY, State.SEARCHING)) & mine


def searches_waiting(call: Call) -> tuple[DeskRow, ...]:
    """The searches that the caller is to make or is making."""
    return _first(call, searches_for(call))


def asked_by(call: Call, *states: State) -> tuple[DeskRow, ...]:
    """The caller's own checks in ``states``, all that are not over where none is given, as far as
    they may still know of them.
    """
    mine = Check.requester_person == call.actor.person_ref
    wanted = [mine, Check.state.in_(states) if states else Check.state.not_in(ENDED)]
    if not call.actor.has(Role.HR):
        wanted.append(Check.vacancy_ref.in_(sits_on(call.actor)))
    return _first(call, *wanted, longest=Check.started_at)  # since when it stands so would tell


def handed_to(call: Call) -> tuple[DeskRow, ...]:
    """Outcomes handed over to a panel the caller sits on, whose influence is not recorded."""
    return _first(
        call, Check.state == State.HANDED_OVER, Check.vacancy_ref.in_(sits_on(call.actor))
    )


def may_decide(actor: Actor) -> ColumnElement[bool]:
    """What ``people`` says of deciding, for a question to the database; a proposal to overturn is
    confirmed by somebody else than whoever made it.
    """
    named = exists().where(
        Vacancy.ref == Check.vacancy_ref, Vacancy.outside_decider.not_in(("", actor.person_ref))
    )
    proposed = exists().where(_proposal_to_overturn(), Overturn.proposed_person == actor.person_ref)
    return (
        (Check.requester_person != actor.person_ref)
        & Check.vacancy_ref.not_in(ever_sat_on(actor).union(*recused_from(actor.person_ref)))
        & ~named
        & ~proposed
    )


def can_go_on() -> ColumnElement[bool]:
    """Nobody can do anything about a check on somebody who was erased."""
    return exists().where(Candidate.ref == Check.candidate_ref, Candidate.erased_at.is_(None))


def _proposal_to_overturn() -> ColumnElement[bool]:
    """The proposal that stands for a check; none once the referral is answered."""
    return (
        (Check.state == State.REFERRED)
        & (Overturn.check_ref == Check.ref)
        & (Overturn.revision == Check.revision)
    )


def _first(
    call: Call,
    *wanted: ColumnElement[bool],
    most: int = MOST,
    longest: InstrumentedAttribute[datetime] = Check.state_since,
) -> tuple[DeskRow, ...]:
    """The checks that wait for longest of those ``wanted``, counted from ``longest``."""
    longest_first = select(Check).where(*wanted, can_go_on()).order_by(longest, Check.ref)
    with call.look() as work:
        found = work.session.scalars(longest_first.limit(most)).all()
        return tuple(desk_rows(work, call.actor, found))


def desk_rows(
    work: UnitOfWork, actor: Actor, checks: Sequence[Check], *, news: bool = False
) -> list[DeskRow]:
    """``checks`` as lines of a desk, in the same order. ``news``: it is one from which candidates
    are told what came of it.
    """
    found = work.session.execute(
        select(
            Check,
            Vacancy,
            Candidate.number,
            Claim.seen_at,
            Overturn.proposed_person,
            Notice.reply_until,
            CandidateLink.replied_at,
        )
        .join(Vacancy, Vacancy.ref == Check.vacancy_ref)
        .join(Candidate, Candidate.ref == Check.candidate_ref)
        .join(Claim, Claim.ref == Check.claim_ref)
        .outerjoin(Overturn, _proposal_to_overturn())
        .outerjoin(Notice, Notice.check_ref == Check.ref)
        .outerjoin(CandidateLink, CandidateLink.check_ref == Check.ref)
        .where(Check.ref.in_([check.ref for check in checks]))
    ).all()
    place = {check.ref: at for at, check in enumerate(checks)}
    found = sorted(found, key=lambda row: place[row[0].ref])
    names = names_of(work.session, [check.requester for check in checks])
    running = standing_in(work)
    accounts = [ref for one in running for ref in (one.absent, one.acting)]
    names |= names_of(work.session, accounts)
    deciders = _deciders(work, [vacancy for _check, vacancy, *_rest in found])
    each = ties_of_each(work.session, [(vacancy, check) for check, vacancy, *_rest in found])
    rows = []
    for (check, vacancy, number, seen_at, proposed_by, until, replied), ties in zip(
        found, each, strict=True
    ):
        state, since = standing(work, actor, ties, check)
        waits = check.state in WAITING_FOR_HR
        answered = replied if may(actor, Action.SEE_STANDING, ties) else None
        untold = check.untold_since if news and may(actor, Action.SEE_REPLIES, ties) else None
        later = to_do(Begun(state, since, until, answered, untold))
        begun = min(later.values(), default=since)
        why_not_mine = why_not_do(actor, ties, state, later)
        if waits and proposed_by == actor.person_ref:
            why_not_mine = why_not_mine or PROPOSED
        period = "decision" if waits else "escalation"
        by = due(work.policy, period, begun) if waits or later else None
        passed = passed_on_to(work, ties, check.state_since, running) if waits else ()
        rows.append(
            DeskRow(
                ref=check.ref,
                number=check.number,
                vacancy_ref=vacancy.ref,
                vacancy_reference=vacancy.reference,
                vacancy_title=vacancy.title,
                candidate_code=code_of(number),
                state=state,
                since=since,
                waiting=working_days_waiting(min(begun, work.now), work.now),
                overdue=by is not None and work.now > by,
                requester=names[check.requester],
                claim_seen=seen_at is not None,
                mine_to_decide=waits and not why_not_mine,
                why_not_mine=why_not_mine,
                due=by,
                to_do=done_by(actor, ties, later),
                decider=deciders.get(vacancy.outside_decider, ""),
                escalated=waits and work.now > due(work.policy, "escalation", check.state_since),
                passed_on=tuple((names[one.acting], names[one.absent]) for one in passed),
                passed_to_me=not why_not_mine
                and any(one.acting_person == actor.person_ref for one in passed),
            )
        )
    return rows


def _deciders(work: UnitOfWork, vacancies: Sequence[Vacancy]) -> dict[str, str]:
    """The names of the outside deciders of ``vacancies``, by person."""
    persons = {vacancy.outside_decider for vacancy in vacancies} - {""}
    found = select(Account.person_ref, Account.name).where(Account.person_ref.in_(persons))
    return dict(work.session.execute(found.order_by(Account.opened_at.desc())).all())
