"""Who is calling, when, and with which idempotency key: the first argument of every service."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from screening.domain.errors import NotAllowed
from screening.domain.people import CANDIDATE, CLOCK, OPERATOR, Actor
from screening.domain.text import N_
from screening.domain.words import Role
from screening.store.store import Store
from screening.store.unit_of_work import ActorRef, UnitOfWork

Clock = Callable[[], datetime]
_Rest = ParamSpec("_Rest")
_Answer = TypeVar("_Answer", str, None)


class _AlreadyDone(Exception):
    def __init__(self, answer: str):
        super().__init__(answer)
        self.answer = answer


@dataclass(frozen=True)
class Call:
    """One call of a service. ``key`` repeats when the caller repeats itself; empty: never."""

    store: Store
    actor: Actor
    clock: Clock
    key: str = ""

    def hat(self, *roles: Role) -> str:
        """The first of ``roles`` that the actor has: the role they act in. Or NotAllowed.

        An operator acts as operator, so that a record shows that it came by the command line.
        """
        for role in roles:
            if role in self.actor.roles:
                return OPERATOR.name if self.actor == OPERATOR else role
        raise NotAllowed(N_("Your role does not allow this."))

    @contextmanager
    def change(self, *roles: Role, waits: bool = True) -> Iterator[UnitOfWork]:
        """A unit of work that may write, for an actor who has one of ``roles``; it ``waits`` while
        others do, or raises Unavailable at once.

        What a candidate may do on their own page names no roles, and is for nobody else but time.
        """
        by_candidate = self.actor == CANDIDATE and not roles
        nameless = by_candidate or self.actor == CLOCK
        hat = self.actor.name if nameless else self.hat(*roles)
        actor = ActorRef(self.actor.ref, hat)
        with self.store.unit_of_work(actor, self.clock, self.key, waits=waits) as work:
            if (answer := work.already_done()) is not None:
                raise _AlreadyDone(answer)
            yield work

    def look(self) -> UnitOfWork:
        """A unit of work that only reads."""
        return self.store.unit_of_work(ActorRef(self.actor.ref, ""), self.clock, write=False)

    def each_time(self) -> "Call":
        """The same call without its key: done again whenever it is asked again."""
        return replace(self, key="")

    def keyed(self, key: str) -> "Call":
        """The same call, done once however often it is repeated with ``key``."""
        return replace(self, key=key)

    def to_do(self, service: str, subject: object) -> "Call":
        """The same call, its key bound to ``service`` and to the reference it is about, if any.

        A key says "this again", so it must not answer for anything else: not for another service,
        and not for another check. What was typed is no part of it: the key stays in the log.
        """
        if not self.key:
            return self
        parts = (service, subject if isinstance(subject, str) else "", self.key)
        return replace(self, key=hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest())

    def as_clock(self) -> "Call":
        """The same call, made because time has passed."""
        return replace(self, actor=CLOCK, key="")


def once(
    service: Callable[Concatenate[Call, _Rest], _Answer],
) -> Callable[Concatenate[Call, _Rest], _Answer]:
    """Make a repeated call of ``service`` do nothing and answer the same.

    It is repeated when the same actor asks with the same key for the same service, about what the
    first argument names.
    """
    name = f"{service.__module__}.{service.__qualname__}"

    @wraps(service)
    def called(call: Call, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Answer:
        try:
            return service(call.to_do(name, args[0] if args else ""), *args, **kwargs)
        except _AlreadyDone as done:
            return cast(_Answer, done.answer or None)

    return called
