"""A check's own page, for each who may see it, in every state of its life."""

from collections.abc import Callable

import pytest
from flask import Flask

from screening.domain.events import Event
from screening.domain.names import EVENT_NAMES
from screening.domain.words import Role, State
from screening.services.checks import clockwork, filing, handing_over, notices
from screening.web import checks, wording_events
from screening.web.access import roles_of
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER, QUOTE, Town
from tests.web.townspeople import TownPages

NAME = "Ada Quillfeather"

WAYS: dict[str, Callable[[Town, str], str]] = {
    "draft": Town.draft,
    "submitted": Town.submitted,
    "approved": Town.approved,
    "ready": Town.ready,
    "searched": Town.searched,
    "handed over": Town.handed_over,
    "closed": Town.closed,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_reader_sees_where_it_is(pages: TownPages, way: str) -> None:
    check = WAYS[way](pages.town, pages.town.vacancy())
    for name in ("mara", "hugh", "sam", "edith", "dara"):
        page = pages.visitor(name).get(f"/checks/{check}")
        assert page.h1 == "Check 1"
        assert "What happens next" in page.text
        assert (NAME in page.html) == (name not in {"edith", "dara"})
    for name, status in (("miles", 404), ("alan", 403)):
        page = pages.visitor(name).get(f"/checks/{check}", status)
        assert QUOTE not in page.html


def test_acts_lead_to_their_pages(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    links = pages.visitor("hugh").get(f"/checks/{check}").links()
    assert links["Decide the request"] == f"/checks/{check}/decision"
    assert "Take the check back" not in links
    links = pages.visitor("mara").get(f"/checks/{check}").links()
    assert links["Take the check back"] == f"/checks/{check}/withdraw"
    assert "Decide the request" not in links
    assert not {"Decide the request", "Take the check back"} & set(
        pages.visitor("edith").get(f"/checks/{check}").links()
    )


def test_what_ends_a_check_is_no_button(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    page = pages.visitor("mara").get(f"/checks/{check}")
    assert page.all("//main//a[contains(@class, 'govuk-button')]") == []
    assert list(page.links()).index("Take the check back") > list(page.links()).index("C-01")
    [button] = (
        pages.visitor("hugh")
        .get(f"/checks/{check}")
        .all("//main//a[contains(@class, 'govuk-button')]")
    )
    assert button.text_content() == "Decide the request"


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_offered_can_be_opened(pages: TownPages, way: str) -> None:
    check = WAYS[way](pages.town, pages.town.vacancy())
    for name in ("mara", "hugh", "sam"):
        visitor = pages.visitor(name)
        page = visitor.get(f"/checks/{check}")
        for act in checks.ACTS.values():
            if str(act.label) in page.links():
                visitor.get(page.links()[str(act.label)])


def test_what_was_approved_stands_beside_what_was_asked(pages: TownPages) -> None:
    check = pages.town.approved(pages.town.vacancy(), minutes=10)
    page = pages.visitor("mara").get(f"/checks/{check}")
    rows = [" ".join(row.text_content().split()) for row in page.all("//tbody/tr")]
    assert "Minutes Asked for: 30 Approved: 10" in rows
    assert "It tests the claim and nothing else." in page.text


def test_the_panel_learns_what_it_was_told_and_no_more(pages: TownPages) -> None:
    check = pages.town.handed_over(pages.town.vacancy())
    handing_over.lock_scores(pages.town.call("mara"), check)
    page = pages.visitor("mara").get(f"/checks/{check}")
    assert "The posts are there, as she says." in page.text
    assert "Three posts a week throughout." not in page.html
    assert "Three posts a week throughout." in pages.visitor("hugh").get(f"/checks/{check}").text


@on_both
def test_the_panels_pages_stay_the_same_whatever_the_candidate_replied(pages: TownPages) -> None:
    vacancy = pages.town.vacancy()
    check, mara, hugh = pages.town.told(vacancy), pages.visitor("mara"), pages.town.call("hugh")
    states = [f"/checks?state={state}" for state in State]
    addresses = ("/", "/checks", f"/checks/{check}", f"/vacancies/{vacancy}", *states)
    before = [mara.get(address).text for address in addresses]
    assert "You hear when there is an answer, or that there is none." in before[2]
    notices.candidate_agrees(hugh, check, "Go ahead.")
    assert [mara.get(address).text for address in addresses] == before
    notices.raise_objection(hugh, check, "That is not me.")
    assert [mara.get(address).text for address in addresses] == before
    notices.decide_objection(hugh, check, upheld=True, reasons="They offered a certificate.")
    assert [mara.get(address).text for address in addresses] == before
    pages.town.wait(days=10)
    clockwork.tick(hugh)
    page = pages.visitor("mara").get(f"/checks/{check}")
    assert "Cancelled" in page.text and "certificate" not in page.html


def test_a_draft_shows_none_of_its_words_to_others(pages: TownPages) -> None:
    check = pages.town.draft(pages.town.vacancy())
    pages.town.type_in(check, question="Nobody else reads this")
    for name in ("hugh", "edith"):
        page = pages.visitor(name).get(f"/checks/{check}")
        assert "Nobody else" not in page.html
        assert "seen by mara alone" in page.text


def test_what_was_found_is_not_on_the_page_of_the_check(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy(), **IMPROPER)
    filing.refer(pages.town.call("mara"), check, "It is about the <claim>.")
    page = pages.visitor("edith").get(f"/checks/{check}")
    assert "It is about the <claim>." in page.text
    assert "Two people there have to agree" in page.text


def test_every_state_says_what_comes_next(shell: Flask) -> None:
    assert set(checks.WHATS_NEXT) == set(State)
    for state, said in checks.WHATS_NEXT.items():
        assert str(said) % {"requester": "Mara", "searcher": "Sam"}, state


def test_every_act_has_a_page_for_somebody_with_a_part_in_checks(shell: Flask) -> None:
    for act in checks.ACTS.values():
        roles = roles_of(shell, act.endpoint)
        assert roles
        assert roles <= {Role.MANAGER, Role.HR}


def test_every_event_has_words(shell: Flask) -> None:
    assert set(EVENT_NAMES) == set(Event)
    with shell.test_request_context():
        assert all(wording_events.title(event) for event in Event)


def test_the_example_of_the_tests_is_fair(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy(), **FAIR)
    assert pages.town.see("mara", check).state is State.AWAITING
