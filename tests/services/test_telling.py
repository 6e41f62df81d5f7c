"""Candidates are told what came of it: HR has it on its desk until they were."""

from dataclasses import replace
from datetime import datetime

import pytest

from screening.domain.errors import NotAllowed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Answered, Delivery, State, WithheldBecause
from screening.services.call import Call
from screening.services.checks import handing_over, notices
from screening.services.own_page import links, mailing, telling
from screening.services.own_page.mailing import InWhoseName
from screening.services.reading.desk.for_hr import in_hrs_hands
from screening.services.reading.desk.waiting import DeskRow, asked_by, searches_waiting
from screening.store.tables.check import Check
from tests.databases import on_both
from tests.services.candidates import HERE, answers_with, link_to, page_at, replies_with
from tests.services.outbox import Pretending, send
from tests.services.town import Town

WRITER = InWhoseName(HERE, "https://here/{}".format)
ADA = "ada@example.test"


def news(town: Town, name: str = "hugh") -> list[DeskRow]:
    """Of what ``name`` has to tell a candidate."""
    return [row for row in in_hrs_hands(town.call(name)) if Event.CANDIDATE_TOLD in row.to_do]


def decided(town: Town, *, upheld: bool = False) -> str:
    """A check whose candidate objected, which was decided."""
    check = town.told(town.vacancy())
    notices.raise_objection(town.call("hugh"), check, "That is not me.")
    notices.decide_objection(town.call("hugh"), check, upheld=upheld, reasons="It is.")
    return check


def untold_since(town: Town, check: str) -> datetime | None:
    with town.call("alan").look() as work:
        return work.session.get_one(Check, check).untold_since


def mail(call: Call, check: str, to: str = ADA) -> None:
    mailing.send_link(call, check, links.link_for(call, check).number, to, WRITER)


