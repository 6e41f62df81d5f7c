"""What a request starts with, so that four things typed are enough."""

import re
from collections.abc import Callable
from datetime import date

from screening.domain.request import Place, Request, Scope
from screening.domain.text import N_
from screening.domain.words import SuppliedBy

MINUTES = 30
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

RELEVANCE = N_(
    "This was given as evidence for {code} ({criterion}). "
    "The answer shows how strong the evidence is."
)
LOOKING_AT = N_("Only what has to do with the claim, at the address given, as anyone can see it.")
"""Both are read by the candidate as well, in a letter about them: so neither says who they are."""


def starting_request(
    quote: str,
    code: str,
    criterion: str,
    address: str,
    searcher: str,
    today: date,
    say: Callable[[str], str],
) -> Request:
    """The request that a new draft holds: the claim's own place and years, HR to search.

    ``searcher`` is how HR is called; ``criterion`` is its text; ``say`` puts what is preset into
    the language of whoever writes. Everything can be changed.
    """
    first, last = years_in(quote, today)
    places = (Place("", address, SuppliedBy.CANDIDATE),) if address else ()
    return Request(
        relevance=say(RELEVANCE).format(code=code, criterion=criterion.rstrip(".")),
        scope=Scope(
            places=places,
            looking_at=say(LOOKING_AT),
            from_date=first,
            to_date=last,
            minutes=MINUTES,
        ),
        searcher_name=searcher,
    )


def years_in(quote: str, today: date) -> tuple[str, str]:
    """The first and last day of the years that ``quote`` names, as ISO dates, or two empties."""
    years = [int(year) for year in _YEAR.findall(quote) if int(year) <= today.year]
    if not years:
        return "", ""
    return f"{min(years)}-01-01", min(date(max(years), 12, 31), today).isoformat()
