"""Clauses that turn from the work to the person.

A question about work speaks of the work, even where it says "she". A clause that speaks of the
person and takes up no word of the claim, the criteria or the job is about something else.
"""

from collections.abc import Iterator
from itertools import groupby

from screening.gate.study import Study
from screening.gate.subject import word_set
from screening.gate.words import Word


def asides(study: Study, field: str) -> Iterator[tuple[int, int]]:
    """Where in ``field`` such clauses start and end, as offsets in its text."""
    for _, group in groupby(study.passages[field].words, key=lambda word: word.clause):
        clause = list(group)
        if _is_aside(clause, study):
            yield clause[0].start, clause[-1].end


def _is_aside(clause: list[Word], study: Study) -> bool:
    said = {word.readings[0] for word in clause}
    about = study.vocabulary.substance(" ".join(word.readings[0] for word in clause))
    return (
        bool(about)
        and not about & study.subject
        and not said.isdisjoint(study.vocabulary.words("classes", "somebody"))
        and said.isdisjoint(word_set("clauses", "saying"))
    )
