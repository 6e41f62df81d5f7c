"""Members of a panel give their word that they made no search but those recorded."""

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible
from screening.domain.events import Event
from screening.domain.words import Moment, Stage
from screening.services import declaring, vacancies
from screening.services.reading.vacancies.declarations import list_to_declare
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import Town

SHORTLIST, DECISION = Moment.SHORTLIST, Moment.DECISION


@pytest.fixture
def vacancy(town: Town) -> str:
    return town.vacancy(panel=("mara", "miles"))


def reach(town: Town, vacancy: str, stage: Stage) -> None:
    vacancies.set_stage(town.call("hugh"), vacancy, stage)


def rows(town: Town, vacancy: str, by: str = "hugh") -> list[tuple[str, Moment, bool, bool]]:
    shown = read_vacancy(town.call(by), vacancy).declarations
    return [(row.name, row.moment, row.at is not None, row.searched) for row in shown]


@on_both
def test_it_is_asked_when_the_vacancy_has_come_so_far(town: Town, vacancy: str) -> None:
    assert rows(town, vacancy) == []
    assert list_to_declare(town.call("mara")) == ()
    with pytest.raises(NotPossible):
        declaring.declare(town.call("mara"), vacancy, SHORTLIST, searched=False)
    reach(town, vacancy, Stage.SHORTLISTED)
    assert [row.moment for row in list_to_declare(town.call("mara"))] == [SHORTLIST]
    declaring.declare(town.call("mara"), vacancy, SHORTLIST, searched=False)
    assert list_to_declare(town.call("mara")) == ()
    with pytest.raises(NotPossible):
        declaring.declare(town.call("mara"), vacancy, DECISION, searched=False)
    reach(town, vacancy, Stage.OFFERED)
    assert [row.moment for row in list_to_declare(town.call("mara"))] == [DECISION]


def test_hr_and_officers_see_who_has_and_who_has_not(town: Town, vacancy: str) -> None:
    reach(town, vacancy, Stage.SHORTLISTED)
    declaring.declare(town.call("miles"), vacancy, SHORTLIST, searched=True)
    both = [("mara", SHORTLIST, False, False), ("miles", SHORTLIST, True, True)]
    for name in ("hugh", "edith", "dara"):
        assert sorted(rows(town, vacancy, name)) == both
    assert rows(town, vacancy, "mara") == both[:1]


def test_a_word_is_given_once_and_never_changed(town: Town, vacancy: str) -> None:
    reach(town, vacancy, Stage.SHORTLISTED)
    declaring.declare(town.call("mara", "once"), vacancy, SHORTLIST, searched=False)
    declaring.declare(town.call("mara", "once"), vacancy, SHORTLIST, searched=False)
    with pytest.raises(Conflict):
        declaring.declare(town.call("mara"), vacancy, SHORTLIST, searched=True)
    with town.call("edith").look() as work:
        told = [
            one.payload
            for one in open_records(work.session, work.vault, vacancy_ref=vacancy)
            if one.event == Event.DECLARATION_MADE
        ]
    assert told == [{"moment": "shortlist", "searched": False}]


def test_only_who_sits_on_the_panel_declares(town: Town, vacancy: str) -> None:
    reach(town, vacancy, Stage.SHORTLISTED)
    with pytest.raises(NotAllowed):
        declaring.declare(town.call("hugh"), vacancy, SHORTLIST, searched=False)
    alone = town.vacancy("LIB-9", panel=("miles",))
    reach(town, alone, Stage.SHORTLISTED)
    with pytest.raises(NotFound):
        declaring.declare(town.call("mara"), alone, SHORTLIST, searched=False)


@on_both
def test_a_new_member_is_asked_and_one_who_left_is_not(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara",))
    reach(town, vacancy, Stage.SHORTLISTED)
    declaring.declare(town.call("mara"), vacancy, SHORTLIST, searched=False)
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["miles"].ref])
    assert rows(town, vacancy) == [("miles", SHORTLIST, False, False)]
    assert list_to_declare(town.call("mara")) == ()


def test_it_can_be_given_late_after_closing(town: Town, vacancy: str) -> None:
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    assert len(rows(town, vacancy)) == 4
    declaring.declare(town.call("mara"), vacancy, DECISION, searched=False)
    assert ("mara", DECISION, True, False) in rows(town, vacancy)
