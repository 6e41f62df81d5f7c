"""What falls outside the policy, or an auditor will want to read first, found from the checks.

``exception_rules`` looks; here each rule has its heading, its weight and what it rests on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from screening.domain.text import N_
from screening.reports import exception_rules as rules
from screening.reports.beside_model import Sourcing, Unauthorised
from screening.reports.check_model import Check
from screening.reports.due_diligence_model import Schools
from screening.reports.labels import label
from screening.reports.model import Declaration


class Weight(StrEnum):
    """How an exception is headed."""

    OUTSIDE = "outside"
    ATTENTION = "attention"


HEADINGS: Mapping[Weight, str] = {
    Weight.OUTSIDE: N_("Outside the policy"),
    Weight.ATTENTION: N_("Within the policy, but to be read first"),
}


@dataclass(frozen=True)
class Place:
    """Where an exception shows: the check, its candidate's code, and the records; or the member of
    the panel, the moment, and the record if there is one; or a register and the code in it.
    """

    check: str
    candidate: str
    records: tuple[int, ...]


@dataclass(frozen=True)
class Beside:
    """What the report has of searches that are no checks."""

    unauthorised: Sequence[Unauthorised] = ()
    sourcing: Sourcing = Sourcing()
    schools: Schools = Schools()


_NOTHING = Beside()


@dataclass(frozen=True)
class ExceptionLine:
    """One kind of exception, what it rests on, and every place where it shows."""

    weight: Weight
    title: str
    source: str
    places: tuple[Place, ...]


def find_exceptions(
    checks: Sequence[Check], declarations: Sequence[Declaration] = (), beside: Beside = _NOTHING
) -> tuple[ExceptionLine, ...]:
    """Every exception in ``checks``, in what the panel declared and in what stands ``beside`` the
    checks, those outside the policy first; its places in order.
    """
    found = [line for line in _every_line(checks, declarations, beside) if line.places]
    return tuple(sorted(found, key=lambda line: line.weight is not Weight.OUTSIDE))


def looked_for(weight: Weight) -> tuple[str, ...]:
    """The headings of all that is looked for, found or not: what the report says of its method."""
    return tuple(line.title for line in _every_line((), (), _NOTHING) if line.weight is weight)


def _every_line(
    checks: Sequence[Check], declarations: Sequence[Declaration], beside: Beside
) -> tuple[ExceptionLine, ...]:
    return (
        *(
            ExceptionLine(sought.weight, sought.title, sought.source, _places(sought, checks))
            for sought in _SOUGHT
        ),
        *_of_declarations(declarations),
        *_of_the_registers(beside),
    )


def _of_declarations(declarations: Sequence[Declaration]) -> Iterator[ExceptionLine]:
    """Members who say that they searched, and members who have not given their word."""
    searched = [one for one in declarations if one.searched]
    missing = [one for one in declarations if one.stamp is None]
    yield ExceptionLine(
        Weight.OUTSIDE,
        N_("A member of the panel says that they made a search that is not recorded"),
        _SECTION_6,
        tuple(map(_declared_at, searched)),
    )
    yield ExceptionLine(
        Weight.ATTENTION,
        N_("A member of the panel has not declared that they made no search of their own"),
        N_("This organisation's choice; section 6 of the policy"),
        tuple(map(_declared_at, missing)),
    )


def _of_the_registers(beside: Beside) -> Iterator[ExceptionLine]:
    """Searches that were no check, and what was seen in a school's."""
    parts = beside.schools.search.parts if beside.schools.search else ()
    yield ExceptionLine(
        Weight.OUTSIDE,
        N_("A search was made without or beyond an authorisation"),
        _SECTION_6,
        tuple(
            Place(one.code, one.candidate or N_("no candidate named"), one.records)
            for one in beside.unauthorised
        ),
    )
    questioned = beside.sourcing.questioned
    yield ExceptionLine(
        Weight.ATTENTION,
        N_("An attempt to enter a search for candidates looked like a check of an applicant"),
        _SECTION_6,
        (Place(N_("Register of searches to find people"), "", questioned),) if questioned else (),
    )
    yield ExceptionLine(
        Weight.ATTENTION,
        N_("A protected characteristic was seen in the school’s search"),
        N_("Section 6 of the policy; Equality Act 2010"),
        tuple(
            Place(N_("School’s search"), part.candidate, ())
            for part in parts
            if part.protected_seen
        ),
    )


def _declared_at(one: Declaration) -> Place:
    return Place(one.name, label(one.moment), (one.stamp.record,) if one.stamp else ())


@dataclass(frozen=True)
class _Sought:
    look: Callable[[Check], Iterator[int]]
    weight: Weight
    title: str
    source: str


