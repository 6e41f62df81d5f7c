"""Signing checkpoints, and reading those that were signed."""

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from screening.domain.errors import KeyDestroyed, SealBroken
from screening.domain.events import Event
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.ledger.checkpoint import Checkpoint, origin_of, sign_checkpoint
from screening.ledger.heads import ChainHeads
from screening.ledger.note import NoteKey
from screening.store import appending, tree
from screening.store.tables.checkpoint import LogCheckpoint, LogKey
from screening.store.tables.record import log_head, record, vacancy_head
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef, Vault

_PURPOSE = "sign checkpoints"


@dataclass(frozen=True)
class Standing:
    """How far the log has come: records in all, in the last checkpoint, up to the last heads."""

    size: int
    signed: int
    heads: int


def standing(work: UnitOfWork) -> Standing:
    """How the log stands to its checkpoints."""
    size = work.session.scalars(select(log_head.c.size)).one()
    signed = work.session.scalar(select(func.max(LogCheckpoint.size)))
    last = select(func.max(record.c.seq)).where(record.c.event_type == Event.VACANCY_HEADS)
    heads = work.session.scalar(last)
    return Standing(size, signed or 0, 0 if heads is None else heads + 1)


def log_id(work: UnitOfWork) -> str:
    """The log's id."""
    return str(work.session.execute(select(log_head.c.log_id)).scalar_one())


def hold_log(work: UnitOfWork) -> None:
    """Let nobody else append until ``work`` ends."""
    appending.hold_log(work.session.connection())


def all_heads(work: UnitOfWork) -> ChainHeads:
    """The heads of all chains, in order of their first records."""
    wanted = (
        select(vacancy_head)
        .join(record, record.c.vacancy_ref == vacancy_head.c.vacancy_ref)
        .where(record.c.vacancy_seq == 0)
        .order_by(record.c.seq)
    )
    heads = ChainHeads()
    for head in work.session.execute(wanted):
        heads.move(head.vacancy_ref, head.size, bytes.fromhex(head.link))
    return heads


def has_key(work: UnitOfWork) -> bool:
    """Whether the log has a key yet."""
    return work.session.scalar(select(func.max(LogKey.number))) is not None


def is_key_at(work: UnitOfWork, key: LogKey, size: int) -> bool:
    """Whether ``key`` is the last that the first ``size`` records name: it may sign over them."""
    said = select(func.count()).select_from(record)
    keys = (Event.KEY_MADE, Event.KEY_ROTATED)
    named = work.session.scalar(said.where(record.c.event_type.in_(keys), record.c.seq < size))
    return named == key.number


def first_over(work: UnitOfWork, seq: int) -> LogCheckpoint | None:
    """The first checkpoint over record ``seq``: always the same one, once there is any."""
    after = select(LogCheckpoint).where(LogCheckpoint.size > seq)
    return work.session.scalar(after.order_by(LogCheckpoint.size).limit(1))


def newest(work: UnitOfWork) -> LogCheckpoint | None:
    """The checkpoint over the most records, once there is any."""
    return work.session.scalar(select(LogCheckpoint).order_by(LogCheckpoint.size.desc()).limit(1))


def key_in_use(work: UnitOfWork) -> LogKey:
    """The key that the next checkpoint is signed with."""
    return work.session.scalars(select(LogKey).order_by(LogKey.number.desc()).limit(1)).one()


def new_key(work: UnitOfWork, number: int) -> LogKey:
    """A fresh key of the log, the ``number``-th; its private half is in the vault alone."""
    key = LogKey(number=number, ref=secrets.token_hex(16), public="", made_at=work.now)
    work.vault.ensure(_sealing(key))
    key.public = _written(_private(work.vault, key))
    work.session.add(key)
    return key


def private_half(vault: Vault, key: LogKey) -> Ed25519PrivateKey:
    """The private half of ``key``.

    Raises KeyDestroyed when it is in use no more, SealBroken when the vault has it not: then the
    vault is an older one than the database.
    """
    private = _private(vault, key)
    if _written(private) != key.public:
        raise SealBroken(N_("The key that signs checkpoints is not the one that the log names."))
    return private


def can_sign(work: UnitOfWork) -> bool:
    """Whether the next checkpoint can be signed, or the log has no key yet, and will make one."""
    try:
        return not has_key(work) or bool(private_half(work.vault, key_in_use(work)))
    except (KeyDestroyed, SealBroken):
        return False


def _private(vault: Vault, key: LogKey) -> Ed25519PrivateKey:
    secret = vault.secret(_sealing(key), _PURPOSE, make=False)
    return Ed25519PrivateKey.from_private_bytes(secret)


def _written(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes_raw().hex()


def public_half(work: UnitOfWork, key: LogKey) -> NoteKey:
    """The public half of ``key``, under the name that it signs with."""
    return NoteKey(origin_of(log_id(work)), bytes.fromhex(key.public))


def retire(vault: Vault, key: LogKey) -> None:
    """Destroy the private half of ``key``: nobody signs with it again, nor in its name."""
    if not is_retired(vault, key):
        vault.destroy(key.ref, [Retention.SIGNING])


def is_retired(vault: Vault, key: LogKey) -> bool:
    """Whether the private half of ``key`` was destroyed."""
    return vault.is_destroyed(_sealing(key))


def sign(work: UnitOfWork, key: LogKey, size: int) -> LogCheckpoint:
    """A checkpoint over the first ``size`` records, signed with ``key``."""
    tree.keep_blocks(work.session)
    checkpoint = Checkpoint(origin_of(log_id(work)), size, tree.root(work.session, size))
    signed = LogCheckpoint(
        size=size,
        root=checkpoint.root.hex(),
        note=sign_checkpoint(checkpoint, private_half(work.vault, key)),
        key_number=key.number,
        made_at=work.now,
    )
    work.session.add(signed)
    return signed


def _sealing(key: LogKey) -> KeyRef:
    return KeyRef(key.ref, Retention.SIGNING)
