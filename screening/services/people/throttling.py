"""Guessing passwords is slow, at one account and from one address; so is guessing links.

The limits are OWASP ASVS 5.0 V6.3.1 in this organisation's figures. They hold over any five
minutes, not from one clock tick to the next, and over all processes, since the database counts.
What is counted is taken before the password is looked at and given back when it was right.
"""

import hashlib
import logging
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from screening.domain.errors import TooMany
from screening.domain.text import N_
from screening.ledger.record import instant, timestamp
from screening.services.call import Call
from screening.store.tables.session import Guesses
from screening.store.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

WINDOW = timedelta(minutes=5)
MOST_AT_ACCOUNT = 10
MOST_FROM_ADDRESS = 20
MOST_LINKS = 20
"""Links that do not work, opened from one address. No guess of 256 bits comes true: this keeps
somebody who tries from keeping the service busy, and shows in the log.
"""

_TOO_MANY = N_("There were too many attempts to sign in. Nothing is lost; wait a little.")
_TOO_MANY_LINKS = N_(
    "Too many links that do not work were opened from where you are. Wait a little."
)
_NETWORK = 64  # bits: one household or office has that much of IPv6 to itself


def take_guess(call: Call, email_folded: str, address: str) -> None:
    """Count one guess at ``email_folded`` from ``address``. Raises TooMany when there were enough.

    Commits, so that a guess counts whatever comes of it. A refused one does not: who waits for
    ``retry_after`` seconds can always try again. It is the same for accounts that do not exist.
    """
    with call.as_clock().change() as work:
        for subject, most in _limits(email_folded, address):
            row = _locked(work, subject)
            recent = _still_recent(row, work.now)
            if len(recent) >= most:
                wait = recent[-most] + WINDOW - work.now
                log.warning("a sign-in was held up after %d guesses", len(recent))
                raise TooMany(_TOO_MANY, max(1, ceil(wait.total_seconds())))
            _write(row, [*recent, work.now])
        work.commit()


def check_links_tried(call: Call, address: str) -> None:
    """Raise TooMany when enough dead links were opened from ``address`` of late."""
    with call.look() as work:
        row = work.session.get(Guesses, _subject("link", _network(address)))
        recent = _still_recent(row, work.now) if row else []
        if len(recent) >= MOST_LINKS:
            wait = recent[-MOST_LINKS] + WINDOW - work.now
            log.warning("opening links was held up after %d that do not work", len(recent))
            raise TooMany(_TOO_MANY_LINKS, max(1, ceil(wait.total_seconds())))


def count_dead_link(call: Call, address: str) -> None:
    """Count a link opened from ``address`` that does not work; of many at once, the newest."""
    with call.as_clock().change() as work:
        row = _locked(work, _subject("link", _network(address)))
        _write(row, [*_still_recent(row, work.now), work.now][-MOST_LINKS:])
        forget_guesses(work)
        work.commit()


def give_back(work: UnitOfWork, email_folded: str, address: str) -> None:
    """Forget the newest guess: the password was right. Wrong ones before it still count."""
    for subject, _most in _limits(email_folded, address):
        row = _locked(work, subject)
        _write(row, _still_recent(row, work.now)[:-1])


def forget_guesses(work: UnitOfWork) -> None:
    """Delete what no longer counts, but for what somebody is counting now."""
    old = select(Guesses.subject).where(Guesses.last_at < work.now - WINDOW)
    work.session.execute(
        delete(Guesses).where(Guesses.subject.in_(old.with_for_update(skip_locked=True)))
    )


def _limits(email_folded: str, address: str) -> list[tuple[str, int]]:
    """The subjects of a guess and their limits, in one order for all: nobody waits in a ring."""
    return sorted(
        [
            (_subject("account", email_folded), MOST_AT_ACCOUNT),
            (_subject("address", _network(address)), MOST_FROM_ADDRESS),
        ]
    )


def _subject(kind: str, value: str) -> str:
    return hashlib.sha256(f"screening/v1/guess/{kind}\0{value}".encode()).hexdigest()


def _network(address: str) -> str:
    """The part of ``address`` that one guesser cannot change at will."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, _NETWORK), strict=False))


def _locked(work: UnitOfWork, subject: str) -> Guesses:
    """The row of ``subject``, made if need be, and nobody else's until this unit of work ends."""
    on_postgresql = work.session.connection().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    fresh = insert(Guesses).values(subject=subject, recent="", last_at=work.now)
    work.session.execute(fresh.on_conflict_do_nothing())
    return work.session.get_one(Guesses, subject, with_for_update=True, populate_existing=True)


def _still_recent(row: Guesses, now: datetime) -> list[datetime]:
    return [moment for moment in map(instant, row.recent.split()) if now - moment < WINDOW]


def _write(row: Guesses, moments: list[datetime]) -> None:
    row.recent = " ".join(map(timestamp, moments))
    row.last_at = moments[-1] if moments else row.last_at
