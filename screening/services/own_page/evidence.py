"""Files that a candidate gives as evidence of their own: taken in, and given out to HR.

They are sealed under the candidate's key like their words, and go with them. Only who may handle
the check and has no part in the search is given one, never anybody on the panel, and each time it
is on record who was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from screening.domain.errors import NotFound, NotValid
from screening.domain.events import Event
from screening.domain.evidence import (
    MOST,
    MOST_IN_ALL,
    NO_ROOM,
    TOO_MANY,
    WRONG_KIND,
    FileKind,
    file_name,
    kind_of,
    problem_with_file,
)
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Answered, Retention, Role
from screening.services.call import Call
from screening.services.loading import find_check
from screening.services.moving import note
from screening.services.refs import new_ref
from screening.store.tables.check import Check
from screening.store.tables.evidence import CandidateEvidence
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

STOP = frozenset({Answered.NOT_MINE, Answered.EVIDENCE, Answered.OBJECT})
"""Answers that HR has to decide on: files belong to these."""

_NOT_WITH_THIS = N_(
    "A file goes with an answer that stops us. Choose that you would like to show us something "
    "else, or leave the file out"
)


@dataclass(frozen=True)
class GivenOut:
    """A file as HR is given it: what it is called here, what it is, and its bytes."""

    name: str
    kind: FileKind
    content: bytes


def check_files(answered: Answered, files: Mapping[str, bytes]) -> None:
    """Raise NotValid unless ``files``, by the names of their boxes, may go with an answer."""
    problems = {name: problem_with_file(content) for name, content in files.items()}
    if files and answered not in STOP:
        problems = dict.fromkeys(list(files)[:1], _NOT_WITH_THIS)
    elif len(files) > MOST:
        problems = dict.fromkeys(list(files)[:1], TOO_MANY)
    if any(problems.values()):
        raise NotValid({name: problem for name, problem in problems.items() if problem})


def keep_files(work: UnitOfWork, check: Check, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Seal ``files``, which were checked, and keep them; what the record of it says of them.

    Nothing where there are none. The vacancy is locked, so that no two get the same number, nor a
    check more files than it can have: NotValid where they would be.
    """
    room, kept = room_for_files(work, check), []
    if len(files) > room:
        raise NotValid({"file_1" if room else "words": NO_ROOM})  # boxes that are shown then
    for number, content in enumerate(files.values(), start=MOST_IN_ALL - room + 1):
        kind = kind_of(content)
        if kind is None:
            raise NotValid({"file_1": WRONG_KIND})
        row = CandidateEvidence(
            ref=new_ref(),
            check_ref=check.ref,
            candidate_ref=check.candidate_ref,
            number=number,
            kind=kind,
            given_at=work.now,
        )
        row.sealed = work.vault.seal(*_place(row), content)
        work.session.add(row)
        kept.append({"name": file_name(number, kind), "sha256": sha256(content).hexdigest()})
    return {"evidence": kept} if kept else {}


def room_for_files(work: UnitOfWork, check: Check) -> int:
    """How many more files can be taken about ``check``. They are numbered, and none goes before
    all do.
    """
    highest = select(func.max(CandidateEvidence.number)).where(
        CandidateEvidence.check_ref == check.ref
    )
    return max(0, MOST_IN_ALL - (work.session.scalar(highest) or 0))


def give_out(call: Call, check_ref: str, number: int) -> GivenOut:
    """File ``number`` of a check, for who may be given it; that they were is on record.

    Each time is one, so that a repeated call is recorded again. Raises NotFound, in the same
    words, where there is none and once the candidate is erased; NotAllowed.
    """
    with call.each_time().change(Role.HR) as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.OPEN_EVIDENCE, ties)
        row = work.session.scalar(
            select(CandidateEvidence).where(
                CandidateEvidence.check_ref == check.ref, CandidateEvidence.number == number
            )
        )
        if row is None or row.sealed is None:
            raise NotFound(N_("There is nothing here."))
        given = opened_file(work, row)
        note(work, check, Event.EVIDENCE_OPENED, {"evidence": given.name})
        work.commit()
    return given


def opened_file(work: UnitOfWork, row: CandidateEvidence) -> GivenOut:
    """The file in ``row``. Raises KeyDestroyed once the candidate is erased."""
    content = work.vault.open(*_place(row), row.sealed or b"")
    kind = FileKind(row.kind)
    return GivenOut(file_name(row.number, kind), kind, content)


def _place(row: CandidateEvidence) -> tuple[KeyRef, str]:
    """Under which key a file is sealed, and where it belongs."""
    key = KeyRef(row.candidate_ref, Retention.REQUEST)
    return key, f"candidate_evidence/{row.ref}/sealed"
