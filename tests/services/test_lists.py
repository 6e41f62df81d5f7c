"""What a list finds, and that neither rows nor counts tell of what a reader may not know."""

from dataclasses import replace

import pytest

from screening.domain.words import Role, Stage, State, Verdict
from screening.services import vacancies
from screening.services.checks import deciding, notices
from screening.services.reading import visible
from screening.services.reading.checks.check import read_check
from screening.services.reading.desk.check_list import EVERY, ChecksWanted, list_checks
from screening.services.reading.desk.queue import QueueWanted, read_queue, read_searches
from screening.services.reading.pages import PAGE, Page, Turning
from screening.services.reading.vacancies.vacancy_list import (
    VacanciesWanted,
    departments,
    list_vacancies,
)
from screening.services.vacancies import VacancyDetails
from tests.databases import on_both
from tests.services.town import IMPROPER, Town


def seen(town: Town, name: str, wanted: ChecksWanted = EVERY) -> set[str]:
    return {row.ref for row in list_checks(town.call(name), wanted).rows}


@pytest.fixture
def two(town: Town) -> tuple[str, str]:
    """A check of mara's vacancy, and one of miles's in another department."""
    first = town.submitted(town.vacancy("LIB-7"))
    town.wait(minutes=1)
    other = town.vacancy("PARK-2", panel=("miles",))
    details = VacancyDetails("PARK-2", "Ranger", "Parks", town.now.date())
    vacancies.change_details(town.call("hugh"), other, details)
    return first, town.submitted(other, by="miles")


@on_both
def test_each_sees_what_they_may_and_nothing_counts_the_rest(
    town: Town, two: tuple[str, str]
) -> None:
    first, second = two
    assert (seen(town, "mara"), seen(town, "miles")) == ({first}, {second})
    for name in ("hugh", "edith", "dara"):
        assert seen(town, name) == set(two)
    assert seen(town, "alan") == set()
    for wanted in (
        ChecksWanted("PARK-2"),
        ChecksWanted("ranger"),
        ChecksWanted(department="Parks"),
        ChecksWanted(who="miles"),
    ):
        assert seen(town, "hugh", wanted) == {second}
        assert list_checks(town.call("mara"), wanted) == Page(())
        assert seen(town, "miles", wanted) == {second}
    assert departments(town.call("mara")) == ["Libraries"]
    assert list(departments(town.call("edith"))) == ["Libraries", "Parks"]
    assert departments(town.call("alan")) == []


@on_both
def test_what_is_counted_around_a_page_is_what_one_may_know(town: Town) -> None:
    for number in range(PAGE + 3):
        town.vacancy(f"V-{number}", panel=("mara",) if number % 2 else ("miles",))
        town.wait(minutes=1)
    page = list_vacancies(town.call("hugh"))
    assert (len(page.rows), page.before, page.after) == (PAGE, 0, 3)
    mine = list_vacancies(town.call("mara"))
    assert (len(mine.rows), mine.before, mine.after) == (14, 0, 0)
    after = list_vacancies(town.call("mara"), turning=Turning(after=page.last))
    assert (len(after.rows), after.before, after.after) == (1, 13, 0)


@on_both
def test_a_page_leads_back_to_the_one_before(town: Town) -> None:
    for number in range(2 * PAGE + 1):
        town.vacancy(f"V-{number}", panel=())
    first = list_vacancies(town.call("hugh"))
    second = list_vacancies(town.call("hugh"), turning=Turning(after=first.last))
    third = list_vacancies(town.call("hugh"), turning=Turning(after=second.last))
    assert (third.before, len(third.rows), third.after) == (2 * PAGE, 1, 0)
    assert list_vacancies(town.call("hugh"), turning=Turning(before=third.first)) == second
    assert list_vacancies(town.call("hugh"), turning=Turning(before=second.first)) == first
    assert len({row.ref for page in (first, second, third) for row in page.rows}) == 2 * PAGE + 1


@on_both
@pytest.mark.parametrize(
    "text",
    ["", "x", "0001-01-01T00:00:00.000000Z_" + "0" * 32, "2026-02-30T00:00:00.000000Z_" + "0" * 32,
     "2026-11-23T09:00:00.000000Z_\0", "'", "9" * 9999],
)  # fmt: skip
def test_what_is_no_place_of_ours_shows_the_first_page(town: Town, text: str) -> None:
    town.vacancy()
    for turning in (Turning(after=text), Turning(before=text)):
        assert len(list_vacancies(town.call("hugh"), turning=turning).rows) == 1


