"""Whether a less intrusive way was thought of.

ICO guidance: ask the person first. Where the candidate gave the address, that was done.
"""

from collections.abc import Iterator

from screening.domain.text import N_
from screening.gate.rule import Mark, Rule, Signal, mark
from screening.gate.study import ALTERNATIVES, Study
from screening.gate.subject import words_of
from screening.gate.surroundings import all_supplied

_SHRUG = 3  # words: "None.", "n/a"
_SHORT = 12  # words; a shrug is not longer, a reason mostly is


def look(study: Study) -> Iterator[Mark]:
    """Mark an empty or dismissive answer, unless the candidate gave every address."""
    if all_supplied(study):
        return
    answer = study.original(ALTERNATIVES)
    if not words_of(answer):
        yield Mark("absent", ALTERNATIVES)
    elif len(words_of(answer)) <= _SHRUG:
        for hit in study.hits("ways.shrug", ALTERNATIVES):
            yield mark("dismissed", hit)
    if len(words_of(answer)) <= _SHORT:
        for hit in study.hits("ways.dismissed", ALTERNATIVES):
            yield mark("dismissed", hit)


RULE = Rule(
    name="no-alternative",
    title=N_("No less intrusive way considered"),
    basis=N_("Where asking would do, looking is not needed (ICO recruitment guidance)."),
    signals={
        "absent": Signal(
            N_("Nothing says which less intrusive ways were thought of."),
            N_("Ask the candidate for a link, a sample or a referee; or say why that won't do."),
        ),
        "dismissed": Signal(
            N_("“%(excerpt)s” is no reason not to ask the candidate."),
            N_("Say which way you thought of, and what it would fail to show."),
        ),
    },
    look=look,
)