_CHOICE = N_("This organisation's choice; separation of duties")
_ONLINE = N_("Council practice for online research")
_SECTION_6 = N_("Section 6 of the policy")
_SOUGHT = (
    _Sought(
        rules.decided_on_own_request,
        Weight.OUTSIDE,
        N_("The person who asked for the check also decided it"),
        _CHOICE,
    ),
    _Sought(
        rules.decided_by_panel_member,
        Weight.OUTSIDE,
        N_("The check was decided by a member of the panel"),
        _CHOICE,
    ),
    _Sought(
        rules.searched_without_approval,
        Weight.OUTSIDE,
        N_("A search was made without an approval"),
        _SECTION_6,
    ),
    _Sought(
        rules.searched_without_notice,
        Weight.OUTSIDE,
        N_("A search was made before the candidate was told"),
        N_("UK GDPR Articles 13 and 14; ICO recruitment guidance (draft)"),
    ),
    _Sought(
        rules.searched_before_reply_was_due,
        Weight.OUTSIDE,
        N_("A search was made while the candidate still had time to reply"),
        N_("This organisation's choice"),
    ),
    _Sought(
        rules.searched_outside_window,
        Weight.OUTSIDE,
        N_("A search was made outside the authorised dates"),
        _ONLINE,
    ),
    _Sought(
        rules.looked_outside_scope,
        Weight.OUTSIDE,
        N_("Something was looked at outside the authorised scope"),
        _SECTION_6,
    ),
    _Sought(
        rules.took_longer_than_authorised,
        Weight.OUTSIDE,
        N_("The search took longer than the minutes authorised"),
        _ONLINE,
    ),
    _Sought(
        rules.written_up_late,
        Weight.OUTSIDE,
        N_("The outcome was written up late"),
        _ONLINE,
    ),
    _Sought(
        rules.exposed_and_nothing_arranged,
        Weight.OUTSIDE,
        N_("A protected characteristic was seen, and nothing was arranged for who saw it"),
        N_("Equality Act 2010 s.136: who decided must be able to say that it played no part"),
    ),
    _Sought(
        rules.asked_after_something_protected,
        Weight.ATTENTION,
        N_("A request was stopped that asks after something protected, as the rules read it"),
        N_("Section 6 of the policy; Equality Act 2010 s.136"),
    ),
    _Sought(
        rules.asked_as_a_matter_of_course,
        Weight.ATTENTION,
        N_("A request was stopped that checks as a matter of course, as the rules read it"),
        N_("Section 6 of the policy: no systematic or routine checking"),
    ),
    _Sought(
        rules.exposed,
        Weight.ATTENTION,
        N_("A protected characteristic was seen"),
        N_("Section 6 of the policy; Equality Act 2010"),
    ),
    _Sought(
        rules.held_back,
        Weight.ATTENTION,
        N_("Words for the panel were held back, and had to be changed or explained"),
        N_("Section 6 of the policy; Equality Act 2010 s.136"),
    ),
    _Sought(
        rules.let_through,
        Weight.ATTENTION,
        N_("Words that were held back from the panel were let through"),
        N_("Section 6 of the policy; Equality Act 2010 s.136"),
    ),
    _Sought(
        rules.passed_with_same_question,
        Weight.ATTENTION,
        N_("A request that was not ready later passed with the same question"),
        N_("Section 6 of the policy: the claim, not its wording, must carry the search"),
    ),
    _Sought(
        rules.overturned,
        Weight.ATTENTION,
        N_("HR overturned a finding that the request was not ready"),
        _CHOICE,
    ),
    _Sought(
        rules.disputed,
        Weight.ATTENTION,
        N_("HR or an officer marked a finding as wrong, or something as missed"),
        _CHOICE,
    ),
    _Sought(
        rules.approved_with_cautions,
        Weight.ATTENTION,
        N_("The request was approved with a caution standing"),
        _SECTION_6,
    ),
    _Sought(
        rules.approved_early_without_reason,
        Weight.ATTENTION,
        N_("A check was approved before the last stage, without a reason"),
        N_("ICO recruitment guidance (draft): as late as possible"),
    ),
    _Sought(
        rules.approved_elsewhere_without_reason,
        Weight.ATTENTION,
        N_("A place that the candidate did not give was approved, without a reason"),
        N_("This organisation's choice; ICO recruitment guidance (draft): least data"),
    ),
    _Sought(
        rules.searcher_on_panel,
        Weight.ATTENTION,
        N_("The searcher sits on the panel"),
        N_("This organisation's choice: the searcher is off the panel unless a reason is given"),
    ),
    _Sought(
        rules.objection_not_upheld,
        Weight.ATTENTION,
        N_("The candidate objected and the check went on"),
        N_("UK GDPR Article 21"),
    ),
    _Sought(
        rules.outcome_waiting,
        Weight.ATTENTION,
        N_("An outcome waits to be handed over or withheld"),
        N_("UK GDPR Article 5(1)(a): fairness"),
    ),
    _Sought(
        rules.changed_a_score,
        Weight.ATTENTION,
        N_("The outcome changed a score"),
        N_("Equality Act 2010 s.136: who decided must be able to say why"),
    ),
    _Sought(
        rules.looked_before_it_was_begun,
        Weight.OUTSIDE,
        N_("A visit is dated before the searcher confirmed the rules of conduct"),
        _ONLINE,
    ),
    _Sought(
        rules.left_too_long_by_hr,
        Weight.OUTSIDE,
        N_("A request waited for HR longer than the policy allows"),
        N_("This organisation's choice"),
    ),
)


def _places(sought: _Sought, checks: Sequence[Check]) -> tuple[Place, ...]:
    found = ((check, tuple(sorted(set(sought.look(check))))) for check in checks)
    return tuple(Place(check.code, check.candidate, records) for check, records in found if records)
