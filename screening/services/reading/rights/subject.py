"""Everything that is held about one candidate, as they may have it (UK GDPR Article 15).

It is a fold of all records about them, so that what is recorded is in it, and of what is kept
beside the ledger. Nothing of another candidate is read for it. Colleagues appear by the role they
acted in, but for whoever was to search, whom the notice names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import DUE_DILIGENCE_OF_ONE, Event
from screening.domain.names import EVENT_NAMES
from screening.domain.request import QUOTE
from screening.domain.retention import RETENTION
from screening.domain.text import N_
from screening.domain.words import CandidateStatus, Given, Retention, SearcherKind
from screening.gate.explain import finding_from_data, render
from screening.reports.model import Organisation
from screening.reports.subject_model import Entry, Line, Said, Section, Subject
from screening.services.calendar import day_of
from screening.services.candidates import contact_of, name_of
from screening.services.checks.disputing import rule_titles
from screening.services.erasure.registers import entries_about
from screening.services.reading.people import names_of
from screening.services.reading.policy import judged_by
from screening.services.reading.rights.redactions import Decided, decisions_in
from screening.services.reading.rights.subject_beside import beside_the_ledger
from screening.services.reading.rights.subject_exports import exports_listed
from screening.services.reading.rights.subject_facts import (
    RIGHTS_STEPS,
    Saying,
    of_referees,
    own_words,
    said_to_them,
    sayings_of,
)
from screening.services.reading.rights.subject_files import files_given, files_listed
from screening.services.reading.rights.subject_monitoring import monitoring_of
from screening.services.reading.rights.subject_words import (
    A_ROLE,
    kept_until,
    source_of,
    statements,
)
from screening.services.reading.telling.notice import data_protection_contact
from screening.services.story import CLAIM_WORDS, SUBMISSIONS, Attempt, attempts_of, last_said
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.search import Notice
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

APPLICATION = frozenset(
    {Event.CANDIDATE_ADDED, Event.CANDIDATE_CHANGED, Event.CANDIDATE_STATUS_CHANGED}
)
CLAIMS = frozenset({*CLAIM_WORDS, Event.CLAIM_SEEN})
DUE_DILIGENCE = DUE_DILIGENCE_OF_ONE | {
    Event.LINK_MADE,
    Event.LINK_RENEWED,
    Event.LINK_MAILED,
    Event.MAIL_TAKEN,
    Event.MAIL_FAILED,
}
RIGHTS = frozenset({Event.RIGHTS_ENTERED, *RIGHTS_STEPS})
SEEN = frozenset(
    {
        Event.CANDIDATE_NAME_SHOWN,
        Event.SUBJECT_ACCESS_OPENED,
        Event.SUBJECT_ACCESS_EXPORTED,
    }
)
LOOKED_THROUGH = frozenset({Event.REDACTION_DECIDED})


@dataclass(frozen=True)
class Held:
    """One candidate's records, opened, with what was decided of the texts in them."""

    work: UnitOfWork
    candidate: Candidate
    vacancy: Vacancy
    records: Sequence[OpenedRecord]
    decided: Mapping[str, Decided]
    names: Mapping[str, str]
    own_texts: frozenset[str]
    referees: frozenset[str]

    def says(self, record: OpenedRecord) -> tuple[Saying, ...]:
        """All that ``record`` says, the candidate's own words told from those of others."""
        return sayings_of(record, self.names, self.own_texts, self.referees)

    def every(self, events: Iterable[Event]) -> list[OpenedRecord]:
        """The records of ``events`` that belong to no check, oldest first."""
        wanted = {str(event) for event in events}
        return [one for one in self.records if one.event in wanted and not one.check_ref]


