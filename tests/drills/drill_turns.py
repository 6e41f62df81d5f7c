"""What taking turns is worth: sixteen writers at one SQLite file, with the queue and without it."""

from tests.drills.agreeing import disagreements
from tests.drills.conftest import Site
from tests.drills.queueing import Waited, contend

WRITERS, SECONDS, TIMES = 16, 10, 3


def test_the_unlucky_wait_less(sqlite_site: Site) -> None:
    found: dict[bool, list[Waited]] = {True: [], False: []}
    for _ in range(TIMES):
        for queue, runs in found.items():
            runs.append(contend(sqlite_site.opening, WRITERS, SECONDS, queue=queue))
    named = "changes a second | p50 (ms) | p99 (ms) | longest (ms) | given up"
    print(f"\n\n| {WRITERS} writers | {named} |")
    print("|---|---|---|---|---|---|")
    for queue, runs in found.items():
        for each in runs:
            print(f"| {'with' if queue else 'without'} the queue | {each} |")
    assert all(each.given_up == 0 for each in found[True])
    pairs = zip(found[True], found[False], strict=True)
    assert all(queued.most < free.most for queued, free in pairs)
    store = sqlite_site.opening()
    assert disagreements(store) == []
    store.close()
