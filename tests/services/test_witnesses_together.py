"""Several witnesses of all kinds: each in its own time, and none kept from its by another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from sqlalchemy import select

from screening.domain.errors import Conflict
from screening.jobs.worker import Worker
from screening.ledger.compare import read_kept
from screening.services import checkpointing
from screening.services.reading.administration.witnesses import WitnessRow, list_witnesses
from screening.services.witnesses import leaving
from screening.services.witnesses.leaving import witnesses_of
from screening.services.witnesses.mail import Mailbox
from screening.services.witnesses.settings import MailServer
from screening.services.witnesses.stamps import all_stamps
from screening.services.witnesses.timestamp import Authority
from screening.services.witnesses.witness import Witness, WitnessFailed
from screening.store.tables.checkpoint import CheckpointStamp
from tests.databases import on_both
from tests.reported import ORGANISATION
from tests.services.authority import StampingAuthority, authority
from tests.services.postbox import Postbox, open_postbox
from tests.services.silent import nobody
from tests.services.town import Town

__all__ = ["authority"]

SENDER = "screening@wexcombe.example"


@dataclass
class Pretended:
    """A witness that is left in peace for an hour, answers, and fails when it is told to."""

    name: str = "pretended:"
    failing: Exception | None = None
    got: list[int] = field(default_factory=list)
    every: ClassVar[timedelta] = timedelta(hours=1)

    def leave(self, note: str, size: int, now: datetime) -> bytes:
        if self.failing is not None:
            raise self.failing
        self.got.append(size)
        return f"answer {len(self.got)}".encode()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as postbox:
        yield postbox


def signed(town: Town) -> int:
    """Let something be recorded, and a checkpoint be signed."""
    town.vacancy(f"NEW-{town.now:%d-%H-%M}")
    return checkpointing.make(town.call("hugh"))


def leave(town: Town, *witnesses: Witness) -> None:
    leaving.leave(town.call("hugh"), witnesses)


def rows(town: Town) -> dict[str, WitnessRow]:
    return {row.name: row for row in list_witnesses(town.call("edith"))}


def stamps(town: Town) -> list[tuple[int, str, bytes]]:
    with town.call("edith").look() as work:
        kept = work.session.scalars(select(CheckpointStamp))
        return sorted((each.size, each.witness, each.answer) for each in kept)


@on_both
def test_all_kinds_get_the_same(
    town: Town, authority: StampingAuthority, postbox: Postbox, tmp_path: Path
) -> None:
    town.now = datetime.now(UTC)
    mail = MailServer("127.0.0.1", postbox.port, False, "", "", SENDER)
    keepers = witnesses_of(
        ["mail:auditor@example.org", f"timestamp:{authority.url}", f"folder:{tmp_path / 'kept'}"],
        mail,
        [authority.root.certificate],
    )
    (tmp_path / "kept").mkdir()
    size = signed(town)
    worker = Worker(town.store, ORGANISATION, town.clock, keepers)
    worker.tick()
    worker.tick()
    assert {row.size for row in rows(town).values()} == {size}
    assert {row.problem for row in rows(town).values()} == {""}
    [message] = postbox.messages
    [attached] = message.iter_attachments()
    [stamp] = all_stamps(town.call("edith"))
    [file] = (tmp_path / "kept").iterdir()
    assert attached.get_content() == stamp.note.encode("utf-8") == file.read_bytes()
    assert read_kept(stamp.note).checkpoint.size == size
    assert file.name == f"{stamp.name}.checkpoint"


def test_a_failure_of_one_keeps_none_from_theirs(
    town: Town, authority: StampingAuthority, tmp_path: Path
) -> None:
    town.now = datetime.now(UTC)
    authority.answer = lambda _query: (503, b"")
    mail = MailServer("127.0.0.1", nobody(), False, "", "", SENDER)
    last = Pretended()
    worker = Worker(
        town.store,
        ORGANISATION,
        town.clock,
        [Mailbox("a@example.org", mail), Authority(authority.url, ()), last],
    )
    size = signed(town)
    worker.tick()
    assert last.got == [size]
    said = {name: row.problem for name, row in rows(town).items()}
    assert said == {
        "mail:a@example.org": "Nothing answers at 127.0.0.1: the connection was refused.",
        f"timestamp:{authority.url}": ("localhost answered with the error 503, not a time-stamp."),
        "pretended:": "",
    }
    assert [size for size, _name, _answer in stamps(town)] == [size]


def test_nor_does_a_mistake_of_ours(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    broken, last = Pretended("broken:", ZeroDivisionError()), Pretended()
    size = signed(town)
    leave(town, broken, last)
    assert last.got == [size]
    assert rows(town)["broken:"].problem == leaving.UNEXPECTED
    assert "ZeroDivisionError" in caplog.text


@on_both
def test_what_came_back_is_kept_with_the_checkpoint(town: Town) -> None:
    sizes = [signed(town)]
    witness, other = Pretended(), Pretended("other:")
    leave(town, witness, other)
    town.wait(hours=1)
    sizes.append(signed(town))
    leave(town, witness)
    assert stamps(town) == [
        (sizes[0], "other:", b"answer 1"),
        (sizes[0], "pretended:", b"answer 1"),
        (sizes[1], "pretended:", b"answer 2"),
    ]
    names = [stamp.name.rpartition("-")[2] for stamp in all_stamps(town.call("edith"))]
    assert names == [f"{sizes[0]:012d}", "2", f"{sizes[1]:012d}"]


def test_one_that_is_named_again_goes_on_with_what_was_kept(town: Town) -> None:
    size, witness = signed(town), Pretended()
    leave(town, witness)
    leave(town)
    for _again in range(2):
        leave(town, witness)
    assert witness.got == [size, size], "asked once more, and not again and again"
    assert rows(town)["pretended:"].size == size
    assert stamps(town) == [(size, "pretended:", b"answer 1")]


@on_both
def test_each_is_left_in_peace_for_a_while_and_then_gets_the_newest(town: Town) -> None:
    witness = Pretended()
    first = signed(town)
    leave(town, witness)
    for _ in range(5):
        town.wait(minutes=10)
        newest = signed(town)
        leave(town, witness)
    assert witness.got == [first]
    town.wait(minutes=10)
    leave(town, witness)
    assert witness.got == [first, newest]
    town.wait(hours=5)
    leave(town, witness)
    assert witness.got == [first, newest], "nothing is new"


@on_both
def test_one_that_failed_is_tried_again_without_waiting(town: Town) -> None:
    witness = Pretended()
    first = signed(town)
    leave(town, witness)
    town.wait(hours=1)
    second = signed(town)
    witness.failing = WitnessFailed("Not now.")
    began = town.now
    for _ in range(3):
        leave(town, witness)
        town.wait(minutes=1)
    failing = rows(town)["pretended:"]
    assert (failing.since, failing.problem, failing.size) == (began, "Not now.", first)
    witness.failing = None
    leave(town, witness)
    assert witness.got == [first, second]
    assert rows(town)["pretended:"].since is None


def test_a_clock_that_was_wrong_keeps_nobody_waiting(town: Town) -> None:
    witness = Pretended()
    right = town.now
    town.wait(days=400)
    first = signed(town)
    leave(town, witness)
    town.now = right + timedelta(minutes=1)
    second = signed(town)
    leave(town, witness)
    assert witness.got == [first, second]


def test_whoever_is_stopped_before_it_is_noted_asks_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer and that it came are noted together."""
    witness, last = Pretended(), Pretended("last:")
    size = signed(town)

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(leaving, "_note", killed)
        with pytest.raises(KeyboardInterrupt):
            leave(town, witness, last)
    assert (stamps(town), rows(town), last.got) == ([], {}, [])
    leave(town, witness, last)
    assert stamps(town) == [(size, "last:", b"answer 1"), (size, "pretended:", b"answer 2")]


def test_two_workers_at_once_keep_one_answer(town: Town) -> None:
    """The other one notes while this one is asking."""
    size = signed(town)

    class Slow(Pretended):
        def leave(self, note: str, size: int, now: datetime) -> bytes:
            leaving.leave(town.call("hugh"), [Pretended()])
            return b"later"

    leave(town, Slow())
    assert stamps(town) == [(size, "pretended:", b"answer 1")]
    assert rows(town)["pretended:"].size == size


def test_another_worker_that_is_first_keeps_none_of_the_others_from_theirs(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = Pretended("first:"), Pretended("last:")
    size = signed(town)
    note = leaving._note

    def taken(call: object, name: str, *rest: object) -> None:
        if name == "first:":
            raise Conflict("Somebody else was first.")
        note(call, name, *rest)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(leaving, "_note", taken)
    leave(town, first, last)
    assert last.got == [size]
