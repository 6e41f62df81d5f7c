"""Whether something is written so that a person reads it and a machine does not.

Look-alike letters, invisible characters, spaced-out, masked or broken words have no cause in
honest text. Welsh, names in other scripts, emoji and soft hyphens do, and are left alone; so is
what the candidate wrote like that.
"""

from collections.abc import Iterator

from screening.gate.reading import Disguise
from screening.gate.rule import Mark, Rule
from screening.gate.study import PLACES, QUOTE, Study
from screening.gate.words import Passage

_ADDRESS = ("broken", "spaced-out", "digits", "masked")  # what every web address does to words
_DELIBERATE = ("struck", "stacked", "marked", "dressed", "tags", "override", "look-alike")
_SPELT = ("spaced-out", "broken", "masked", "turned")
_UNSEEN = ("tags",)  # whole words that no reader sees
_SENSITIVE = ("protected", "aims", "covert", "breadth")


def look(study: Study) -> Iterator[Mark]:
    """Mark each disguise; it weighs more where it hides a word that the rules look for."""
    fewest = study.limit("disguised_words")
    for field, passage in study.passages.items():
        if field == QUOTE or not passage.disguises:
            continue
        hits = [hit for concept in _SENSITIVE for hit in study.hits(concept, field)]
        for start, end in _spots(field, passage, study):
            hiding = any(hit.start < end and start < hit.end for hit in hits)
            yield Mark("hiding" if hiding else "worn", field, start, end)
        many = list(_spots(field, passage, study, _DELIBERATE + _SPELT))
        unseen = [spot for spot in _spots(field, passage, study, _UNSEEN) if _width(spot) >= fewest]
        if unseen or len(many) >= fewest:
            spots = unseen or many
            yield Mark("many", field, spots[0][0], spots[-1][1])


def _width(spot: tuple[int, int]) -> int:
    return spot[1] - spot[0]


def _spots(
    field: str, passage: Passage, study: Study, kinds: tuple[str, ...] = ()
) -> Iterator[tuple[int, int]]:
    """Where ``passage`` is in disguise (of ``kinds``, if any are named), and not by quoting."""
    quote = study.passages[QUOTE]
    quoted = {_written(quote, worn) for worn in quote.disguises}
    for worn in passage.disguises:
        if field.startswith(PLACES) and worn.kind in _ADDRESS:
            continue
        if _written(passage, worn) not in quoted and (not kinds or worn.kind in kinds):
            yield worn.start, worn.end


def _written(passage: Passage, worn: Disguise) -> str:
    return "".join(passage.original[worn.start : worn.end].split())


RULE = Rule(
    name="disguise",
    signals=frozenset({"worn", "hiding", "many"}),
    look=look,
)
