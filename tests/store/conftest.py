"""Somebody who acts, and a short way to a unit of work of theirs."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from screening.store.store import Store
from screening.store.unit_of_work import ActorRef, UnitOfWork

HR = ActorRef("a" * 32, "hr")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

Work = Callable[..., UnitOfWork]


def work_on(store: Store, key: str = "", *, write: bool = True, actor: ActorRef = HR) -> UnitOfWork:
    """A unit of work on ``store``, at a fixed moment."""
    return store.unit_of_work(actor, lambda: NOW, key, write)


@pytest.fixture
def work(store: Store) -> Work:
    """Begins units of work on the test's store."""

    def begin(key: str = "", *, write: bool = True, actor: ActorRef = HR) -> UnitOfWork:
        return work_on(store, key, write=write, actor=actor)

    return begin
