"""Thirty-two people at one check, two hundred times over, against the running service.

``DRILL_ROUNDS`` says how many rounds of each race there are, ``DRILL_PROCESSES`` how many processes
answer: more than the service's own two, so that as many changes as there are processes meet.
"""

import os
from collections.abc import Iterator

import pytest

from tests.databases import KINDS, Server
from tests.drills.course import HEADING, Course, Ran, opened
from tests.drills.judging import RACES, Race

RUNNERS = 32
ROUNDS = int(os.environ.get("DRILL_ROUNDS", "200"))
PROCESSES = int(os.environ.get("DRILL_PROCESSES", "8"))


@pytest.fixture(scope="module", params=KINDS)
def course(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Course]:
    instance = tmp_path_factory.mktemp("course")
    url = f"sqlite:///{instance / 'screening.db'}"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        url = server.create()
        request.addfinalizer(lambda: server.drop(url))
    with opened(instance, url, PROCESSES) as course:
        yield course


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What is printed at the end, a line each."""
    lines: list[str] = []
    yield lines
    print("\n\n" + "\n".join((HEADING, *lines)))


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_one_wins(course: Course, table: list[str], race: Race) -> None:
    ran: Ran = course.run(race, ROUNDS, RUNNERS)
    table.append(f"{ran} {course.store.engine.dialect.name} |")
    assert ran.faults == []
    assert max(answer.status for answer in ran.answers) < 500
