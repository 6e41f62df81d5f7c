"""Whether something is written so that a person reads it and a machine does not.

Look-alike letters, invisible characters, spaced-out or broken words have no cause in honest
text. Welsh, names in other scripts, emoji and soft hyphens do, and are left alone.
"""

from collections.abc import Iterator

from screening.gate.rule import Mark, Rule
from screening.gate.study import PLACES, Study

_ADDRESS = ("broken", "spaced-out", "digits")  # what every web address does to words
_SENSITIVE = ("protected", "aims", "covert", "breadth")


def look(study: Study) -> Iterator[Mark]:
    """Mark each disguise; it weighs more where it hides a word that the rules look for."""
    for field, passage in study.passages.items():
        hits = [hit for concept in _SENSITIVE for hit in study.hits(concept, field)]
        for worn in passage.disguises:
            if field.startswith(PLACES) and worn.kind in _ADDRESS:
                continue
            hiding = any(hit.start < worn.end and worn.start < hit.end for hit in hits)
            yield Mark("hiding" if hiding else "worn", field, worn.start, worn.end)


RULE = Rule(
    name="disguise",
    signals=frozenset({"worn", "hiding"}),
    look=look,
)
