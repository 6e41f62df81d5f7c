"""Finding recycled wording among all earlier requests, beside comparing it with each of them.

The earlier requests are made up of words of the real ones, and lie in the database by the same
keys and within the same bounds as if they had been submitted; they are loaded in bulk. Among them
are the real ones. These are then looked for, each with some of its words changed and its sentences
mixed, as the gate would: keys are made, rows read, and what is found is compared. The baseline is
difflib's ratio over every earlier question, timed over a sample: it grows in proportion.

The real ones lie close together, in pages that soon are all in memory. So the reading alone is also
timed for requests drawn from all over the database.

What the gate does with what it found, to open it and to compare it, is timed apart.

BENCH_WORDINGS and BENCH_WORDINGS_POSTGRES say how many earlier requests there are in the end.
"""

import math
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from struct import Struct

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.policy import shipped_policy
from screening.gate.case import Case, Earlier
from screening.gate.recycled import recycled
from screening.gate.wording import ALIKE, canonical, form, keys, signature
from screening.services.judging.asked_before import earlier_requests
from screening.services.judging.wordings import MOST
from screening.store.engine import reading
from screening.store.store import Store
from screening.store.tables.check import Check
from screening.store.tables.wording import wording
from screening.store.wordings import alike
from tests.benchmarks.loading import Row, loader
from tests.databases import Server
from tests.gate.edits import edited, real_cases, words_of
from tests.services.town import QUOTE, populated

SIZES = (1_000, 10_000, 100_000, 1_000_000)
LOOKED_FOR = 100
EDITS = (0.1, 0.2)
POOL = 10_000  # made-up requests that differ; the same one is used in many places
OF_A_VACANCY, OF_A_PERSON = 40, 400  # requests
SAMPLE = 200
NOBODY = "f" * 32
_KEY = Struct(">q")
SECRET = bytes(range(32))
LIMIT = shipped_policy().limits.__getitem__
CHANCE = random.Random(20261122)  # noqa: S311 - chance that can be had again


@dataclass(frozen=True)
class Figures:
    """One size: milliseconds of a look-up, of its reading anywhere and of the baseline, and how
    many were found again."""

    size: int
    ms: float
    anywhere_ms: float
    baseline_ms: float
    recall: tuple[float, ...]


