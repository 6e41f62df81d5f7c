"""A vacancy's due-diligence search as its readers see it: HR, its searcher, officers, the panel.

A member of the panel reads how far it has come, and once their scores are locked what to explore
with whom; not who objected, and not what was seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.due_diligence import (
    FEWEST,
    DueDiligence,
    allows,
    can_happen,
)
from screening.domain.events import Event
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.words import Regime, Stage
from screening.services.call import Call
from screening.services.checks.holding_back import OUTCOME, Reader, fingerprint
from screening.services.due_diligence.conditions import (
    find_part,
    parts_of,
    possible_searchers,
    shortlisted,
    ties_with,
    untold,
)
from screening.services.due_diligence.passing import held_in, lock_of, may_hand_over
from screening.services.due_diligence.regime import proposal_of
from screening.services.loading import find_vacancy, ties_of
from screening.services.reading.checks.holding_back import HeldShown
from screening.services.reading.people import names_of
from screening.services.reading.schools.part import PartShown, sees_words, show_part
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 50
_AT_ANY_TIME = {
    Event.DUE_DILIGENCE_CALLED_OFF,
    Event.DUE_DILIGENCE_OBJECTED,
    Event.DUE_DILIGENCE_REPLIED,
    Event.LINK_MADE,
}
TOLD_OF = ("looked_for", "told")


@dataclass(frozen=True)
class DueDiligenceShown:
    """The search. ``state`` None: none was opened. ``doings`` as above, of the whole of it.
    ``turned_on``: the policy allows it in this department; ``proposed``: that the vacancy be put
    under the regime waits for a second person.

    ``locked_at``: since when the reader, who sits on the panel, may read. ``told_of`` are the texts
    of the policy for everybody, by name.
    """

    vacancy_ref: str
    reference: str
    title: str
    regime: Regime
    turned_on: bool
    proposed: bool
    state: DueDiligence | None
    searcher: str
    opened_at: datetime | None
    minutes: int
    shortlisted: int
    untold: tuple[str, ...]
    parts: tuple[PartShown, ...]
    doings: frozenset[Event]
    locked_at: datetime | None
    sees_words: bool
    told_of: Mapping[str, str]

    @property
    def waits(self) -> bool:
        """Whether it waits for the reader: what can be done at any time does not count."""
        of_one = {doing for part in self.parts for doing in part.doings}
        return bool((self.doings | of_one) - _AT_ANY_TIME)


def read_due_diligence(call: Call, vacancy_ref: str) -> DueDiligenceShown:
    """The due-diligence search of a vacancy, or that there is none. Raises NotFound."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref)
        return _shown(work, call.actor, vacancy, ties)


def read_part(call: Call, part_ref: str) -> tuple[PartShown, DueDiligenceShown]:
    """One candidate's part, for whoever may read what was written down of them."""
    with call.look() as work:
        _part, _search, vacancy = find_part(work, call, part_ref, Action.SEE_VACANCY)
        ties = find_vacancy(work.session, call.actor, vacancy.ref)[1]
        shown = _shown(work, call.actor, vacancy, ties)
        return next(one for one in shown.parts if one.ref == part_ref), shown


def read_held(call: Call, part_ref: str, words: str, read: Reader = OUTCOME) -> HeldShown:
    """What of ``words`` must not go to the panel, for HR who may pass them on."""
    with call.look() as work:
        _part, _search, vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        return HeldShown(words, held_in(work, vacancy, words, read), fingerprint(words))


