"""People enough for an edition of monitoring, in a year that is over."""

from datetime import UTC, datetime

from screening.domain.words import CandidateStatus
from screening.services import candidates, vacancies
from screening.services.monitoring.importing import bring_in, look_at
from tests.services.town import Town

FEWEST = 23
"""Of fewer people no edition is made."""


def closed_with_answers(town: Town, reference: str) -> tuple[str, int]:
    """A vacancy that closes now, with answers of enough people to count, half of them women; and
    the year.
    """
    vacancy, lines = town.vacancy(reference), ["candidate,sex"]
    for number in range(1, FEWEST + 1):
        name = f"Bo {number}"
        candidates.add_candidate(
            town.call("hugh"), vacancy, name, "bo@example.test", CandidateStatus.APPLIED
        )
        lines.append(f"C-{number:02d},{'female' if number % 2 else 'male'}")
    content, edith = "\n".join(lines).encode(), town.call("edith")
    bring_in(edith, vacancy, content, look_at(edith, vacancy, content).sha256)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    return vacancy, town.now.year


def closed_last_year(town: Town, reference: str) -> tuple[str, int]:
    """The same the year before this one. The clock goes on from where it was."""
    now = town.now
    town.now = datetime(now.year - 1, 6, 3, 9, 0, tzinfo=UTC)
    found = closed_with_answers(town, reference)
    town.now = now
    return found
