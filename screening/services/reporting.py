"""The audit report: asked for, made by a job in a process of its own, issued, fetched.

An edition covers one position of the vacancy's chain, in one language. Whoever asks again for the
same is offered the same edition, so that two files never claim to be the same report.
"""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select

from screening.domain.errors import KeyDestroyed, NotFound, NotPossible, SealBroken
from screening.domain.events import Event
from screening.domain.notifying import Language
from screening.domain.people import Action, Actor
from screening.domain.text import N_
from screening.domain.words import Role
from screening.reports.model import Organisation
from screening.reports.process import render_bounded
from screening.services import checkpointing
from screening.services.call import Call, once
from screening.services.catalogues import catalogue_of, is_spoken
from screening.services.editions import edition_key
from screening.services.erasure.ending import ended_on
from screening.services.job_queue import (
    Claim,
    JobKind,
    JobState,
    ask_for,
    finish,
    say_how_far,
    show_job,
)
from screening.services.loading import find_vacancy, next_number
from screening.services.reading.report.whole import read_report
from screening.services.reading.trail.chain import position_of
from screening.store.tables.review import Edition
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import REGISTER_ENDED, UnitOfWork

SECONDS = 300
MEGABYTES = 2048
"""The bounds of the process that renders. Measured on two busy processors: 12 checks gone all the
way took 19 seconds and 256 megabytes of address space, 60 took 28 and 768, 200 took 43 and 2048.
"""
_FARTHEST = 2**31 - 1  # a number that a database can still be asked for

_NO_SUCH_TEXTS = N_(
    "The texts of that language are missing here. Whoever runs the service adds them: make setup"
)
_ERASED_MEANWHILE = N_(
    "A candidate's data was erased while this edition was being made. Ask for the report again."
)

_ERASED_SINCE = N_("This edition printed somebody whose data was erased.")


@dataclass(frozen=True)
class ReportFile:
    """An issued report, as it is sent: what to call it, and the PDF."""

    name: str
    content: bytes


@once
def request_report(call: Call, vacancy_ref: str, language: Language = Language.ENGLISH) -> str:
    """Ask for the report of all that is recorded so far; the answer is the edition's number.

    Raises NotPossible where the texts of ``language`` were not compiled.
    """
    if not is_spoken(language):
        raise NotPossible(_NO_SUCH_TEXTS)
    with call.change(Role.EQUALITY) as work:
        vacancy, _ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.REVIEW)
        work.session.refresh(vacancy, with_for_update=True)
        position = position_of(work, vacancy.ref)
        edition = _offered_again(work, vacancy, position, language)
        if edition is None:
            edition = _begin(work, call, vacancy, position, language)
        work.commit(str(edition.number))
    return str(edition.number)


def build_and_issue(call: Call, mine: Claim, organisation: Organisation) -> None:
    """Do the job ``mine``: render its edition, seal the file, and record that it was issued.

    Raises RenderingFailed; KeyDestroyed when somebody it prints was erased while it was rendered;
    Conflict when another worker took the job up meanwhile.
    """
    with suppress(SealBroken, KeyDestroyed):  # the first page says so; the report is made without
        checkpointing.make(call)
    with call.look() as work:
        edition = edition_of_job(work, mine)
        if work.vault.is_destroyed(edition_key(edition)):
            raise KeyDestroyed(_why_gone(work, edition, _ERASED_MEANWHILE))
        language = Language(edition.language)
        report = read_report(work, edition, organisation)
    content = render_bounded(
        report,
        seconds=SECONDS,
        megabytes=MEGABYTES,
        progress=lambda percent: say_how_far(call, mine, percent),
        translations=catalogue_of(language),
    )
    with call.as_clock().change() as work:
        edition = edition_of_job(work, mine)
        vacancy = work.session.get_one(Vacancy, edition.vacancy_ref)
        work.session.refresh(vacancy, with_for_update=True)
        if work.vault.is_destroyed(edition_key(edition)):
            raise KeyDestroyed(_why_gone(work, edition, _ERASED_MEANWHILE))
        edition.sealed = work.vault.seal(edition_key(edition), _place(edition), content)
        edition.sha256 = sha256(content).hexdigest()
        edition.issued_at = work.now
        finish(work, mine)
        work.record(
            Event.REPORT_ISSUED,
            vacancy_ref=edition.vacancy_ref,
            payload=_said(edition) | {"sha256": edition.sha256},
        )
        work.commit()


