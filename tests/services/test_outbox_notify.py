"""Messages by GOV.UK Notify: taken once, refused in words, asked for before they are sent again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from screening.services.outbox.by_notify import ByNotify, token
from screening.services.outbox.channel import Letter, SendingFailed
from screening.services.outbox.settings import NotifyAccount
from screening.services.witnesses import network
from tests.services.notifybox import SECRET, SERVICE, TEMPLATE, NotifyBox, open_notifybox
from tests.services.silent import nobody

LETTER = Letter("a" * 32, "hugh@example.test", "Something waits", "Two things.", datetime.now(UTC))


@pytest.fixture
def box() -> Iterator[NotifyBox]:
    with open_notifybox() as box:
        yield box


def by(box: NotifyBox, **other: str) -> ByNotify:
    account = NotifyAccount(SERVICE, SECRET, TEMPLATE, box.url)
    return ByNotify(replace(account, **other), lambda: datetime.now(UTC))


def send(channel: ByNotify) -> list[str]:
    """Send it; what was said of handing over."""
    said: list[str] = []
    channel.send(LETTER, lambda: said.append("handing"))
    return said


def refused(channel: ByNotify) -> SendingFailed:
    with pytest.raises(SendingFailed) as failed:
        send(channel)
    return failed.value


def test_a_message_is_taken_with_its_reference(box: NotifyBox) -> None:
    channel = by(box)
    assert not channel.has(LETTER)
    assert send(channel) == ["handing"]
    assert channel.has(LETTER)
    (taken,) = box.taken
    assert taken == {
        "email_address": LETTER.to,
        "template_id": TEMPLATE,
        "personalisation": {"subject": LETTER.subject, "text": LETTER.text},
        "reference": LETTER.ref,
    }


def test_whether_it_answers_is_seen_without_sending(box: NotifyBox) -> None:
    by(box).reach()
    assert box.taken == []
    with pytest.raises(SendingFailed):
        by(box, secret="0" * 36).reach()


def test_the_token_is_as_others_make_it() -> None:
    """The claims and the signature for a known second, worked out with openssl."""
    account = NotifyAccount(SERVICE, SECRET, TEMPLATE)
    head, claims, signature = token(account, 1_700_000_000).split(".")
    assert head == "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9"
    assert claims == (
        "eyJpc3MiOiI4YjNhYTkxNi1lYzgyLTQzNGUtYjBjNS1kNWQ5YjM3MWQ2YTMiLCJpYXQiOjE3MDAwMDAwMDB9"
    )
    assert signature == "-7qjG0df7mUG9rXcStu7Hrz4mS88dACUl2f6pFJynvw"


def test_a_key_that_is_not_known_is_told_and_can_be_put_right(box: NotifyBox) -> None:
    failed = refused(by(box, secret=SERVICE))
    assert str(failed) == "GOV.UK Notify answered 403: Invalid token: API key not found."
    assert (failed.refused, failed.hopeless) == (True, False)
    assert box.taken == []


def test_a_clock_that_is_wrong_is_told(box: NotifyBox) -> None:
    late = replace(by(box), clock=lambda: datetime.now(UTC) - timedelta(minutes=1))
    assert "clock must be accurate" in str(refused(late))


@pytest.mark.parametrize(
    ("mood", "certain", "hopeless"), [(400, True, True), (429, True, False), (500, False, False)]
)
def test_what_notify_refuses(box: NotifyBox, mood: int, certain: bool, hopeless: bool) -> None:
    box.mood = mood
    failed = refused(by(box))
    assert (failed.refused, failed.hopeless) == (certain, hopeless)
    assert str(failed).startswith(f"GOV.UK Notify answered {mood}: ")
    assert LETTER.to not in str(failed)


def test_a_silent_one_is_not_waited_for(box: NotifyBox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "TALK_SECONDS", 0.3)
    box.mood = "silent"
    failed = refused(by(box))
    assert (failed.refused, failed.hopeless) == (False, False)
    with pytest.raises(SendingFailed, match="took too long"):
        by(box).has(LETTER)


def test_where_nobody_answers_it_says_so() -> None:
    channel = by(NotifyBox(nobody()))
    said: list[str] = []
    with pytest.raises(SendingFailed, match=r"Nothing answers at 127\.0\.0\.1"):
        channel.send(LETTER, lambda: said.append("handing"))
    assert said == []


def test_one_that_answers_nonsense_has_told_nothing(box: NotifyBox) -> None:
    box.mood = 500
    with pytest.raises(SendingFailed):
        by(box).has(LETTER)
