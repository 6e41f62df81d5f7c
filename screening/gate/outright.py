"""What leaves nobody in doubt, in whichever field it stands.

The balance weighs a whole request, and one bad sentence in a good request may weigh little there.
Some sentences no good one around them can carry along: these decide by themselves.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, mark
from screening.gate.study import (
    ALTERNATIVES,
    LOOKING_AT,
    PLACES,
    QUESTION,
    RELEVANCE,
    SEARCHER,
    TERMS,
    WHY_FOUND,
    WHY_NOW,
    Study,
)

OUTRIGHT = "outright"
"""The signal, and the word list, of what leaves nobody in doubt."""
_FIELDS = (QUESTION, RELEVANCE, LOOKING_AT, TERMS, PLACES, SEARCHER, ALTERNATIVES)


def outright(rule: str, study: Study) -> Iterator[Mark]:
    """Mark what the list has for ``rule``, unless it is promised not to do it, or it is the work.

    What was thought of and turned down stands among the other ways, and is none.
    """
    rejected = bool(study.hits("covert.turned_down", ALTERNATIVES))
    for hit in study.hits(f"{OUTRIGHT}.{rule}", *_FIELDS, WHY_FOUND, WHY_NOW):
        spurned = rejected and hit.field == ALTERNATIVES
        if not (hit.denied or spurned or study.brings(hit)):
            yield mark(OUTRIGHT, hit)
