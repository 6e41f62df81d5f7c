"""Bringing answers in: first looked at line by line, then all of it or nothing.

A file may be brought in again: a line that says what is held already changes nothing, another one
takes the place of what was held. The file itself is kept nowhere.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.monitoring import Fate, questions_of
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.loading import find_vacancy
from screening.services.monitoring.answers import COUNTED, is_counted, open_answers, seal_answers
from screening.services.monitoring.reading_file import Read, read_file
from screening.store.tables.candidate import Candidate
from screening.store.tables.monitoring import MonitoringAnswers
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class LineFate:
    """One line of a file, and what becomes of it; never what it says."""

    line: int
    number: int
    fate: Fate
    problem: str


@dataclass(frozen=True)
class LookedAt:
    """A file that was looked at. ``sha256`` is its own; nothing is wrong with one that ``fits``."""

    sha256: str
    lines: tuple[LineFate, ...]

    @property
    def fits(self) -> bool:
        """Whether the file can be brought in."""
        return all(line.fate is not Fate.WRONG for line in self.lines)


def look_at(call: Call, vacancy_ref: str, content: bytes) -> LookedAt:
    """What would become of each line; nothing changes. Raises as ``bring_in`` does."""
    with call.look() as work:
        vacancy, _ties = find_vacancy(
            work.session, call.actor, vacancy_ref, Action.BRING_MONITORING
        )
        return _looked_at(work, vacancy, content)[0]


@once
def bring_in(call: Call, vacancy_ref: str, content: bytes, sha256: str) -> str:
    """Bring in a file that was looked at, whose digest is ``sha256``; how many lines were new.

    Raises NotValid when it is another file, or anything is wrong with a line; NotPossible once the
    vacancy's people were counted.
    """
    with call.change(Role.EQUALITY) as work:
        vacancy, _ties = find_vacancy(
            work.session, call.actor, vacancy_ref, Action.BRING_MONITORING
        )
        looked_at, found = _looked_at(work, vacancy, content)
        if looked_at.sha256 != sha256:
            raise NotValid({"file": N_("This is another file than the one you checked. Check it")})
        if not looked_at.fits:
            raise NotValid({"file": N_("Mend what is wrong in the file, then check it again")})
        fates = {line.number: line.fate for line in looked_at.lines}
        counts = Counter(fates.values())
        for read in found:
            if fates[read.number] is not Fate.SAME:
                _keep(work, vacancy, _candidates(work, vacancy)[read.number], read)
        if counts[Fate.NEW] or counts[Fate.CHANGED]:
            work.record(
                Event.MONITORING_IMPORTED,
                vacancy_ref=vacancy.ref,
                payload={"people": str(_held(work, vacancy))},
            )
        work.commit(str(counts[Fate.NEW]))
    return str(counts[Fate.NEW])


def _looked_at(work: UnitOfWork, vacancy: Vacancy, content: bytes) -> tuple[LookedAt, list[Read]]:
    if is_counted(work, vacancy.ref):
        raise NotPossible(COUNTED)
    found = read_file(content, questions_of(work.policy))
    candidates = _candidates(work, vacancy)
    lines = tuple(_fate(work, candidates, read) for read in found)
    return LookedAt(hashlib.sha256(content).hexdigest(), lines), found


def _fate(work: UnitOfWork, candidates: Mapping[int, Candidate], read: Read) -> LineFate:
    candidate = candidates.get(read.number)
    problem = read.problem
    if not problem and candidate is None:
        problem = N_("is about nobody who applied for this vacancy")
    elif not problem and candidate is not None and candidate.erased_at is not None:
        problem = N_("is about a candidate whose data was erased")
    if problem or candidate is None:
        return LineFate(read.line, read.number, Fate.WRONG, problem)
    held = open_answers(work, work.session.get(MonitoringAnswers, candidate.ref))
    fate = Fate.NEW if held is None else Fate.SAME if held == read.answers else Fate.CHANGED
    return LineFate(read.line, read.number, fate, "")


def _keep(work: UnitOfWork, vacancy: Vacancy, candidate: Candidate, read: Read) -> None:
    row = work.session.get(MonitoringAnswers, candidate.ref)
    if row is None:
        row = MonitoringAnswers(candidate_ref=candidate.ref, vacancy_ref=vacancy.ref)
        work.session.add(row)
    row.answers_sealed = seal_answers(work, candidate.ref, read.answers)


def _candidates(work: UnitOfWork, vacancy: Vacancy) -> dict[int, Candidate]:
    found = work.session.scalars(select(Candidate).where(Candidate.vacancy_ref == vacancy.ref))
    return {candidate.number: candidate for candidate in found}


def _held(work: UnitOfWork, vacancy: Vacancy) -> int:
    held = select(func.count()).where(
        MonitoringAnswers.vacancy_ref == vacancy.ref, MonitoringAnswers.answers_sealed.is_not(None)
    )
    work.session.flush()
    return int(work.session.scalar(held) or 0)
