"""The files that a candidate gave as evidence, as they go back to them in their copy."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from sqlalchemy import select

from screening.domain.errors import KeyDestroyed
from screening.domain.events import Event
from screening.domain.evidence import FileKind, file_name
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.reports.subject_model import Attached, Entry, Said
from screening.services.own_page.evidence import opened_file
from screening.services.story import text_in
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.evidence import CandidateEvidence
from screening.store.unit_of_work import UnitOfWork


def files_listed(
    work: UnitOfWork, candidate: Candidate, records: Sequence[OpenedRecord]
) -> Iterator[Entry]:
    """An entry for each file: what it is called in the copy, and each time that it left the
    service, by what the ``records`` about the candidate say.
    """
    for name, row in _rows(work, candidate):
        yield Entry(
            title=N_("File that you gave us"),
            said=(Said("file", N_("In this copy as"), f"files/{name}"), *_given_out(row, records)),
            at=row.given_at,
            source=N_("You, on your own page"),
            kept=Retention.REQUEST,
        )


def _given_out(row: CandidateEvidence, records: Sequence[OpenedRecord]) -> Iterator[Said]:
    """When HR was given the file, and when copies were made that hold it: each that was made
    since it came holds every file that there was.
    """
    name, there = file_name(row.number, FileKind(row.kind)), False
    for record in records:
        mine = record.check_ref == row.check_ref
        if mine and record.event == Event.OBJECTION_RAISED and record.payload:
            there |= any(one["name"] == name for one in record.payload.get("evidence", ()))
        elif mine and record.event == Event.EVIDENCE_OPENED and text_in(record, "evidence") == name:
            yield Said("saved", N_("Saved by HR"), record.occurred_at)
        elif there and record.event == Event.SUBJECT_ACCESS_EXPORTED:
            yield Said("copied", N_("In a copy made for you"), record.occurred_at)


def files_given(work: UnitOfWork, candidate: Candidate) -> Iterator[Attached]:
    """The files themselves."""
    for name, row in _rows(work, candidate):
        with suppress(KeyDestroyed):
            yield Attached(name, opened_file(work, row).content)


def _rows(work: UnitOfWork, candidate: Candidate) -> Iterator[tuple[str, CandidateEvidence]]:
    """Each file with its name in the copy, which says of which check it is."""
    found = work.session.execute(
        select(Check.number, CandidateEvidence)
        .join(Check, Check.ref == CandidateEvidence.check_ref)
        .where(CandidateEvidence.candidate_ref == candidate.ref)
        .order_by(Check.number, CandidateEvidence.number)
    )
    for number, row in found:
        yield f"check-{number}-{file_name(row.number, FileKind(row.kind))}", row
