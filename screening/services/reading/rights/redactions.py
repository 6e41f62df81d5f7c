"""What a person gets of each text that is held about them, as a data protection officer decided.

A text is found by its place: the number of its record and the name of its field, which never
change. What was decided of it is in the ledger, and the newest decision stands. A text of which
nothing was decided yet is withheld, so that an answer can be given in time without it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screening.domain.events import Event
from screening.domain.redaction import Span, blanked
from screening.domain.words import Given, Redaction
from screening.store.ledger_store import OpenedRecord


@dataclass(frozen=True)
class Decided:
    """The newest decision on one text, and the number of its record."""

    seq: int
    decision: Redaction
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class FreeText:
    """A text in which somebody wrote of the person. ``label`` is marked for translation.

    ``own``: their own words, or written to be read by them. ``referee``: another person's words.
    """

    place: str
    label: str
    text: str
    own: bool = False
    referee: bool = False


def place_of(seq: int, field: str) -> str:
    """The place of what record ``seq`` says in ``field``."""
    return f"{seq}/{field}"


def place_in_draft(check_ref: str, version: int, field: str) -> str:
    """The place of what one version of a draft says in ``field``."""
    return f"draft-{check_ref}-{version}/{field}"


def decisions_in(records: Iterable[OpenedRecord]) -> dict[str, Decided]:
    """The newest decision on each text, by its place."""
    found: dict[str, Decided] = {}
    for record in records:
        if record.event == Event.REDACTION_DECIDED and record.payload is not None:
            said = record.payload
            spans = tuple((int(start), int(end)) for start, end in said["spans"])
            found[said["place"]] = Decided(record.seq, Redaction(said["decision"]), spans)
    return found


def given_of(free: FreeText, decided: Mapping[str, Decided]) -> tuple[str | None, Given]:
    """What the person gets of ``free``, and how much of it that is."""
    if free.own:
        return free.text, Given.WHOLE
    found = decided.get(free.place)
    if found is None:
        return None, Given.UNREAD
    if found.decision is Redaction.WHOLE:
        return None, Given.WITHHELD
    if not found.spans:
        return free.text, Given.WHOLE
    return blanked(free.text, found.spans), Given.PARTLY
