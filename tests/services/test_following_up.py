"""Queries and actions: who may ask whom, who answers, by when, and what is on record of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotValid
from screening.domain.events import Event
from screening.domain.words import FollowUpKind, FollowUpState, Role
from screening.services import settling, vacancies
from screening.services.following_up import Asking, answer, ask
from screening.services.reading.equality.follow_ups import (
    list_asked,
    list_open,
    read_follow_up,
    read_follow_ups,
)
from screening.services.reading.equality.reviews import list_to_sign_off, read_signing
from screening.services.reading.rights.redaction import read_redaction
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import Town


def asking(town: Town, kind: FollowUpKind = FollowUpKind.QUERY, owner: str = "") -> Asking:
    account = town.people[owner].ref if owner else ""
    return Asking(kind, "Why was C-01 checked?", town.now.date() + timedelta(days=7), account)


@on_both
def test_a_query_to_hr_is_answered_once_by_somebody_off_the_panel(town: Town) -> None:
    town.add("pat", Role.HR, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "pat"))
    query = ask(town.call("edith"), vacancy, asking(town))
    assert [row.ref for row in list_asked(town.call("hugh"))] == [query]
    assert list_asked(town.call("pat")) == list_asked(town.call("mara")) == ()
    for name in ("pat", "mara"):
        with pytest.raises(NotFound):
            answer(town.call(name), query, "Because.")
    answer(town.call("hugh"), query, "Nobody else claimed it.")
    with pytest.raises(Conflict):
        answer(town.call("hetty"), query, "Something else.")
    [shown] = read_follow_ups(town.call("dara"), vacancy).shown
    assert (shown.words, shown.answer) == ("Why was C-01 checked?", "Nobody else claimed it.")
    assert (shown.row.answered_by, shown.row.late) == ("hugh", False)
    with town.call("edith").look() as work:
        events = [one.event for one in open_records(work.session, work.vault, vacancy_ref=vacancy)]
    assert events[-2:] == [Event.QUERY_ASKED, Event.QUERY_ANSWERED]


@on_both
def test_a_query_to_one_person_is_theirs(town: Town) -> None:
    query = ask(town.call("edith"), town.vacancy(), asking(town, owner="hetty"))
    assert list_asked(town.call("hugh")) == ()
    with pytest.raises(NotFound):
        read_follow_up(town.call("hugh"), query)
    assert read_follow_up(town.call("hetty"), query).words == "Why was C-01 checked?"
    answer(town.call("hetty"), query, "They asked for it.")


@on_both
def test_an_action_has_an_owner_in_hr_or_on_the_panel(town: Town) -> None:
    vacancy = town.vacancy()
    action = ask(town.call("edith"), vacancy, asking(town, FollowUpKind.ACTION, "mara"))
    for owner in ("", "miles", "alan", "edith"):
        with pytest.raises(NotValid) as refused:
            ask(town.call("edith"), vacancy, asking(town, FollowUpKind.ACTION, owner))
        assert set(refused.value.fields) == {"owner"}
    with pytest.raises(NotValid):
        ask(town.call("edith"), vacancy, asking(town, FollowUpKind.QUERY, "mara"))
    assert len(read_signing(town.call("edith"), vacancy).open) == 1
    town.wait(days=8)
    [row] = list_open(town.call("edith"))
    assert (row.owner, row.overdue) == ("mara", True)
    answer(town.call("mara"), action, "I wrote to them.")
    [shown] = read_follow_ups(town.call("edith"), vacancy).shown
    assert (shown.row.late, shown.answer) == (True, "I wrote to them.")
    [still] = read_signing(town.call("edith"), vacancy).open
    assert still.state == FollowUpState.ANSWERED, "an officer has not looked at it yet"


def test_only_an_equality_officer_off_the_panel_asks(town: Town) -> None:
    town.add("eve", Role.EQUALITY, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "eve"))
    for name, refused in (("hugh", NotAllowed), ("dara", NotAllowed), ("eve", NotFound)):
        with pytest.raises(refused):
            ask(town.call(name), vacancy, asking(town))
    with pytest.raises(NotFound):
        read_follow_ups(town.call("eve"), vacancy)


@on_both
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": -1}, "due"),
        ({"days": 400}, "due"),
        ({"check": 9}, "check"),
        ({"words": " "}, "words"),
    ],
)
def test_what_is_asked_is_in_order(town: Town, wrong: dict[str, object], field: str) -> None:
    wrong = dict(wrong)  # both databases are given the same one
    days = wrong.pop("days", 1)
    assert isinstance(days, int)
    wrong["due"] = town.now.date() + timedelta(days=days)
    with pytest.raises(NotValid) as refused:
        ask(town.call("edith"), town.vacancy(), replace(asking(town), **wrong))
    assert set(refused.value.fields) == {field}


def test_asked_twice_with_one_key_is_asked_once_and_after_closing_too(town: Town) -> None:
    vacancy = town.vacancy()
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    first, second = (ask(town.call("edith", "k1"), vacancy, asking(town)) for _ in range(2))
    assert first == second
    assert len(read_follow_ups(town.call("edith"), vacancy).shown) == 1


def test_what_an_officer_asked_is_no_news_and_the_answer_is(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    town.sign_off(vacancy)
    query = ask(town.call("edith"), vacancy, asking(town))
    assert read_signing(town.call("edith"), vacancy).new == 1  # it is a record like any other
    assert list_to_sign_off(town.call("edith")) == ()
    answer(town.call("hugh"), query, "Nobody else claimed it.")
    assert len(list_to_sign_off(town.call("edith"))) == 1


def test_a_candidate_gets_what_was_asked_and_answered_of_them(town: Town) -> None:
    vacancy = town.vacancy()
    candidate = town.see("hugh", town.submitted(vacancy)).candidate_ref
    query = ask(town.call("edith"), vacancy, asking(town))
    answer(town.call("hugh"), query, "C-01 alone claimed it.")
    condition = replace(asking(town, FollowUpKind.CONDITION, "mara"), words="C-01 is told why.")
    town.sign_off(vacancy, words="I have read it.", conditions=(condition,))
    settling.ask_again(town.call("edith"), query, "What of C-01 then?", town.now.date())
    texts = {one.free.text for one in read_redaction(town.call("dara"), candidate).waiting}
    assert texts >= {
        "Why was C-01 checked?", "C-01 alone claimed it.", "C-01 is told why.", "What of C-01 then?"
    }  # fmt: skip
    assert "I have read it." not in texts
