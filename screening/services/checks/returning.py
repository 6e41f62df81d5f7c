"""What a third party reports of its search: HR enters all of it at once, or nothing of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from screening.domain.entry import LONG, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.lifecycle import check_may_happen
from screening.domain.reconciling import ASKED, Authorised, Reconciled, reconcile
from screening.domain.text import N_
from screening.domain.words import Role, State
from screening.services.call import Call, once
from screening.services.checks.clockwork import settle
from screening.services.checks.searching import (
    VisitText,
    authorised,
    by_third_party,
    check_terms,
    the_search,
    write_visit,
)
from screening.services.moving import move
from screening.services.refs import new_ref
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.unit_of_work import UnitOfWork

MOST_LOOKS = 100
"""How many visits one return may hold."""


@dataclass(frozen=True)
class Returned:
    """The visits that a third party reports, and whether it says that it kept to the rules.

    ``explanation`` is what it says where it did not.
    """

    visits: tuple[VisitText, ...]
    kept_to_rules: bool
    explanation: str = ""

    def tidied(self) -> "Returned":
        """The same, as it is stored. Raises NotValid, with ``rows-3`` for the third visit."""
        problems: dict[str, str] = {}
        clean = []
        for number, visit in enumerate(self.visits, start=1):
            try:
                clean.append(visit.tidied())
            except NotValid as refused:
                problems[f"rows-{number}"] = next(iter(refused.fields.values()))
        if problems:
            raise NotValid(problems)
        explanation = tidy(self.explanation)
        check_storable({"explanation": (explanation, LONG, False)})
        if not self.kept_to_rules and not explanation:
            raise NotValid({"explanation": N_("Say what they did that the rules do not allow")})
        return replace(self, visits=tuple(clean), explanation=explanation)


def weigh_return(call: Call, check_ref: str, returned: Returned) -> Reconciled:
    """``returned`` held against what was authorised; nothing is recorded.

    Raises NotValid as ``record_return``, and NotPossible where it could not be recorded now.
    """
    returned = returned.tidied()
    settle(call, check_ref)
    with call.look() as work:
        _check, _authorisation, allowed = _open_for_return(work, call, check_ref)
        return _weighed(work, returned, allowed)


@once
def record_return(call: Call, check_ref: str, returned: Returned) -> None:
    """Record all visits of ``returned``: within the scope, beyond it, or outside its days.

    A look outside the days is on record as one: it was made in this employer's name. Each that
    went beyond needs the third party's explanation. NotPossible once any visit is recorded: of
    two who enter a return at once, one wins.
    """
    returned = returned.tidied()
    settle(call, check_ref)
    with call.change(Role.HR) as work:
        check, authorisation, allowed = _open_for_return(work, call, check_ref)
        for visit in returned.visits:
            check_terms(work, check, authorisation, visit)
        weighed = _weighed(work, returned, allowed)
        move(
            work,
            check,
            Event.RETURN_RECORDED,
            {
                "looks": str(len(returned.visits)),
                "kept_to_rules": returned.kept_to_rules,
                "explanation": returned.explanation,
            },
        )
        refs = sorted(new_ref() for _visit in returned.visits)  # read back in this order
        for ref, visit, ways in zip(refs, returned.visits, weighed.beyond, strict=True):
            by, beyond_it = call.actor.ref, bool(ways)
            write_visit(work, check, authorisation, visit, ref, by=by, beyond_it=beyond_it)
        work.commit()


def _open_for_return(
    work: UnitOfWork, call: Call, check_ref: str
) -> tuple[Check, Authorisation, Authorised]:
    check, authorisation = the_search(work, call, check_ref)
    if not by_third_party(authorisation):
        raise NotPossible(N_("The searcher is one of us and records each visit themselves."))
    check_may_happen(Event.RETURN_RECORDED, State(check.state))
    return check, authorisation, authorised(work, authorisation)


def _weighed(work: UnitOfWork, returned: Returned, allowed: Authorised) -> Reconciled:
    if not returned.visits:
        raise NotValid({"lines": N_("No visit is filled in. If nobody looked, record that")})
    if len(returned.visits) > MOST_LOOKS:
        raise NotValid({"lines": N_("There are more visits than one return can hold: 100")})
    weighed = reconcile([visit.look for visit in returned.visits], allowed)
    if problems := dict(_problems(work, returned, weighed)):
        raise NotValid(problems)
    return weighed


def _problems(
    work: UnitOfWork, returned: Returned, weighed: Reconciled
) -> Iterator[tuple[str, str]]:
    """What keeps each visit from being recorded, by ``rows-1`` and so on."""
    rows = zip(returned.visits, weighed.beyond, strict=True)
    for number, (visit, ways) in enumerate(rows, start=1):
        if visit.occurred_at > work.now:
            yield f"rows-{number}", N_("Give a time that has passed")
        elif not visit.read:
            yield f"rows-{number}", N_("Say what was read there")
        elif ways and not visit.explanation:
            yield f"rows-{number}", ASKED[ways[0]]
