"""The records that the report prints in a line each, in the section where their reader looks."""

from collections.abc import Mapping, Set

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.events import (
    DUE_DILIGENCE_OF_ONE,
    OF_SOURCING,
    OF_UNAUTHORISED,
    UNTOLD,
    Event,
)
from screening.reports.check_model import Line, Told
from screening.reports.printed import PRINTED, Section
from screening.services.reading.trail.chain import Chain
from screening.services.reading.trail.facts import facts_of
from screening.services.sourcing import entry_code
from screening.services.story import Story
from screening.services.unauthorised import report_code
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.unit_of_work import UnitOfWork

_IN_LINES = (
    Section.COURSE,
    Section.CANDIDATES,
    Section.BESIDE,
    Section.SCHOOLS,
    Section.RETENTION,
)
BY_CODES = frozenset({Section.CANDIDATES, Section.RETENTION})
_CODES = frozenset({"status", "before", "after", "erase_from", "because", "editions", "found_by"})
"""What those sections print of a candidate on whom nothing was asked: no words, so that an edition
need not go when theirs do.
"""


def lines_of_check(chain: Chain, story: Story) -> tuple[Line, ...]:
    """Every record of a check, those aside of which nothing is told."""
    return tuple(_line(chain, record) for record in story if record.event not in UNTOLD)


def lines_by_section(work: UnitOfWork, chain: Chain) -> Mapping[Section, tuple[Line, ...]]:
    """The other records of the vacancy by the section that prints them."""
    about = _codes(work, chain)
    asked_about = {
        record.subject_ref
        for record in chain.records
        if record.check_ref or record.event in DUE_DILIGENCE_OF_ONE
    }
    found: dict[Section | None, list[Line]] = {section: [] for section in _IN_LINES}
    for record in chain.records:
        section = section_of(record)
        if section not in found:
            continue
        only = None
        if section in BY_CODES:
            only = None if record.subject_ref in asked_about | {""} else _CODES
        found[section].append(_line(chain, record, about.get(record.subject_ref, ""), only))
    return {section: tuple(lines) for section, lines in found.items() if section}


def section_of(record: OpenedRecord) -> Section | None:
    """Where ``record`` is printed, if anywhere. What is no part of a check is one of the letters to
    everybody on a school's shortlist.
    """
    home = PRINTED.get(Event(record.event))
    if home is None or home.section is not Section.CHECK or record.check_ref:
        return home.section if home else None
    return Section.SCHOOLS


def _line(
    chain: Chain, record: OpenedRecord, about: str = "", only: Set[str] | None = None
) -> Line:
    event = Event(record.event)
    fields = PRINTED[event].fields
    said: tuple[Told, ...] | None = None
    if fields is not None and not fields:
        said = ()
    elif record.payload is not None:
        said = tuple(
            Told(fact.label, fact.value)
            for fact in facts_of(event, record.payload, chain.names)
            if (fields is None or fact.field in fields) and (only is None or fact.field in only)
        )
    return Line(chain.stamp(record), event, said, about)


def _codes(work: UnitOfWork, chain: Chain) -> Mapping[str, str]:
    """What candidates and entries of registers are called, by their refs."""
    wanted = select(Candidate.ref, Candidate.number).where(
        Candidate.vacancy_ref == chain.vacancy_ref
    )
    codes = {ref: code_of(number) for ref, number in work.session.execute(wanted)}
    entries = {one.subject_ref for one in chain.every(*OF_SOURCING)}
    reports = {one.subject_ref for one in chain.every(*OF_UNAUTHORISED)}
    return (
        codes
        | {ref: entry_code(ref) for ref in entries}
        | {ref: report_code(ref) for ref in reports}
    )
