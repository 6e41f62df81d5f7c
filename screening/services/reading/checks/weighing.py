"""A third party's return as it would be recorded, held against what was authorised."""

from screening.domain.errors import NotValid
from screening.domain.reconciling import SAID
from screening.domain.request import Place
from screening.services.call import Call
from screening.services.checks.return_lines import Lines, RowsWrong
from screening.services.checks.returning import Returned, weigh_return
from screening.services.reading.checks.reconciled import (
    ReconciledShown,
    VisitShown,
    places_done,
    terms_done,
)
from screening.services.reading.checks.search import SearchShown


def weigh(call: Call, search: SearchShown, lines: Lines, returned: Returned) -> ReconciledShown:
    """What ``returned``, read from ``lines``, comes to. Nothing is recorded.

    Raises RowsWrong with the rows that cannot be recorded as they are, else as ``weigh_return``.
    """
    try:
        weighed = weigh_return(call, search.ref, returned)
    except NotValid as refused:
        if rows := lines.by_row(refused):
            raise RowsWrong(rows) from None
        raise
    numbered = enumerate(zip(returned.visits, weighed.beyond, strict=True), start=1)
    visits = tuple(
        VisitShown(
            number=number,
            occurred_at=visit.occurred_at,
            minutes=visit.minutes,
            place=visit.elsewhere or _named(search, visit.position),
            read=visit.read,
            explanation=visit.explanation,
            position=visit.position,
            beyond=tuple(SAID[way] for way in ways),
            terms=visit.terms,
            other_terms=visit.other_terms,
        )
        for number, (visit, ways) in numbered
    )
    return ReconciledShown(
        places=places_done(search.places, visits),
        visits=visits,
        allowed_minutes=search.minutes,
        minutes=weighed.minutes,
        begun_at=None,
        begun_by="",
        kept_to_rules=returned.kept_to_rules,
        why_not=returned.explanation,
        terms=terms_done(search.terms, visits),
    )


def _named(search: SearchShown, position: int | None) -> str:
    place = search.places.get(-1 if position is None else position, Place())
    return place.address or place.platform
