"""Two people act on one check at the same moment: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.words import Answered, Delivery, FollowUpKind, FollowUpState, Role, State
from screening.services import settling
from screening.services.call import Call
from screening.services.checks import deciding, filing, notices, searching
from screening.services.checks.searching import VisitText
from screening.services.following_up import Asking, answer, ask
from screening.services.own_page import links, replies
from screening.services.reading.equality.follow_ups import read_follow_ups
from tests.databases import on_both
from tests.services.candidates import answers_with, link_to, replies_with
from tests.services.town import IMPROPER, Town

OFFICERS = ("hugh", "hetty", "helen")
Act = Callable[[Call], object]


@pytest.fixture
def town(town: Town) -> Town:
    """Helen is in HR too: sam searches, and so deals with no candidate."""
    town.add("helen", Role.HR)
    return town


def at_once(town: Town, act: Act, officers: tuple[str, ...] = OFFICERS) -> list[str]:
    """Who managed to ``act``, of all officers at once; the others were told that they did not."""
    ready = Barrier(len(officers))

    def one(name: str) -> str:
        ready.wait()
        try:
            act(town.call(name))
        except (Conflict, NotPossible):
            return ""
        return name

    with ThreadPoolExecutor(len(officers)) as pool:
        return [name for name in pool.map(one, officers) if name]


@on_both
@pytest.mark.parametrize("_try", range(3))
def test_a_request_is_decided_once(town: Town, _try: int) -> None:
    check = town.submitted(town.vacancy())
    assert len(at_once(town, lambda call: deciding.reject(call, check, 1, "Ask."))) == 1
    assert len(town.see("hugh", check).every(Event.CHECK_REJECTED)) == 1


@on_both
def test_a_query_is_answered_once(town: Town) -> None:
    asking = Asking(FollowUpKind.QUERY, "Why was it asked?", town.now.date())
    query = ask(town.call("edith"), town.vacancy(), asking)
    assert len(at_once(town, lambda call: answer(call, query, "It tests a claim."))) == 1


@on_both
def test_one_word_ends_an_answered_query(town: Town) -> None:
    for name in ("eda", "eli"):
        town.add(name, Role.EQUALITY)
    vacancy = town.vacancy()
    asking = Asking(FollowUpKind.QUERY, "Why was it asked?", town.now.date())
    query = ask(town.call("edith"), vacancy, asking)
    answer(town.call("hugh"), query, "It tests a claim.")

    def act(call: Call) -> None:
        if call.actor.name == "eda":
            settling.ask_again(call, query, "Which claim?", town.now.date())
        else:
            settling.satisfied(call, query)

    (first,) = at_once(town, act, ("edith", "eda", "eli"))
    [shown] = read_follow_ups(town.call("edith"), vacancy).shown
    wanted = FollowUpState.ASKED if first == "eda" else FollowUpState.SATISFIED
    assert shown.row.state is wanted


@on_both
@pytest.mark.parametrize("_try", range(3))
def test_one_proposal_stands(town: Town, _try: int) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    filing.refer(town.call("mara"), check, "I think so.")
    managed = at_once(town, lambda call: deciding.overturn_block(call, check, 1, "It is fair."))
    shown = town.see("hugh", check)
    assert len(shown.every(Event.OVERTURN_PROPOSED)) == 1
    # Whoever came after the proposal was written has confirmed it.
    assert len(managed) == 1 + len(shown.every(Event.REFERRAL_OVERTURNED))


@on_both
@pytest.mark.parametrize("_try", range(3))
def test_a_notice_goes_out_once(town: Town, _try: int) -> None:
    check = town.approved(town.vacancy())

    def send(call: Call) -> None:
        notices.send_notice(call, check, Delivery.EMAIL, town.now)

    assert len(at_once(town, send)) == 1
    assert town.see("hugh", check).state is State.NOTIFIED


@on_both
def test_a_visit_and_an_objection_exclude_each_other(town: Town) -> None:
    check = town.ready(town.vacancy())
    visit = VisitText(0, "", town.now, 20, "Captions")

    def act(call: Call) -> None:
        if call.actor.name == "sam":
            searching.record_visit(call, check, visit)
        else:
            notices.raise_objection(call, check, "Please do not.")

    assert len(at_once(town, act)) == 1


@on_both
def test_a_link_is_made_once_and_an_answer_by_it_counts_once(town: Town) -> None:
    check = town.approved(town.vacancy())
    (maker,) = at_once(town, lambda call: links.make_link(call, check, 0))
    key = links.link_for(town.call(maker), check).key
    assert len(at_once(town, lambda _call: answers_with(town, key, Answered.OBJECT))) == 1
    shown = town.see("hugh", check)
    told = shown.every(Event.LINK_MADE, Event.NOTICE_SENT, Event.OBJECTION_RAISED)
    assert (shown.state, len(told)) == (State.PAUSED, 3)


@on_both
def test_a_reply_waits_once_and_goes_to_the_panel_once(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    key = link_to(town, check)
    assert len(at_once(town, lambda _call: replies_with(town, key, "I wrote them."))) == 1
    assert len(at_once(town, lambda call: replies.pass_on(call, check, "They did."))) == 1
    assert len(town.see("mara", check).every(Event.REPLY_PASSED_ON)) == 1
