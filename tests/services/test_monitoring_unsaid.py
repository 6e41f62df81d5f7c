"""Those who did not answer: kept apart where that can be, counted as such, and nobody left out."""

import pytest

from screening.domain.errors import NotValid
from screening.domain.monitoring import First, Unsaid
from screening.domain.words import CandidateStatus
from screening.services import candidates, vacancies
from screening.services.monitoring.editions import make_edition
from screening.services.monitoring.importing import bring_in, look_at
from screening.services.reading.equality.monitoring import QuestionShown, read_edition
from tests.databases import on_both
from tests.services.town import Town

pytestmark = on_both


def closed(town: Town, reference: str, columns: str, lines: list[str]) -> None:
    """A vacancy with a candidate a line; the first half of them came to interview."""
    vacancy = town.vacancy(reference)
    for number in range(len(lines)):
        status = CandidateStatus.INTERVIEWED if number < 30 else CandidateStatus.APPLIED
        candidates.add_candidate(town.call("hugh"), vacancy, f"Bo {number}", "", status)
    said = [f"C-{number:02d},{line}" for number, line in enumerate(lines, start=1)]
    content = "\n".join([f"candidate,{columns}", *said]).encode()
    told = look_at(town.call("edith"), vacancy, content)
    bring_in(town.call("edith"), vacancy, content, told.sha256)
    vacancies.close_vacancy(town.call("hugh"), vacancy)


def questions(town: Town, unsaid: Unsaid, *, public: bool = False) -> dict[str, QuestionShown]:
    if town.now.year == 2026:
        town.wait(days=60)
    number = make_edition(town.call("edith"), "2026", First.CHECKED, "", unsaid)
    shown = read_edition(town.call("edith"), int(number), public=public)
    return {question.name: question for question in shown.questions}


INTERVIEWED = ["female"] * 14 + ["male"] * 14 + [""] * 2
OTHERS = ["female"] * 10 + ["male"] * 10 + ["prefer not to say"] * 10


@pytest.mark.parametrize("unsaid", list(Unsaid))
def test_non_answers_are_kept_apart_before_or_after_people_are(town: Town, unsaid: Unsaid) -> None:
    closed(town, "LIB-7", "sex", INTERVIEWED + OTHERS)
    sex = questions(town, unsaid)["sex"]
    [table] = sex.tables
    if unsaid is Unsaid.APART:
        assert (sex.answered, sex.people) == (48, 60)
        assert (table.facts, table.lines) == ((), ()), "two of thirty are too few to be told apart"
        return
    assert (sex.answered, sex.people) == (None, 60), "12 less the 10 of one line"
    assert table.groups == (("female",), ("male",), ("unsaid",), ("male", "unsaid"))
    counts = {line.values: [each and each.count for each in line.cells] for line in table.lines}
    assert counts == {
        (("applied",),): [10, 10, 10, 20],
        (("interviewed",),): [14, None, None, 16],
    }


def test_what_is_published_of_how_many_answered_is_what_its_tables_show(town: Town) -> None:
    closed(town, "LIB-7", "sex", OTHERS + OTHERS + ["female"])
    sex = questions(town, Unsaid.APART, public=True)["sex"]
    [table] = sex.tables
    assert table.everybody is not None
    shown = [each.count for each in table.everybody.cells if each]
    assert sex.people == table.everybody.people == 60
    assert sex.answered == 60 - shown[2] == 40


def test_a_vacancy_without_a_column_is_left_out_of_its_figures(town: Town) -> None:
    closed(town, "LIB-7", "sex", INTERVIEWED)
    closed(town, "LIB-8", "sex,disability", [f"{sex},disabled" for sex in INTERVIEWED])
    found = questions(town, Unsaid.APART)
    assert (found["sex"].people, found["sex"].uncovered) == (60, 0)
    assert (found["disability"].uncovered, found["disability"].tables) == (1, ()), "all are"
    assert found["religion"].uncovered == 2


def test_people_whose_files_asked_hardly_anything_are_not_counted_for_nothing(town: Town) -> None:
    closed(town, "LIB-7", "sex", ["female"] * 15)
    closed(town, "LIB-8", "disability", ["disabled"] * 15)
    with pytest.raises(NotValid, match="no table could show anything"):
        questions(town, Unsaid.APART)
