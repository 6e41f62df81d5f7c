"""Files are written anew once, at an hour at which that keeps nobody from their work."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy.orm import Session

from screening.jobs import worker as worker_module
from screening.jobs.worker import Worker
from screening.services import vacancies
from screening.services.erasure import erasing, quiet
from screening.services.erasure.quiet import QuietHours, read_quiet_hours, sweep
from screening.services.reading.keeping.erasure import list_unfinished
from screening.store import erasure, looking, sweeping
from screening.store.store import Store
from screening.store.vault import KeyRef
from tests.reported import ORGANISATION, worker_of
from tests.services.town import populated

NIGHT = QuietHours()


@pytest.mark.parametrize(
    ("said", "quiet", "loud"),
    [
        ("", (1, 4), (0, 5, 12)),
        ("1-5", (1, 4), (0, 5, 12)),
        ("22-6", (22, 23, 0, 5), (6, 12, 21)),
        ("0-23", (0, 22), (23,)),
    ],
)
def test_hours_are_said(said: str, quiet: tuple[int, ...], loud: tuple[int, ...]) -> None:
    problems: list[str] = []
    hours = read_quiet_hours({"SCREENING_QUIET_HOURS": said}, problems)
    assert problems == []
    for hour in range(24):
        if hour in quiet or hour in loud:
            assert hours.has(datetime(2026, 1, 5, hour, 59, tzinfo=UTC)) == (hour in quiet)
    # In London, where the clocks go forward.
    assert NIGHT.has(datetime(2026, 7, 5, 0, 30, tzinfo=UTC))
    assert not NIGHT.has(datetime(2026, 7, 5, 4, 0, tzinfo=UTC))


@pytest.mark.parametrize("said", ["5", "1-24", "3-3", "1-5 ", "night", "-1-5"])
def test_what_is_no_hours_is_refused(said: str) -> None:
    problems: list[str] = []
    read_quiet_hours({"SCREENING_QUIET_HOURS": said}, problems)
    assert problems == ["SCREENING_QUIET_HOURS must be two different hours, such as 1-5 or 22-6."]


@pytest.fixture
def flushes(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Each time that files were written anew, and whether however large they are."""
    flush, made = sweeping.flush, list[bool]()

    def noted(store: Store, *, however_large: bool = True) -> bool:
        made.append(however_large)
        return flush(store, however_large=however_large)

    monkeypatch.setattr(sweeping, "flush", noted)
    return made


def test_a_large_database_waits_for_the_night_or_for_a_day(
    sqlite_store: Store, flushes: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "AT_ONCE", 1000)
    town = populated(sqlite_store)
    call = town.call("dara")
    vacancy = town.vacancy()
    assert not sweep(call, NIGHT, more_to_come=False)
    assert flushes == []
    for hours, later, done in (
        (QuietHours(*_around(town.now, 0)), timedelta(), True),
        (QuietHours(*_around(town.now, 12)), timedelta(), False),
        (QuietHours(*_around(town.now, 12)), quiet.LATEST, True),
    ):
        town.erase(town.candidate(vacancy))
        flushes.clear()
        town.now += later
        assert sweep(call, hours, more_to_come=False) == done
        assert flushes == [done]
        if not done:
            assert not sweep(call, hours, more_to_come=True)
            assert flushes == [False]


def _around(now: datetime, hours: int) -> tuple[int, int]:
    start = now.astimezone(quiet.LONDON).hour + hours
    return start % 24, (start + 1) % 24


def test_files_are_written_anew_once_nobody_else_is_due(
    sqlite_store: Store, flushes: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "ERASED_AT_ONCE", 2)
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    for _one in range(5):
        town.candidate(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.wait(days=335)
    worker_of(town).tick()
    town.wait(days=30)
    for written in (0, 0, 1, 1):
        worker_of(town).tick()
        assert len(flushes) == written
    assert not sweeping.is_wanted(sqlite_store)


def test_who_was_erased_long_ago_is_not_asked_for_again(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    town.erase(town.candidate(vacancy))
    worker_of(town).tick()
    asked: list[int] = []
    unfinished = erasure.unfinished

    def counted(session: Session, destroyed: Collection[KeyRef]) -> set[KeyRef]:
        asked.append(len(destroyed))
        return unfinished(session, destroyed)

    monkeypatch.setattr(erasure, "unfinished", counted)
    worker_of(town).tick()
    assert list_unfinished(town.call("dara")) == ()
    assert asked == [0, 0]
    erasing.finish(town.call("dara"))
    assert asked[2] >= len(erasing.CLASSES)


def test_a_worker_that_starts_looks_through_everything(sqlite_store: Store, tmp_path: Path) -> None:
    """As after somebody put an older file in its place by hand."""
    town = populated(sqlite_store)
    candidate = town.candidate(town.vacancy(), "Zebedee Canary")
    file = tmp_path / "screening.db"
    sweeping.flush(town.store)
    copy = file.read_bytes()
    town.erase(candidate)
    worker_of(town).tick()
    assert looking.to_look_for(town.store.vault) == set()
    town.store.engine.dispose()
    file.write_bytes(copy)
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)
    stop = Event()

    class Once(Worker):
        def tick(self) -> bool:
            with town.call("dara").look() as work:
                assert not erasure.unfinished(work.session, town.store.vault.tombstones())
            stop.set()
            return super().tick()

    Once(town.store, ORGANISATION, town.clock).work(stop)
    assert stop.is_set()
    assert not sweeping.is_wanted(town.store)
    assert looking.to_look_for(town.store.vault) == set()
