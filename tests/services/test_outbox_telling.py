"""Who is told of what: those who may do something about it, once, and nobody else."""

from datetime import timedelta

import pytest

from screening.domain.errors import Conflict, NotFound
from screening.domain.notifying import Told
from screening.domain.rights import Channel, RightsKind, Step
from screening.domain.words import Delivery, ErasedBecause, Role, SearcherKind
from screening.services import rights, vacancies
from screening.services.checks import clockwork, deciding, filing, handing_over, notices
from screening.services.checks.authorising import Searcher
from screening.services.erasure import erasing_by_two
from screening.services.outbox import choosing, tidying
from screening.services.people.accounts import close_account
from screening.services.reading.desk.notifications import (
    MOST_COUNTED,
    count_unread,
    list_notifications,
)
from screening.services.reading.pages import PAGE, Turning
from screening.services.reminding import clocks
from screening.services.rights import Asked
from screening.store.tables.checkpoint import WitnessState
from screening.store.tables.job import Job
from screening.store.tables.outbox import Notification
from tests.databases import on_both
from tests.services.outbox import new_since, told
from tests.services.town import IMPROPER, Town


def test_a_request_is_told_to_those_who_may_decide_it(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "hana"))
    decide = [Told.TO_DECIDE]
    assert new_since(town, lambda: town.submitted(vacancy)) == {
        "hugh": decide,
        "hetty": decide,
        "sam": decide,
    }


def test_one_that_is_not_ready_is_told_to_nobody_until_it_is_referred(town: Town) -> None:
    vacancy = town.vacancy()
    checks = []
    assert new_since(town, lambda: checks.append(town.submitted(vacancy, **IMPROPER))) == {}
    filing.refer(town.call("mara"), checks[0], "I think this is wrong.")
    overturn = new_since(
        town, lambda: deciding.overturn_block(town.call("hugh"), checks[0], 1, "No")
    )
    assert overturn == {"hetty": [Told.TO_DECIDE], "sam": [Told.TO_DECIDE]}
    assert told(town, unread=True) == overturn


def test_each_step_is_told_to_who_comes_next_and_the_last_waits_no_more(town: Town) -> None:
    check = town.submitted(town.vacancy())
    town.confirm(check)
    town.wait(minutes=1)
    others = {"hetty": [Told.NOTICE_TO_SEND]}  # not sam, who is to search
    approve = new_since(town, lambda: _approve(town, check))
    assert approve == others | {"mara": [Told.DECIDED]}
    assert told(town, unread=True) == approve
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    assert told(town, unread=True) == {"mara": [Told.DECIDED]}
    agrees = new_since(town, lambda: notices.candidate_agrees(town.call("hugh"), check, "Yes."))
    assert agrees == {"sam": [Told.TO_SEARCH]}


def _approve(town: Town, check: str) -> None:
    searcher = Searcher(SearcherKind.HR, town.people["sam"].person_ref)
    scope = town.whole(check)
    deciding.approve(
        town.call("hugh"), check, 1, scope=scope, searcher=searcher, reasons="It tests the claim."
    )


def test_an_outcome_is_told_to_hr_and_then_to_the_panel(town: Town) -> None:
    check = town.searched(town.vacancy(panel=("mara", "miles")))
    assert told(town, unread=True)["hetty"] == [Told.TO_HAND_OVER]
    hand_over = lambda: handing_over.hand_over(town.call("hugh"), check, "They are there.")  # noqa: E731 - one line
    panel = [Told.HANDED_OVER]
    assert new_since(town, hand_over) == {"mara": panel, "miles": panel}
    assert told(town, unread=True) == {"mara": [Told.DECIDED, *panel], "miles": panel}


