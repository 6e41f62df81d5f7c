"""Candidates of a vacancy, their names and their status."""

from dataclasses import dataclass

from screening.domain.entry import LINE, SHORT, answer_given, check_storable, tidy
from screening.domain.errors import KeyDestroyed, NotPossible
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.words import CandidateStatus, Retention, Role
from screening.services.call import Call, once
from screening.services.loading import find_candidate, hold_open, open_vacancy_of
from screening.services.name_words import keep_words
from screening.services.refs import new_ref
from screening.services.sourced import know_again
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

ERASED = N_("This candidate's data was erased.")


@dataclass(frozen=True)
class Person:
    """What is known of who somebody is: their name, and how to reach them."""

    name: str
    contact: str

    def tidied(self) -> "Person":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        clean = Person(tidy(self.name), tidy(self.contact))
        check_storable({"name": (clean.name, SHORT, True), "contact": (clean.contact, LINE, False)})
        return clean


@once
def add_candidate(
    call: Call, vacancy_ref: str, name: str, contact: str, status: CandidateStatus
) -> str:
    """Add an applicant to a vacancy; the answer is the candidate's ref."""
    person = Person(name, contact).tidied()
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work.session, call.actor, vacancy_ref)
        candidate = write_candidate(work, vacancy, new_ref(), person, status)
        work.commit(candidate.ref)
    return candidate.ref


def write_candidate(
    work: UnitOfWork, vacancy: Vacancy, ref: str, person: Person, status: CandidateStatus
) -> Candidate:
    """A candidate's row and record, inside a unit of work that holds ``vacancy`` open."""
    vacancy.candidates += 1
    candidate = Candidate(
        ref=ref, vacancy_ref=vacancy.ref, number=vacancy.candidates, status=status,
        added_at=work.now,
    )  # fmt: skip
    _seal_person(work, candidate, person)
    work.session.add(candidate)
    work.record(
        Event.CANDIDATE_ADDED,
        vacancy_ref=vacancy.ref,
        subject_ref=candidate.ref,
        payload={
            "number": str(candidate.number),
            "status": status,
            "name": person.name,
            "contact": person.contact,
        },
    )
    keep_words(work, candidate, person.name)
    know_again(work, candidate, person.name, [person.contact])
    return candidate


def write_person(work: UnitOfWork, candidate: Candidate, person: Person) -> None:
    """Another name or way to reach a candidate, and its record, inside a unit of work."""
    _seal_person(work, candidate, person)
    work.record(
        Event.CANDIDATE_CHANGED,
        vacancy_ref=candidate.vacancy_ref,
        subject_ref=candidate.ref,
        payload={"name": person.name, "contact": person.contact},
    )
    keep_words(work, candidate, person.name)
    know_again(work, candidate, person.name, [person.contact])


def write_status(work: UnitOfWork, candidate: Candidate, status: CandidateStatus) -> None:
    """How far a candidate has come, and its record, inside a unit of work."""
    before, candidate.status = candidate.status, status
    work.record(
        Event.CANDIDATE_STATUS_CHANGED,
        vacancy_ref=candidate.vacancy_ref,
        subject_ref=candidate.ref,
        payload={"before": before, "after": status},
    )


@once
def set_status(call: Call, candidate_ref: str, status: CandidateStatus) -> None:
    """Say how far the candidate has come."""
    with call.change(Role.HR) as work:
        candidate, vacancy, _ties = find_candidate(
            work.session, call.actor, candidate_ref, Action.SET_UP
        )
        hold_open(work.session, vacancy)
        write_status(work, candidate, status)
        work.commit()


def show_name(call: Call, candidate_ref: str, reason: str) -> str:
    """A candidate's name for an officer who works by reference: for a reason, and on record.

    Every showing is one, so that a repeated call is recorded again.
    """
    reason = answer_given("reason", reason)
    with call.each_time().change(Role.EQUALITY, Role.DATA_PROTECTION) as work:
        candidate, vacancy, _ties = find_candidate(work.session, call.actor, candidate_ref)
        name = name_of(work, candidate)
        work.record(
            Event.CANDIDATE_NAME_SHOWN,
            vacancy_ref=vacancy.ref,
            subject_ref=candidate.ref,
            payload={"reason": reason},
        )
        work.commit()
    return name


def check_not_erased(candidate: Candidate) -> None:
    """Raise NotPossible once the candidate is erased."""
    if candidate.erased_at is not None:
        raise NotPossible(ERASED)


def seal_identity(work: UnitOfWork, candidate: Candidate, column: str, text: str) -> bytes:
    """``text`` sealed under the candidate's identity key."""
    key = KeyRef(candidate.ref, Retention.IDENTITY)
    return work.vault.seal(key, f"candidate/{candidate.ref}/{column}", text.encode())


def _seal_person(work: UnitOfWork, candidate: Candidate, person: Person) -> None:
    candidate.name_sealed = seal_identity(work, candidate, "name", person.name)
    candidate.contact_sealed = seal_identity(work, candidate, "contact", person.contact)


def name_of(work: UnitOfWork, candidate: Candidate) -> str:
    """The candidate's name. Raises KeyDestroyed once erased."""
    return _open_identity(work, candidate, "name", candidate.name_sealed)


def contact_of(work: UnitOfWork, candidate: Candidate) -> str:
    """How to reach the candidate. Raises KeyDestroyed once erased."""
    return _open_identity(work, candidate, "contact", candidate.contact_sealed)


def _open_identity(
    work: UnitOfWork, candidate: Candidate, column: str, sealed: bytes | None
) -> str:
    if sealed is None:
        raise KeyDestroyed(ERASED)
    key = KeyRef(candidate.ref, Retention.IDENTITY)
    return work.vault.open(key, f"candidate/{candidate.ref}/{column}", sealed).decode()