@on_both
def test_a_hand_over_is_to_be_told_within_five_working_days(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    (row,) = news(town)
    assert (row.ref, row.state, row.waiting, row.overdue) == (check, State.HANDED_OVER, 0, False)
    due = row.due
    assert due and Event.CANDIDATE_TOLD in town.see("hugh", check).doings
    town.wait(days=3)
    mail(town.call("hugh"), check)
    assert news(town) == [] and untold_since(town, check) is None
    assert Event.CANDIDATE_TOLD not in town.see("hugh", check).doings
    send(town, Pretending("550 no mailbox"))
    (row,) = news(town)
    assert row.due == due, "what did not go was told to nobody"
    mail(town.call("hetty"), check, "bo@example.test")
    send(town, Pretending())
    assert news(town) == []
    town.wait(days=30)
    assert in_hrs_hands(town.call("hugh")) == ()


@on_both
def test_what_is_withheld_is_told_too_and_late_it_is_overdue(town: Town) -> None:
    check = town.searched(town.vacancy())
    handing_over.withhold(town.call("hugh"), check, WithheldBecause.TAINTED, "It was seen.")
    town.wait(days=9)
    (row,) = news(town)
    assert (row.state, row.overdue) == (State.WITHHELD, True)
    telling.tell_otherwise(town.call("hetty"), check, Delivery.POST)
    assert news(town) == []
    (record,) = town.see("hugh", check).every(Event.CANDIDATE_TOLD)
    assert (record.by, record.payload) == ("hetty", {"delivery": "post"})
    with pytest.raises(NotPossible, match="told already"):
        telling.tell_otherwise(town.call("hugh"), check, Delivery.BY_HAND)


@on_both
@pytest.mark.parametrize("upheld", [True, False])
def test_of_an_objection_nobody_else_learns_by_it(town: Town, upheld: bool) -> None:
    panel = {name: asked_by(town.call(name)) for name in ("mara",)}
    check = decided(town, upheld=upheld)
    assert [row.ref for row in news(town)] == [check]
    assert news(town, "sam") == [] and check not in {
        row.ref for row in in_hrs_hands(town.call("sam"))
    }, "who is to search learns of no objection by it"
    before = repr(town.see("mara", check)), repr(asked_by(town.call("mara")))
    telling.tell_otherwise(town.call("hugh"), check, Delivery.EMAIL)
    assert before[1] == repr(asked_by(town.call("mara"))) and panel["mara"] == ()
    seen = town.see("mara", check)
    assert Event.CANDIDATE_TOLD not in {one.event for one in seen.events} | seen.doings
    assert before[0] == repr(seen)
    assert all(row.due is None for row in searches_waiting(town.call("sam")))


def test_only_who_deals_with_the_candidate_says_so(town: Town) -> None:
    check = decided(town)
    for name in ("sam", "mara", "edith"):
        with pytest.raises(NotAllowed):
            telling.tell_otherwise(town.call(name), check, Delivery.POST)
        assert Event.CANDIDATE_TOLD not in town.see(name, check).doings
    for other in (Delivery.OWN_PAGE,):
        with pytest.raises(NotValid):
            telling.tell_otherwise(town.call("hugh"), check, other)
    assert untold_since(town, check)


def test_who_asked_is_told_that_somebody_else_does_it(town: Town) -> None:
    check = town.approved(town.vacancy(), by="hetty")
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    notices.raise_objection(town.call("hugh"), check, "No.")
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It is.")
    (row,) = [one for one in in_hrs_hands(town.call("hetty")) if one.ref == check]
    assert row.to_do == () and row.why_not_mine and row.due


def test_who_answers_on_their_page_has_read_it(town: Town) -> None:
    check = decided(town)
    answers_with(town, link_to(town, check), Answered.GO_AHEAD)
    assert untold_since(town, check) is None
    over = town.handed_over(town.vacancy("LIB-8"))
    replies_with(town, link_to(town, over), "I wrote them all.")
    assert [row.to_do for row in in_hrs_hands(town.call("hugh"))] == [(Event.CANDIDATE_REPLIED,)]


def test_the_link_that_tells_it_works_for_its_whole_time(town: Town) -> None:
    check = town.searched(town.vacancy())
    old = link_to(town, check)
    town.wait(days=20)
    handing_over.hand_over(town.call("hugh"), check, "The posts are there, as she says.")
    shown = links.link_for(town.call("hugh"), check)
    assert shown.older and shown.works
    mail(town.call("hugh"), check)
    new = links.link_for(town.call("hugh"), check)
    assert new.key != old and not new.older and new.ends_at and shown.ends_at
    assert (new.ends_at - shown.ends_at).days == 20
    assert page_at(town, new.key).told


def test_a_message_whose_link_is_dead_before_it_leaves_told_nobody(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    since = untold_since(town, check)
    mail(town.call("hugh"), check)
    link_to(town, check)
    assert untold_since(town, check) == since
    mail(town.call("hugh"), check)
    mail(town.call("hetty"), check, "bo@example.test")
    assert untold_since(town, check) is None
    send(town, Pretending("550 no mailbox"))
    assert untold_since(town, check) == since, "the newest message told of it as well"


def test_of_what_is_told_late_the_first_day_counts(town: Town) -> None:
    check = decided(town)
    since = untold_since(town, check)
    town.wait(days=1)
    notices.raise_objection(town.call("hugh"), check, "Look again.")
    (row,) = in_hrs_hands(town.call("hugh"))
    assert row.to_do == (Event.CANDIDATE_TOLD, Event.OBJECTION_UPHELD)
    notices.decide_objection(town.call("hugh"), check, upheld=True, reasons="You are right.")
    assert untold_since(town, check) == since


def test_nobody_is_told_who_was_erased(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.handed_over(vacancy)
    assert news(town)
    town.erase(town.see("hugh", check).candidate_ref)
    assert in_hrs_hands(town.call("hugh")) == ()
    assert replace(town.see("hugh", check)).doings == frozenset()
