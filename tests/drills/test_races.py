"""What ``drill_races`` does, a few times, with few."""

from collections.abc import Iterator

import pytest

from screening.domain.events import Event
from tests.databases import KINDS
from tests.drills.conftest import empty_database
from tests.drills.course import Course, opened
from tests.drills.judging import RACES, Race, faults
from tests.drills.racing import Answer, Prey

RUNNERS, ROUNDS = 4, 3


@pytest.fixture(scope="module", params=KINDS)
def course(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Course]:
    instance = tmp_path_factory.mktemp("course")
    with opened(instance, empty_database(request, instance), RUNNERS) as course:
        yield course


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_one_wins(course: Course, race: Race) -> None:
    ran = course.run(race, ROUNDS, RUNNERS)
    assert len(ran.answers) == ROUNDS * RUNNERS
    assert ran.faults == []


def answer(status: int, heading: str = "", *, locked: bool = False) -> Answer:
    return Answer(status, "", heading, locked, 0.1)


WON, TOLD = answer(303), answer(409, "Somebody else was first")
BAD = {
    "two leaves": ([WON, TOLD], [Event.CHECK_APPROVED] * 2),
    "no leaf": ([TOLD, TOLD], []),
    "two winners": ([WON, WON], [Event.CHECK_APPROVED]),
    "a fault of ours": ([WON, answer(500)], [Event.CHECK_APPROVED]),
    "busy": ([WON, answer(503)], [Event.CHECK_APPROVED]),
    "a page that does not explain": ([WON, answer(409, "Oh")], [Event.CHECK_APPROVED]),
    "a lock in a page": ([WON, answer(409, TOLD.heading, locked=True)], [Event.CHECK_APPROVED]),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_race_that_went_wrong_is_seen(bad: str) -> None:
    answers, leaves = BAD[bad]
    prey = Prey("c" * 32, 1, {}, "")
    assert faults(RACES[0], prey, [WON, TOLD], [Event.CHECK_APPROVED]) == []
    assert faults(RACES[0], prey, answers, leaves) != []
