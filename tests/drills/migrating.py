"""Killing whoever brings a database up to date: the next to try gets it there, with its log."""

import multiprocessing
import time
from collections.abc import Sequence
from contextlib import closing

from sqlalchemy import select

from screening.domain.people import CLOCK
from screening.services import names_filled
from screening.services.call import Call
from screening.services.judging import wordings
from screening.services.opening import system_clock
from screening.store import migrate
from screening.store.store import Store
from screening.store.tables.record import record
from tests.databases import MASTER_KEY
from tests.drills.agreeing import disagreements, look
from tests.drills.finding import Found

EARLIER = "0006"
"""An earlier release's revision, which lacks guards, wordings, versions of the policy and more."""


def upgraded(url: str, vault_url: str) -> Store:
    """What ``python -m screening migrate`` does."""
    store = migrate.create(url, vault_url, MASTER_KEY)
    call = Call(store, CLOCK, system_clock)
    wordings.fill(call)
    names_filled.fill(call)
    return store


def kill_upgrade(url: str, vault_url: str, seconds: float, leaves: Sequence[str] = ()) -> Found:
    """Kill the upgrade of the database at ``url`` after so many ``seconds``, and do it again.

    ``leaves``: those of the log before it.
    """
    child = multiprocessing.get_context("fork").Process(target=_upgrade, args=(url, vault_url))
    child.start()
    child.join(seconds)
    child.kill()
    child.join()
    with closing(upgraded(url, vault_url)) as store:
        wrong = disagreements(store)
        if leaves_of(store) != list(leaves):
            wrong.append("The log is not what it was.")
    return Found(1, len(leaves), [], wrong + migrate.check(url))


def seconds_of(url: str, vault_url: str) -> float:
    """How long the upgrade of the database at ``url`` takes where nobody stops it."""
    migrate.downgrade(url, EARLIER)
    began = time.monotonic()
    upgraded(url, vault_url).close()
    return time.monotonic() - began


def leaves_of(store: Store) -> list[str]:
    """The leaves of the log."""
    with look(store) as work:
        return list(work.session.scalars(select(record.c.leaf).order_by(record.c.seq)))


def _upgrade(url: str, vault_url: str) -> None:
    upgraded(url, vault_url).close()