def test_of_an_objection_neither_who_asked_nor_the_panel_is_told(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara", "miles"))
    check = town.told(vacancy)
    raised = new_since(town, lambda: notices.raise_objection(town.call("hugh"), check, "Not me."))
    assert raised == {"hetty": [Told.OBJECTION]}
    upheld = new_since(
        town,
        lambda: notices.decide_objection(town.call("hugh"), check, upheld=True, reasons="Right."),
    )
    cancelled = town.told(town.vacancy("LIB-8", ("mara", "miles")))
    ended = new_since(town, lambda: notices.cancel(town.call("hugh"), cancelled, "Over."))
    assert upheld == ended == {}  # not while the candidates can reply
    town.wait(days=10)
    told_then = new_since(town, lambda: clockwork.tick(town.call("hugh")))
    assert told_then == {"mara": [Told.ENDED, Told.ENDED]}


def test_whoever_may_not_know_any_more_reads_only_that_there_was_something(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    vacancy = town.vacancy()
    check = town.told(vacancy)
    town.wait(minutes=1)
    notices.raise_objection(town.call("hugh"), check, "That is not me.")
    first = list_notifications(town.call("hana")).rows[0]
    assert (first.kind, first.reference) == (Told.OBJECTION, "LIB-7")
    seats = [town.people[name].ref for name in ("mara", "hana")]
    vacancies.set_panel(town.call("hugh"), vacancy, seats)
    first = list_notifications(town.call("hana")).rows[0]
    assert (first.kind, first.reference) == (None, "")


def test_what_did_not_happen_is_not_told(town: Town) -> None:
    check = town.submitted(town.vacancy())
    with pytest.raises(Conflict):
        deciding.return_for_change(town.call("hugh"), check, 2, "Reasons.")
    assert "mara" not in told(town)


def test_nobody_with_a_closed_account_is_told(town: Town) -> None:
    close_account(town.call("alan"), town.people["hetty"].ref)
    town.submitted(town.vacancy())
    assert "hetty" not in told(town)


def test_the_officers_are_told_of_what_is_theirs(town: Town) -> None:
    town.add("dilys", Role.DATA_PROTECTION)
    vacancy = town.vacancy()
    candidate = town.see("hugh", town.closed(vacancy)).candidate_ref
    asked = Asked(RightsKind.ACCESS, Channel.POST, town.now.date(), "Please.")
    entered = new_since(town, lambda: rights.enter(town.call("hugh"), candidate, asked))
    assert entered == {"dara": [Told.RIGHTS], "dilys": [Told.RIGHTS]}
    because = ErasedBecause.ASKED
    propose = lambda: erasing_by_two.propose(town.call("dara"), candidate, because, "Asked.")  # noqa: E731 - one line
    # hugh decided and sam searched: they had a part in a check.
    assert new_since(town, propose) == {"dilys": [Told.ERASURE], "hetty": [Told.ERASURE]}
    closing = new_since(town, lambda: vacancies.close_vacancy(town.call("hugh"), vacancy))
    assert closing == {"edith": [Told.TO_SIGN_OFF]}
    empty = town.vacancy("LIB-8")
    assert new_since(town, lambda: vacancies.close_vacancy(town.call("hugh"), empty)) == {}


@on_both
def test_a_day_to_answer_is_told_when_it_is_near_and_when_it_is_over(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    asked = Asked(RightsKind.ACCESS, Channel.POST, town.now.date(), "Please.")
    entry = rights.enter(town.call("hugh"), candidate, asked)
    look = lambda: [clocks.look(town.call("alan")) for _twice in range(2)]  # noqa: E731 - one line
    assert new_since(town, look) == {}
    town.wait(days=26)
    assert new_since(town, look) == {"dara": [Told.RIGHTS_NEAR]}
    town.wait(days=10)
    assert new_since(town, look) == {"dara": [Told.RIGHTS_NEAR]}
    other = rights.enter(town.call("hugh"), candidate, asked)
    rights.take_step(town.call("dara"), other, 1, Step.ANSWER, "We wrote.")
    town.wait(days=40)
    assert new_since(town, look) == {}
    assert entry != other


def test_a_request_that_waits_too_long_is_told_once_each_time(town: Town) -> None:
    check = town.submitted(town.vacancy())
    look = lambda: [clocks.look(town.call("alan")) for _twice in range(2)]  # noqa: E731 - one line
    town.wait(days=2)
    assert new_since(town, look) == {}
    town.wait(days=1)
    overdue = [Told.OVERDUE]
    assert new_since(town, look) == {"hugh": overdue, "hetty": overdue, "sam": overdue}
    deciding.return_for_change(town.call("hugh"), check, 1, "Say why now.")
    town.wait(days=9)
    assert new_since(town, look) == {}


def test_administrators_are_told_of_what_fails(town: Town) -> None:
    with town.call("alan").as_clock().change() as work:
        for name, hours in (("folder:/a", 2), ("folder:/b", 0)):
            since = work.now - timedelta(hours=hours)
            work.session.add(
                WitnessState(name=name, left_size=0, problem="Full.", failing_since=since)
            )
        for ref, days in (("a" * 32, 1), ("b" * 32, 9)):
            work.session.add(
                Job(
                    ref=ref,
                    kind="report",
                    subject="x",
                    state="failed",
                    asked_by="x",
                    asked_at=work.now,
                    ended_at=work.now - timedelta(days=days),
                )
            )
        work.commit()
    for _twice in range(2):
        clocks.look(town.call("alan"))
    assert told(town) == {"alan": [Told.JOB_FAILED, Told.WITNESS_FAILS]}


@on_both
def test_what_was_seen_is_marked_as_read_and_nothing_that_came_after(town: Town) -> None:
    town.submitted(town.vacancy())
    page = list_notifications(town.call("hugh"))
    town.wait(minutes=1)
    town.submitted(town.vacancy("LIB-8"))
    choosing.mark_read(town.call("hugh"), page.rows[0].ref)
    unread = [row.unread for row in list_notifications(town.call("hugh")).rows]
    assert (unread, count_unread(town.call("hugh"))) == ([True, False], 1)
    with pytest.raises(NotFound):
        choosing.mark_read(town.call("sam"), page.rows[0].ref)


@on_both
def test_pages_of_what_was_told_hold_each_once(town: Town) -> None:
    account = town.people["hugh"].ref
    with town.call("alan").as_clock().change() as work:
        for number in range(PAGE * 2 + 1):
            work.session.add(
                Notification(
                    ref=f"{number:032}",
                    account_ref=account,
                    kind=Told.JOB_FAILED,
                    about=str(number),
                    since=work.now,
                    made_at=work.now,
                )
            )
        work.commit()
    seen: list[str] = []
    page = list_notifications(town.call("hugh"))
    while True:
        seen += [row.about for row in page.rows]
        if not page.after:
            break
        page = list_notifications(town.call("hugh"), Turning(after=page.last))
    assert sorted(map(int, seen)) == list(range(PAGE * 2 + 1))
    assert MOST_COUNTED > count_unread(town.call("hugh")) == PAGE * 2 + 1


@on_both
def test_what_is_old_goes(town: Town) -> None:
    town.submitted(town.vacancy())
    town.wait(days=100)
    tidying.tidy(town.call("alan"))
    assert told(town) != {}
    town.wait(days=81)
    tidying.tidy(town.call("alan"))
    assert told(town) == {}


def test_a_search_that_may_not_begin_is_told_to_nobody(town: Town) -> None:
    """An objection comes before the reply period is over, and is not upheld."""
    check = town.told(town.vacancy())
    notices.raise_objection(town.call("hugh"), check, "That is not me.")
    decide = lambda: notices.decide_objection(  # noqa: E731 - one line
        town.call("hugh"), check, upheld=False, reasons="It is."
    )
    assert new_since(town, decide) == {}
