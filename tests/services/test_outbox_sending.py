"""Sending what is in the outbox: what stands in a message, how many, and what interrupts it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from screening.domain.errors import Conflict, NotAllowed
from screening.domain.notifying import HowOften, MessageState, Told
from screening.services.checks import deciding
from screening.services.outbox import choosing, gathering, sending
from screening.services.outbox.by_notify import ByNotify
from screening.services.outbox.channel import PERHAPS
from screening.services.outbox.gathering import MOST_AN_HOUR, last_daily
from screening.services.outbox.sending import BACK_OFF, STALE
from screening.services.outbox.settings import NotifyAccount
from screening.services.people.accounts import close_account
from screening.services.reading.administration.messages import list_messages, list_troubled
from screening.services.reading.desk.notifications import list_messages_to_me, list_notifications
from screening.services.witnesses import network
from tests.databases import on_both
from tests.services.notifybox import SECRET, SERVICE, TEMPLATE, open_notifybox
from tests.services.outbox import (
    HEAD,
    Dying,
    Killed,
    by_smtp,
    let_know,
    messages,
    send,
    states,
    text_of,
)
from tests.services.postbox import Postbox, open_postbox
from tests.services.silent import nobody
from tests.services.town import MONDAY, Town


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as postbox:
        yield postbox


def test_a_message_says_how_much_of_what_and_nothing_about_whom(
    town: Town, postbox: Postbox
) -> None:
    check = town.submitted(town.vacancy())
    town.wait(minutes=1)
    town.submitted(town.vacancy("LIB-8"))
    deciding.return_for_change(town.call("hugh"), check, 1, "Say why now.")
    assert send(town, by_smtp(postbox)) == 4
    by_name = {message["To"]: message for message in postbox.messages}
    message = by_name["hetty@example.test"]
    text = text_of(message)
    assert "- A request for you to decide: 1\n" in text
    assert "https://screening.example/notifications" in text
    assert message["Auto-Submitted"] == "auto-generated"
    raw = b"".join(postbox.raw).decode()
    for secret in ("Ada", "Quillfeather", "LIB-7", "LIB-8", "C-01", check, "harbourmuseum", "why"):
        assert secret not in raw
    assert "came back to you: 1" in text_of(by_name["mara@example.test"])
    assert send(town, by_smtp(postbox)) == 0


def test_much_goes_in_few_messages_and_none_of_it_is_left_out(town: Town, postbox: Postbox) -> None:
    for _minute in range(30):
        let_know(town, "hugh", times=2)
        send(town, by_smtp(postbox))
        town.wait(minutes=1)
    assert len(postbox.messages) == MOST_AN_HOUR
    town.wait(minutes=60)
    assert send(town, by_smtp(postbox)) == 1
    counts = [re.findall(r"decide: (\d+)\n", text_of(message)) for message in postbox.messages]
    assert counts == [["2"]] * MOST_AN_HOUR + [["52"]]


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-24 07:59", "2026-11-23 08:00"),
        ("2026-11-24 08:00", "2026-11-24 08:00"),
        ("2026-11-29 20:00", "2026-11-27 08:00"),
        ("2026-12-28 12:00", "2026-12-24 08:00"),
        ("2026-06-02 06:59", "2026-06-01 07:00"),  # in London the clock is an hour ahead
        ("2026-06-02 07:00", "2026-06-02 07:00"),
    ],
)
def test_once_a_day_is_at_eight_on_a_working_day(now: str, last: str) -> None:
    found = last_daily(datetime.fromisoformat(f"{now}+00:00"))
    assert found == datetime.fromisoformat(f"{last}+00:00")


@on_both
def test_who_wants_it_daily_gets_all_of_a_day_in_one(town: Town, postbox: Postbox) -> None:
    choosing.choose(town.call("hugh"), HowOften.DAILY)
    let_know(town, "hugh", times=3)
    town.now = MONDAY.replace(hour=23)
    assert send(town, by_smtp(postbox)) == 0
    town.now = MONDAY.replace(hour=8) + timedelta(days=1)
    let_know(town, "hugh")  # and what has just come up goes with it
    assert send(town, by_smtp(postbox)) == 1
    assert "decide: 4\n" in text_of(postbox.messages[0])


@on_both
def test_who_wants_no_messages_gets_none_and_who_has_read_it_neither(
    town: Town, postbox: Postbox
) -> None:
    choosing.choose(town.call("hugh"), HowOften.NEVER)
    let_know(town, "hugh", "hetty", "sam")
    newest = list_notifications(town.call("hetty")).rows[0].ref
    choosing.mark_read(town.call("hetty"), newest)
    assert send(town, by_smtp(postbox)) == 1
    assert postbox.to == ["sam@example.test"]
    choosing.choose(town.call("hugh"), HowOften.AT_ONCE)
    assert send(town, by_smtp(postbox)) == 1


def test_what_is_old_is_sent_no_more(town: Town, postbox: Postbox) -> None:
    let_know(town, "hugh")
    town.wait(days=9)
    assert send(town, by_smtp(postbox)) == 0


def test_a_closed_account_is_not_written_to(town: Town, postbox: Postbox) -> None:
    let_know(town, "hugh", "hetty")
    gathering.gather(town.call("alan"))
    close_account(town.call("alan"), town.people["hugh"].ref)
    assert send(town, by_smtp(postbox)) == 1
    assert sorted(states(town)) == [MessageState.DROPPED, MessageState.SENT]


@on_both
def test_what_fails_is_tried_again_at_longer_and_longer_times_and_then_given_up(
    town: Town, postbox: Postbox
) -> None:
    let_know(town, "hugh")
    away = by_smtp(nobody())
    for wait in BACK_OFF:
        assert (send(town, away), states(town)) == (0, [MessageState.WAITING])
        town.now += wait - timedelta(seconds=1)
        assert send(town, by_smtp(postbox)) == 0  # not before its time
        town.wait(seconds=1)
    send(town, away)
    assert states(town) == [MessageState.FAILED]
    (row,) = list_troubled(town.call("alan"))
    assert (row.name, row.state, row.perhaps) == ("hugh", MessageState.FAILED, False)
    assert row.note.startswith("Nothing answers at 127.0.0.1")
    assert list_notifications(town.call("alan")).rows[0].kind is Told.NOT_SENT
    assert send(town, by_smtp(postbox)) == 0  # that is not sent: it would only fail too
    choosing.try_again(town.call("alan"), row.ref)
    assert send(town, by_smtp(postbox)) == 1
    assert list_troubled(town.call("alan")) == ()
    with pytest.raises(Conflict):
        choosing.try_again(town.call("alan"), row.ref)
    with pytest.raises(NotAllowed):
        list_messages(town.call("hugh"))
    assert [one.state for one in list_messages_to_me(town.call("hugh"))] == [MessageState.SENT]


@on_both
def test_an_address_that_nobody_has_is_given_up_and_keeps_no_other_from_theirs(town: Town) -> None:
    let_know(town, "hugh", "hetty")
    with open_postbox(refusal="550 5.1.1 Nobody of that name.") as refusing:
        send(town, by_smtp(refusing))
    assert states(town) == [MessageState.FAILED] * 2
    town.wait(minutes=1)
    let_know(town, "sam")
    with open_postbox(refusal="451 4.7.1 Try later.") as refusing:
        send(town, by_smtp(refusing))
    assert states(town)[-1] is MessageState.WAITING
    assert messages(town)[-1].handed_at is None  # it said no: nothing is on its way


@pytest.mark.parametrize(
    ("at", "copies", "told"), [("before", 1, 0), ("handing", 1, 1), ("after", 2, 1)]
)
def test_whoever_is_killed_while_sending_loses_nothing_and_a_second_copy_says_so(
    town: Town, postbox: Postbox, at: str, copies: int, told: int
) -> None:
    let_know(town, "hugh")
    with pytest.raises(Killed):
        send(town, Dying(by_smtp(postbox), at))
    assert states(town) == [MessageState.TAKEN]
    assert send(town, by_smtp(postbox)) == 0  # they may be at it still
    town.now += STALE + timedelta(seconds=1)
    assert send(town, by_smtp(postbox)) == 1
    assert len(postbox.messages) == copies
    assert len({message["Message-ID"] for message in postbox.messages}) == 1
    texts = [text_of(message) for message in postbox.messages]
    assert [text.startswith(PERHAPS) for text in texts].count(True) == told
    assert texts[-1].removeprefix(PERHAPS) == texts[0].removeprefix(PERHAPS)


@on_both
@pytest.mark.parametrize("at", ["before", "handing", "after"])
def test_notify_is_asked_first_so_that_no_second_one_goes(town: Town, at: str) -> None:
    let_know(town, "hugh")
    with open_notifybox() as box:
        account = NotifyAccount(SERVICE, SECRET, TEMPLATE, box.url)
        channel = ByNotify(account, lambda: datetime.now(UTC))
        with pytest.raises(Killed):
            send(town, Dying(channel, at))
        town.now += STALE + timedelta(seconds=1)
        assert send(town, channel) == 1
    assert (states(town), len(box.taken)) == ([MessageState.SENT], 1)
    assert len(box.asked) == (at != "before")


@on_both
def test_an_answer_that_was_lost_is_asked_for(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    let_know(town, "hugh")
    with open_notifybox() as box:
        account = NotifyAccount(SERVICE, SECRET, TEMPLATE, box.url)
        channel = ByNotify(account, lambda: datetime.now(UTC))
        with monkeypatch.context() as patch:
            patch.setattr(network, "TALK_SECONDS", 0.3)
            box.mood = "late"
            assert send(town, channel) == 0
        assert list_troubled(town.call("alan"))[0].perhaps
        box.mood = ""
        town.now += BACK_OFF[0]
        assert send(town, channel) == 1
    assert len(box.taken) == 1


@on_both
def test_whoever_comes_back_from_the_dead_sends_nothing(town: Town, postbox: Postbox) -> None:
    let_know(town, "hugh")
    gathering.gather(town.call("alan"))
    ghost = sending._take(town.call("alan"))
    assert ghost is not None
    town.now += STALE + timedelta(seconds=1)
    assert send(town, by_smtp(postbox)) == 1
    assert sending._try(town.call("alan"), ghost, by_smtp(postbox), HEAD) is None
    assert len(postbox.messages) == 1


@on_both
def test_two_workers_at_once_send_each_message_once(town: Town, postbox: Postbox) -> None:
    names = [town.add(f"p{number}").name for number in range(12)]
    let_know(town, *names)
    workers = [Thread(target=send, args=(town, by_smtp(postbox))) for _two in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(postbox.to) == sorted(f"{name}@example.test" for name in names)
    assert set(states(town)) == {MessageState.SENT}


def test_a_mistake_of_ours_with_one_keeps_no_other_from_theirs(
    town: Town, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_know(town, "hugh")

    def wrong(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(sending, "letter_of", wrong)
        assert send(town, by_smtp(postbox)) == 0
    assert messages(town)[0].note == sending.UNEXPECTED
    let_know(town, "hetty")
    assert send(town, by_smtp(postbox)) == 1
