"""What falls outside the policy, or an auditor will want to read first, found from the checks.

``exception_rules`` looks; ``exception_table`` gives each rule its heading and what it rests on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening.domain.text import N_
from screening.reports.beside_model import Questioned, Sourcing, Unauthorised
from screening.reports.check_model import Check
from screening.reports.due_diligence_model import Schools
from screening.reports.exception_table import SECTION_6, SOUGHT, Sought, Weight
from screening.reports.labels import label
from screening.reports.model import Declaration

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
            for sought in SOUGHT
        ),
        *_of_declarations(declarations),
        *_of_the_registers(beside),
    )


def _of_declarations(declarations: Sequence[Declaration]) -> Iterator[ExceptionLine]:
    """Members who say that they searched, whose word and whose search disagree, whichever came
    first, and who have not given their word.
    """
    searched = [one for one in declarations if one.searched]
    missing = [one for one in declarations if one.stamp is None]
    yield ExceptionLine(
        Weight.OUTSIDE,
        N_("A member of the panel says that they made a search that is not recorded"),
        SECTION_6,
        tuple(map(_declared_at, searched)),
    )
    yield ExceptionLine(
        Weight.OUTSIDE,
        N_(
            "A member of the panel declared that they made no search, and one of theirs without "
            "authorisation is recorded; the days tell which came first"
        ),
        SECTION_6,
        tuple(_declared_at(one) for one in declarations if one.against),
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
        SECTION_6,
        tuple(
            Place(one.code, one.candidate or N_("no candidate named"), one.records)
            for one in beside.unauthorised
        ),
    )
    yield ExceptionLine(
        Weight.ATTENTION,
        N_("An attempt to enter a search to find people looked like a check of an applicant"),
        SECTION_6,
        tuple(map(_asked_at, beside.sourcing.like_a_check)),
    )
    yield ExceptionLine(
        Weight.ATTENTION,
        N_("A search to find people is asked about, and HR has not said yet what it was"),
        SECTION_6,
        tuple(_asked_at(one) for one in beside.sourcing.questioned if one.is_open),
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


def _asked_at(one: Questioned) -> Place:
    return Place(one.code or N_("Register of searches to find people"), one.candidate, one.records)


def _declared_at(one: Declaration) -> Place:
    own = (one.stamp.record,) if one.stamp else ()
    return Place(
        one.name,
        label(one.moment),
        tuple(sorted((*own, *(search.record for search in one.against)))),
    )


def _places(sought: Sought, checks: Sequence[Check]) -> tuple[Place, ...]:
    found = ((check, tuple(sorted(set(sought.look(check))))) for check in checks)
    return tuple(Place(check.code, check.candidate, records) for check, records in found if records)