def held_of(work: UnitOfWork, candidate: Candidate, vacancy: Vacancy) -> Held:
    """What is held about ``candidate``: what is recorded of them, and of the entries of registers
    that are about them.
    """
    refs = (candidate.ref, *entries_about(work.session, candidate.ref))
    found = (open_records(work.session, work.vault, subject_ref=ref) for ref in refs)
    records = sorted((one for each in found for one in each), key=lambda one: one.seq)
    recused = {ref for record in records for ref in (record.payload or {}).get("recused", ())}
    names = names_of(work.session, recused | {record.actor_ref for record in records})
    referees = of_referees(records)
    own = own_words(records, referees)
    return Held(work, candidate, vacancy, records, decisions_in(records), names, own, referees)


def read_subject(held: Held, organisation: Organisation, *, for_them: bool = False) -> Subject:
    """All of it, as the person gets it: texts that nobody has looked through yet are withheld.

    What they answered to equality monitoring is in it only where it is made ``for_them``, and so
    are the files that they gave: otherwise it is said that there are some.
    """
    candidate, vacancy, work = held.candidate, held.vacancy, held.work
    return Subject(
        organisation=organisation,
        vacancy_ref=vacancy.ref,
        vacancy_reference=vacancy.reference,
        vacancy_title=vacancy.title,
        candidate_ref=candidate.ref,
        code=code_of(candidate.number),
        made_at=work.now,
        last_record=held.records[-1].seq,
        erased_on=day_of(candidate.erased_at) if candidate.erased_at else None,
        sections=tuple(_sections(held, for_them=for_them)),
        kept=kept_until(work, candidate, vacancy),
        statements=statements(
            work,
            {record.actor_role for record in held.records},
            _third_parties(held),
            data_protection_contact(work),
            _told_at(held),
        ),
        records=tuple(
            Line(
                one.seq,
                one.occurred_at,
                Event(one.event),
                A_ROLE[one.actor_role],
                one.leaf_hash,
            )
            for one in held.records
        ),
        files=tuple(files_given(work, candidate)) if for_them else (),
    )


def _told_at(held: Held) -> Sequence[datetime]:
    """When each notice reached the person."""
    own = select(Check.ref).where(Check.candidate_ref == held.candidate.ref)
    sent = select(Notice.sent_at).where(Notice.check_ref.in_(own)).order_by(Notice.sent_at)
    return held.work.session.scalars(sent).all()


def _sections(held: Held, *, for_them: bool) -> Iterator[Section]:
    yield Section("identity", N_("Who you are to us"), (_identity(held),))
    yield _of_events(held, "application", N_("How far you came"), APPLICATION)
    yield _of_events(held, "claims", N_("What you said, as it was written down"), CLAIMS)
    checks = held.work.session.scalars(
        select(Check).where(Check.candidate_ref == held.candidate.ref).order_by(Check.number)
    )
    for check in checks:
        yield Section("check", N_("A check on something you said"), _of_check(held, check), _CHECK,
                      check.number)  # fmt: skip
    yield _of_events(held, "due-diligence", _DUE_DILIGENCE, DUE_DILIGENCE)
    yield _of_events(
        held, "rights", N_("What you asked for, objected to or complained about"), RIGHTS
    )
    seen = [_entry(held, one) for one in held.every(SEEN)]
    seen += exports_listed(held.work, held.candidate, held.decided)
    seen.sort(key=lambda one: one.record or 0)
    yield Section("seen", N_("Who asked to see who you are, and why"), tuple(seen))
    rest = set(Event) - APPLICATION - CLAIMS - DUE_DILIGENCE - RIGHTS - SEEN - LOOKED_THROUGH
    yield _of_events(held, "other", N_("Everything else on record"), rest)
    yield _of_events(held, "looked-through", _LOOKED_THROUGH, LOOKED_THROUGH)
    yield Section(
        "beside",
        N_("What is kept beside the records"),
        (
            *beside_the_ledger(held.work, held.candidate, held.records, held.decided),
            *files_listed(held.work, held.candidate, held.records),
            *monitoring_of(held.work, held.candidate, for_them=for_them),
        ),
    )