@on_both
def test_each_way_to_look_for_a_check(town: Town, two: tuple[str, str]) -> None:
    first, second = two
    town.confirm(first)
    deciding.reject(town.call("hetty"), first, 1, "Ask at interview.")
    blocked = town.submitted(town.vacancy("POOL-1"), **IMPROPER)
    for wanted, found in (
        (ChecksWanted("lib"), {first, blocked}),
        (ChecksWanted("lib-7, LIBRARIES"), {first}),
        (ChecksWanted("lib park"), set()),
        (ChecksWanted(who="HET"), {first}),
        (ChecksWanted(who="mara"), {first, blocked}),
        (ChecksWanted(who="nobody"), set()),
        (ChecksWanted(candidate=1), {first, second, blocked}),
        (ChecksWanted(candidate=2), set()),
        (ChecksWanted(criterion="E1"), {first, second, blocked}),
        (ChecksWanted(criterion="e1"), {first, second, blocked}),
        (ChecksWanted(criterion="E2"), set()),
        (ChecksWanted(state=State.REJECTED), {first}),
        (ChecksWanted(verdict=Verdict.BLOCK), {blocked}),
        (ChecksWanted(platform="instagram"), {first, second, blocked}),
        (ChecksWanted(platform="x"), set()),
        (ChecksWanted(month=town.now.date()), {first, second, blocked}),
        (ChecksWanted(month=town.now.date().replace(month=10)), set()),
        (ChecksWanted(overdue=True), set()),
    ):
        assert seen(town, "edith", wanted) == found, wanted
    town.wait(days=7)
    assert seen(town, "edith", ChecksWanted(overdue=True)) == {second}
    [row] = list_checks(town.call("hugh"), ChecksWanted(overdue=True)).rows
    assert row.overdue


@on_both
def test_that_a_candidate_objected_shows_to_no_panel_however_they_look(town: Town) -> None:
    check = town.told(town.vacancy())
    notices.raise_objection(town.call("hugh"), check, "Not mine.")
    paused, told = ChecksWanted(state=State.PAUSED), ChecksWanted(state=State.NOTIFIED)
    assert (seen(town, "mara", paused), seen(town, "mara", told)) == (set(), {check})
    [row] = list_checks(town.call("mara")).rows
    assert (row.state, row.since) == (
        State.NOTIFIED,
        read_check(town.call("mara"), check).state_since,
    )
    for name in ("hugh", "edith", "sam"):
        assert (seen(town, name, paused), seen(town, name, told)) == ({check}, set())


@on_both
def test_of_who_was_erased_no_place_is_found(town: Town) -> None:
    check = town.submitted(town.vacancy())
    where = ChecksWanted(platform="instagram")
    assert seen(town, "edith", where) == {check}
    town.erase(town.see("hugh", check).candidate_ref)
    assert seen(town, "edith", where) == set()
    assert seen(town, "edith") == {check}


@on_both
def test_a_searcher_finds_the_check_of_a_panel_they_do_not_sit_on(town: Town) -> None:
    check = town.approved(town.vacancy())
    sam = town.people["sam"]
    town.people["sam"] = replace(sam, roles=frozenset({Role.MANAGER}))
    assert seen(town, "sam") == {check}
    assert list_vacancies(town.call("sam")).rows == ()


@on_both
def test_the_queue_is_narrowed(town: Town, two: tuple[str, str]) -> None:
    first, second = two

    def queue(wanted: QueueWanted, name: str = "hugh") -> list[str]:
        return [row.ref for row in read_queue(town.call(name), wanted).rows]

    assert queue(QueueWanted()) == [first, second]
    assert queue(QueueWanted(words="park")) == [second]
    assert queue(QueueWanted(who="mara")) == [first]
    assert queue(QueueWanted(department="Parks")) == [second]
    assert queue(QueueWanted(state=State.REFERRED)) == queue(QueueWanted(overdue=True)) == []
    town.wait(minutes=1)
    own = town.submitted(town.vacancy("POOL-1"), by="hugh")
    assert queue(QueueWanted(mine=True)) == [first, second]
    assert queue(QueueWanted(mine=True), "hetty") == [first, second, own]
    assert read_searches(town.call("sam")).rows == ()


@on_both
def test_a_vacancy_is_found_by_its_words_as_they_are_now(town: Town) -> None:
    ref = town.vacancy("LIB-7")

    def found(words: str) -> bool:
        return bool(list_vacancies(town.call("hugh"), VacanciesWanted(words)).rows)

    assert found("lib-7") and found("COMM off") and not found("ranger")
    assert found("munic ib-7 RARI") and found("-7") and not found("lib7") and not found("munic x")
    details = VacancyDetails("LIB-7", "Ranger at Tŷ Siân’s", "Libraries", town.now.date())
    vacancies.change_details(town.call("hugh"), ref, details)
    assert found("SIAN'S ty") and found("iân")
    assert found("ranger lib") and not found("communications")
    wanted = VacanciesWanted(stage=Stage.SIFTING)
    assert list_vacancies(town.call("hugh"), wanted).rows == ()


@pytest.mark.parametrize("few", [0, 1, 200])
def test_however_many_have_a_word_and_however_often_each_is_found_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(visible, "FEW", few)
    refs = []
    for number in range(3):
        refs.append(town.vacancy(f"LIB-{number}"))
        town.wait(minutes=1)
    for words, found in (("i", refs), ("i 1", refs[1:2]), ("ommun icat", refs), ("i zz", [])):
        page = list_vacancies(town.call("hugh"), VacanciesWanted(words))
        assert [row.ref for row in page.rows] == found[::-1], words
