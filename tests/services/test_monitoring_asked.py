"""What people are asked is the policy's: an amendment adds a question, from file to table."""

from datetime import UTC, datetime

from screening.domain.monitoring import CHARACTERISTICS, First, questions_of
from screening.domain.policy import shipped_policy
from screening.domain.words import CandidateStatus
from screening.services import candidates, proposing, vacancies
from screening.services.monitoring.editions import make_edition
from screening.services.monitoring.importing import bring_in, look_at
from screening.services.reading.equality.monitoring import read_edition
from screening.services.reading.equality.monitoring_held import read_held
from tests.reported import worker_of
from tests.services.amendments import amendment
from tests.services.town import Town

ADDED = """[monitoring.gender-reassignment]
answers = ["yes", "no", "unsaid"]
groupings = [[["yes"], ["no", "unsaid"]], [["yes"], ["no"], ["unsaid"]]]
source = "Equality Act 2010 s.7; the equality board asked for it"
"""
SAID = ["yes"] * 15 + ["No"] * 40 + [""] * 5


def test_six_of_nine_are_asked_and_the_others_are_named(town: Town) -> None:
    shown = read_held(town.call("edith"), town.vacancy())
    assert len(CHARACTERISTICS) == 9
    assert {each.name for each in shown.questions} == {*CHARACTERISTICS} - {
        "gender-reassignment",
        "marriage",
        "pregnancy",
    }
    assert shown.not_asked == ("gender-reassignment", "marriage", "pregnancy")
    assert [each.name for each in questions_of(shipped_policy())] == [
        each.name for each in shown.questions
    ]


def test_an_amendment_adds_a_question_from_the_file_to_the_table(town: Town) -> None:
    _amended(town)
    vacancy = town.vacancy()
    for number in range(len(SAID)):
        candidates.add_candidate(
            town.call("hugh"), vacancy, f"Ada {number}", "", CandidateStatus.APPLIED
        )
    lines = [f"C-{n:02d},{said}" for n, said in enumerate(SAID, start=1)]
    content = "\n".join(["candidate,gender-reassignment", *lines]).encode()
    edith = town.call("edith")
    assert "gender-reassignment" in {each.name for each in read_held(edith, vacancy).questions}
    looked_at = look_at(edith, vacancy, content)
    assert looked_at.fits
    bring_in(edith, vacancy, content, looked_at.sha256)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.now = datetime(town.now.year + 1, 1, 8, 9, 0, tzinfo=UTC)
    number = make_edition(town.call("edith"), str(town.now.year - 1), First.CHECKED)
    shown = read_edition(town.call("edith"), int(number), public=False)
    assert shown.not_asked == ("marriage", "pregnancy")
    (question,) = (each for each in shown.questions if each.name == "gender-reassignment")
    (table,) = question.tables
    assert table.everybody is not None
    counts = [cell.count for cell in table.everybody.cells if cell]
    assert dict(zip(table.groups, counts, strict=True)) == {
        ("yes",): 15, ("no",): 40, ("unsaid",): 5,
    }  # fmt: skip


def _amended(town: Town) -> None:
    day = town.now.date().isoformat()
    ref = proposing.propose(town.call("alan"), amendment(ADDED, day=day))
    worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "The board asked for it.")
    town.wait(minutes=1)
    town.all_read_policy()
