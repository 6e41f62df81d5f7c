"""What waits for officers and administrators on their first page."""

from collections.abc import Callable

import pytest

from screening.domain.errors import NotAllowed
from screening.domain.words import ErasedBecause, Role
from screening.services import reporting, vacancies
from screening.services.call import Call
from screening.services.checks import searching
from screening.services.checks.searching import VisitText
from screening.services.erasure import erasing
from screening.services.erasure.erasing import CLASSES
from screening.services.erasure.retention import WARNING
from screening.services.people import roles
from screening.services.reading.administration.accounts import (
    list_roles_waiting,
    list_without_roles,
)
from screening.services.reading.equality import reviews
from screening.services.reading.equality.reviews import list_to_sign_off
from screening.services.reading.equality.signs import Sign, gravest_first
from screening.services.reading.keeping.erasure import list_to_confirm, list_unfinished
from screening.services.reading.keeping.retention import list_retention
from tests.databases import on_both
from tests.services.town import IMPROPER, Town

LISTS = {
    list_to_sign_off: {"edith"},
    list_retention: {"dara", "hugh", "hetty", "sam"},
    list_to_confirm: {"dara", "hugh", "hetty", "sam"},
    list_unfinished: {"dara"},
    list_roles_waiting: {"alan"},
    list_without_roles: {"alan"},
}


@on_both
@pytest.mark.parametrize("wanted", LISTS, ids=lambda one: one.__name__)
def test_each_list_is_for_its_own_officer(
    town: Town, wanted: Callable[[Call], tuple[object, ...]]
) -> None:
    town.draft(town.vacancy())
    for name in town.people:
        if name in LISTS[wanted]:
            wanted(town.call(name))
        else:
            with pytest.raises(NotAllowed):
                wanted(town.call(name))


def to_sign_off(town: Town) -> list[str]:
    return [row.vacancy.reference for row in list_to_sign_off(town.call("edith"))]


def test_a_vacancy_waits_until_it_is_signed_off(town: Town) -> None:
    vacancy = town.vacancy()
    assert to_sign_off(town) == []
    town.draft(vacancy)
    assert to_sign_off(town) == ["LIB-7"]
    town.sign_off(vacancy)
    assert to_sign_off(town) == []
    reporting.request_report(town.call("edith"), vacancy)
    assert to_sign_off(town) == []
    town.candidate(vacancy, "Bo Fennimore")
    assert to_sign_off(town) == ["LIB-7"]


def test_a_sign_off_speaks_for_its_own_vacancy(town: Town) -> None:
    longest = town.reviewed()
    assert to_sign_off(town) == []
    town.draft(town.vacancy("HSG-1"))
    assert to_sign_off(town) == ["HSG-1"]
    town.wait(days=400)
    assert [row.ref for row in list_retention(town.call("dara"))] == [longest]


def test_the_gravest_come_first_with_what_calls_for_a_look(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.submitted(town.vacancy(), **IMPROPER)
    town.wait(days=1)
    check = town.ready(town.vacancy("HSG-1"))
    visit = VisitText(None, "instagram.com/other", town.now, 2, "A page.", "The link led there.")
    searching.record_visit(town.call("sam"), check, visit)
    searching.record_exposure(town.call("sam"), check, town.now)
    town.wait(days=1)
    town.submitted(town.vacancy("ENV-1"), **IMPROPER)
    first, second, third = list_to_sign_off(town.call("edith"))
    assert gravest_first(first.signs)[:2] == (Sign.VARIANCE, Sign.EXPOSURE)
    assert gravest_first(third.signs)[0] is Sign.NOT_READY
    assert [one.vacancy.reference for one in (first, second)] == ["HSG-1", "ENV-1"]
    assert second.signs[Sign.RECYCLED] == 1, "it says what LIB-7 said, so more of it was seen"
    monkeypatch.setattr(reviews, "MOST", 1)
    assert to_sign_off(town) == ["HSG-1"]
    monkeypatch.setattr(reviews, "NEWEST", 1)
    assert to_sign_off(town) == ["ENV-1"], "no more is looked through than that"


def test_of_vacancies_alike_the_one_that_was_set_up_first_comes_first(town: Town) -> None:
    for reference in ("LIB-7", "HSG-1"):
        town.draft(town.vacancy(reference))
        town.wait(days=1)
    assert to_sign_off(town) == ["LIB-7", "HSG-1"]


@on_both
def test_an_officer_who_sat_on_a_panel_is_not_asked(town: Town) -> None:
    town.add("ed", Role.EQUALITY, Role.MANAGER)
    town.draft(town.vacancy(panel=("mara", "ed")))
    assert list_to_sign_off(town.call("ed")) == ()
    assert to_sign_off(town) == ["LIB-7"]


def test_data_is_named_when_its_time_is_near_and_when_it_is_over(town: Town) -> None:
    vacancy = town.vacancy()
    first, second = town.candidate(vacancy), town.candidate(vacancy, "Bo Fennimore")
    town.wait(days=500)
    assert list_retention(town.call("dara")) == ()
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.wait(days=365 - WARNING.days - 1)
    assert list_retention(town.call("dara")) == ()
    town.wait(days=1)
    [row] = list_retention(town.call("dara"))
    assert (row.reference, row.left, row.over) == ("LIB-7", 2, False)
    assert row.due == (town.now + WARNING).date()
    town.wait(days=WARNING.days)
    town.erase(first, ErasedBecause.RETENTION_OVER)
    [row] = list_retention(town.call("dara"))
    assert (row.left, row.over) == (1, True)
    town.erase(second, ErasedBecause.RETENTION_OVER)
    assert list_retention(town.call("dara")) == ()


@on_both
def test_an_erasure_that_was_interrupted_is_named_until_it_ends(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    town.store.vault.destroy(candidate, CLASSES)
    [row] = list_unfinished(town.call("dara"))
    assert (row.ref, row.code, row.vacancy_reference) == (candidate, "C-01", "LIB-7")
    erasing.finish(town.call("dara"))
    assert list_unfinished(town.call("dara")) == ()


@on_both
def test_roles_wait_for_asecond_administrator(town: Town) -> None:
    town.add("anna", Role.ADMINISTRATOR)
    town.add("nell")
    assert list_roles_waiting(town.call("alan")) == ()
    assert [one.name for one in list_without_roles(town.call("alan"))] == ["nell"]
    roles.give_role(town.call("alan"), town.people["nell"].ref, Role.HR)
    assert list_without_roles(town.call("alan")) == ()
    [mine], [theirs] = (list_roles_waiting(town.call(name)) for name in ("alan", "anna"))
    assert (mine.name, mine.asked.role, mine.asked.by) == ("nell", Role.HR, "alan")
    assert (mine.asked.may_grant, theirs.asked.may_grant) == (False, True)
