"""The editions of a vacancy's report: which there are, and how far the newest has come."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from screening.domain.notifying import Language
from screening.domain.people import Action, may
from screening.services.call import Call
from screening.services.erasure.ending import ended_on
from screening.services.job_queue import JobShown, JobState, show_job
from screening.services.loading import find_vacancy
from screening.services.reading.people import names_of
from screening.services.reading.trail.chain import position_of
from screening.store.tables.review import Edition
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class EditionShown:
    """One edition. ``erased``: it was issued, and went with somebody it printed."""

    number: int
    position: int
    language: Language
    requested_at: datetime
    requested_by: str
    issued_at: datetime | None
    sha256: str
    erased: bool
    job_ref: str
    job: JobShown

    @property
    def ready(self) -> bool:
        """Whether the file can be fetched."""
        return self.issued_at is not None and not self.erased

    @property
    def lasts(self) -> bool:
        """Whether it is there or still being made."""
        return not self.erased and self.job.state is not JobState.FAILED


@dataclass(frozen=True)
class EditionsShown:
    """A vacancy's editions, newest first. ``position`` is where its chain stands now."""

    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    position: int
    editions: tuple[EditionShown, ...]
    may_request: bool
    register_ended: date | None = None

    @property
    def newest(self) -> EditionShown | None:
        """The last edition that was asked for."""
        return self.editions[0] if self.editions else None

    @property
    def up_to_date(self) -> bool:
        """Whether the newest edition is there and nothing has happened since."""
        return bool(self.newest and self.newest.ready and self.newest.position == self.position)

    def has(self, language: Language) -> bool:
        """Whether whoever asks for ``language`` now is offered an edition that there is."""
        return any(
            one.language is language and one.position == self.position and one.lasts
            for one in self.editions
        )


def read_editions(call: Call, vacancy_ref: str) -> EditionsShown:
    """Every edition of the vacancy's report, for officers."""
    with call.look() as work:
        vacancy, ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.READ_TRAIL)
        found = work.session.scalars(
            select(Edition)
            .where(Edition.vacancy_ref == vacancy.ref)
            .order_by(Edition.number.desc())
        ).all()
        ended = ended_on(work.session, vacancy.ref)
        names = names_of(work.session, [edition.requested_by for edition in found])
        return EditionsShown(
            vacancy_ref=vacancy.ref,
            vacancy_reference=vacancy.reference,
            vacancy_title=vacancy.title,
            position=position_of(work, vacancy.ref),
            editions=tuple(_show(work, edition, names[edition.requested_by]) for edition in found),
            may_request=may(call.actor, Action.REVIEW, ties) and not ended,
            register_ended=ended,
        )


def _show(work: UnitOfWork, edition: Edition, requested_by: str) -> EditionShown:
    return EditionShown(
        number=edition.number,
        position=edition.vacancy_seq,
        language=Language(edition.language),
        requested_at=edition.requested_at,
        requested_by=requested_by,
        issued_at=edition.issued_at,
        sha256=edition.sha256,
        erased=edition.issued_at is not None and edition.sealed is None,
        job_ref=edition.job_ref,
        job=show_job(work.session, edition.job_ref),
    )