_ASKED = N_("What you asked for, objected to or complained about")
_DUE_DILIGENCE = N_(
    "The due-diligence search of everybody on a school’s shortlist, which tests no claim"
)
_LOOKED_THROUGH = N_("Texts that were looked through for other people’s details")
_CHECK = N_(
    "In the order in which it happened. Attempts that our rules did not let through are part of "
    "it: nobody looked anything up because of those."
)


def _identity(held: Held) -> Entry:
    candidate = held.candidate
    facts = [
        Said("code", N_("Code that stands for you"), code_of(candidate.number)),
        Said("vacancy", N_("Job"), f"{held.vacancy.reference}, {held.vacancy.title}"),
        Said("status", N_("How far you have come"), CandidateStatus(candidate.status)),
    ]
    if candidate.erased_at is None:
        facts = [
            Said("name", N_("Name"), name_of(held.work, candidate)),
            Said("contact", N_("How to reach you"), contact_of(held.work, candidate)),
            *facts,
        ]
    return Entry(
        N_("You"),
        tuple(facts),
        source=N_("Your application"),
        kept=Retention.IDENTITY,
        erased=candidate.erased_at is not None,
    )


def _of_events(held: Held, name: str, title: str, events: Iterable[Event]) -> Section:
    return Section(name, title, tuple(_entry(held, one) for one in held.every(events)))


def _of_check(held: Held, check: Check) -> tuple[Entry, ...]:
    story = [record for record in held.records if record.check_ref == check.ref]
    attempts = {attempt.record.seq: attempt for attempt in attempts_of(story)}
    entries = []
    for record in story:
        entry = _entry(held, record)
        if record.event in SUBMISSIONS and record.payload is not None:
            quote = _quote_given(held, check, record.seq)
            found = tuple(_findings(held, attempts[record.seq], entry.said, quote))
            entry = replace(entry, said=(*entry.said, *found))
        entries.append(entry)
    return tuple(entries)


def _entry(held: Held, record: OpenedRecord) -> Entry:
    event = Event(record.event)
    said = tuple(said_to_them(each, held.decided) for each in held.says(record))
    return Entry(
        title=EVENT_NAMES[event],
        said=said,
        record=record.seq,
        event=event,
        at=record.occurred_at,
        by=A_ROLE[record.actor_role],
        source=source_of(record),
        kept=RETENTION[event],
        erased=record.payload is None,
    )


def _quote_given(held: Held, check: Check, before: int) -> Given:
    """How the quote that ``check`` is on is given, as it read before the record ``before``."""
    record = last_said([one for one in held.records if one.seq < before], check.claim_ref)
    sayings = held.says(record) if record else ()
    quote = next((each for each in sayings if each.field == "quote"), None)
    return said_to_them(quote, held.decided).given if quote else Given.WHOLE


def _findings(held: Held, attempt: Attempt, said: Sequence[Said], quote: Given) -> Iterator[Said]:
    """What the rules found: in words that quote a text where that is whole, else by their title."""
    given = {each.field: each.given for each in said} | {QUOTE: quote}
    policy = judged_by(held.work, attempt)
    for number, data in enumerate(attempt.findings):
        finding = finding_from_data(data, policy)
        whole = given.get(finding.field, Given.WHOLE) is Given.WHOLE
        told = render(finding)
        title = rule_titles().get(finding.rule, finding.rule)
        yield Said(
            f"findings[{number}]",
            N_("Found by the rules"),
            f"{told.message} {told.basis}".strip() if whole else title,
            Given.WHOLE if whole else given[finding.field],
        )


def _third_parties(held: Held) -> set[str]:
    return {
        record.payload["searcher_name"]
        for record in held.records
        if record.event == Event.CHECK_APPROVED
        and record.payload is not None
        and record.payload["searcher_kind"] == SearcherKind.THIRD_PARTY
    }
