"""Who is told of an objection to a school's search, and where it waits."""

import pytest

from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.rights import RightsKind
from screening.services import vacancies
from screening.services.due_diligence import answers, passing, telling
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.rights.register import list_open
from screening.store.store import Store
from tests.databases import on_both
from tests.services import schools
from tests.services.town import Town, populated

OF_THE_SEARCH = [Event.DUE_DILIGENCE_RECORDED, Event.DUE_DILIGENCE_WORDED]
SAID = {
    Event.DUE_DILIGENCE_OBJECTED,
    Event.DUE_DILIGENCE_NOT_UPHELD,
    Event.DUE_DILIGENCE_REPLIED,
    Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
}


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def waiting(town: Town, name: str) -> list[str]:
    rows = list_notifications(town.call(name)).rows
    return [one.about for one in rows if one.kind is Told.OBJECTION and one.unread]


def objected(town: Town) -> tuple[str, str, str]:
    vacancy, (first, second, _third) = schools.told(town)
    for part in (first, second):
        telling.take_down(town.call("hugh"), part, "I do not want this.", objects=True)
        town.wait(minutes=1)
    return vacancy, first, second


def decide(town: Town, part: str, *, upheld: bool = False) -> None:
    telling.decide(town.call("hetty"), part, upheld=upheld, reasons="It is so.")


def test_those_who_may_decide_it_are_told_and_neither_the_searcher_nor_the_panel(
    town: Town,
) -> None:
    vacancy, first, second = objected(town)
    assert waiting(town, "hetty") == [vacancy, vacancy]
    for name in ("hugh", "sam", "mara", "edith", "alan"):
        assert waiting(town, name) == []
    decide(town, first)
    assert waiting(town, "hetty")
    decide(town, second)
    assert waiting(town, "hetty") == []


@on_both
def test_it_waits_no_longer_once_the_search_is_over(town: Town) -> None:
    vacancy, first, _second = objected(town)
    decide(town, first, upheld=True)
    assert waiting(town, "hetty") == []
    assert list_open(town.call("dara")) == ()
    vacancy, (first, *_others) = schools.told(town, "SCH-2")
    telling.take_down(town.call("hugh"), first, "No.", objects=True)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    assert waiting(town, "hetty") == []
    assert list_open(town.call("dara")) == ()


def test_it_stands_in_the_register_until_it_is_decided(town: Town) -> None:
    _vacancy, first, second = objected(town)
    rows = list_open(town.call("dara"))
    assert [row.part_ref for row in rows] == [first, second]
    assert {(row.kind, row.check_ref, row.is_known) for row in rows} == {
        (RightsKind.OBJECTION, "", False)
    }
    decide(town, first)
    assert [row.part_ref for row in list_open(town.call("dara"))] == [second]
    town.wait(days=60)
    assert [row.overdue for row in list_open(town.call("dara"))] == [True]


def test_whoever_searches_reads_nothing_that_candidates_say_nor_what_hr_makes_of_it(
    town: Town,
) -> None:
    vacancy, (first, second, third) = schools.told(town)
    telling.take_down(town.call("hugh"), first, "I do not want this.", objects=True)
    telling.take_down(town.call("hugh"), second, "That paper has it wrong.", objects=False)
    decide(town, first)
    town.wait(days=12)
    schools.look_up(town, first, schools.SOMETHING)
    for part in (second, third):
        schools.look_up(town, part)
    passing.pass_on(town.call("hugh"), first, "Ask about supervision at the club.")
    passing.hand_over(town.call("hugh"), vacancy)
    schools.answered(town, first)
    answers.pass_on(town.call("hugh"), first, "Nothing came of it.")
    mine, *others = schools.shown(town, vacancy, "sam")
    assert [one.event for one in mine.words] == OF_THE_SEARCH
    assert mine.given and not mine.answer
    assert [one.event for part in others for one in part.words] == OF_THE_SEARCH[:1] * 2
    known, other, _third = schools.shown(town, vacancy, "edith")
    assert {one.event for one in known.words} - {*OF_THE_SEARCH} == SAID
    assert known.answer == "Nothing came of it." and "wrong" in other.words[0].words
    passing.lock_scores(town.call("mara"), vacancy)
    assert schools.shown(town, vacancy, "mara")[0].answer == known.answer
