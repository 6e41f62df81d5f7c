"""Being signed in: from the right password until sign-out, or until time or somebody ends it.

Sessions are rows, so that one can be ended at once from anywhere. Nothing ever clears ``ended_at``:
an ended session stays ended, whatever a request that was under way at that moment goes on to do.
"""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, true, update
from sqlalchemy.orm import Session

from screening.domain.errors import NotFound, Unavailable
from screening.domain.people import Actor
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.refs import new_ref
from screening.store.tables.account import Account, AccountRole, TemporaryPassword
from screening.store.tables.session import SignedIn
from screening.store.unit_of_work import UnitOfWork

_TOKEN_BYTES = 32
_SEEN_EVERY = timedelta(minutes=1)
_REMEMBERED = timedelta(days=7)
_DEVICE = 60  # characters


@dataclass(frozen=True)
class Guest:
    """Who is signed in by one session. ``must_choose_password``: before anything else."""

    actor: Actor
    session_ref: str
    must_choose_password: bool


@dataclass(frozen=True)
class SessionShown:
    """One of a person's own sessions."""

    ref: str
    device: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


def begin(work: UnitOfWork, account_ref: str, device: str) -> str:
    """Begin a session within the unit of work that let the person in; the answer is its token."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    hours = work.policy.number("session", "absolute_hours")
    work.session.add(
        SignedIn(
            ref=new_ref(),
            token_hash=_hash(token),
            account_ref=account_ref,
            device=device[:_DEVICE],
            started_at=work.now,
            seen_at=work.now,
            ends_at=work.now + timedelta(hours=hours),
        )
    )
    return token


def resume(call: Call, token: str) -> Guest | None:
    """Who is signed in with ``token``, with the roles they hold now; None when it is over.

    Being seen is noted once a minute, so that an idle session ends up to a minute early, never
    late.
    """
    with call.look() as work:
        found = work.session.execute(
            select(SignedIn, Account)
            .join(Account, Account.ref == SignedIn.account_ref)
            .where(SignedIn.token_hash == _hash(token), Account.closed_at.is_(None))
            .where(*_live(work))
        ).one_or_none()
        if found is None:
            return None
        session, account = found
        guest = _guest(work.session, session, account)
        stale = work.now - session.seen_at >= _SEEN_EVERY
    if stale and not _note_seen(call, session.ref):
        return None
    return guest


def end(call: Call, token: str) -> None:
    """Sign out: end the session of ``token``, if there is one."""
    with call.as_clock().change() as work:
        _end(work, SignedIn.token_hash == _hash(token))
        work.commit()


def end_one(call: Call, session_ref: str) -> None:
    """End one of the caller's own sessions. Raises NotFound for anybody else's."""
    with call.as_clock().change() as work:
        session = work.session.get(SignedIn, session_ref)
        if session is None or session.account_ref != call.actor.ref:
            raise NotFound(N_("There is nothing here."))
        _end(work, SignedIn.ref == session_ref)
        work.commit()


def end_all(call: Call) -> None:
    """Sign the caller out everywhere."""
    with call.as_clock().change() as work:
        revoke(work, call.actor.ref)
        work.commit()


def end_everybodys(call: Call) -> None:
    """End every session there is: one that was ended since is alive in an older database."""
    with call.as_clock().change() as work:
        _end(work, true())
        work.commit()


def revoke(work: UnitOfWork, account_ref: str) -> None:
    """End every session of an account, within the unit of work that has the reason for it."""
    _end(work, SignedIn.account_ref == account_ref)


def sessions_of(call: Call, this_one: str) -> list[SessionShown]:
    """The caller's live sessions, newest first; ``this_one`` is the ref of the one they use."""
    with call.look() as work:
        rows = work.session.scalars(
            select(SignedIn)
            .where(SignedIn.account_ref == call.actor.ref, *_live(work))
            .order_by(SignedIn.started_at.desc(), SignedIn.ref)
        )
        return [
            SessionShown(row.ref, row.device, row.started_at, row.seen_at, row.ref == this_one)
            for row in rows
        ]


def account_of_token(call: Call, token: str) -> str:
    """The account that once had the session of ``token``, live or ended; empty when unknown."""
    return _account_where(call, SignedIn.token_hash == _hash(token))


def account_of_session(call: Call, session_ref: str) -> str:
    """The account that once had the session ``session_ref``, live or ended; empty when unknown."""
    return _account_where(call, SignedIn.ref == session_ref)


def forget_sessions(work: UnitOfWork) -> None:
    """Delete sessions that were over so long ago that nobody comes back with one."""
    work.session.execute(delete(SignedIn).where(SignedIn.ends_at < work.now - _REMEMBERED))


def _account_where(call: Call, condition: ColumnElement[bool]) -> str:
    with call.look() as work:
        return work.session.scalar(select(SignedIn.account_ref).where(condition)) or ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def _live(work: UnitOfWork) -> tuple[ColumnElement[bool], ...]:
    idle = timedelta(minutes=work.policy.number("session", "idle_minutes"))
    return (
        SignedIn.ended_at.is_(None),
        SignedIn.ends_at > work.now,
        SignedIn.seen_at > work.now - idle,
    )


def _guest(session: Session, row: SignedIn, account: Account) -> Guest:
    roles = session.scalars(select(AccountRole.role).where(AccountRole.account_ref == account.ref))
    return Guest(
        actor=Actor(account.ref, account.person_ref, account.name, frozenset(map(Role, roles))),
        session_ref=row.ref,
        must_choose_password=session.get(TemporaryPassword, account.ref) is not None,
    )


def _note_seen(call: Call, session_ref: str) -> bool:
    """Note that the session is in use, if it still is one; say whether."""
    # Neither a full disk nor somebody who writes for long keeps anybody from reading.
    with suppress(Unavailable):
        with call.as_clock().change(waits=False) as work:
            alive = work.session.scalar(
                update(SignedIn)
                .where(SignedIn.ref == session_ref, *_live(work))
                .values(seen_at=work.now)
                .returning(SignedIn.ref)
            )
            work.commit()
        return alive is not None
    return True


def _end(work: UnitOfWork, condition: ColumnElement[bool]) -> None:
    work.set_where(SignedIn, condition, SignedIn.ended_at.is_(None), ended_at=work.now)
