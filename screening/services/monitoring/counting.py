"""Sums of what people answered, by what is known of them anyway, vacancy by vacancy.

When somebody's time is over before they were counted, they are added to sums of their vacancy,
sealed under a key of its own, and their answers go. Those sums are counted with the rest.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.monitoring import outcome, reached
from screening.domain.words import Retention
from screening.services.monitoring.answers import is_counted, open_answers
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.monitoring import MonitoringAnswers, MonitoringSums
from screening.store.tables.search import Visit
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

Facts = tuple[str, str, str]
"""Checked (``yes`` or ``no``), outcome, and how far somebody came."""
PEOPLE = ""
"""Where sums say how many people there are; questions have names."""


class Sums(defaultdict[Facts, Counter[tuple[str, str]]]):
    """How many people of each facts gave which answer to which question."""

    def __init__(self) -> None:
        super().__init__(Counter)

    def add(self, facts: Facts, answers: Mapping[str, str]) -> None:
        """Count one person."""
        self[facts].update([(PEOPLE, ""), *answers.items()])


def sums_of(work: UnitOfWork, vacancy_ref: str) -> Sums:
    """All people of a vacancy whose answers are held, and those whose time was over."""
    found = _kept(work, vacancy_ref)
    rows = work.session.execute(
        select(MonitoringAnswers, Candidate)
        .join(Candidate, Candidate.ref == MonitoringAnswers.candidate_ref)
        .where(
            MonitoringAnswers.vacancy_ref == vacancy_ref,
            MonitoringAnswers.answers_sealed.is_not(None),
            Candidate.erased_at.is_(None),
        )
    ).all()
    facts = _facts_of(work, vacancy_ref, [candidate for _row, candidate in rows])
    for row, candidate in rows:
        found.add(facts[candidate.ref], open_answers(work, row) or {})
    return found


def keep_in_sums(work: UnitOfWork, candidate: Candidate) -> None:
    """Add somebody whose time is over, and whose keys still are, to the sums of their vacancy."""
    row = work.session.get(MonitoringAnswers, candidate.ref)
    if work.vault.has_destroyed(candidate.ref) or is_counted(work, candidate.vacancy_ref):
        return
    if (answers := open_answers(work, row)) is None:
        return
    found = _kept(work, candidate.vacancy_ref)
    facts = _facts_of(work, candidate.vacancy_ref, [candidate])
    found.add(facts[candidate.ref], answers)
    kept = work.session.get(MonitoringSums, candidate.vacancy_ref)
    if kept is None:
        kept = MonitoringSums(vacancy_ref=candidate.vacancy_ref)
        work.session.add(kept)
    said = [
        [facts, *answer, many] for facts, sums in found.items() for answer, many in sums.items()
    ]
    key, place = sums_key(candidate.vacancy_ref), _place(candidate.vacancy_ref)
    kept.sums_sealed = work.vault.seal(key, place, json.dumps(sorted(said)).encode())


def sums_key(vacancy_ref: str) -> KeyRef:
    """The key of a vacancy's sums."""
    return KeyRef(vacancy_ref, Retention.MONITORING)


def _kept(work: UnitOfWork, vacancy_ref: str) -> Sums:
    """Sums that were kept; none in an older copy of the database whose sums were counted since."""
    found = Sums()
    kept = work.session.get(MonitoringSums, vacancy_ref)
    gone = work.vault.is_destroyed(sums_key(vacancy_ref))
    if kept is not None and kept.sums_sealed is not None and not gone:
        said = work.vault.open(sums_key(vacancy_ref), _place(vacancy_ref), kept.sums_sealed)
        for (checked, ended, came), question, answer, many in json.loads(said):
            found[checked, ended, came][question, answer] += many
    return found


def _facts_of(
    work: UnitOfWork, vacancy_ref: str, candidates: Iterable[Candidate]
) -> dict[str, Facts]:
    had: dict[str, list[str]] = defaultdict(list)
    for event, field in (
        (Event.CANDIDATE_ADDED, "status"),
        (Event.CANDIDATE_STATUS_CHANGED, "after"),
    ):
        for record in open_records(work.session, work.vault, vacancy_ref=vacancy_ref, event=event):
            if record.payload is not None:
                had[record.subject_ref].append(record.payload[field])
    checked = set(
        work.session.scalars(
            select(Check.candidate_ref)
            .join(Visit, Visit.check_ref == Check.ref)
            .where(Check.vacancy_ref == vacancy_ref)
        )
    )
    return {
        each.ref: (
            "yes" if each.ref in checked else "no",
            outcome(each.status),
            reached([*had[each.ref], each.status]),
        )
        for each in candidates
    }


def _place(vacancy_ref: str) -> str:
    return f"monitoring_sums/{vacancy_ref}/sums"
