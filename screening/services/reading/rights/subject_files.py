"""The files that a candidate gave as evidence, as they go back to them in their copy."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import select

from screening.domain.errors import KeyDestroyed
from screening.domain.evidence import FileKind, file_name
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.reports.subject_model import Attached, Entry, Said
from screening.services.own_page.evidence import opened_file
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.evidence import CandidateEvidence
from screening.store.unit_of_work import UnitOfWork


def files_listed(work: UnitOfWork, candidate: Candidate) -> Iterator[Entry]:
    """An entry for each file, which says what it is called in the copy."""
    for name, row in _rows(work, candidate):
        yield Entry(
            title=N_("File that you gave us"),
            said=(Said("file", N_("In this copy as"), f"files/{name}"),),
            at=row.given_at,
            source=N_("You, on your own page"),
            kept=Retention.REQUEST,
        )


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
