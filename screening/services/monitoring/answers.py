"""One candidate's answers: sealed apart, opened to be counted, and for that candidate alone."""

import json
from collections.abc import Mapping

from screening.domain.text import N_
from screening.domain.words import Retention
from screening.store.tables.monitoring import MonitoringAnswers, MonitoringCounted
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

COUNTED = N_(
    "This vacancy’s answers were counted in an edition. Nobody is counted twice, so no more of "
    "them can be brought in."
)


def seal_answers(work: UnitOfWork, candidate_ref: str, answers: Mapping[str, str]) -> bytes:
    """``answers`` sealed under the candidate's monitoring key, which seals nothing else."""
    said = json.dumps(dict(answers), sort_keys=True).encode()
    return work.vault.seal(_key(candidate_ref), _place(candidate_ref), said)


def open_answers(work: UnitOfWork, row: MonitoringAnswers | None) -> dict[str, str] | None:
    """What is held; None where nothing is, or no more."""
    if row is None or row.answers_sealed is None:
        return None
    ref = row.candidate_ref
    said = json.loads(work.vault.open(_key(ref), _place(ref), row.answers_sealed))
    return {str(name): str(answer) for name, answer in said.items()}


def is_counted(work: UnitOfWork, vacancy_ref: str) -> bool:
    """Whether the vacancy's people are in an edition."""
    return work.session.get(MonitoringCounted, vacancy_ref) is not None


def _key(candidate_ref: str) -> KeyRef:
    return KeyRef(candidate_ref, Retention.MONITORING)


def _place(candidate_ref: str) -> str:
    return f"monitoring_answers/{candidate_ref}/answers"
