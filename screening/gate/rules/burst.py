"""Whether many requests were sent within a short time, each about another candidate.

A request that rests on one candidate's own claim takes some thought; many in a row look like a
list that is being worked through. Sending a request again, changed, is not counted.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule
from screening.gate.study import QUESTION, Study


def look(study: Study) -> Iterator[Mark]:
    """Mark a request that follows closely on many others."""
    lately = study.case.context.lately
    if lately >= study.limit("burst_candidates"):
        minutes = f"{study.limit('burst_minutes'):.0f}"
        yield Mark("many", QUESTION, params=(("count", str(lately)), ("minutes", minutes)))


RULE = Rule(name="burst", signals=frozenset({"many"}), look=look)
