"""The main lists of installations with a thousand and with a hundred thousand checks, in turn.

BENCH_LISTS says how many checks the larger one has. The first ten thousand are made as ever, with
records that are chained and sealed; the others are their rows again, earlier and under other
references. No list opens what is sealed of those. Each list is asked for as its page does: the
service with all its questions to the database, without the making of HTML. In both a hundred checks
are in somebody's hands, thirty more wait for one searcher, and all others are over, so that the
pages are equally full; those of the larger are of more vacancies, years, managers and departments,
and not of busier ones. The registers beside the checks and the messages grow with them.
"""

import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from screening.domain.notifying import MessageState
from screening.domain.unauthorised import ReportState
from screening.domain.words import Stage, State, Verdict
from screening.services.outbox import sending
from screening.services.reading.administration.accounts import Reading, read_people
from screening.services.reading.administration.messages import (
    MessagesWanted,
    list_messages,
    list_troubled,
)
from screening.services.reading.desk import waiting as desk
from screening.services.reading.desk.check_list import ChecksWanted, list_checks
from screening.services.reading.desk.for_hr import in_hrs_hands, read_in_hand
from screening.services.reading.desk.notifications import count_unread, list_notifications
from screening.services.reading.desk.queue import QueueWanted, read_queue, read_searches
from screening.services.reading.equality.attempts import attempts_in
from screening.services.reading.equality.by_signs import list_by_signs
from screening.services.reading.equality.follow_ups import list_follow_ups
from screening.services.reading.equality.monitoring_held import (
    Answers,
    HeldWanted,
    list_held,
    list_years,
)
from screening.services.reading.equality.overview import FiguresWanted, read_overview
from screening.services.reading.equality.pairs import YearWanted, read_pairs
from screening.services.reading.equality.reviews import list_reviews, list_to_sign_off
from screening.services.reading.equality.signs_summed import read_signs_summed
from screening.services.reading.keeping.retention import read_calendar
from screening.services.reading.pages import Turning
from screening.services.reading.registers.narrowing import ReportsWanted, SourcingWanted
from screening.services.reading.registers.sourcing import list_sourcing
from screening.services.reading.registers.unauthorised import list_others
from screening.services.reading.rights.register import count_over, list_entries, list_open
from screening.services.reading.vacancies.vacancy_list import (
    VacanciesWanted,
    departments,
    list_vacancies,
)
from screening.store.store import Store
from tests.benchmarks.larger import MADE, again, copy_over, finish
from tests.benchmarks.made import CHECKS_EACH, Row, make
from tests.databases import MASTER_KEY, Server
from tests.services.outbox import HEAD, by_smtp
from tests.services.town import Town, populated

SIZES = (1_000, int(os.environ.get("BENCH_LISTS", "100000")))
ROUNDS = 20
IN_HAND = 100
_WORDS = ("wording", "wording_key", "vacancy_word")
_HANDS = (State.AWAITING, State.REFERRED, State.APPROVED, State.NOTIFIED, State.SEARCHED)
_TITLES = ("Ranger", "Librarian", "Clerk", "Planner", "Cook", "Editor", "Archivist", "Warden")
_D3 = VacanciesWanted(department="D3")
_OVERDUE = QueueWanted(overdue=True, mine=True)
_MISSING = Answers.MISSING
_TO_READ = Reading.STILL_TO_READ
_FAILED = MessagesWanted(MessageState.FAILED)
_LATE = Turning(after="2024-06-03T09:00:00.000000Z_" + "0" * 32)
Look = Callable[[Any], Any]


def _vacancies(**wanted: Any) -> Look:
    return partial(list_vacancies, wanted=VacanciesWanted(**wanted))


def _checks(**wanted: Any) -> Look:
    return partial(list_checks, wanted=ChecksWanted(**wanted))


def _sourcing(**wanted: Any) -> Look:
    return partial(list_sourcing, wanted=SourcingWanted(**wanted))


def _reports(**wanted: Any) -> Look:
    return partial(list_others, wanted=ReportsWanted(**wanted))


def _held(**wanted: Any) -> Look:
    return partial(list_held, wanted=HeldWanted(**wanted))


def _nothing_due(call: Any) -> None:
    sending.send(call, by_smtp(0), HEAD)  # nobody listens there, and nobody is called


def _stopped(call: Any) -> None:
    with call.look() as work:
        attempts_in(work, call.actor, YearWanted(), 100)


