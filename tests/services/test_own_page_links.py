"""The link to a candidate's own page: who makes it, until when it works, and what it opens."""

import re

import pytest
from sqlalchemy import inspect, select, text

from screening.domain.errors import Conflict, LinkDead, NotAllowed, NotFound, NotPossible, TooMany
from screening.domain.events import Event
from screening.domain.words import Answered, Delivery, Role
from screening.services import letters, vacancies
from screening.services.checks import notices
from screening.services.own_page import links
from screening.services.people import throttling
from screening.store.tables.candidate_link import CandidateLink
from tests.databases import on_both
from tests.services.candidates import HERE, answers_with, calling, link_to, page_at, replies_with
from tests.services.town import Town

DAYS = 28


@pytest.fixture
def check(town: Town) -> str:
    return town.approved(town.vacancy())


def dead(town: Town, key: str) -> str:
    with pytest.raises(LinkDead) as error:
        page_at(town, key)
    for act in (
        lambda: answers_with(town, key, Answered.OBJECT),
        lambda: replies_with(town, key, "No."),
    ):
        with pytest.raises(LinkDead) as again:
            act()
        assert str(again.value) == str(error.value)
    return str(error.value)


def test_the_link_opens_the_page_and_stands_nowhere(town: Town, check: str) -> None:
    key = link_to(town, check)
    assert re.fullmatch(r"([a-z2-7]{4}-){12}[a-z2-7]{4}", key)
    assert page_at(town, key).notice.candidate_name == "Ada Quillfeather"
    assert page_at(town, key.upper().replace("-", "")).notice.candidate_name
    with town.call("hugh").look() as work:
        connection = work.session.connection()
        for table in inspect(connection).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - ours
            assert key not in repr(rows) and key.replace("-", "") not in repr(rows), table
        # 256 bits, in 52 letters of five bits each.
        assert len(work.session.scalars(select(CandidateLink)).one().key_hash) == 64


def test_it_works_until_its_last_moment_and_no_longer(town: Town, check: str) -> None:
    key = link_to(town, check)
    town.wait(days=DAYS, minutes=-1)
    assert page_at(town, key).ends_at > town.now
    town.wait(minutes=1)
    dead(town, key)
    assert links.link_for(town.call("hugh"), check).key == ""


def test_a_new_link_kills_the_old_one_and_is_on_record(town: Town, check: str) -> None:
    old = link_to(town, check)
    new = link_to(town, check, by="hetty")
    assert old != new
    dead(town, old)
    assert page_at(town, new)
    told = town.see("hetty", check).every(Event.LINK_MADE, Event.LINK_RENEWED)
    assert [(one.event, one.by) for one in told] == [
        (Event.LINK_MADE, "hugh"),
        (Event.LINK_RENEWED, "hetty"),
    ]


def test_it_is_shown_to_nobody_but_who_made_it(town: Town, check: str) -> None:
    link_to(town, check)
    shown = links.link_for(town.call("hetty"), check)
    assert (shown.key, shown.works, shown.made_by) == ("", True, "hugh")


def test_two_make_one_at_once_and_one_wins(town: Town, check: str) -> None:
    links.make_link(town.call("hugh"), check, 0)
    with pytest.raises(Conflict):
        links.make_link(town.call("hetty"), check, 0)
    links.make_link(town.call("hetty"), check, 1)
    with pytest.raises(Conflict):
        links.make_link(town.call("hugh"), check, 1)


def test_the_panel_whoever_asked_and_who_may_not_know_make_none(town: Town) -> None:
    town.add("pat", Role.HR, Role.MANAGER)
    check = town.approved(town.vacancy(panel=("mara", "pat")))
    own = town.submitted(town.vacancy("LIB-8"), by="hetty")
    for name, about in (("mara", check), ("pat", check), ("hetty", own), ("edith", check)):
        with pytest.raises(NotAllowed):
            links.make_link(town.call(name), about, 0)
        with pytest.raises(NotAllowed):
            links.link_for(town.call(name), about)
    with pytest.raises(NotFound):
        links.link_for(town.call("miles"), check)


def test_there_is_none_before_an_approval(town: Town) -> None:
    with pytest.raises(NotFound):
        links.make_link(town.call("hugh"), town.submitted(town.vacancy()), 0)


@pytest.mark.parametrize("wrong", ["", "a", "a" * 52, "aaaa-" * 13, "é" * 52, "1" * 52, "../x"])
def test_whatever_is_no_link_is_answered_as_a_dead_one(town: Town, check: str, wrong: str) -> None:
    key = link_to(town, check)
    town.wait(days=DAYS)
    assert dead(town, wrong) == dead(town, key)


def test_erasing_ends_it_in_the_same_words_and_for_good(town: Town, check: str) -> None:
    key = link_to(town, check)
    answers_with(town, key, Answered.OBJECT, "Please do not.")
    town.erase(town.see("hugh", check).candidate_ref)
    assert dead(town, key) == dead(town, "never")
    with pytest.raises(NotPossible):
        links.make_link(town.call("hugh"), check, 0)
    with town.call("hugh").look() as work:
        assert work.session.scalars(select(CandidateLink)).all() == []


def test_it_can_be_renewed_after_the_vacancy_is_closed(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.handed_over(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    assert page_at(town, link_to(town, check)).replying


def test_it_opens_one_check_and_no_other(town: Town) -> None:
    check = town.approved(town.vacancy())
    other = town.approved(town.vacancy("LIB-8"))
    key = link_to(town, check)
    link_to(town, other)
    answers_with(town, key, Answered.OBJECT, "Mine alone.")
    assert not town.see("hugh", other).every(Event.OBJECTION_RAISED, Event.NOTICE_SENT)


def test_the_letter_carries_it_for_who_made_it(
    town: Town, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "render_bounded", lambda notice, **_bounds: repr(notice).encode())
    key = link_to(town, check)
    for name, carried in (("hugh", True), ("hetty", False)):
        letter = letters.notice_letter(town.call(name), check, HERE, "https://here/{}".format)
        assert (f"https://here/{key}".encode() in letter) is carried


@on_both
def test_trying_links_is_held_up_and_working_ones_are_not_counted(town: Town, check: str) -> None:
    here = calling(town)
    for _turn in range(throttling.MOST_LINKS):
        throttling.check_links_tried(here, "192.0.2.7")
        throttling.count_dead_link(here, "192.0.2.7")
    with pytest.raises(TooMany) as held:
        throttling.check_links_tried(here, "192.0.2.7")
    assert 0 < held.value.retry_after <= throttling.WINDOW.total_seconds()
    throttling.check_links_tried(here, "192.0.2.8")
    town.wait(minutes=5)
    throttling.check_links_tried(here, "192.0.2.7")


def test_a_letter_sent_before_there_was_a_link_can_be_followed_by_one(town: Town) -> None:
    check = town.approved(town.vacancy())
    notices.send_notice(town.call("hugh"), check, Delivery.POST, town.now)
    page = page_at(town, link_to(town, check))
    assert page.notice.reply_by.isoformat() == "2026-11-30"
