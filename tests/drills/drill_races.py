"""Thirty-two people at one check, two hundred times over, against the running service.

``DRILL_ROUNDS`` says how many rounds of each race there are, ``DRILL_PROCESSES`` how many processes
answer: more than the service's own two, so that as many changes as there are processes meet.
"""

import os
from collections.abc import Iterator

import pytest

from tests.databases import KINDS
from tests.drills.conftest import empty_database
from tests.drills.course import HEADING, Course, opened
from tests.drills.judging import RACES, Race

RUNNERS = 32
ROUNDS = int(os.environ.get("DRILL_ROUNDS", "200"))
PROCESSES = int(os.environ.get("DRILL_PROCESSES", "8"))


@pytest.fixture(scope="module", params=KINDS)
def course(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Course]:
    instance = tmp_path_factory.mktemp("course")
    with opened(instance, empty_database(request, instance), PROCESSES) as course:
        print(f"\n\n{request.param}, {PROCESSES} processes answer\n\n{HEADING}")
        yield course


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_one_wins(course: Course, race: Race) -> None:
    ran = course.run(race, ROUNDS, RUNNERS)
    print(f"\n{ran}")
    assert ran.faults == []
    assert max(answer.status for answer in ran.answers) < 500