LISTS: tuple[tuple[str, str, Look], ...] = (
    ("vacancies", "hugh", list_vacancies),
    ("vacancies of a manager", "mara", list_vacancies),
    ("vacancies, one word", "hugh", _vacancies(words="planner")),
    ("vacancies, a part of a word", "hugh", _vacancies(words="lanne")),
    ("vacancies, a word that all have", "hugh", _vacancies(words="made")),
    ("vacancies, a letter that all have", "hugh", _vacancies(words="e")),
    ("vacancies of a department", "hugh", _vacancies(department="D3")),
    ("departments to choose from", "hugh", departments),
    ("checks", "hugh", list_checks),
    ("checks of a manager", "mara", list_checks),
    ("checks, far back", "hugh", partial(list_checks, turning=_LATE)),
    ("checks that are closed", "hugh", _checks(state=State.CLOSED)),
    ("checks, two words", "hugh", _checks(words="planner d3")),
    ("checks, parts of two words", "hugh", _checks(words="lanne d3")),
    ("checks, what only the oldest have", "hugh", _checks(words="e-99")),
    ("checks, two words that never meet", "hugh", _checks(words="clerk d3")),
    ("checks, a word that a manager may not find", "mara", _checks(words="made-77")),
    ("checks by criterion and department", "edith", _checks(criterion="E1", department="D3")),
    ("checks by verdict and place", "edith", _checks(verdict=Verdict.PASS, platform="instagram")),
    ("checks by who asked or decided", "edith", _checks(who="hugh")),
    ("checks that nobody asked for", "hugh", _checks(who="nobody")),
    ("HR's queue", "hugh", read_queue),
    ("HR's queue, overdue and mine", "hugh", partial(read_queue, wanted=_OVERDUE)),
    ("my searches", "sam", read_searches),
    ("my searches, one word", "sam", partial(read_searches, wanted=QueueWanted(words="planner"))),
    ("first page, HR: to decide", "hugh", desk.mine_to_decide),
    ("first page, HR: in hand", "hugh", in_hrs_hands),
    ("all that HR has in hand", "hugh", read_in_hand),
    ("first page, manager: asked for", "mara", desk.asked_by),
    ("first page, manager: handed over", "mara", desk.handed_to),
    ("first page, officer: to look at", "edith", list_to_sign_off),
    ("reviews, with signs", "edith", list_reviews),
    ("reviews, by signs", "edith", list_by_signs),
    ("reviews, by signs, of a department", "edith", partial(list_by_signs, wanted=_D3)),
    ("what officers asked", "edith", list_follow_ups),
    ("monitoring, vacancies", "edith", list_held),
    ("monitoring, one word", "edith", _held(vacancies=VacanciesWanted("lanne"))),
    ("monitoring, without answers, of a year", "edith", _held(closed_in=2025, answers=_MISSING)),
    ("monitoring, what is not counted yet", "edith", list_years),
    ("whose requests were not ready", "edith", _stopped),
    ("register of rights", "dara", list_open),
    ("register of rights, over", "dara", list_entries),
    ("register of rights, how many were late", "dara", count_over),
    ("searches to find people", "edith", list_sourcing),
    ("searches to find people, of a manager", "mara", list_sourcing),
    ("searches to find people, one word", "edith", _sourcing(words="lanne")),
    ("searches to find people, by place", "edith", _sourcing(platform="tiktok")),
    ("searches to find people, by who and how", "edith", _sourcing(who="mara", attempt=True)),
    ("searches without authorisation", "hugh", list_others),
    ("searches without authorisation, one word", "hugh", _reports(words="lanne")),
    ("searches without authorisation, open", "hugh", _reports(state=ReportState.OPEN)),
    ("people", "alan", read_people),
    ("people who have still to read the policy", "alan", partial(read_people, reading=_TO_READ)),
    ("messages", "alan", list_messages),
    ("messages that failed", "alan", partial(list_messages, wanted=_FAILED)),
    ("messages, in trouble", "alan", list_troubled),
    ("messages, when none is due", "alan", _nothing_due),
    ("erasing", "dara", read_calendar),
    ("unread notifications", "mara", count_unread),
    ("notifications", "mara", list_notifications),
    ("figures of a year", "edith", read_overview),
    ("figures of a department", "edith", partial(read_overview, wanted=FiguresWanted("D3"))),
    ("pairs of a year", "edith", partial(read_pairs, most=100)),
    ("pairs of a department", "edith", partial(read_pairs, wanted=YearWanted(department="D3"))),
    ("signs by department", "edith", read_signs_summed),
    ("signs of a department", "edith", partial(read_signs_summed, wanted=FiguresWanted("D3"))),
    ("500 checks of a file", "hugh", partial(list_checks, turning=Turning(size=500))),
)


