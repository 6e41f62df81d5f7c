"""Bringing answers in: first looked at line by line, then all of it or nothing.

A file may be brought in again: each line takes the place of what was held. Nothing tells whether
it says the same, neither here nor in a record: that would answer a guess at what somebody said.
The file itself is kept nowhere.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
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
from screening.services.monitoring.answers import COUNTED, is_counted, seal_answers
from screening.services.monitoring.reading_file import Read, read_file
from screening.services.monitoring.values import Value, remember, resolved, values_in
from screening.store.tables.candidate import Candidate
from screening.store.tables.monitoring import MonitoringAnswers
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

NOTHING_CHOSEN: Mapping[str, str] = {}


@dataclass(frozen=True)
class LineFate:
    """One line of a file, and what becomes of it; never what it says."""

    line: int
    number: int
    fate: Fate
    problem: str


@dataclass(frozen=True)
class LookedAt:
    """A file that was looked at; nothing is wrong with one that ``fits``.

    ``sha256`` is that of the file and of what was said of its ``values``, words that are not on the
    list. ``missing`` names the questions that it has no column for.
    """

    sha256: str
    lines: tuple[LineFate, ...]
    values: tuple[Value, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the file can be brought in."""
        return all(line.fate is not Fate.WRONG for line in self.lines)


Chosen = Mapping[str, str]
"""Which answers words are that are not on the list, by the keys of these (``values.Value``)."""


def look_at(
    call: Call, vacancy_ref: str, content: bytes, chosen: Chosen = NOTHING_CHOSEN
) -> LookedAt:
    """What would become of each line; nothing changes. Raises as ``bring_in`` does."""
    with call.look() as work:
        vacancy, _ties = find_vacancy(
            work.session, call.actor, vacancy_ref, Action.BRING_MONITORING
        )
        return _looked_at(work, vacancy, content, chosen)[0]


@once
def bring_in(
    call: Call, vacancy_ref: str, content: bytes, sha256: str, chosen: Chosen = NOTHING_CHOSEN
) -> str:
    """Bring in a file that was looked at, whose digest is ``sha256``; how many lines were new.

    Raises NotValid when it is another file, ``chosen`` says something else, or anything is wrong
    with a line; NotPossible once the vacancy's people were counted.
    """
    with call.change(Role.EQUALITY) as work:
        vacancy, _ties = find_vacancy(
            work.session, call.actor, vacancy_ref, Action.BRING_MONITORING
        )
        looked_at, found = _looked_at(work, vacancy, content, chosen)
        if looked_at.sha256 != sha256:
            raise NotValid(
                {
                    "file": N_(
                        "This is another file than the one you checked, or its answers are chosen "
                        "otherwise. Check it"
                    )
                }
            )
        if not looked_at.fits:
            raise NotValid({"file": N_("Mend what is wrong in the file, then check it again")})
        new = sum(line.fate is Fate.NEW for line in looked_at.lines)
        candidates = _candidates(work, vacancy)
        for read in found:
            _keep(work, vacancy, candidates[read.number], read)
        remembered = remember(work, looked_at.values)
        if found:
            work.record(
                Event.MONITORING_IMPORTED,
                vacancy_ref=vacancy.ref,
                payload={"people": str(_held(work, vacancy))}
                | ({"values": str(remembered)} if remembered else {}),
            )
        work.commit(str(new))
    return str(new)


def _looked_at(
    work: UnitOfWork, vacancy: Vacancy, content: bytes, chosen: Chosen
) -> tuple[LookedAt, list[Read]]:
    if is_counted(work, vacancy.ref):
        raise NotPossible(COUNTED)
    questions = questions_of(work.policy)
    file = read_file(content, questions)
    values = values_in(work, file.lines, questions, chosen)
    found = [resolved(read, values) for read in file.lines]
    candidates = _candidates(work, vacancy)
    lines = tuple(_fate(work, candidates, read) for read in found)
    return LookedAt(_digest(content, values), lines, values, file.missing), found


def _digest(content: bytes, values: Iterable[Value]) -> str:
    said = json.dumps([[value.key, value.answer] for value in values])
    return hashlib.sha256(hashlib.sha256(content).digest() + said.encode()).hexdigest()


def _fate(work: UnitOfWork, candidates: Mapping[int, Candidate], read: Read) -> LineFate:
    candidate = candidates.get(read.number)
    problem = read.problem
    if not problem and candidate is None:
        problem = N_("is about nobody who applied for this vacancy")
    elif not problem and candidate is not None and candidate.erased_at is not None:
        problem = N_("is about a candidate whose data was erased")
    if problem or candidate is None:
        return LineFate(read.line, read.number, Fate.WRONG, problem)
    row = work.session.get(MonitoringAnswers, candidate.ref)
    is_new = row is None or row.answers_sealed is None
    return LineFate(read.line, read.number, Fate.NEW if is_new else Fate.HELD, "")


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
