"""Whether a less intrusive way was thought of.

ICO guidance: ask the person first. Where the candidate gave the address, that was done.
"""

from collections.abc import Iterator

from screening.gate.rule import ALIKE, Mark, Rule, mark
from screening.gate.study import ALTERNATIVES, Study
from screening.gate.subject import words_of
from screening.gate.surroundings import all_supplied


def look(study: Study) -> Iterator[Mark]:
    """Mark an empty or dismissive answer, unless the candidate gave every address."""
    if all_supplied(study):
        return
    answer = study.original(ALTERNATIVES)
    if not words_of(answer):
        yield Mark("absent", ALTERNATIVES)
    elif len(words_of(answer)) <= study.limit("shrug_words"):
        for hit in study.hits("ways.shrug", ALTERNATIVES):
            yield mark("dismissed", hit)
    if len(words_of(answer)) <= study.limit("dismissal_words"):
        for hit in study.hits("ways.dismissed", ALTERNATIVES):
            yield mark("dismissed", hit)


RULE = Rule(
    name="no-alternative",
    signals=frozenset({ALIKE, "absent", "dismissed"}),
    look=look,
)
