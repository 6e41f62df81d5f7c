"""Whoever is to search neither reads nor decides what the candidate says; nor who was recused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from screening.domain.errors import NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.words import Answered, Delivery, Role, SearcherKind, State
from screening.services.checks import deciding, notices
from screening.services.checks.authorising import Searcher
from screening.services.checks.more_time import give_more_time
from screening.services.own_page import links, replies
from screening.services.people import accounts
from screening.services.reading.checks.holding_back import read_reply
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.telling.mails import read_mails
from screening.store.store import Store
from tests.databases import on_both
from tests.services.candidates import answers_with, link_to, replies_with
from tests.services.recusing import recuse
from tests.services.town import Town, populated

pytestmark = on_both

WORDS = "That is my sister's page, and not mine."
APART = ("sam", "sam too", "henry", "hana", "hilda")
"""To search, in two accounts; recused; on the panel; who asked."""


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    for name, *roles in (
        ("henry", Role.HR),
        ("hana", Role.HR, Role.MANAGER),
        ("hilda", Role.HR),
    ):
        town.add(name, *roles)
    town.add("sam too", Role.HR, person=town.people["sam"].person_ref)
    town.all_read_policy()
    return town


@pytest.fixture
def check(town: Town) -> str:
    """Asked by hilda, to be searched by sam; henry was recused in the vacancy. It is told."""
    vacancy = town.vacancy(panel=("mara", "hana"))
    check = town.submitted(vacancy, by="hilda")
    town.confirm(check)
    town.wait(minutes=1)
    approve(town, check, "sam")
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    recuse(town, "henry", vacancy, check)
    return check


def approve(town: Town, check: str, searcher: str) -> None:
    deciding.approve(
        town.call("hugh"),
        check,
        1,
        scope=town.whole(check, by="hilda"),
        searcher=Searcher(SearcherKind.HR, town.people[searcher].person_ref),
        reasons="It tests the claim.",
    )


Act = Callable[[Town, str, str], object]
BEFORE: dict[str, Act] = {
    "raise": lambda town, by, check: notices.raise_objection(town.call(by), check, WORDS),
    "agree": lambda town, by, check: notices.candidate_agrees(town.call(by), check, "Yes."),
    "more time": lambda town, by, check: give_more_time(
        town.call(by), check, town.now.date() + timedelta(days=9), "They are in hospital."
    ),
    "cancel": lambda town, by, check: notices.cancel(town.call(by), check, "Over."),
    "link": lambda town, by, check: links.make_link(town.call(by), check, 0),
    "mails": lambda town, by, check: read_mails(town.call(by), check),
}
PAUSED: dict[str, Act] = {
    "uphold": lambda town, by, check: decide(town, by, check, upheld=True),
    "go on": lambda town, by, check: decide(town, by, check, upheld=False),
    "cancel": BEFORE["cancel"],
}
AFTER: dict[str, Act] = {
    "pass on": lambda town, by, check: replies.pass_on(town.call(by), check, "Three posts."),
    "keep back": lambda town, by, check: replies.keep_back(town.call(by), check, "Too long."),
    "read": lambda town, by, check: read_reply(town.call(by), check, WORDS),
}


def decide(town: Town, by: str, check: str, *, upheld: bool) -> None:
    notices.decide_objection(town.call(by), check, upheld=upheld, reasons="As she says.")


def refused_to(town: Town, names: tuple[str, ...], check: str, acts: dict[str, Act]) -> None:
    for name in names:
        for called, act in acts.items():
            with pytest.raises(NotAllowed, match="Somebody else in HR deals"):
                act(town, name, check)
                pytest.fail(f"{name} may {called}")


def said_to(town: Town, name: str, check: str) -> str:
    return str(town.see(name, check))


def test_what_a_candidate_says_is_taken_down_by_others(town: Town, check: str) -> None:
    refused_to(town, APART, check, BEFORE)
    for name in APART:
        shown = town.see(name, check)
        assert not shown.linking
        assert not shown.doings & {Event.OBJECTION_RAISED, Event.CANDIDATE_AGREED}
    assert town.see("hugh", check).linking


def test_an_objection_is_decided_and_read_by_others(town: Town, check: str) -> None:
    answers_with(town, link_to(town, check), Answered.NOT_MINE, WORDS)
    refused_to(town, APART, check, PAUSED)
    for name in ("sam", "sam too", "henry", "hana", "mara"):
        assert WORDS not in said_to(town, name, check), name
        kinds = [one.kind for one in list_notifications(town.call(name)).rows if one.unread]
        assert Told.OBJECTION not in kinds, name
    sam = town.see("sam", check)
    assert sam.state is State.PAUSED and "nobody else" in sam.why_not_answer
    assert not sam.doings & {Event.OBJECTION_UPHELD, Event.SEARCH_BEGUN, Event.CHECK_CANCELLED}
    assert town.see("hana", check).why_not_answer == ""  # a panel does not learn that it waits
    assert town.see("hugh", check).why_not_answer == ""
    notices.decide_objection(town.call("hetty"), check, upheld=True, reasons="It is hers.")
    for name in ("sam", "sam too", "henry"):
        shown = town.see(name, check)
        assert shown.state is State.STOPPED and "It is hers" not in str(shown)
        assert shown.last(Event.OBJECTION_UPHELD) is None


def test_a_correction_that_does_not_stand_reaches_the_searcher_as_a_check_to_make(
    town: Town, check: str
) -> None:
    answers_with(town, link_to(town, check), Answered.NOT_MINE, WORDS)
    notices.decide_objection(town.call("hetty"), check, upheld=False, reasons="It bears her name.")
    shown = town.see("sam", check)
    assert shown.state is State.NOTIFIED and shown.why_not_answer == ""
    assert WORDS not in str(shown) and "bears her name" not in str(shown)
    for name in ("hugh", "edith", "dara"):
        assert WORDS in said_to(town, name, check)


def test_an_answer_to_the_outcome_is_passed_on_by_others(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    key = link_to(town, check)
    replies_with(town, key, WORDS)
    assert "nobody else" in town.see("sam", check).why_not_answer
    assert not town.see("sam", check).reply_waits and town.see("hugh", check).reply_waits
    assert WORDS not in said_to(town, "sam", check) and WORDS in said_to(town, "hugh", check)
    refused_to(town, ("sam", "sam too"), check, AFTER)


def test_nobody_searches_where_nobody_else_in_hr_could_deal_with_the_candidate(
    town: Town,
) -> None:
    vacancy = town.vacancy(panel=("mara", "hana"))
    check = town.submitted(vacancy, by="hilda")
    town.confirm(check)
    recuse(town, "henry", vacancy, town.approved(vacancy))
    for name in ("hetty", "sam too", "sam"):
        accounts.close_account(town.call("alan"), town.people[name].ref)
    with pytest.raises(NotValid) as refused:
        approve(town, check, "hugh")
    assert set(refused.value.fields) == {"searcher"}
    with pytest.raises(NotValid, match="recused"):
        approve(town, check, "henry")  # who was recused
    town.add("holly", Role.HR)
    approve(town, check, "holly")  # hugh is left
