"""A unit of work: one change, its records, and the answer to a repeated call, together or not.

    with store.unit_of_work(actor, clock, key) as work:
        if (answer := work.already_done()) is not None:
            return answer
        ...
        work.record(Event.VACANCY_OPENED, vacancy_ref=ref, payload={"title": title})
        work.commit(result=ref)

Leaving it without ``commit`` undoes everything.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self, cast

from sqlalchemy import ColumnElement, CursorResult, Engine, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from screening.domain.errors import Conflict, KeyDestroyed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.ledger.canonical import JSON, normalised
from screening.ledger.record import GRAMMAR, timestamp
from screening.store.appending import Appended, Entry, append, key_of
from screening.store.base import Base
from screening.store.faults import translated
from screening.store.policies import policy_in_force
from screening.store.tables.record import idempotency
from screening.store.vault import KeyRef, Vault

# Put together once: to do so takes longer than to run them.
_THIS_CALL = (
    idempotency.c.actor_ref == bindparam("actor"),
    idempotency.c.key == bindparam("call"),
)
_ANSWER = select(idempotency.c.result).where(*_THIS_CALL)
_ANSWERED = update(idempotency).where(*_THIS_CALL).values(result=bindparam("answer"))
_CLAIM = {
    name: insert(idempotency).on_conflict_do_nothing().returning(idempotency.c.key)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}

REGISTER_ENDED = N_(
    "The register of this vacancy has ended: what people wrote in it was erased, and nothing is "
    "added to it any more."
)

Clock = Callable[[], datetime]
"""Gives the aware moment that it is now."""


@dataclass(frozen=True)
class ActorRef:
    """Who acts: an account's reference, and the role in which they act."""

    ref: str
    role: str


class UnitOfWork:
    """Made by ``Store.unit_of_work``; good for one ``with``. ``engine`` writes, or only reads."""

    session: Session
    now: datetime
    _occurred_at: str

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        turn: AbstractContextManager[None],
        actor: ActorRef,
        clock: Clock,
        key: str = "",
        write: bool = True,
    ):
        if not re.fullmatch(GRAMMAR["idempotency_key"], key):
            raise NotValid({"idempotency_key": N_("This is not a key that can be stored.")})
        self.vault = vault
        self._engine = engine
        self._turn = turn
        self._actor = actor
        self._clock = clock
        self._policy: Policy | None = None
        self._key = key
        self._write = write
        self._entries: list[Entry] = []
        self._keys: set[KeyRef] = set()
        self._claimed = False
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            opening.enter_context(translated())
            if self._write:
                opening.enter_context(self._turn)
            self.session = opening.enter_context(Session(self._engine, expire_on_commit=False))
            self.session.connection()  # begins, so that a lock is waited for here
            self.vault.refresh()
            self.now = self._clock().astimezone(UTC)
            self._occurred_at = timestamp(self.now)
            self._open = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    @property
    def policy(self) -> Policy:
        """The policy in force at this moment; the same one until this unit of work ends."""
        if self._policy is None:
            self._policy = policy_in_force(self.session, self.now)
        return self._policy

    @property
    def actor_ref(self) -> str:
        """The account that acts."""
        return self._actor.ref

    def already_done(self) -> str | None:
        """The result of the earlier call with this actor and key, or None: then this is the first.

        A call under way at the same moment is waited for.
        """
        if not self._key or self._claimed:
            return None
        connection = self.session.connection()
        claim = _CLAIM[connection.dialect.name]
        row = {
            "actor_ref": self._actor.ref,
            "key": self._key,
            "result": "",
            "made_at": self.now,
        }
        if connection.execute(claim, row).first() is not None:
            self._claimed = True
            return None
        return str(connection.execute(_ANSWER, self._this_call()).scalar_one())

    def set_where(self, rows: type[Base], *where: ColumnElement[bool], **columns: Any) -> int:
        """Write ``columns`` into those ``rows`` of which ``where`` holds now; how many comes out.

        So the database decides between two who come at once. What is loaded of them does not
        notice.
        """
        change = update(rows).where(*where).values(**columns)
        change = change.execution_options(synchronize_session=False)
        return cast(CursorResult[Any], self.session.execute(change)).rowcount

    def record(
        self,
        event: Event,
        *,
        vacancy_ref: str,
        subject_ref: str = "",
        check_ref: str = "",
        payload: Mapping[str, JSON],
    ) -> None:
        """Note that ``event`` happened; it is appended by ``commit``.

        ``payload`` maps a field's name to what was said; it is sealed, and each field committed to
        by itself. Raises NotCanonical when it cannot be recorded, KeyDestroyed when it is about
        someone who was erased, NotPossible when the register of the vacancy has ended.
        """
        entry = Entry(
            event=event,
            occurred_at=self._occurred_at,
            actor_ref=self._actor.ref,
            actor_role=self._actor.role,
            policy_version=self.policy.version,
            idempotency_key=self._key,
            vacancy_ref=vacancy_ref,
            subject_ref=subject_ref,
            check_ref=check_ref,
            payload=normalised(payload),
        )
        if entry.payload:
            key = key_of(event, vacancy_ref, subject_ref)
            self._ensure(key)
            self._keys.add(key)
        self._entries.append(entry)

    def _ensure(self, key: KeyRef) -> None:
        try:
            self.vault.ensure(key)
        except KeyDestroyed as gone:
            if key.retention is not Retention.VACANCY:
                raise
            raise NotPossible(REGISTER_ENDED) from gone

    def commit(self, result: str = "") -> list[Appended]:
        """Make the change, its records and the key's ``result`` durable, and say where the records
        stand. Raises Conflict when the same key was used by a call that is already done.
        """
        if not self._write:
            raise RuntimeError("This unit of work was opened for reading.")
        if self.already_done() is not None:
            raise Conflict(N_("This has been done already."))
        self.session.flush()
        connection = self.session.connection()
        if self._key:
            connection.execute(_ANSWERED, self._this_call() | {"answer": result})
        appended = append(connection, self.vault, self._entries)
        self._check_keys_live()
        self.session.commit()
        self._entries = []
        return appended

    def _check_keys_live(self) -> None:
        """Nothing is committed under a key that was destroyed while this was under way."""
        if self.vault.refresh() and any(map(self.vault.is_destroyed, self._keys)):
            raise KeyDestroyed(N_("The person was erased while this was under way."))

    def _this_call(self) -> dict[str, str]:
        return {"actor": self._actor.ref, "call": self._key}