def fetch_report(call: Call, vacancy_ref: str, number: int) -> ReportFile:
    """The PDF of one edition. Raises KeyDestroyed when it was erased with somebody it printed."""
    with call.look() as work:
        edition = find_edition(work, call.actor, vacancy_ref, number)
        if edition.sealed is None:
            raise KeyDestroyed(_why_gone(work, edition, _ERASED_SINCE))
        content = work.vault.open(edition_key(edition), _place(edition), edition.sealed)
        reference = work.session.get_one(Vacancy, edition.vacancy_ref).reference
        return ReportFile(f"audit-{_plain(reference)}-edition-{number}.pdf", content)


def find_edition(work: UnitOfWork, actor: Actor, vacancy_ref: str, number: int) -> Edition:
    """An edition that was issued, erased since or not. Raises NotFound also for who may not."""
    vacancy, _ties = find_vacancy(work.session, actor, vacancy_ref, Action.READ_TRAIL)
    edition = work.session.get(Edition, (vacancy.ref, min(number, _FARTHEST)))
    if edition is None or edition.issued_at is None:
        raise NotFound(N_("There is no such report."))
    return edition


def edition_of_job(work: UnitOfWork, mine: Claim) -> Edition:
    """The edition that a job makes."""
    return work.session.scalars(select(Edition).where(Edition.job_ref == mine.ref)).one()


def _why_gone(work: UnitOfWork, edition: Edition, otherwise: str) -> str:
    ended = ended_on(work.session, edition.vacancy_ref) is not None
    return REGISTER_ENDED if ended else otherwise


def _offered_again(
    work: UnitOfWork, vacancy: Vacancy, position: int, language: Language
) -> Edition | None:
    """The edition of this position in ``language``, unless making it failed or it was erased."""
    edition = work.session.scalars(
        select(Edition)
        .where(
            Edition.vacancy_ref == vacancy.ref,
            Edition.vacancy_seq == position,
            Edition.language == language,
        )
        .order_by(Edition.number.desc())
        .limit(1)
    ).first()
    if edition is None or (edition.issued_at is not None and edition.sealed is None):
        return None
    failed = show_job(work.session, edition.job_ref).state is JobState.FAILED
    return None if failed else edition


def _begin(
    work: UnitOfWork, call: Call, vacancy: Vacancy, position: int, language: Language
) -> Edition:
    number = next_number(work.session, Edition, vacancy)
    edition = Edition(
        vacancy_ref=vacancy.ref,
        number=number,
        vacancy_seq=position,
        language=language,
        job_ref=ask_for(work, JobKind.REPORT, f"{vacancy.ref}/{number}", call.actor.ref),
        requested_by=call.actor.ref,
        requested_at=work.now,
    )
    work.session.add(edition)
    work.record(
        Event.REPORT_REQUESTED,
        vacancy_ref=vacancy.ref,
        payload=_said(edition) | {"position": str(position)},
    )
    return edition


def _said(edition: Edition) -> dict[str, str]:
    """What each record of ``edition`` says of it."""
    return {"edition": str(edition.number), "language": edition.language}


def _place(edition: Edition) -> str:
    return f"edition/{edition.vacancy_ref}/{edition.number}"


def _plain(reference: str) -> str:
    """``reference`` as part of a file's name."""
    return "".join(letter if letter.isalnum() else "-" for letter in reference).lower()
