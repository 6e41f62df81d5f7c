"""Places beside the claim: which of them the candidate brought, and which were added."""

import re
from collections.abc import Sequence

from screening.domain.request import Place
from screening.domain.words import SuppliedBy
from screening.gate.study import PLACES, QUOTE, Study, once
from screening.gate.subject import content, words_of

_LETTERS = re.compile(r"[a-z]+")
_SHORTEST = 4  # letters that two names must share to be taken for the same


def supplied(place: Place) -> bool:
    """Whether the candidate gave this address."""
    return place.supplied_by is SuppliedBy.CANDIDATE


def all_supplied(study: Study) -> bool:
    """Whether the candidate gave every address there is."""
    places = study.case.request.scope.places
    return bool(places) and all(supplied(place) for place in places)


def speaks_of_a_page(study: Study) -> bool:
    """Whether the claim says that there is something online, without saying on which platform."""
    named = study.vocabulary.words("platforms", "hosts").intersection(
        words_of(study.case.claim.quote)
    )
    return not named and bool(study.claimed & study.vocabulary.words("platforms", "pages"))


@once
def unclaimed(study: Study) -> Sequence[tuple[str, Place]]:
    """The places, with their fields, that neither the candidate nor the claim brought."""
    return [
        (f"{PLACES}[{number}].address", place)
        for number, place in enumerate(study.case.request.scope.places)
        if not (supplied(place) or _named(place, study))
    ]


def _named(place: Place, study: Study) -> bool:
    """Whether the claim speaks of this platform, or of whom the address belongs to."""
    if (content(place.platform) - study.vocabulary.words("platforms", "generic")) & study.claimed:
        return True
    claim = _run(study.case.claim.quote)
    names = [part for part in _LETTERS.findall(place.address.lower()) if len(part) >= _SHORTEST]
    nobody = _nobody(study)
    return any(
        name in claim or any(len(stem) >= _SHORTEST and stem in name for stem in study.claimed)
        for name in names
        if name not in nobody
    )


def claimed_by_name(place: Place, study: Study) -> bool:
    """Whether the address holds a word that the claim writes as a name."""
    quote = study.passages[QUOTE]
    row = zip(quote.said, quote.starts, strict=True)
    names = (name for name, start in row if quote.original[start].isupper())
    return any(len(name) >= _SHORTEST and name in _run(place.address) for name in names)


def names_nobody(place: Place, study: Study) -> bool:
    """Whether the address is only a platform, or its search page: no page of anybody's."""
    parts = _LETTERS.findall(place.address.lower())
    return not supplied(place) and bool(parts) and _nobody(study).issuperset(parts)


def _nobody(study: Study) -> frozenset[str]:
    words = study.vocabulary.words
    return words("platforms", "hosts") | words("platforms", "paths")


def _run(text: str) -> str:
    """``text`` as one run of letters, as account names are written."""
    return "".join(_LETTERS.findall(text.lower()))
