"""Words that this organisation itself rules out, whatever else a request says.

Empty in the policy that ships. An amendment adds to it what HR and equality officers found missed;
what the balance would make of it does not matter then.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule, mark
from screening.gate.study import QUOTE, Study


def look(study: Study) -> Iterator[Mark]:
    """Mark what is on the list, unless the claim itself says it or the request denies it."""
    fields = (name for name in study.fields if name != QUOTE)
    for hit in study.hits("house.ruled_out", *fields):
        if not (hit.denied or study.brings(hit)):
            yield mark("named", hit)


RULE = Rule(name="ruled-out", signals=frozenset({"named"}), look=look)
