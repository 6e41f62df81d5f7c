"""Jobs: one owner at a time, taken up again when that owner is dead, given up in the end."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from screening.domain.errors import Conflict
from screening.services import job_queue, reporting
from screening.services.job_queue import MOST_ATTEMPTS, STALE, Claim, JobState
from screening.services.reading.report.editions import read_editions
from tests.services.town import Town


def claimed(town: Town) -> Claim:
    """The job that waits, claimed."""
    mine = job_queue.claim(town.call("edith"))
    assert mine is not None
    return mine


def shown(town: Town, vacancy: str) -> job_queue.JobShown:
    """How far the newest edition's job has come."""
    newest = read_editions(town.call("edith"), vacancy).newest
    assert newest is not None
    return newest.job


def test_nothing_to_do(town: Town) -> None:
    assert job_queue.claim(town.call("edith")) is None


def test_a_job_has_one_owner(town: Town, asked: str) -> None:
    claimed(town)
    assert shown(town, asked).state is JobState.RUNNING
    assert job_queue.claim(town.call("edith")) is None


def test_of_many_who_want_it_one_gets_it(town: Town, asked: str) -> None:
    barrier = Barrier(8)

    def want(_number: int) -> Claim | None:
        barrier.wait()
        return job_queue.claim(town.call("edith"))

    with ThreadPoolExecutor(8) as threads:
        claims = list(threads.map(want, range(8)))
    assert len([claim for claim in claims if claim]) == 1


def test_the_job_that_waits_longest_is_first(town: Town) -> None:
    first, second = town.vacancy("LIB-1"), town.vacancy("LIB-2")
    for vacancy in (first, second):
        reporting.request_report(town.call("edith"), vacancy)
        town.wait(minutes=1)
    assert claimed(town).subject.startswith(first)
    assert claimed(town).subject.startswith(second)


def test_progress_is_told(town: Town, asked: str) -> None:
    job_queue.say_how_far(town.call("edith"), claimed(town), 40)
    assert shown(town, asked).percent == 40


def test_a_beating_worker_keeps_its_job(town: Town, asked: str) -> None:
    mine = claimed(town)
    for _beat in range(5):
        town.now += STALE * 0.9
        job_queue.beat(town.call("edith"), mine)
        assert job_queue.claim(town.call("edith")) is None


def test_a_silent_workers_job_is_taken_up_and_the_ghost_can_do_nothing(
    town: Town, asked: str
) -> None:
    ghost = claimed(town)
    town.now += STALE * 1.1
    mine = claimed(town)
    assert (mine.ref, mine.attempt) == (ghost.ref, ghost.attempt + 1)
    job_queue.say_how_far(town.call("edith"), ghost, 99)
    job_queue.put_back(town.call("edith"), ghost, "I came back", hopeless=True)
    assert shown(town, asked) == job_queue.JobShown(JobState.RUNNING, 0, "")
    with pytest.raises(Conflict), town.call("edith").as_clock().change() as work:
        job_queue.finish(work, ghost)


def test_a_job_that_fails_is_tried_again_and_then_given_up(town: Town, asked: str) -> None:
    for attempt in range(1, MOST_ATTEMPTS + 1):
        job_queue.put_back(town.call("edith"), claimed(town), f"No font, time {attempt}")
    assert shown(town, asked) == job_queue.JobShown(JobState.FAILED, 0, "No font, time 3")
    assert job_queue.claim(town.call("edith")) is None


def test_a_job_whose_workers_all_die_is_given_up(town: Town, asked: str) -> None:
    for _attempt in range(MOST_ATTEMPTS):
        claimed(town)
        town.now += STALE * 1.1
    assert job_queue.claim(town.call("edith")) is None
    job = shown(town, asked)
    assert job.state is JobState.FAILED
    assert "stopped each time" in job.note


def test_a_hopeless_job_is_given_up_at_once(town: Town, asked: str) -> None:
    job_queue.put_back(town.call("edith"), claimed(town), "x" * 1000, hopeless=True)
    job = shown(town, asked)
    assert job.state is JobState.FAILED
    assert len(job.note) == job_queue.LONGEST_NOTE
