"""What people said of one attempt, as labelled cases: what the gate ought to have answered.

A label holds for the whole case, while people mark one finding at a time. So all that one person
marked in an attempt goes into one label, and findings of which they said nothing stand. Where two
people overturned the block, what they let through is a case of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from screening.domain.events import Event
from screening.domain.words import Disputed, ShouldBe, Verdict
from screening.services.checks.disputing import PLACE
from screening.services.story import Attempt, Story
from screening.store.ledger_store import OpenedRecord

Said = Mapping[str, Any]
_WORST_FIRST = (Verdict.BLOCK, Verdict.CAUTION)


@dataclass(frozen=True)
class Labelled:
    """What the gate ought to have said of ``attempt``; ``seq`` is the newest record behind it.

    ``rules`` are those behind ``verdict``, ``note`` the reasons people gave, in their words.
    """

    attempt: Attempt
    seq: int
    verdict: Verdict
    rules: tuple[str, ...]
    note: str


def labels_in(story: Story, attempts: Iterable[Attempt]) -> Iterator[Labelled]:
    """What people said of each of ``attempts``, which are those of ``story``; none once erased."""
    for attempt in attempts:
        overturned = _overturning(story, attempt)
        marks = _of_revision(story, attempt, Event.FINDING_DISPUTED)
        standing = [
            finding
            for finding in attempt.findings
            if not overturned or finding["verdict"] != Verdict.BLOCK
        ]
        if overturned:
            note = " ".join(said["reasons"] for said in map(_payload, overturned))
            yield _labelled(attempt, standing, overturned[-1].seq, f"The block was lifted. {note}")
        for person in dict.fromkeys(record.actor_ref for record in marks):
            mine = [record for record in marks if record.actor_ref == person]
            yield _marked(attempt, standing, mine)


def _marked(attempt: Attempt, standing: list[Said], marks: list[OpenedRecord]) -> Labelled:
    """What the findings come to once what one person said of them holds."""
    notes = []
    for said in map(_payload, marks):
        place = {name: said[name] for name in PLACE}
        standing = [each for each in standing if {name: each[name] for name in PLACE} != place]
        if said["should_be"] != ShouldBe.NOTHING:
            standing.append({**place, "verdict": said["should_be"]})
        kind = "was missed" if said["kind"] == Disputed.MISSED else "was wrong"
        notes.append(
            f"{said['rule']} in {said['field']} {kind}, should be {said['should_be']}: "
            f"{said['reason']}"
        )
    return _labelled(attempt, standing, marks[-1].seq, " ".join(notes))


def _labelled(attempt: Attempt, standing: list[Said], seq: int, note: str) -> Labelled:
    verdicts = {each["verdict"] for each in standing}
    verdict = next((each for each in _WORST_FIRST if each in verdicts), Verdict.PASS)
    rules = {each["rule"] for each in standing if each["verdict"] == verdict}
    return Labelled(attempt, seq, verdict, tuple(sorted(rules)), note)


def _overturning(story: Story, attempt: Attempt) -> list[OpenedRecord]:
    """The two records by which the block of ``attempt`` was overturned, or none."""
    confirmed = _of_revision(story, attempt, Event.REFERRAL_OVERTURNED)
    if not confirmed:
        return []
    proposed = _of_revision(story, attempt, Event.OVERTURN_PROPOSED)
    return [*proposed[-1:], *confirmed]


def _of_revision(story: Story, attempt: Attempt, event: Event) -> list[OpenedRecord]:
    return [
        record
        for record in story
        if record.event == event and _payload(record).get("revision") == str(attempt.number)
    ]


def _payload(record: OpenedRecord) -> Said:
    return record.payload or {}