@pytest.mark.parametrize(
    ("database", "most"),
    [
        ("sqlite_store", int(os.environ.get("BENCH_WORDINGS", SIZES[-1]))),
        ("postgres_store", int(os.environ.get("BENCH_WORDINGS_POSTGRES", SIZES[-2]))),
    ],
)
def test_recycled_wording(
    database: str, most: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    store: Store = request.getfixturevalue(database)
    cases = CHANCE.sample(real_cases(), LOOKED_FOR)
    rows = _rows(cases)
    load = loader(store, tmp_path, form())
    figures, done = [], 0
    for size in (size for size in SIZES if size <= most):
        started = time.perf_counter()
        load(next(rows) for _ in range(size - done))
        took = time.perf_counter() - started
        done = size
        print(f"{database}: {size:,} are loaded ({took:.0f} s more)", flush=True)
        figures.append(_measured(store, cases, size))
    _print(store.engine.dialect.name, figures)


@pytest.mark.parametrize("database", ["sqlite_store", "postgres_store"])
def test_opening_what_was_found(database: str, request: pytest.FixtureRequest) -> None:
    """What follows on a look-up at its most: ``MOST`` candidates asked about in the same words.

    Their requests are opened, and so are those of as many whom the same person asked about last.
    """
    store: Store = request.getfixturevalue(database)
    town = populated(store)
    vacancy = town.vacancy()
    checks = [town.submitted(vacancy) for _ in range(2 * MOST + 1)]
    times = []
    with town.call("mara").look() as work:
        check = work.session.get_one(Check, checks[-1])
        asked, quote = town.see("mara", check.ref).attempts[-1].request, QUOTE
        case = replace(real_cases()[0], request=asked)
        for _ in range(LOOKED_FOR):
            started = time.perf_counter()
            earlier = earlier_requests(work, check, asked, quote)
            opened = time.perf_counter()
            canonical.cache_clear()  # as if the texts were read for the first time
            seen = recycled(replace(case, earlier=earlier), LIMIT)
            done = time.perf_counter()
            assert len(earlier) >= MOST <= seen.questions
            times.append(((opened - started) * 1000, (done - opened) * 1000))
    found, compared = (statistics.median(each) for each in zip(*times, strict=True))
    print(f"\n{store.engine.dialect.name}: {len(earlier)} earlier requests found and opened in "
          f"{found:.1f} ms, compared in {compared:.1f} ms")  # fmt: skip


@pytest.fixture
def postgres_store(
    postgres: Server, postgres_url: str, open_store: Callable[[str], Store]
) -> Store:
    return open_store(postgres.as_owner(postgres_url))  # who may have statistics taken


def _rows(cases: Sequence[Case]) -> Iterator[Row]:
    """The real requests first, then made-up ones without end; revision ``n`` is candidate ``n``."""
    for number, case in enumerate(cases):
        request = case.request
        bands = signature(SECRET, request.question, request.relevance, case.claim.quote)
        yield _row(number, bands)
    vocabulary = words_of(real_cases())
    pool = []
    for _ in range(POOL):
        texts = (" ".join(CHANCE.choices(vocabulary, k=CHANCE.randint(8, 40))) for _ in range(3))
        pool.append(signature(SECRET, *texts))
    number = len(cases)
    while True:
        yield _row(number, CHANCE.choice(pool))
        number += 1


def _row(number: int, bands: Sequence[bytes]) -> Row:
    return Row(_ref(number), _vacancy(number), _person(number), _keys(number, bands))


def _keys(number: int, bands: Sequence[bytes]) -> list[int]:
    scopes = (_vacancy(number), _person(number))
    return [key for scope in scopes for key in keys(SECRET, scope, bands)]


def _ref(number: int) -> str:
    return f"{number:032x}"


def _vacancy(number: int) -> str:
    return f"{number // OF_A_VACANCY:031x}a"


def _person(number: int) -> str:
    return f"{number // OF_A_PERSON:031x}b"


def _measured(store: Store, cases: Sequence[Case], size: int) -> Figures:
    vocabulary = words_of(real_cases())
    times, recall = [], []
    for share in EDITS:
        found = 0
        for number, case in enumerate(cases):
            new = _edited(case, share, vocabulary)
            ms, is_found = _looked_for(store, number, case, new)
            times.append(ms)
            found += is_found
        recall.append(found / len(cases))
    anywhere, baseline = _anywhere(store, size), _baseline(cases, size)
    return Figures(size, statistics.median(times), anywhere, baseline, tuple(recall))


def _edited(case: Case, share: float, vocabulary: Sequence[str]) -> Case:
    """The request of ``case`` again, about somebody who claimed something else."""
    texts = {
        name: edited(getattr(case.request, name), share, vocabulary, CHANCE)
        for name in ("question", "relevance")
    }
    claim = replace(case.claim, quote=CHANCE.choice(real_cases()).claim.quote)
    return replace(case, claim=claim, request=replace(case.request, **texts))


def _looked_for(store: Store, number: int, case: Case, new: Case) -> tuple[float, bool]:
    """Milliseconds of the look-up, and whether it and the comparison found the request again."""
    request, quote = new.request, new.claim.quote
    with Session(reading(store.engine)) as session:
        session.connection()  # begins
        started = time.perf_counter()
        mine = _keys(number, signature(SECRET, request.question, request.relevance, quote))
        found = alike(session, mine, ALIKE, MOST, wording.c.candidate_ref != NOBODY)
        ms = (time.perf_counter() - started) * 1000
    if _ref(number) not in {one.candidate_ref for one in found}:
        return ms, False
    old = case.request
    before = Earlier(_ref(number), case.claim.quote, old.question, old.relevance)
    seen = recycled(replace(new, earlier=(before,)), LIMIT)
    return ms, bool(seen.questions or seen.relevances)


def _anywhere(store: Store, size: int) -> float:
    """Milliseconds to read what is like an earlier request, of any vacancy and person."""
    times = []
    with Session(reading(store.engine)) as session:
        for number in CHANCE.sample(range(1, size + 1), LOOKED_FOR):
            packed = session.scalars(select(wording.c.packed).where(wording.c.id == number)).one()
            mine = [key for (key,) in _KEY.iter_unpack(packed)]
            started = time.perf_counter()
            alike(session, mine, ALIKE, MOST, wording.c.candidate_ref != NOBODY)
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _baseline(cases: Sequence[Case], size: int) -> float:
    """Milliseconds to compare one question with ``size`` others, by a sample."""
    questions = [case.request.question for case in real_cases()]
    others = [CHANCE.choice(questions) for _ in range(SAMPLE)]
    times = []
    for case in cases[:5]:
        matcher = SequenceMatcher(b=case.request.question)
        started = time.perf_counter()
        for other in others:
            matcher.set_seq1(other)
            matcher.ratio()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times) / SAMPLE * size


def _print(name: str, figures: Sequence[Figures]) -> None:
    print(f"\n| {name}: earlier requests | look-up (ms) | its reading anywhere (ms) |"
          " difflib (ms, extrapolated) | ratio | found at 10 % | at 20 % |\n"
          "|---|---|---|---|---|---|---|")  # fmt: skip
    for one in figures:
        ratio = one.ms / one.baseline_ms
        recall = " | ".join(f"{share:.2f}" for share in one.recall)
        ms = f"{one.ms:.2f} | {one.anywhere_ms:.2f} | {one.baseline_ms:,.0f}"
        print(f"| {one.size:,} | {ms} | {ratio:.1e} | {recall} |")
    first, last = figures[0], figures[-1]
    if last.size > first.size:
        grows = math.log(last.ms / first.ms) / math.log(last.size / first.size)
        print(f"\nIt grows with exponent {grows:.2f} (must stay below 0.45).")
