"""What a candidate answered to equality monitoring: in their own copy, and nowhere else."""

from collections.abc import Iterator

from screening.domain.monitoring import NAMES
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.reports.subject_model import Entry, Said
from screening.services.monitoring.answers import open_answers
from screening.store.tables.candidate import Candidate
from screening.store.tables.monitoring import MonitoringAnswers
from screening.store.unit_of_work import UnitOfWork

_HELD = Said("held", N_("Held sealed apart; only the copy for the person says what"), True)


def monitoring_of(work: UnitOfWork, candidate: Candidate, *, for_them: bool) -> Iterator[Entry]:
    """The answers of ``candidate``; unless it is ``for_them``, only that there are some."""
    row = work.session.get(MonitoringAnswers, candidate.ref)
    if row is None or row.answers_sealed is None or candidate.erased_at is not None:
        return
    answers = (open_answers(work, row) or {}) if for_them else {}
    said = tuple(
        Said(name, NAMES.get(name, name), NAMES.get(answer, answer))
        for name, answer in answers.items()
    )
    yield Entry(
        title=N_("What you answered to equality monitoring"),
        said=said or (_HELD,),
        source=N_("Your monitoring form, kept apart from your application"),
        kept=Retention.MONITORING,
    )
