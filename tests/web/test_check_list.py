"""The list of checks by its page: what the address asks for, and how to take it off again."""

from screening.services.reading.pages import PAGE
from tests.databases import on_both
from tests.web.townspeople import TownPages

pytestmark = on_both


def test_what_was_chosen_stands_in_the_address_and_is_taken_off_piece_by_piece(
    pages: TownPages,
) -> None:
    pages.town.submitted(pages.town.vacancy("LIB-7"))
    page = pages.visitor("mara").get("/checks?words=lib&who=mara&month=2024-02&after=nonsense")
    assert "No check is like that" in page.text
    chips = page.all("//ul[@class='moj-filter-tags']//a/@href")
    assert {frozenset(address.partition("?")[2].split("&")) for address in chips} == {
        frozenset({"words=lib", "month=2024-02"}),
        frozenset({"words=lib", "who=mara"}),
        frozenset({"who=mara", "month=2024-02"}),
    }
    assert page.all("//select[@id='month']/option[@selected]/@value") == ["2024-02"]
    without = next(address for address in chips if "month" not in address)
    assert "LIB-7, check 1" in pages.visitor("mara").get(without).links()


def test_what_cannot_be_used_is_said_and_left_out(pages: TownPages) -> None:
    pages.town.submitted(pages.town.vacancy("LIB-7"))
    asked = "/checks?state=nonsense&candidate=Ada&month=2026-13&department=Secret&overdue=perhaps"
    page = pages.visitor("mara").get(asked)
    for name in ("Where it is", "Candidate", "Started in", "Department", "HR’s decision"):
        assert f"“{name}” has nothing of that kind" in page.text
    assert "LIB-7, check 1" in page.links()
    assert page.all("//ul[@class='moj-filter-tags']") == []


def test_a_manager_is_shown_no_other_department_and_nobody_elses_check(pages: TownPages) -> None:
    pages.town.submitted(pages.town.vacancy("PARK-1", panel=("miles",)), by="miles")
    page = pages.visitor("mara").get("/checks?words=park")
    assert "No check is like that" in page.text
    assert page.all("//select[@id='department']/option/@value") == [""]
    assert "PARK-1, check 1" in pages.visitor("edith").get("/checks?words=park").links()


def test_pages_say_how_many_come_before_and_after(pages: TownPages) -> None:
    for number in range(PAGE + 2):
        pages.town.vacancy(f"V-{number}", panel=())
        pages.town.wait(seconds=1)
    visitor = pages.visitor("hugh")
    page = visitor.get("/vacancies?words=v")
    assert f"{PAGE} of {PAGE + 2}" in page.text
    [older] = page.all("//a[@rel='next']/@href")
    second = visitor.get(older)
    assert f"2 of {PAGE + 2}" in second.text
    [newer] = second.all("//a[@rel='prev']/@href")
    assert visitor.get(newer).text == page.text


def test_a_history_is_narrowed_to_one_kind(pages: TownPages) -> None:
    check = pages.town.approved(pages.town.vacancy("LIB-7"))
    visitor = pages.visitor("hugh")
    titles = "//div[@class='moj-timeline__item']//h3/text()"
    every = visitor.get(f"/checks/{check}").all(titles)
    some = visitor.get(f"/checks/{check}?kind=requests").all(titles)
    assert set(some) < set(every)
    assert visitor.get(f"/checks/{check}?kind=nonsense&before=x").all(titles) == every
