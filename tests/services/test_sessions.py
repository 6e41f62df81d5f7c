"""Being signed in, for how long, and being signed out at once and for good."""

import time
from pathlib import Path

import pytest
from sqlalchemy import select, update

from screening.domain.errors import NotFound, Unavailable
from screening.services.call import Call
from screening.services.people import sessions
from screening.services.people.accounts import close_account
from screening.services.people.sessions import end, end_all, end_one, sessions_of
from screening.store.engine import BUSY_SECONDS
from screening.store.tables.session import SignedIn
from screening.store.turn import Turn
from screening.store.unit_of_work import UnitOfWork
from tests.accounts import HERE, PASSWORD, Council
from tests.databases import on_both


def test_a_session_says_who_is_there(council: Council) -> None:
    guest = council.who(council.sign_in("mara"))
    assert guest is not None
    assert guest.actor == council.call("mara").actor
    assert not guest.must_choose_password


@pytest.mark.parametrize("token", ["", "nobody", "ü" * 50, "\x00"])
def test_an_invented_token_is_nobody(council: Council, token: str) -> None:
    assert council.who(token) is None


def test_a_token_is_not_in_the_database(council: Council) -> None:
    token = council.sign_in("mara")
    with council.nobody.look() as work:
        (row,) = work.session.scalars(select(SignedIn)).all()
    assert token not in " ".join(str(value) for value in vars(row).values())
    assert council.who(row.token_hash) is None


def test_an_idle_session_ends_after_fifteen_minutes(council: Council) -> None:
    token = council.sign_in("mara")
    council.wait(minutes=14)
    assert council.who(token)
    council.wait(minutes=14)
    assert council.who(token), "being used keeps it open"
    council.wait(minutes=15)
    assert council.who(token) is None


def test_a_session_ends_after_eight_hours_whatever_is_done(council: Council) -> None:
    token = council.sign_in("mara")
    for _ in range(47):
        council.wait(minutes=10)
        assert council.who(token)
    council.wait(minutes=10)
    assert council.who(token) is None


def test_signing_out_is_at_once_and_for_good(council: Council) -> None:
    token, other = council.sign_in("mara"), council.sign_in("mara")
    end(council.nobody, token)
    assert council.who(token) is None
    assert council.who(other)
    end(council.nobody, token)
    end(council.nobody, "nobody")


@on_both
def test_a_request_under_way_cannot_revive_a_session(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has seen the session alive; before it notes that, somebody signs out."""
    token = council.sign_in("mara")
    council.wait(minutes=2)
    note_seen = sessions._note_seen

    def late(call: Call, session_ref: str) -> bool:
        end(council.nobody, token)
        return note_seen(call, session_ref)

    monkeypatch.setattr(sessions, "_note_seen", late)
    assert council.who(token) is None
    monkeypatch.undo()
    assert council.who(token) is None
    with council.nobody.look() as work:
        row = work.session.scalars(select(SignedIn)).one()
    assert row.ended_at == council.now
    assert row.seen_at == row.started_at


@on_both
def test_reading_goes_on_when_nothing_can_be_written(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = council.sign_in("mara")
    council.wait(minutes=2)

    def full(_work: UnitOfWork, _result: str = "") -> None:
        raise Unavailable("There is no room left.")

    monkeypatch.setattr(UnitOfWork, "commit", full)
    assert council.who(token)


def test_nobody_waits_to_be_seen(council: Council, tmp_path: Path) -> None:
    token = council.sign_in("mara")
    council.wait(minutes=2)
    with Turn(tmp_path / "screening.db").taken(5):
        began = time.monotonic()
        assert council.who(token)
        assert time.monotonic() - began < BUSY_SECONDS / 2


def test_being_seen_is_noted_once_a_minute(council: Council) -> None:
    token = council.sign_in("mara")
    council.wait(seconds=59)
    council.who(token)
    (line,) = sessions_of(council.call("mara"), "")
    assert line.seen_at == line.started_at
    council.wait(seconds=1)
    council.who(token)
    (line,) = sessions_of(council.call("mara"), "")
    assert line.seen_at == council.now


@on_both
def test_somebody_sees_and_ends_their_own_sessions(council: Council) -> None:
    old, here = council.sign_in("mara"), council.sign_in("mara")
    guest = council.who(here)
    assert guest is not None
    lines = sessions_of(council.call("mara"), guest.session_ref)
    assert sorted(line.is_this_one for line in lines) == [False, True]
    assert {line.device for line in lines} == {"Firefox on Linux"}
    (other,) = [line for line in lines if not line.is_this_one]
    end_one(council.call("mara"), other.ref)
    assert council.who(old) is None
    assert council.who(here)


@on_both
def test_nobody_sees_or_ends_sessions_of_others(council: Council) -> None:
    token = council.sign_in("mara")
    guest = council.who(token)
    assert guest is not None
    assert sessions_of(council.call("ann"), "") == []
    for ref in (guest.session_ref, "9" * 32):
        with pytest.raises(NotFound):
            end_one(council.call("ann"), ref)
    assert council.who(token)


def test_signing_out_everywhere(council: Council) -> None:
    mine = [council.sign_in("mara") for _ in range(3)]
    other = council.sign_in("hugh")
    end_all(council.call("mara"))
    assert not any(council.who(token) for token in mine)
    assert council.who(other)


def test_a_session_of_a_closed_account_is_over_even_if_it_was_forgotten(council: Council) -> None:
    token = council.sign_in("mara")
    close_account(council.call("ann"), council.refs["mara"])
    with council.nobody.as_clock().change() as work:
        work.session.execute(update(SignedIn).values(ended_at=None))
        work.commit()
    assert council.who(token) is None


@on_both
def test_an_ended_session_still_says_whose_it_was(council: Council) -> None:
    token = council.sign_in("mara")
    guest = council.who(token)
    assert guest is not None
    end(council.nobody, token)
    assert sessions.account_of_token(council.nobody, token) == council.refs["mara"]
    assert sessions.account_of_session(council.nobody, guest.session_ref) == council.refs["mara"]
    assert sessions.account_of_token(council.nobody, "nobody") == ""


@on_both
def test_old_sessions_are_forgotten(council: Council) -> None:
    token = council.sign_in("mara")
    council.wait(days=7)
    council.sign_in("hugh")
    assert sessions.account_of_token(council.nobody, token) == council.refs["mara"]
    council.wait(hours=8, seconds=1)
    council.sign_in("hugh", PASSWORD, HERE)
    assert sessions.account_of_token(council.nobody, token) == ""
