"""Bringing in a large list: the seconds of each step, and how far the process's memory rises.

A thousand candidates, then a file with as many rows as one may have: ten claims of each. Both are
brought in a second time, when nothing changes. BENCH_IMPORT says of how many candidates.
"""

import os
import resource
import time
from collections.abc import Callable
from typing import TypeVar

from screening.domain.importing import ListKind
from screening.services.importing import files, importing
from screening.store.store import Store
from tests.services.town import Town, populated

CANDIDATES = int(os.environ.get("BENCH_IMPORT", "1000"))
CLAIMS_OF_EACH = 10
Answer = TypeVar("Answer")


def test_importing(sqlite_store: Store) -> None:
    town = populated(sqlite_store)
    town.vacancy()
    print("\n| step | rows | seconds | most memory, MB |\n|---|---|---|---|")
    print(f"| before | | | {memory():.0f} |")
    for kind, text in ((ListKind.CANDIDATES, candidates()), (ListKind.CLAIMS, claims())):
        for again in ("", ", again"):
            bring_in(town, kind, text.encode(), again)


def bring_in(town: Town, kind: ListKind, content: bytes, again: str) -> None:
    hugh = town.call("hugh")
    ref = timed(f"{kind}{again}: read", lambda: importing.keep_file(hugh, kind, content))
    with hugh.look() as work:
        kept = files.opened(work, files.find(work, ref))
    rows = len(kept.table.rows)
    timed(f"{kind}{again}: shown", lambda: importing.match_columns(hugh, ref, kept.columns), rows)
    with hugh.look() as work:
        shown = files.shown(work, files.find(work, ref))
    assert shown is not None
    timed(f"{kind}{again}: brought in", lambda: importing.bring_in(hugh, ref, shown.digest), rows)


def timed(step: str, act: Callable[[], Answer], rows: int | str = "") -> Answer:
    started = time.perf_counter()
    answer = act()
    taken = time.perf_counter() - started
    print(f"| {step} | {rows} | {taken:.1f} | {memory():.0f} |", flush=True)
    return answer


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def candidates() -> str:
    lines = (
        f"LIB-7,A-{i},Person {i} Quillfeather,person{i}@example.test,shortlisted"
        for i in range(CANDIDATES)
    )
    return "\n".join(["vacancy,applicant number,name,email,status", *lines])


def claims() -> str:
    lines = (
        f'LIB-7,A-{i},E{1 + j % 2},"I wrote, in year {j}, the posts of the museum numbered {i}, '
        f'three a week, about what it shows and who comes to see it.",CV,Page {j}'
        for i in range(CANDIDATES)
        for j in range(CLAIMS_OF_EACH)
    )
    return "\n".join(["vacancy,applicant number,criterion,quote,source,where", *lines])
