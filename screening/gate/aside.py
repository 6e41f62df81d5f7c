"""Parts of a sentence, and search words, that turn from the work to the person.

A question about work speaks of the work, even where it says "she". A part that speaks of the
person and takes up no word of the claim, the criteria or the job, and none that speaks of work,
is about something else.
"""

import re
from collections.abc import Iterator, Mapping

from screening.gate.hits import Hit
from screening.gate.parts import Part
from screening.gate.study import Study, once
from screening.gate.subject import content, word_set

_NAME = re.compile(r"[^\W_]*[A-Z0-9][^\W_]*")
_ADDING, _SAYING = word_set("clauses", "adding"), word_set("clauses", "saying")
_LETTERS = re.compile(r"[a-z]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Asides:
    """What one request says beside its work."""

    def __init__(self, study: Study):
        self._study = study
        turns = study.hits("homely.turn", *study.fields)
        self._turning = {(hit.field, study.part_of(hit).clause) for hit in turns}

    def turns(self, hit: Hit) -> bool:
        """Whether the clause of ``hit`` says that something beside the work is to be seen too."""
        part = self._study.part_of(hit)
        adds = part.said[0] in _ADDING
        return adds or (hit.field, part.clause) in self._turning

    def of_somebody(self, field: str) -> Iterator[Part]:
        """The parts of ``field`` that speak of the candidate and not of the work."""
        return (
            part
            for part in self._study.parts[field]
            if not (part.work or part.denied)
            and means_somebody(part, self._study)
            and _SAYING.isdisjoint(part.said)
            and "only" not in part.said
        )


def means_somebody(part: Part, study: Study) -> bool:
    """Whether ``part`` speaks of the candidate."""
    return not study.vocabulary.words("classes", "somebody").isdisjoint(part.said)


@once
def stray_terms(study: Study) -> frozenset[str]:
    """The fields of search words that nothing else in the request or the claim explains.

    Names explain themselves: whoever looks for somebody's work looks for their name.
    """
    places = study.case.request.scope.places
    addresses = "".join(_LETTERS.findall("".join(place.address.lower() for place in places)))
    return frozenset(field for field in study.term_fields if _is_stray(field, addresses, study))


def _is_stray(field: str, addresses: str, study: Study) -> bool:
    text = study.original(field)
    stems = content(_NAME.sub(" ", text))
    explained = not stems or study.explains(content(text))
    return not (explained or any(stem in addresses for stem in stems))


@once
def full_names(study: Study) -> Mapping[str, tuple[int, int]]:
    """The fields of search words that hold somebody's full name, with where it stands."""
    found = ((field, _full_name(field, study)) for field in study.term_fields)
    return {field: name for field, name in found if name}


def _full_name(field: str, study: Study) -> tuple[int, int] | None:
    """Where two words stand in a row in ``field`` that are written as names are, if any do.

    What the claim, the criteria or the title name so is the work: a film, a firm, a place.
    """
    text = study.original(field)
    words = list(_WORD.finditer(text))
    for first, second in zip(words, words[1:], strict=False):
        whole = text[first.start() : second.end()]
        between = text[first.end() : second.start()]
        if between.isspace() and _is_name(first.group()) and _is_name(second.group()):
            return None if content(whole) & study.subject else (first.start(), second.end())
    return None


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()
