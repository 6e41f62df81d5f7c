"""The texts about one candidate that somebody has to look through, and what was decided of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.errors import KeyDestroyed
from screening.domain.events import Event
from screening.domain.names import EVENT_NAMES
from screening.domain.people import Action
from screening.domain.redaction import Span
from screening.domain.text import N_
from screening.domain.words import Redaction
from screening.gate.vocabulary import vocabulary_of
from screening.services.call import Call
from screening.services.candidates import contact_of, name_of
from screening.services.loading import criteria_of, find_candidate
from screening.services.reading.rights.redactions import FreeText
from screening.services.reading.rights.subject import Held, held_of
from screening.services.reading.rights.subject_beside import drafts_of, remarks_on
from screening.services.reading.rights.subject_exports import exports_of
from screening.services.stripping.known import known_names
from screening.services.stripping.ordinary import ordinary
from screening.services.stripping.stripper import Stripper
from screening.services.stripping.third_parties import ThirdParties
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate

DRAFT = N_("Request that is being written, and was not sent")


@dataclass(frozen=True)
class Queued:
    """One text, where it stands, what may be somebody else's in it, and what was decided of it.

    ``seq`` is the number of the decision's record: 0, nobody has looked through it yet.
    """

    free: FreeText
    title: str
    record: int | None
    proposed: tuple[Span, ...]
    seq: int
    decision: Redaction | None
    withheld: tuple[Span, ...]


@dataclass(frozen=True)
class RedactionShown:
    """The texts about one candidate: those that wait, those with something marked first."""

    candidate_ref: str
    waiting: tuple[Queued, ...]
    decided: tuple[Queued, ...]

    def at(self, place: str) -> Queued | None:
        """The text at ``place``; without one, the first that waits."""
        if not place:
            return self.waiting[0] if self.waiting else None
        every = (*self.waiting, *self.decided)
        return next((one for one in every if one.free.place == place), None)


def read_redaction(call: Call, candidate_ref: str) -> RedactionShown:
    """The texts about a candidate, for a data protection officer. Or NotFound."""
    with call.look() as work:
        candidate, vacancy, _ties = find_candidate(
            work.session, call.actor, candidate_ref, Action.GIVE_ACCESS
        )
        queue = queue_of(held_of(work, candidate, vacancy))
        waiting = [one for one in queue if not one.seq]
        return RedactionShown(
            candidate.ref,
            tuple(sorted(waiting, key=lambda one: not (one.proposed or one.free.referee))),
            tuple(one for one in queue if one.seq),
        )


def queue_of(held: Held) -> tuple[Queued, ...]:
    """Every text about the candidate that others wrote, decided or not, in the order of records."""
    texts = list(_texts(held))
    pointing = _third_parties(held, [free.text for free, _title, _record in texts])
    return tuple(_queued(held, pointing, *each) for each in texts)


def _queued(
    held: Held, pointing: ThirdParties, free: FreeText, title: str, record: int | None
) -> Queued:
    decided = held.decided.get(free.place)
    proposed = ((0, len(free.text)),) if free.referee else pointing.spans(free.text)
    return Queued(
        free=free,
        title=title,
        record=record,
        proposed=proposed,
        seq=decided.seq if decided else 0,
        decision=decided.decision if decided else None,
        withheld=decided.spans if decided else (),
    )


def _texts(held: Held) -> Iterator[tuple[FreeText, str, int | None]]:
    """Each text that is not the candidate's own, what it is part of, and its record."""
    for record in held.records:
        for saying in held.says(record):
            if saying.free is not None and not saying.free.own:
                yield saying.free, EVENT_NAMES[Event(record.event)], record.seq
    for _draft, sayings in drafts_of(held.work, held.candidate, held.records):
        for saying in sayings:
            if saying.free is not None:
                yield saying.free, DRAFT, None
    for record, _field, remarks in (
        *exports_of(held.work, held.candidate),
        *remarks_on(held.work, held.candidate),
    ):
        yield remarks, EVENT_NAMES[Event(record.event)], record.seq


def _third_parties(held: Held, texts: list[str]) -> ThirdParties:
    """Whoever points at other people in what was written about this candidate."""
    is_ordinary = ordinary(vocabulary_of(held.work.policy).phrases.known)
    people, contacts = _others(held)
    known = known_names(people, contacts, (), "", is_ordinary)
    stripper = Stripper(known, is_ordinary, texts=texts)
    return ThirdParties(stripper, _known_anyway(held), known.parts)


def _others(held: Held) -> tuple[list[str], list[str]]:
    """Names and contacts of all other candidates who are not erased."""
    people, contacts = [], []
    others = select(Candidate).where(
        Candidate.erased_at.is_(None), Candidate.ref != held.candidate.ref
    )
    for candidate in held.work.session.scalars(others):
        with suppress(KeyDestroyed):
            people.append(name_of(held.work, candidate))
            contacts.append(contact_of(held.work, candidate))
    return people, contacts


def _known_anyway(held: Held) -> Iterator[str]:
    """What the candidate knows: who they are, what they said, the advert; and colleagues' names."""
    with suppress(KeyDestroyed):
        yield name_of(held.work, held.candidate)
        yield contact_of(held.work, held.candidate)
    yield code_of(held.candidate.number)
    vacancy = held.vacancy
    yield from (vacancy.reference, vacancy.title, vacancy.department)
    yield from (row.text for row in criteria_of(held.work.session, vacancy))
    yield from held.work.session.scalars(select(Account.name))
    yield from held.own_texts
