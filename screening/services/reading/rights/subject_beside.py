"""What is kept of a candidate beside the records about them: drafts, reports, officers' remarks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.errors import KeyDestroyed
from screening.domain.events import Event
from screening.domain.names import EVENT_NAMES
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.reports.subject_model import Entry, Said, Sentence
from screening.services.candidates import name_of
from screening.services.checks.drafts import read_draft
from screening.services.editions import editions_printing
from screening.services.reading.rights.redactions import (
    Decided,
    FreeText,
    given_of,
    place_in_draft,
    place_of,
)
from screening.services.reading.rights.subject_facts import (
    Saying,
    free_or_not,
    request_sayings,
    said_to_them,
)
from screening.services.reading.rights.subject_words import A_ROLE
from screening.services.story import attempts_of
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check, Draft
from screening.store.tables.importing import ImportedApplicant
from screening.store.unit_of_work import UnitOfWork


class _Remarks(NamedTuple):
    field: str
    label: str


_REMARKS: Mapping[str, tuple[_Remarks, ...]] = {
    Event.SIGNED_OFF: (
        _Remarks("words", N_("Remarks")),
        _Remarks("conditions", N_("Conditions")),
    ),
    Event.QUERY_ASKED: (_Remarks("words", N_("Query")),),
    Event.QUERY_ANSWERED: (_Remarks("words", N_("Answer to a query")),),
    Event.ACTION_SET: (_Remarks("words", N_("Action asked for")),),
    Event.ACTION_DONE: (_Remarks("words", N_("What was done")),),
    Event.CONDITION_SET: (_Remarks("words", N_("Condition")),),
    Event.CONDITION_DONE: (_Remarks("words", N_("What was done")),),
    Event.FOLLOW_UP_SATISFIED: (_Remarks("words", N_("Remarks")),),
    Event.FOLLOW_UP_ASKED_AGAIN: (_Remarks("words", N_("What is asked")),),
    Event.FOLLOW_UP_EXTENDED: (_Remarks("words", N_("Why")),),
    Event.FOLLOW_UP_WITHDRAWN: (_Remarks("words", N_("Why")),),
    Event.HOLD_PLACED: (_Remarks("reason", N_("Reason")),),
    Event.HOLD_LIFTED: (_Remarks("reason", N_("Reason")),),
}
_OF_AN_OFFICER = N_("Written by {role}, who names nobody but by code")


def beside_the_ledger(
    work: UnitOfWork,
    candidate: Candidate,
    records: Sequence[OpenedRecord],
    decided: Mapping[str, Decided],
) -> Iterator[Entry]:
    """Drafts that were not sent, what an officer wrote of the candidate, and editions."""
    for draft, sayings in drafts_of(work, candidate, records):
        yield Entry(
            title=N_("Request that is being written, and was not sent"),
            said=tuple(said_to_them(each, decided) for each in sayings),
            at=draft.saved_at,
            source=N_("Written by whoever may ask for the check"),
            kept=Retention.REQUEST,
        )
    for record, field, remarks in remarks_on(work, candidate):
        value, given = given_of(remarks, decided)
        yield Entry(
            title=EVENT_NAMES[Event(record.event)],
            said=(Said(field, remarks.label, value, given),),
            record=record.seq,
            event=record.event,
            at=record.occurred_at,
            by=A_ROLE[record.actor_role],
            source=Sentence(_OF_AN_OFFICER, {"role": (A_ROLE[record.actor_role],)}),
            kept=Retention.VACANCY,
        )
    imported = work.session.get(ImportedApplicant, candidate.ref)
    if imported is not None:
        yield Entry(
            title=N_("By what you are known again when a list is brought in from a file"),
            said=(Said("number_key", N_("Fingerprint of your number there"), imported.number_key),),
            at=candidate.added_at,
            source=N_("Worked out from a file that HR brought in; the number itself is not kept"),
            kept=Retention.VACANCY,
        )
    for edition in editions_printing(work.session, candidate.ref):
        if edition.sealed is not None:
            yield Entry(
                title=N_("Audit report of the vacancy that prints checks on you, by your code"),
                said=(Said("edition", N_("Edition"), str(edition.number)),),
                at=edition.issued_at,
                source=N_("Made by this service from the records in this copy"),
                kept=Retention.VACANCY,
            )


def drafts_of(
    work: UnitOfWork, candidate: Candidate, records: Sequence[OpenedRecord]
) -> Iterator[tuple[Draft, tuple[Saying, ...]]]:
    """Each draft about the candidate that says something else than what was sent last."""
    found = work.session.scalars(
        select(Draft)
        .join(Check, Check.ref == Draft.check_ref)
        .where(Draft.candidate_ref == candidate.ref)
        .order_by(Check.number)
    )
    for draft in found:
        with suppress(KeyDestroyed):
            request = read_draft(work, draft)
            sent = attempts_of([one for one in records if one.check_ref == draft.check_ref])
            if draft.sealed and not (sent and sent[-1].request == request):
                yield (
                    draft,
                    tuple(
                        free_or_not(place_in_draft(draft.check_ref, draft.version, each[0]), each)
                        for each in request_sayings(request)
                    ),
                )


def remarks_on(
    work: UnitOfWork, candidate: Candidate
) -> Iterator[tuple[OpenedRecord, str, FreeText]]:
    """What was written of the whole vacancy, to sign it off, to ask or answer, or of a hold, and
    speaks of the candidate: each with the field that it stands in.
    """
    try:
        called = [code_of(candidate.number), *name_of(work, candidate).split()[-1:]]
    except KeyDestroyed:
        called = [code_of(candidate.number)]
    speaks = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, called))})(?!\w)", re.IGNORECASE)
    for record in open_records(work.session, work.vault, vacancy_ref=candidate.vacancy_ref):
        if record.event not in _REMARKS or record.payload is None:
            continue
        for field, label in _REMARKS[record.event]:
            words = record.payload.get(field, "")
            if speaks.search(words):
                yield record, field, FreeText(place_of(record.seq, field), label, words)
