"""How the databases read the main lists: by an index, whoever looks and whatever for.

SQLite says how it would read a question. PostgreSQL reads little tables whole, whatever the
indexes: here it is asked not to, and does where there is no other way.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event

from screening.domain.notifying import MessageState
from screening.domain.unauthorised import BreachRuling, ReportState
from screening.domain.words import Stage, State, Verdict
from screening.services.call import Call
from screening.services.reading.administration.messages import (
    MessagesWanted,
    list_messages,
    list_troubled,
)
from screening.services.reading.desk import waiting as desk
from screening.services.reading.desk.check_list import ChecksWanted, list_checks
from screening.services.reading.desk.for_hr import InHandWanted, in_hrs_hands, read_in_hand
from screening.services.reading.desk.notifications import count_unread, list_notifications
from screening.services.reading.desk.queue import QueueWanted, read_queue, read_searches
from screening.services.reading.equality.attempts import attempts_in
from screening.services.reading.equality.by_signs import list_by_signs
from screening.services.reading.equality.follow_ups import list_follow_ups
from screening.services.reading.equality.monitoring_held import Answers, HeldWanted, list_held
from screening.services.reading.equality.overview import FiguresWanted, read_overview
from screening.services.reading.equality.pairs import YearWanted, read_pairs
from screening.services.reading.equality.reviews import list_reviews, list_to_sign_off
from screening.services.reading.equality.signs_summed import read_signs_summed
from screening.services.reading.keeping.retention import read_calendar
from screening.services.reading.pages import Turning
from screening.services.reading.registers.narrowing import Hours, ReportsWanted, SourcingWanted
from screening.services.reading.registers.sourcing import list_sourcing
from screening.services.reading.registers.unauthorised import list_others, list_own
from screening.services.reading.rights.register import count_over, list_entries
from screening.services.reading.vacancies.vacancy_list import (
    VacanciesWanted,
    departments,
    list_vacancies,
)
from screening.store.tables import metadata
from tests.databases import on_both
from tests.services.town import Town

LITTLE = {
    "account",
    "account_role",
    "due_diligence_part",
    "policy_kept",
    "policy_version",
    "screening_policy",
    "substitution",
}
"""Tables that have a row for a colleague, a version or somebody whom a school looked up, and do not
grow with checks.
"""
OF_ALL = (
    "ix_check_started",
    "ix_check_state_started",
    "ix_vacancy_opened",
    "ix_vacancy_stage",
    "ix_vacancy_word_word",
)
"""Indexes along which the rows of all vacancies stand. How long it takes to walk there tells what
there is, so nobody does on behalf of somebody who sees a few.
"""
LATER = Turning(after="2026-11-23T09:00:00.000000Z_" + "0" * 32)
CHECKS = (
    ChecksWanted(),
    ChecksWanted("lib"),
    ChecksWanted(who="mara"),
    ChecksWanted(candidate=1),
    ChecksWanted(criterion="E1"),
    ChecksWanted(state=State.CLOSED),
    ChecksWanted(state=State.NOTIFIED),
    ChecksWanted(state=State.PAUSED),
    ChecksWanted(verdict=Verdict.BLOCK),
    ChecksWanted(platform="instagram"),
    ChecksWanted(department="Libraries"),
    ChecksWanted(month=date(2026, 11, 1)),
    ChecksWanted(overdue=True),
    ChecksWanted(vacancy="0" * 32),
    ChecksWanted("lib", "mara", 1, "E1", State.AWAITING, Verdict.PASS, "x", "Parks", None, True),
)
VACANCIES = (
    VacanciesWanted(),
    VacanciesWanted("lib com"),
    VacanciesWanted(stage=Stage.CLOSED),
    VacanciesWanted(department="Libraries"),
    VacanciesWanted(month=date(2026, 11, 1)),
)
QUEUES = (
    QueueWanted(),
    QueueWanted(words="lib"),
    QueueWanted(department="Libraries"),
    QueueWanted(who="mara"),
    QueueWanted(overdue=True),
    QueueWanted(mine=True),
)
IN_HAND = (InHandWanted(), InHandWanted("lib", "Libraries", overdue=True, mine=True))
SEARCHES_TO_FIND = (
    SourcingWanted(),
    SourcingWanted(words="lib"),
    SourcingWanted(platform="linkedin"),
    SourcingWanted(who="mara", attempt=True),
    SourcingWanted(code="1f09ac", month=date(2026, 11, 1)),
)
REPORTS = (
    ReportsWanted(),
    ReportsWanted(words="lib", hours=Hours.OVER),
    ReportsWanted(state=ReportState.OPEN),
    ReportsWanted(code="1f09ac", ruling=BreachRuling.NOTIFIED),
)
HELD = (
    HeldWanted(),
    HeldWanted(VacanciesWanted("lib")),
    HeldWanted(closed_in=2026),
    HeldWanted(closed_in=2026, answers=Answers.MISSING),
    HeldWanted(answers=Answers.HELD),
)
FIGURES = (FiguresWanted(), FiguresWanted("Libraries"))
Look = Callable[[Call], Any]


def _stopped(call: Call) -> None:
    with call.look() as work:
        attempts_in(work, call.actor, YearWanted(), 100)


LISTS: tuple[tuple[str, Look], ...] = (
    *((who, partial(list_checks, wanted=one)) for who in ("hugh", "mara") for one in CHECKS),
    *((who, partial(list_vacancies, wanted=one)) for who in ("hugh", "mara") for one in VACANCIES),
    *(("hugh", partial(read_queue, wanted=one)) for one in QUEUES),
    ("edith", list_to_sign_off),
    ("edith", list_reviews),
    ("edith", list_by_signs),
    ("edith", partial(list_by_signs, wanted=VacanciesWanted(department="Libraries"))),
    ("edith", list_follow_ups),
    ("edith", _stopped),
    ("sam", read_searches),
    ("hugh", partial(list_checks, turning=LATER)),
    ("hugh", partial(list_vacancies, turning=LATER)),
    ("mara", departments),
    ("hugh", departments),
    ("hugh", desk.mine_to_decide),
    ("hugh", in_hrs_hands),
    *(("hugh", partial(read_in_hand, wanted=one)) for one in IN_HAND),
    ("hugh", partial(read_in_hand, turning=LATER)),
    ("mara", desk.handed_to),
    ("mara", desk.asked_by),
    ("mara", desk.searches_waiting),
    ("mara", count_unread),
    ("mara", list_notifications),
    *(("edith", partial(list_sourcing, wanted=one)) for one in SEARCHES_TO_FIND),
    *(("mara", partial(list_sourcing, wanted=one)) for one in SEARCHES_TO_FIND),
    *(("hugh", partial(list_others, wanted=one)) for one in REPORTS),
    ("mara", list_own),
    ("alan", list_messages),
    ("alan", list_troubled),
    ("alan", partial(list_messages, wanted=MessagesWanted(MessageState.FAILED))),
    ("dara", read_calendar),
    *(("edith", partial(list_held, wanted=one)) for one in HELD),
    ("dara", list_entries),
    ("dara", count_over),
    *(("edith", partial(read_overview, wanted=one)) for one in FIGURES),
    *(("edith", partial(read_signs_summed, wanted=one)) for one in FIGURES),
    ("edith", read_pairs),
    ("edith", partial(read_pairs, wanted=YearWanted(department="Libraries"))),
)  # fmt: skip


@pytest.fixture
def asked(town: Town) -> Iterator[list[tuple[str, Any]]]:
    """Every question that was put to the database."""
    found: list[tuple[str, Any]] = []

    def keep(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            found.append((statement, parameters))

    event.listen(town.store.engine, "before_cursor_execute", keep)
    yield found
    event.remove(town.store.engine, "before_cursor_execute", keep)


@on_both
def test_no_main_list_reads_a_whole_table(town: Town, asked: list[tuple[str, Any]]) -> None:
    check = town.submitted(town.vacancy())
    town.confirm(check)
    faults = []
    for who, look in LISTS:
        asked.clear()
        look(town.call(who))
        for statement, parameters in list(asked):
            faults += [
                f"{who} {look}: {step}"
                for step in steps(town.store.engine, statement, parameters)
                if is_whole(step) or (who == "mara" and any(name in step for name in OF_ALL))
            ]
    assert faults == [], "\n".join(faults)


def steps(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """The steps by which ``engine`` would answer."""
    asked = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    with explaining(engine) as explain:
        return explain(asked + statement, parameters)


def is_whole(step: str) -> bool:
    """Whether it reads one of the growing tables from end to end."""
    found = re.match(r"SCAN (\w+)$", step) or re.search(r"Seq Scan on (\w+)", step)
    return bool(found and found[1] in metadata.tables and found[1] not in LITTLE)


@contextmanager
def explaining(engine: Engine) -> Iterator[Callable[[str, Any], list[str]]]:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")

        def explain(statement: str, parameters: Any) -> list[str]:
            rows = connection.exec_driver_sql(statement, parameters).all()
            return [str(row[-1]) for row in rows]

        yield explain
