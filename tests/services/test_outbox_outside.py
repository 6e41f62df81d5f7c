"""Messages to somebody outside: sealed, fixed, and gone with the candidate."""

import pytest

from screening.domain.errors import KeyDestroyed, NotValid
from screening.domain.notifying import MessageState
from screening.services.outbox import outside
from screening.services.outbox.outside import Envelope
from screening.services.reading.administration.messages import list_messages
from tests.databases import on_both
from tests.services.outbox import by_smtp, messages, send, states, text_of
from tests.services.postbox import open_postbox
from tests.services.silent import nobody
from tests.services.town import Town

ENVELOPE = Envelope("ada@example.test", "About your application", "Please read: https://x/abc\n")


def written(town: Town, candidate: str, envelope: Envelope = ENVELOPE) -> str:
    with town.call("alan").as_clock().change() as work:
        ref = outside.write(work, candidate, envelope)
        work.commit()
    return ref


@on_both
def test_it_goes_as_it_was_written_and_is_emptied(town: Town) -> None:
    written(town, town.candidate(town.vacancy()))
    (row,) = messages(town)
    assert row.sealed is not None
    assert b"ada@" not in row.sealed
    with open_postbox() as postbox:
        assert send(town, by_smtp(postbox)) == 1
    (message,) = postbox.messages
    assert (message["To"], message["Subject"]) == (ENVELOPE.to, ENVELOPE.subject)
    assert text_of(message) == ENVELOPE.text
    assert messages(town)[0].sealed is None
    assert states(town) == [MessageState.SENT]
    (shown,) = list_messages(town.call("alan")).rows
    assert (shown.name, shown.state) == ("", MessageState.SENT)


@on_both
def test_it_stays_sealed_while_it_waits_and_is_not_sent_once_the_person_is_erased(
    town: Town,
) -> None:
    candidate = town.candidate(town.vacancy())
    written(town, candidate)
    send(town, by_smtp(nobody()))
    assert states(town) == [MessageState.WAITING]
    town.erase(candidate)
    assert messages(town)[0].sealed is None
    town.wait(hours=1)
    with open_postbox() as postbox:
        send(town, by_smtp(postbox))  # colleagues are told of the erasure
    assert ENVELOPE.to not in postbox.to
    assert states(town)[0] is MessageState.DROPPED
    with pytest.raises(KeyDestroyed):
        written(town, candidate)


def test_what_is_not_committed_is_not_sent(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    with town.call("alan").as_clock().change() as work:
        outside.write(work, candidate, ENVELOPE)
    assert messages(town) == []


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ada",
        "ada@example",
        "@example.test",
        "ada@example.test\r\nBcc: x@y.z",
        "ada@example.test, bo@example.test",
        "<ada@example.test>",
        "ad\u00e0@example.test",
    ],
)
def test_what_cannot_be_written_to_is_refused(town: Town, to: str) -> None:
    candidate = town.candidate(town.vacancy())
    with pytest.raises(NotValid):
        written(town, candidate, Envelope(to, "Subject", "Text"))


def test_a_subject_is_one_line(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    with pytest.raises(NotValid):
        written(town, candidate, Envelope("ada@example.test", "Two\nlines", "Text"))
