"""Whom a search to find people names, and who was noted in it: somebody who has applied already,
for any open vacancy but its own.

It is looked at once the entry stands, by the worker, and of every entry. So whoever makes one gets
the same answer in the same time, whomever it names, and cannot try out who has applied. HR and
officers who may know of both vacancies are told; no panel is, nor whoever made the entry.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from sqlalchemy import ColumnElement, select

from screening.domain.name_words import pairs_in, words_asked
from screening.domain.sourcing import FoundBy
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.job_queue import Claim, finish
from screening.services.loading import load_vacancy
from screening.services.name_words import candidates_with
from screening.services.sourced import record_about, record_applied
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import SourcingNote, SourcingQuestion, SourcingSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

MOST = 10
"""About so many HR is asked at most, those who applied last: a name that more have tells little."""
_AT_A_TIME = 100  # ways to read a name in one question
_TEXTS = ("words", "purpose", "platform")


def look_for_names(call: Call, mine: Claim, _organisation: Organisation) -> None:
    """Do the job ``mine``: ask about each candidate whom its entry names, or who is of the name of
    its note, and tell who may know.

    Raises Conflict when another worker took the job up meanwhile.
    """
    with call.look() as work:
        found = [(one.vacancy_ref, one.ref) for one in _named(work, mine.subject)]
    with call.as_clock().change() as work:
        note = work.session.get(SourcingNote, mine.subject)
        for vacancy_ref, ref in sorted(found):
            load_vacancy(work.session, vacancy_ref)  # erasing locks it too
            candidate = work.session.get_one(Candidate, ref)
            if candidate.erased_at is not None:
                continue
            if note is not None:
                record_applied(work, note, candidate, FoundBy.NAME)
            else:
                search = work.session.get_one(SourcingSearch, mine.subject)
                record_about(work, search, candidate, FoundBy.WORDS)
        finish(work, mine)
        work.commit()


def _named(work: UnitOfWork, subject: str) -> Sequence[Candidate]:
    """The candidates whose name stands in the entry or the note, if its words are not erased yet.

    A note is a name, of which somebody has all words; in an entry two that stand together are one.
    """
    note = work.session.get(SourcingNote, subject)
    search = work.session.get_one(SourcingSearch, note.search_ref if note else subject)
    said = open_records(work.session, work.vault, subject_ref=subject)[0].payload or {}
    if note is not None:
        readings = {words for words in words_asked(said.get("name", "")) if len(words) > 1}
    else:
        readings = {pair for name in _TEXTS for pair in pairs_in(said.get(name, ""))}
    wanted = tuple(_elsewhere(search))
    portions = _portions(readings)
    found = {one for some in portions for one in candidates_with(work, some, MOST, *wanted)}
    return sorted(found, key=lambda one: (one.added_at, one.ref), reverse=True)[:MOST]


def _elsewhere(search: SourcingSearch) -> Iterator[ColumnElement[bool]]:
    """That a candidate applied for an open vacancy that the search is not for, about which whoever
    searched is asked at once; and that nothing is asked about the two.
    """
    open_ones = select(Vacancy.ref).where(Vacancy.closed_at.is_(None))
    yield Candidate.vacancy_ref.in_(open_ones)
    if search.vacancy_ref is not None:
        yield Candidate.vacancy_ref != search.vacancy_ref
    asked = select(SourcingQuestion.candidate_ref).where(
        SourcingQuestion.search_ref == search.ref, SourcingQuestion.candidate_ref.is_not(None)
    )
    yield Candidate.ref.not_in(asked)


def _portions(readings: Collection[Collection[str]]) -> Iterator[Collection[Collection[str]]]:
    left = iter(sorted(map(sorted, readings)))
    while some := list(islice(left, _AT_A_TIME)):
        yield some
