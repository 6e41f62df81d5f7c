"""The worker: it does what waits, survives what goes wrong, and ends when it is told to."""

import logging
from datetime import timedelta
from threading import Event as Flag
from threading import Thread

import pytest

from screening.domain.errors import RenderingFailed, SealBroken, Unavailable
from screening.domain.words import Delivery, State
from screening.jobs import worker as worker_module
from screening.jobs.worker import UNEXPECTED, Worker
from screening.services import job_queue, reporting, vacancies
from screening.services.call import Call
from screening.services.checks import notices
from screening.services.erasure import erasing, retention
from screening.services.job_queue import MOST_ATTEMPTS, JobKind, JobState
from screening.services.reading.report.editions import EditionShown, read_editions
from screening.services.reading.vacancies.candidate import read_candidate
from tests.reported import ORGANISATION, worker_of
from tests.services.town import Town


def newest(town: Town, vacancy: str) -> EditionShown:
    """The edition asked for last."""
    edition = read_editions(town.call("edith"), vacancy).newest
    assert edition is not None
    return edition


def test_nothing_to_do(town: Town) -> None:
    assert not worker_of(town).do_one()


@pytest.mark.usefixtures("quick_reports")
def test_a_report_is_made(town: Town, asked: str) -> None:
    assert worker_of(town).do_one()
    assert newest(town, asked).ready
    assert not worker_of(town).do_one()


def test_what_goes_wrong_is_told_and_tried_again(
    town: Town, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_bounds: object) -> bytes:
        raise RenderingFailed("A font is missing.")

    monkeypatch.setattr(reporting, "render_bounded", fail)
    for _attempt in range(MOST_ATTEMPTS):
        assert newest(town, asked).job.state is JobState.WAITING
        assert worker_of(town).do_one()
    job = newest(town, asked).job
    assert (job.state, job.note) == (JobState.FAILED, "A font is missing.")
    assert not worker_of(town).do_one()


def test_a_mistake_of_ours_is_logged_and_does_not_end_the_worker(
    town: Town, asked: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_bounds: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(reporting, "render_bounded", fail)
    with caplog.at_level(logging.ERROR):
        assert worker_of(town).do_one()
    assert newest(town, asked).job.note == UNEXPECTED
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.usefixtures("quick_reports")
def test_whoever_lost_the_job_leaves_nothing(
    town: Town, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that was thought dead comes back with a file: the other one's is kept."""
    ghost = job_queue.claim(town.call("edith"))
    assert ghost is not None
    town.now += job_queue.STALE * 1.1
    assert worker_of(town).do_one()
    made = newest(town, asked)
    worker_of(town)._do(ghost)
    assert newest(town, asked) == made


def test_the_job_beats_while_it_is_done(
    town: Town, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beaten = Flag()

    def slow(*_args: object, **_bounds: object) -> bytes:
        assert beaten.wait(10)
        return b"%PDF"

    monkeypatch.setattr(reporting, "render_bounded", slow)
    monkeypatch.setattr(worker_module, "BEAT", job_queue.BEAT / 100)
    monkeypatch.setattr(job_queue, "beat", lambda _call, _mine: beaten.set())
    assert worker_of(town).do_one()
    assert newest(town, asked).ready


def test_time_passes_by_itself(town: Town) -> None:
    check = town.approved(town.vacancy())
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    town.wait(days=9)
    worker_of(town).tick()
    assert town.see("hugh", check).state is State.READY


@pytest.fixture
def due(town: Town) -> list[str]:
    """Four people whose data is due, as was announced a month ago."""
    vacancy = town.vacancy()
    people = [town.candidate(vacancy) for _one in range(4)]
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.wait(days=335)
    worker_of(town).tick()
    town.wait(days=30)
    return people


def erased(town: Town, people: list[str]) -> list[bool]:
    return [read_candidate(town.call("hugh"), one).erased_at is not None for one in people]


def test_a_tick_erases_so_many_and_the_next_goes_on(
    town: Town, due: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "ERASED_AT_ONCE", 3)
    worker_of(town).tick()
    assert erased(town, due) == [True, True, True, False]
    worker_of(town).tick()
    assert erased(town, due) == [True] * 4


@pytest.mark.parametrize("wrong", [SealBroken("Altered."), ZeroDivisionError()], ids=repr)
def test_who_cannot_be_erased_keeps_no_other_from_it(
    town: Town,
    due: list[str],
    wrong: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    erase = retention.erase_due

    def fail(call: Call, candidate: str) -> None:
        if candidate == due[0]:
            raise wrong
        erase(call, candidate)

    monkeypatch.setattr(retention, "erase_due", fail)
    monkeypatch.setattr(worker_module, "ERASED_AT_ONCE", 2)
    for _tick in range(2):
        worker_of(town).tick()
    assert erased(town, due) == [False, True, True, True]
    assert due[0] in caplog.text


def test_storage_that_is_away_ends_the_erasing_of_this_tick(
    town: Town, due: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def away(_call: Call, candidate: str) -> None:
        asked.append(candidate)
        raise Unavailable("The database cannot be reached.")

    monkeypatch.setattr(retention, "erase_due", away)
    worker_of(town).tick()
    assert asked == due[:1]


@pytest.mark.usefixtures("quick_reports")
def test_it_works_until_it_is_told_to_end(town: Town, asked: str) -> None:
    stop, ticked = Flag(), Flag()

    class Watched(Worker):
        def tick(self) -> bool:
            ticked.set()
            return super().tick()

    running = Thread(target=Watched(town.store, ORGANISATION, town.clock).work, args=(stop,))
    running.start()
    for _look in range(100):
        if newest(town, asked).ready:
            break
        stop.wait(0.05)
    stop.set()
    running.join(10)
    assert not running.is_alive()
    assert ticked.is_set()
    assert newest(town, asked).ready


def test_what_falls_due_does_not_wait_for_a_long_job(
    town: Town, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a job begin before the first look at what is due."""
    stop, begun, ticked = Flag(), Flag(), Flag()
    ticks: list[bool] = []

    def long(*_args: object) -> None:
        begun.set()
        assert ticked.wait(30)
        stop.set()

    class Watched(Worker):
        def tick(self) -> bool:
            ticks.append(begun.is_set())
            if begun.is_set():
                ticked.set()
            return False

    monkeypatch.setattr(worker_module, "TICK", timedelta(milliseconds=50))
    monkeypatch.setattr(worker_module, "KINDS", dict.fromkeys(JobKind, long))
    assert not newest(town, asked).ready
    Watched(town.store, ORGANISATION, town.clock).work(stop)
    assert ticks[0] is False
    assert ticked.is_set()


def test_what_ends_the_doing_of_jobs_ends_the_worker(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_worker: Worker) -> bool:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(worker_module, "TICK", timedelta(milliseconds=50))
    monkeypatch.setattr(Worker, "do_one", broken)
    with pytest.raises(RuntimeError, match="a mistake"):
        worker_of(town).work(Flag())


def test_storage_that_is_away_does_not_end_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_call: object, _destroyed: object = None) -> int:
        stop.set()
        raise Unavailable("The database cannot be reached.")

    stop = Flag()
    monkeypatch.setattr(erasing, "finish_begun", away)
    worker_of(town).work(stop)
    assert stop.is_set()
