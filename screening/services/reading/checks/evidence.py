"""The files that a candidate gave as evidence of their own, for whoever may be given them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.evidence import FileKind, file_name
from screening.domain.people import Action, check_may
from screening.services.call import Call
from screening.services.loading import find_check
from screening.services.reading.people import names_of
from screening.services.story import story_of, text_in
from screening.store.tables.evidence import CandidateEvidence


@dataclass(frozen=True)
class Opening:
    """That somebody was given a file, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class FileShown:
    """One file, without what stands in it; ``opened`` are all in HR who were given it, oldest
    first. That data protection made a copy for the candidate is between those two.
    """

    number: int
    name: str
    kind: FileKind
    given_at: datetime
    opened: tuple[Opening, ...]


def list_evidence(call: Call, check_ref: str) -> tuple[FileShown, ...]:
    """The files about a check, oldest first; none once erased. Raises NotFound or NotAllowed."""
    with call.look() as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.OPEN_EVIDENCE, ties)
        rows = work.session.scalars(
            select(CandidateEvidence)
            .where(CandidateEvidence.check_ref == check.ref)
            .order_by(CandidateEvidence.number)
        ).all()
        story = [one for one in story_of(work, check) if one.event == Event.EVIDENCE_OPENED]
        names = names_of(work.session, {record.actor_ref for record in story})
        shown = []
        for row in rows:
            name = file_name(row.number, FileKind(row.kind))
            opened = tuple(
                Opening(names[one.actor_ref], one.occurred_at)
                for one in story
                if text_in(one, "evidence") == name
            )
            shown.append(FileShown(row.number, name, FileKind(row.kind), row.given_at, opened))
        return tuple(shown)
