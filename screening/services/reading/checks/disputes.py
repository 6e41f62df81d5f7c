"""What HR and officers said of the gate's findings, and the pages on which they say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from screening.domain.events import Event
from screening.domain.words import Disputed, ShouldBe
from screening.gate.assessment import Finding
from screening.services.story import Story


@dataclass(frozen=True)
class DisputeShown:
    """One mark: which finding of which revision, and what it should have been.

    ``missed``: the gate found nothing there. Places are offsets in the text of ``field``; both
    nought: it is about something that is lacking.
    """

    seq: int
    revision: int
    missed: bool
    rule: str
    signal: str
    field: str
    start: int
    end: int
    should_be: ShouldBe
    reason: str
    by: str
    by_ref: str
    at: datetime

    def is_about(self, finding: Finding) -> bool:
        """Whether it is ``finding``, of the same revision, that is said to be wrong."""
        mine = (self.rule, self.signal, self.field, self.start, self.end)
        other = (finding.rule, finding.signal, finding.field, finding.start, finding.end)
        return not self.missed and mine == other


def disputes_in(story: Story, names: Mapping[str, str]) -> tuple[DisputeShown, ...]:
    """Every mark in ``story`` that can still be read, oldest first."""
    return tuple(
        DisputeShown(
            seq=record.seq,
            revision=int(record.payload["revision"]),
            missed=record.payload["kind"] == Disputed.MISSED,
            rule=record.payload["rule"],
            signal=record.payload["signal"],
            field=record.payload["field"],
            start=int(record.payload["start"]),
            end=int(record.payload["end"]),
            should_be=ShouldBe(record.payload["should_be"]),
            reason=record.payload["reason"],
            by=names.get(record.actor_ref, ""),
            by_ref=record.actor_ref,
            at=record.occurred_at,
        )
        for record in story
        if record.event == Event.FINDING_DISPUTED and record.payload is not None
    )


def of_revision(disputes: Iterable[DisputeShown], revision: int) -> tuple[DisputeShown, ...]:
    """Those of ``disputes`` that are about ``revision``."""
    return tuple(one for one in disputes if one.revision == revision)
