"""What somebody's first page may still tell them."""

from screening.services import vacancies
from screening.services.reading.desk.waiting import asked_by
from tests.databases import on_both
from tests.services.town import Town


def test_who_left_a_panel_hears_of_its_checks_no_more(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    assert [row.vacancy_ref for row in asked_by(town.call("mara"))] == [vacancy]
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["miles"].ref])
    assert asked_by(town.call("mara")) == ()


@on_both
def test_hr_hears_of_its_own_checks_wherever_it_sits(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.draft(vacancy, by="hetty")
    assert [row.ref for row in asked_by(town.call("hetty"))] == [check]
