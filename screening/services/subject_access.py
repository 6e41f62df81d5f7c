"""Giving a person what is held about them: looked at and made for a reason, and on record.

Each look and each copy is an act of its own, recorded as often as it is done. A copy's hash is on
record, so that it can be told later what was given.
"""

from dataclasses import dataclass
from hashlib import sha256

from screening.domain.entry import answer_given
from screening.domain.events import Event
from screening.domain.notifying import Language
from screening.domain.people import Action
from screening.domain.words import Given, Role
from screening.reports.model import Organisation
from screening.reports.subject import subject_zip, zip_name
from screening.reports.subject_model import Subject
from screening.services.call import Call
from screening.services.catalogues import catalogue_of
from screening.services.loading import find_candidate
from screening.services.reading.rights.subject import held_of, read_subject
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Copy:
    """A copy of what is held, as it is given: what to call the file, and its bytes.

    ``unread`` counts texts that are left out because nobody has looked through them, ``withheld``
    those from which something was taken out.
    """

    name: str
    content: bytes
    sha256: str
    unread: int
    withheld: int


def look_at(call: Call, candidate_ref: str, reason: str, organisation: Organisation) -> Subject:
    """What the person would get, for a data protection officer; that they looked is on record.

    Raises NotFound for whoever may not, NotValid without a reason.
    """
    reason = answer_given("reason", reason)
    with call.each_time().change(Role.DATA_PROTECTION) as work:
        subject = _read(work, call, candidate_ref, organisation)
        _record(work, subject, Event.SUBJECT_ACCESS_OPENED, reason)
        work.commit()
    return subject


def make_copy(
    call: Call,
    candidate_ref: str,
    reason: str,
    organisation: Organisation,
    language: Language = Language.ENGLISH,
) -> Copy:
    """A copy to give to the person, both files in a ZIP, in their ``language``.

    Raises as ``look_at``.
    """
    reason = answer_given("reason", reason)
    with call.each_time().change(Role.DATA_PROTECTION) as work:
        subject = _read(work, call, candidate_ref, organisation, for_them=True)
        content = subject_zip(subject, catalogue_of(language))
        digest = sha256(content).hexdigest()
        unread = subject.count(Given.UNREAD)
        withheld = subject.count(Given.PARTLY) + subject.count(Given.WITHHELD)
        _record(
            work,
            subject,
            Event.SUBJECT_ACCESS_EXPORTED,
            reason,
            sha256=digest,
            unread=str(unread),
            withheld=str(withheld),
        )
        work.commit()
    return Copy(zip_name(subject), content, digest, unread, withheld)


def _read(
    work: UnitOfWork,
    call: Call,
    candidate_ref: str,
    organisation: Organisation,
    *,
    for_them: bool = False,
) -> Subject:
    candidate, vacancy, _ties = find_candidate(
        work.session, call.actor, candidate_ref, Action.GIVE_ACCESS
    )
    return read_subject(held_of(work, candidate, vacancy), organisation, for_them=for_them)


def _record(work: UnitOfWork, subject: Subject, event: Event, reason: str, **rest: str) -> None:
    """Write it. Of somebody erased no word can be kept, so there it says only that it happened."""
    work.record(
        event,
        vacancy_ref=subject.vacancy_ref,
        subject_ref=subject.candidate_ref,
        payload={} if subject.erased_on else {"reason": reason, **rest},
    )