def list_searchers(call: Call, vacancy_ref: str) -> tuple[tuple[str, str], ...]:
    """The accounts and names of those who may be named as searcher of a vacancy."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.SET_UP)
        return tuple((one.ref, one.name) for one in possible_searchers(work, vacancy, ties))


def list_due_diligence(call: Call) -> tuple[DueDiligenceShown, ...]:
    """The searches in which the caller can take a step now, or members of a panel can read."""
    answered = select(DueDiligencePart.vacancy_ref).where(DueDiligencePart.answered_at.is_not(None))
    under_way = DueDiligenceSearch.state != DueDiligence.CALLED_OFF
    wanted = (
        select(Vacancy)
        .join(DueDiligenceSearch, DueDiligenceSearch.vacancy_ref == Vacancy.ref)
        .where((under_way & Vacancy.closed_at.is_(None)) | Vacancy.ref.in_(answered))
        .order_by(DueDiligenceSearch.opened_at.desc(), Vacancy.ref)
        .limit(MOST)
    )
    found = []
    with call.look() as work:
        for vacancy in work.session.scalars(wanted).all():
            ties = ties_of(work.session, vacancy)
            if may(call.actor, Action.SEE_VACANCY, ties):
                shown = _shown(work, call.actor, vacancy, ties)
                found += [shown] if shown.waits else []
    return tuple(found)


def _shown(work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties) -> DueDiligenceShown:
    search = work.session.get(DueDiligenceSearch, vacancy.ref)
    ties = ties_with(ties, search)
    locked = lock_of(work, vacancy, actor.person_ref) if search else None
    reads = sees_words(actor, ties)
    state = _state(search, sees=reads)
    waits = untold(work, vacancy)
    return DueDiligenceShown(
        vacancy_ref=vacancy.ref,
        reference=vacancy.reference,
        title=vacancy.title,
        regime=Regime(vacancy.regime),
        turned_on=allows(work.policy, vacancy.department),
        proposed=vacancy.closed_at is None and proposal_of(work.session, vacancy) is not None,
        state=state,
        searcher=names_of(work.session, [search.searcher])[search.searcher] if search else "",
        opened_at=search.opened_at if search else None,
        minutes=search.minutes if search else 0,
        shortlisted=len(shortlisted(work, vacancy)),
        untold=tuple(code_of(candidate.number) for candidate in waits),
        parts=tuple(
            show_part(work, actor, ties, part, candidate)
            for part, candidate in (parts_of(work, vacancy) if search else ())
        ),
        doings=_doings(work, actor, vacancy, ties, search),
        locked_at=locked.locked_at if locked else None,
        sees_words=reads,
        told_of={name: work.policy.text("schools", name) for name in TOLD_OF}
        if allows(work.policy, vacancy.department)
        else {},
    )


def _state(search: DueDiligenceSearch | None, *, sees: bool) -> DueDiligence | None:
    """How far it is. The panel does not learn that somebody objected."""
    if search is None:
        return None
    hidden = search.state == DueDiligence.PAUSED and not sees
    return DueDiligence(search.state_before if hidden else search.state)


def _doings(
    work: UnitOfWork, actor: Actor, vacancy: Vacancy, ties: Ties, search: DueDiligenceSearch | None
) -> frozenset[Event]:
    """What ``actor`` can do to the whole of it now."""
    on = (
        allows(work.policy, vacancy.department)
        and vacancy.regime == Regime.SCHOOL
        and vacancy.closed_at is None
    )
    handles = may(actor, Action.HANDLE_DUE_DILIGENCE, ties)
    at_the_stage = on and vacancy.stage == Stage.SHORTLISTED
    several = len(shortlisted(work, vacancy)) >= FEWEST
    if search is None:
        opens = handles and at_the_stage and several
        return frozenset({Event.DUE_DILIGENCE_OPENED} if opens else ())
    state = DueDiligence(search.state)
    found = set()
    if handles and can_happen(Event.DUE_DILIGENCE_CALLED_OFF, state):
        found.add(Event.DUE_DILIGENCE_CALLED_OFF)
    tells = can_happen(Event.DUE_DILIGENCE_TOLD, state) and bool(untold(work, vacancy))
    if handles and at_the_stage and several and tells:
        found.add(Event.DUE_DILIGENCE_TOLD)
    if handles and on and may_hand_over(work, vacancy, state):
        found.add(Event.DUE_DILIGENCE_HANDED_OVER)
    scorer = may(actor, Action.LOCK_SCORES, ties)
    reads = lock_of(work, vacancy, actor.person_ref) is not None
    if scorer and not reads and can_happen(Event.DUE_DILIGENCE_LOCKED, state):
        found.add(Event.DUE_DILIGENCE_LOCKED)
    return frozenset(found)
