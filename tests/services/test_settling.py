"""What becomes of what an officer asked; and what a sign-off was given under."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.notifying import Told
from screening.domain.words import FollowUpKind, FollowUpState, Role
from screening.services import settling
from screening.services.call import Call
from screening.services.following_up import Asking, answer, ask
from screening.services.reading.equality.follow_ups import (
    FollowUpsWanted,
    list_asked,
    list_follow_ups,
    read_follow_up,
    read_to_settle,
)
from screening.services.reading.equality.reviews import list_reviews, read_signing
from screening.services.reminding import asked as reminding
from screening.services.vacancies import VacancyDetails, change_details
from screening.store.tables.outbox import Notification
from tests.databases import on_both
from tests.services.town import Town

pytestmark = on_both

Settle = Callable[[Call, str], None]


def today(town: Town) -> date:
    return town.now.date()


def query(town: Town, vacancy: str, days: int = 7, owner: str = "") -> str:
    account = town.people[owner].ref if owner else ""
    due = today(town) + timedelta(days=days)
    return ask(town.call("edith"), vacancy, Asking(FollowUpKind.QUERY, "Why C-01?", due, account))


def condition(town: Town, owner: str = "mara", days: int = 7) -> Asking:
    due = today(town) + timedelta(days=days)
    return Asking(FollowUpKind.CONDITION, "Tell the panel.", due, town.people[owner].ref)


def told(town: Town, name: str) -> set[str]:
    """The kinds of what somebody was told and that waits for them still."""
    account = town.people[name].ref
    with town.call(name).look() as work:
        unread = work.session.query(Notification.kind).where(
            Notification.account_ref == account, Notification.read_at.is_(None)
        )
        return {kind for (kind,) in unread}


def state(town: Town, ref: str) -> FollowUpState:
    return read_to_settle(town.call("edith"), ref).row.state


EVERY: tuple[Settle, ...] = (
    settling.satisfied,
    lambda call, ref: settling.ask_again(call, ref, "And?", date(2026, 12, 1)),
    lambda call, ref: settling.give_more_time(call, ref, "They asked.", date(2026, 12, 1)),
    lambda call, ref: settling.withdraw(call, ref, "It is over."),
)


def test_an_officer_who_is_not_satisfied_asks_again_until_they_are(town: Town) -> None:
    ref = query(town, town.vacancy(), owner="hugh")
    answer(town.call("hugh"), ref, "Because.")
    assert told(town, "edith") == {Told.ANSWERED}
    settling.ask_again(town.call("edith"), ref, "Because of what?", today(town))
    assert told(town, "edith") == set()
    [row] = list_asked(town.call("hugh"))
    assert (row.state, row.due, row.answered_at) == (FollowUpState.ASKED, today(town), None)
    assert told(town, "hugh") == {Told.ASKED_AGAIN}
    answer(town.call("hugh"), ref, "They ran the page.")
    settling.satisfied(town.call("edith"), ref)
    assert state(town, ref) is FollowUpState.SATISFIED
    said = [one.words for one in read_follow_up(town.call("hugh"), ref).said]
    assert said == ["Why C-01?", "Because.", "Because of what?", "They ran the page.", ""]
    assert list_asked(town.call("hugh")) == ()
    assert told(town, "hugh") == {Told.ASKED_NO_MORE}
    assert told(town, "edith") == set()


def test_whoever_has_more_time_is_reminded_when_that_is_over_too(town: Town) -> None:
    ref = query(town, town.vacancy(), days=1, owner="hugh")

    def look() -> set[str]:
        with town.call("edith").as_clock().change() as work:
            reminding.look(work)
            work.commit()
        return told(town, "hugh")

    town.wait(days=2)
    assert look() == {Told.QUERY, Told.FOLLOW_UP_OVER}
    settling.give_more_time(town.call("edith"), ref, "They asked.", today(town) + timedelta(1))
    assert look() == {Told.QUERY, Told.MORE_TIME}
    town.wait(days=2)
    assert look() == {Told.QUERY, Told.MORE_TIME, Told.FOLLOW_UP_OVER}
    assert Told.UNANSWERED in told(town, "edith")


def test_what_was_withdrawn_needs_no_answer(town: Town) -> None:
    ref = query(town, town.vacancy(), owner="hugh")
    settling.withdraw(town.call("edith"), ref, "I found it.")
    with pytest.raises(Conflict, match="withdrawn"):
        answer(town.call("hugh"), ref, "Because.")
    assert list_asked(town.call("hugh")) == ()
    assert told(town, "hugh") == {Told.ASKED_NO_MORE}


@pytest.mark.parametrize("place", range(4))
def test_it_has_to_stand_as_the_officer_saw_it(town: Town, place: int) -> None:
    ref = query(town, town.vacancy(), owner="hugh")
    of_an_answer = place < 2
    if not of_an_answer:
        answer(town.call("hugh"), ref, "Because.")
    with pytest.raises(Conflict):
        EVERY[place](town.call("edith"), ref)


def test_only_an_equality_officer_off_the_panel_says_what_becomes_of_it(town: Town) -> None:
    town.add("eve", Role.EQUALITY, Role.MANAGER)
    ref = query(town, town.vacancy(panel=("mara", "eve")), owner="hugh")
    for settle in EVERY:
        for name in ("hugh", "mara", "dara", "alan"):
            with pytest.raises(NotAllowed):
                settle(town.call(name), ref)
        with pytest.raises(NotFound):
            settle(town.call("eve"), ref)
        with pytest.raises(NotFound):
            settle(town.call("edith"), "0" * 32)
    with pytest.raises(NotFound):
        read_to_settle(town.call("eve"), ref)
    assert state(town, ref) is FollowUpState.ASKED


def test_nobody_is_satisfied_with_their_own_answer(town: Town) -> None:
    town.add("eva", Role.EQUALITY, Role.HR)
    ref = query(town, town.vacancy(), owner="eva")
    answer(town.call("eva"), ref, "Because.")
    assert "answered" in read_to_settle(town.call("eva"), ref).why_not
    with pytest.raises(NotAllowed, match="yourself"):
        settling.satisfied(town.call("eva"), ref)
    settling.satisfied(town.call("edith"), ref)


def test_nor_does_whoever_is_asked_end_it_another_way_by_any_account(town: Town) -> None:
    town.add("eva", Role.EQUALITY, Role.HR)
    town.add("hughs", Role.EQUALITY, person=town.people["hugh"].person_ref)
    town.add("maras", Role.EQUALITY, person=town.people["mara"].person_ref)
    first, second = town.vacancy(), town.vacancy("PRK-1", panel=("miles",))
    due, eva = today(town), town.people["eva"].ref
    action = Asking(FollowUpKind.ACTION, "Train the panel.", due, eva)
    asked = {
        ask(town.call("edith"), first, action): ("eva",),
        query(town, first): ("eva", "hughs"),
    }
    for ref, names in asked.items():
        for once_answered in (False, True):
            for name in names:
                assert "asked of you" in read_to_settle(town.call(name), ref).why_not
                for settle in EVERY:
                    with pytest.raises(NotAllowed, match="asked of you"):
                        settle(town.call(name), ref)
            if not once_answered:
                answer(town.call("eva" if len(names) == 1 else "hetty"), ref, "Because.")
            if len(names) == 1:
                break  # from then on they answered it
    settling.withdraw(town.call("maras"), query(town, second), "It is over.")


@pytest.mark.parametrize(("words", "days", "box"), [(" ", 1, "words"), ("Why.", 400, "due")])
def test_bad_input_changes_nothing(town: Town, words: str, days: int, box: str) -> None:
    ref, due = query(town, town.vacancy(), owner="hugh"), today(town) + timedelta(days=days)
    with pytest.raises(NotValid) as refused:
        settling.give_more_time(town.call("edith"), ref, words, due)
    assert set(refused.value.fields) == {box}


def test_a_sign_off_has_conditions_with_owners_that_stay_open_until_somebody_is_satisfied(
    town: Town,
) -> None:
    vacancy = town.vacancy()
    town.sign_off(vacancy, conditions=(condition(town), condition(town, "hugh")), despite=False)
    signing = read_signing(town.call("edith"), vacancy)
    [signed] = signing.earlier
    assert [one.row.owner for one in signed.conditions] == ["mara", "hugh"]
    assert signing.new == 0, "it covers its own conditions"

    def still() -> int:
        [row] = list_reviews(town.call("edith")).rows
        assert row.signed_off is not None
        return row.conditions

    first, second = (one.row.ref for one in signed.conditions)
    assert still() == 2
    answer(town.call("mara"), first, "I told them.")
    assert still() == 2
    settling.satisfied(town.call("edith"), first)
    settling.withdraw(town.call("edith"), second, "It was the same.")
    assert still() == 0
    [row] = list_reviews(town.call("edith")).rows
    assert not row.new, "what becomes of its conditions calls for no other look"


def test_who_signs_off_while_something_is_open_has_to_know(town: Town) -> None:
    vacancy = town.vacancy()
    ref = query(town, vacancy)
    for _time in range(2):  # while it waits for an answer, and for an officer's word on that
        with pytest.raises(NotPossible, match="open still"):
            town.sign_off(vacancy, despite=False)
        if not list_asked(town.call("hugh")):
            break
        answer(town.call("hugh"), ref, "Because.")
    assert read_signing(town.call("edith"), vacancy).earlier == ()
    town.sign_off(vacancy, despite=True)
    assert [row.ref for row in read_signing(town.call("edith"), vacancy).open] == [ref]


def test_a_condition_that_is_not_in_order_is_named_and_nothing_is_signed(town: Town) -> None:
    vacancy = town.vacancy()
    nobody = Asking(FollowUpKind.CONDITION, " ", today(town), "")
    with pytest.raises(NotValid) as refused:
        town.sign_off(vacancy, conditions=(condition(town), nobody, condition(town, days=400)))
    assert set(refused.value.fields) == {"conditions-1-words", "conditions-2-due"}
    assert list_follow_ups(town.call("edith")).rows == ()
    with pytest.raises(NotValid):
        ask(town.call("edith"), vacancy, condition(town))


def test_one_list_of_all_vacancies_has_what_is_overdue_first(town: Town) -> None:
    town.add("eve", Role.EQUALITY, Role.MANAGER)
    first, second = town.vacancy(), town.vacancy("PRK-1", panel=("mara", "eve"))
    details = VacancyDetails("PRK-1", "Ranger", "Parks", today(town))
    change_details(town.call("hugh"), second, details)
    late = query(town, second, days=1)
    soon, done = query(town, first, days=3), query(town, first, days=2)
    answer(town.call("hugh"), done, "Because.")
    settling.satisfied(town.call("edith"), done)
    town.wait(days=2)

    def shown(name: str = "edith", **wanted: object) -> list[str]:
        found = list_follow_ups(town.call(name), FollowUpsWanted(**wanted))  # type: ignore[arg-type]  # given by name
        assert found.found == len(found.rows)
        return [row.ref for row in found.rows]

    assert shown() == shown("dara") == [late, soon]
    assert shown("eve") == [soon]
    assert shown(department="Parks") == [late]
    assert shown(kind=FollowUpKind.ACTION) == []
    assert shown(state=FollowUpState.SATISFIED) == [done]
    assert list_follow_ups(town.call("edith"), most=1).found == 2
    with pytest.raises(NotAllowed):
        list_follow_ups(town.call("hugh"))