def vary(first: int, each: int, table: str, row: Row, *, number: int, place: int) -> None:
    """A row of the vacancy ``number``: of its own time, department, title and panel. One check of
    ``each`` is in somebody's hands, and vacancies after the ``first`` are over.
    """
    shift = timedelta(hours=3 * (number - 1))
    for name, value in row.items():
        if isinstance(value, datetime):
            row[name] = value - shift
        elif type(value) is date:
            row[name] = value - timedelta(days=shift.days)
        elif number > first and name in {"person_ref", "requester_person"}:
            row[name] = f"{number % (first * 100):032x}"
    if table == "vacancy":
        row |= _described(number)
        if number > first:
            row |= {"stage": Stage.CLOSED, "closed_at": row["opened_at"] + timedelta(days=60)}
    at = (number - 1) * CHECKS_EACH + place
    if table == "check_" and at % each == 0:
        row["state"] = _HANDS[at // each % len(_HANDS)]
        row["state_since"] += shift - timedelta(days=at % 7)


def _described(number: int) -> dict[str, str]:
    title, department = _TITLES[number % len(_TITLES)], f"D{number % 20}"
    folded = f"made-{number} {title} {department}".lower()
    return {"title": title, "department": department, "folded": folded}


@dataclass(frozen=True)
class Made:
    """An installation to be timed."""

    checks: int
    town: Town


@pytest.fixture
def sqlite_towns(prepared_file: Path, tmp_path: Path) -> Iterator[list[Made]]:
    """One of each size."""
    made = []
    for size in SIZES:
        folder = tmp_path / str(size)
        folder.mkdir()
        for name, to in (("prepared.db", "screening.db"), ("vault.db", "vault.db")):
            shutil.copy(prepared_file.with_name(name), folder / to)
        store = opened(f"sqlite:///{folder / 'screening.db'}", folder)
        town, started = populated(store), time.perf_counter()
        change = partial(vary, 10, size // IN_HAND)
        make(store, town, min(size, MADE), change, _WORDS)
        for copy in range(1, size // MADE):
            again(folder / "screening.db", copy)
        finish(folder / "screening.db", town)
        print(f"Made {size:,} checks in {time.perf_counter() - started:.0f} s.", flush=True)
        made.append(Made(size, town))
    yield made
    for each in made:
        each.town.store.close()


@pytest.mark.postgres
def test_main_lists(
    sqlite_towns: list[Made], postgres: Server, prepared_template: str, tmp_path: Path
) -> None:
    measure("SQLite", sqlite_towns)
    copies, urls = [], []
    for each in sqlite_towns:
        folder = tmp_path / str(each.checks)
        url = postgres.prepared(prepared_template)
        urls.append(url)
        copy_over(folder / "screening.db", postgres.as_owner(url))
        town = Town(opened(url, folder), each.town.now, each.town.people)
        copies.append(Made(each.checks, town))
    measure("PostgreSQL", copies)
    for each, url in zip(copies, urls, strict=True):
        each.town.store.close()
        postgres.drop(url)


def opened(url: str, folder: Path) -> Store:
    return Store.open(url, f"sqlite:///{folder / 'vault.db'}", MASTER_KEY)


def measure(kind: str, towns: list[Made], lists: Sequence[tuple[str, str, Look]] = LISTS) -> None:
    """Print a line for each list. The processor's time is this process's at best: a neighbour can
    only add to it, and what a server takes is not in it.
    """
    few, many = (f"{each.checks:,}" for each in towns)
    print(
        f"\n| {kind}, ms | {few}: p50 | p95 | processor | {many}: p50 | p95 | processor "
        "| p50, ratio | processor, ratio |"
    )
    print("|---" * 9 + "|")
    for name, who, look in lists:
        took: dict[int, list[tuple[float, float]]] = {each.checks: [] for each in towns}
        for turn in range(ROUNDS + 2):
            for each in towns:
                started, busy = time.perf_counter(), time.process_time()
                look(each.town.call(who))
                spent = time.perf_counter() - started, time.process_time() - busy
                if turn > 1:
                    took[each.checks].append(spent)
        small, large = (_told(took[each.checks]) for each in towns)
        cells = [f"{each:.1f}" for each in (*small, *large)]
        ratios = [f"{large[0] / small[0]:.2f}", f"{large[2] / small[2]:.2f}"]
        print("| " + " | ".join([name, *cells, *ratios]) + " |", flush=True)


def _told(took: list[tuple[float, float]]) -> tuple[float, float, float]:
    waited = [one * 1000 for one, _busy in took]
    p95 = statistics.quantiles(waited, n=20)[-1]
    return statistics.median(waited), p95, min(busy for _one, busy in took) * 1000
