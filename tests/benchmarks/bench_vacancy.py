"""The pages of one vacancy with ten checks and with three thousand, in turn. BENCH_VACANCY says how
many the larger one has.
"""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from screening.domain.words import Retention
from screening.services.call import Call
from screening.services.reading.desk.check_list import ChecksWanted, list_checks
from screening.services.reading.equality.reviews import read_signing
from screening.services.reading.equality.timeline import Wanted, read_timeline
from screening.services.reading.naming import vacancy_called
from screening.services.reading.trail.kinds import Kind
from screening.services.reading.vacancies.vacancy import list_candidates, read_vacancy
from screening.store.engine import writing
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.vault import KeyRef
from tests.benchmarks.bench_lists import Look, Made, measure
from tests.benchmarks.made import make
from tests.databases import MASTER_KEY
from tests.services.town import populated

SIZES = (10, int(os.environ.get("BENCH_VACANCY", "3000")))
_DAY = date(2026, 11, 23)


def _of(look: Callable[..., Any], *asked: Any) -> Look:
    """``look`` at the vacancy that was made."""

    def at(call: Call) -> Any:
        return look(call, vacancy_called(call, "MADE-1"), *asked)

    return at


def _checks(call: Call, vacancy: str) -> Any:
    return list_checks(call, ChecksWanted(vacancy=vacancy))


PAGES: tuple[tuple[str, str, Look], ...] = (
    ("the vacancy, HR", "hugh", _of(read_vacancy)),
    ("the vacancy, its panel", "mara", _of(read_vacancy)),
    ("its checks", "hugh", _of(_checks)),
    ("its trail", "edith", _of(read_timeline, Wanted())),
    ("its trail, far back", "edith", _of(read_timeline, Wanted(), 40)),
    ("its trail, decisions", "edith", _of(read_timeline, Wanted(kind=Kind.DECISIONS))),
    ("its trail, one check", "edith", _of(read_timeline, Wanted(check=2))),
    ("its trail, one day", "edith", _of(read_timeline, Wanted(since=_DAY, until=_DAY))),
    ("its sign-off", "edith", _of(read_signing)),
    ("a file of its candidates", "hugh", _of(list_candidates)),
)


def test_pages_of_a_vacancy(prepared_file: Path, tmp_path: Path) -> None:
    towns = []
    for size in SIZES:
        folder = tmp_path / str(size)
        folder.mkdir()
        for name, to in (("prepared.db", "screening.db"), ("vault.db", "vault.db")):
            shutil.copy(prepared_file.with_name(name), folder / to)
        urls = (f"sqlite:///{folder / name}" for name in ("screening.db", "vault.db"))
        store = Store.open(*urls, MASTER_KEY)
        town = populated(store)
        make(store, town, size, without=("wording", "wording_key"), each=size)
        _name(store)
        towns.append(Made(size, town))
    measure("SQLite, one vacancy", towns, PAGES)
    for each in towns:
        each.town.store.close()


def _name(store: Store) -> None:
    """Let every name be one that can be opened: those made are so many random bytes."""
    with writing(store.engine).begin() as connection:
        for ref in connection.scalars(select(Candidate.ref)).all():
            key = KeyRef(ref, Retention.IDENTITY)
            name = store.vault.seal(key, f"candidate/{ref}/name", b"Ada Quillfeather")
            connection.execute(
                update(Candidate).where(Candidate.ref == ref).values(name_sealed=name)
            )
