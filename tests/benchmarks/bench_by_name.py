"""Finding somebody by name among a thousand and among a hundred thousand candidates, in turn.

BENCH_NAMES says how many the larger installation has. Names are drawn somewhat as they come in a
country: the commonest surname is that of one person in a hundred and fifty, most are rare. One in
twenty has a word as common as Jones is in Wales, and everybody one more, which is as bad as it can
get. Each name is sealed under a key of its
person's own, and its words are kept as those of an earlier release are. A look is timed whole: with
its record, the names that it opens and the commit.
"""

import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import insert

from screening.domain.people import CLOCK
from screening.domain.words import Retention
from screening.services.by_name import find_by_name
from screening.services.call import Call
from screening.services.names_filled import fill
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef
from tests.benchmarks.bench_lists import Look, Made, measure, opened
from tests.benchmarks.larger import copy_over
from tests.databases import Server
from tests.services.town import Town, populated

SIZES = (1_000, int(os.environ.get("BENCH_NAMES", "100000")))
EACH = 20  # candidates of a vacancy
AT_ONCE = 1_000
OFTEN = 1 / 20


def _name(kind: str, number: int) -> str:
    return kind + "".join("abcdefghij"[int(digit)] for digit in str(number))


def _asked(name: str) -> Look:
    return partial(find_by_name, name=name, reason="They rang.")


LOOKS: tuple[tuple[str, str, Look], ...] = (
    ("nobody of that name", "hugh", _asked("Zzz Yyy")),
    ("a rare surname", "hugh", _asked(_name("Sur", 9_000))),
    ("the commonest surname", "hugh", _asked("Sura")),
    ("the commonest of both", "hugh", _asked("Sura, Giva")),
    ("by an officer, with a hyphen and an accent", "dara", _asked("Gìva-Surb")),
    ("a word that one in twenty has", "hugh", _asked("Often")),
    ("that and two more", "hugh", _asked("Often Giva Surb")),
    ("a word that everybody has", "hugh", _asked("Everybody")),
    ("that one and two more", "hugh", _asked("Everybody Giva Surb")),
)


def names(count: int) -> Sequence[str]:
    """Names of ``count`` people, the same each time."""
    chance = random.Random(count)  # noqa: S311 - no secret
    given, last = (
        chance.choices(range(many), [1 / (number + c) for number in range(many)], k=count)
        for many, c in ((2_000, 8), (30_000, 19))
    )
    middle = (" Often" if chance.random() < OFTEN else "" for _person in range(count))
    return [
        f"{_name('Giv', one)}{often} Everybody {_name('Sur', other)}"
        for one, often, other in zip(given, middle, last, strict=True)
    ]


@pytest.fixture
def towns(prepared_file: Path, tmp_path: Path) -> Iterator[list[Made]]:
    """One of each size."""
    made = []
    for size in SIZES:
        folder = tmp_path / str(size)
        folder.mkdir()
        for name, to in (("prepared.db", "screening.db"), ("vault.db", "vault.db")):
            shutil.copy(prepared_file.with_name(name), folder / to)
        store = opened(f"sqlite:///{folder / 'screening.db'}", folder)
        town = populated(store)
        called = names(size)
        for first in range(0, size, AT_ONCE):
            _add(town, first, called[first : first + AT_ONCE])
        started = time.perf_counter()
        read = fill(Call(store, CLOCK, town.clock))
        print(f"\nRead {read:,} names in {time.perf_counter() - started:.0f} s.", flush=True)
        made.append(Made(size, town))
    yield made
    for each in made:
        each.town.store.close()


@pytest.mark.postgres
def test_finding_by_name(
    towns: list[Made], postgres: Server, prepared_template: str, tmp_path: Path
) -> None:
    measure("SQLite", towns, LOOKS)
    copies, urls = [], []
    for each in towns:
        folder = tmp_path / str(each.checks)
        url = postgres.prepared(prepared_template)
        urls.append(url)
        copy_over(folder / "screening.db", postgres.as_owner(url))
        town = Town(opened(url, folder), each.town.now, each.town.people)
        copies.append(Made(each.checks, town))
    measure("PostgreSQL", copies, LOOKS)
    for each, url in zip(copies, urls, strict=True):
        each.town.store.close()
        postgres.drop(url)


def _add(town: Town, first: int, called: Sequence[str]) -> None:
    """Vacancies with their candidates, past the services: one by one they would take an hour."""
    with town.call("hugh").as_clock().change() as work:
        refs = [f"{first + at:032x}" for at in range(len(called))]
        work.vault.ensure_all([KeyRef(ref, Retention.IDENTITY) for ref in refs])
        for at in range(0, len(called), EACH):
            _vacancy(work, (first + at) // EACH)
        work.session.flush()
        people = enumerate(zip(refs, called, strict=True), first)
        rows = [_row(work, number, *person) for number, person in people]
        work.session.execute(insert(Candidate), rows)
        work.commit()


def _vacancy(work: UnitOfWork, number: int) -> None:
    work.session.add(
        Vacancy(
            ref=f"{number:032x}", reference=f"V-{number}", reference_folded=f"v-{number}",
            title="Ranger", department="Parks", apply_by=work.now.date(), stage="advertised",
            folded="ranger", regime="standard", criteria_version=1, opened_at=work.now,
        )
    )  # fmt: skip


def _row(work: UnitOfWork, number: int, ref: str, name: str) -> dict[str, object]:
    sealed = work.vault.seal(
        KeyRef(ref, Retention.IDENTITY), f"candidate/{ref}/name", name.encode()
    )
    return {
        "ref": ref, "vacancy_ref": f"{number // EACH:032x}", "number": number % EACH + 1,
        "status": "applied", "name_sealed": sealed,
        "added_at": work.now + timedelta(seconds=number),
    }  # fmt: skip
