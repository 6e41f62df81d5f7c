"""What somebody typed and sent when they were no longer signed in: kept, sealed, and offered back.

It is offered once, to the same account, and is gone a day later. Nothing of it has happened: the
person looks it over and sends it again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from screening.domain.words import Retention
from screening.services.call import Call
from screening.services.refs import new_ref
from screening.store.tables.account import Account
from screening.store.tables.session import KeptForm
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

KEPT_FOR = timedelta(days=1)
MOST_KEPT = 5
"""Forms for one account: as many as somebody has open, and no way to fill the disk."""

_SECRET = "password"  # noqa: S105 - part of the names of fields that are never kept
_TOKENS = frozenset({"csrf_token", "idempotency_key"})

Fields = Sequence[tuple[str, str]]
"""A form's fields as sent: names, which may repeat, and values."""


@dataclass(frozen=True)
class Kept:
    """A form to be offered back: the ``page`` it stands on (a local path) and what was typed."""

    ref: str
    page: str
    fields: tuple[tuple[str, str], ...]


def keep_form(
    call: Call, account_ref: str, page: str, fields: Fields, *, offered: bool = False
) -> str:
    """Keep what was typed for ``account_ref``; the answer is its ref, or empty: nothing to keep.

    Passwords and tokens are left out. ``offered``: the person is being shown it just now.
    """
    typed = [(name, value) for name, value in fields if _is_kept(name)]
    if not typed:
        return ""
    with call.as_clock().change() as work:
        account = work.session.get(Account, account_ref, with_for_update=True)
        if account is None or account.closed_at is not None:
            return ""
        ref = new_ref()
        text = json.dumps({"page": page, "fields": typed}).encode("utf-8")
        sealed = work.vault.seal(_key(account_ref), _where(ref), text)
        row = KeptForm(ref=ref, account_ref=account_ref, kept_at=work.now, sealed=sealed)
        row.offered_at = work.now if offered else None
        work.session.add(row)
        _drop_surplus(work.session, account_ref)
        work.commit()
    return ref


def offer(call: Call) -> Kept | None:
    """The newest form kept for the caller that was not offered yet; no other one will be."""
    with call.as_clock().change() as work:
        rows = work.session.scalars(
            select(KeptForm)
            .where(KeptForm.account_ref == call.actor.ref, KeptForm.offered_at.is_(None))
            .where(KeptForm.kept_at > work.now - KEPT_FOR)
            .order_by(KeptForm.kept_at.desc())
        ).all()
        for row in rows:
            row.offered_at = work.now
        kept = _opened(work, rows[0]) if rows else None
        work.commit()
    return kept


def read_kept(call: Call, ref: str) -> Kept | None:
    """The form ``ref`` if it was kept for the caller, and not too long ago."""
    with call.look() as work:
        row = work.session.get(KeptForm, ref)
        if row is None or row.account_ref != call.actor.ref or row.kept_at <= work.now - KEPT_FOR:
            return None
        return _opened(work, row)


def forget_kept_forms(work: UnitOfWork) -> None:
    """Delete what nobody came back for."""
    work.session.execute(delete(KeptForm).where(KeptForm.kept_at <= work.now - KEPT_FOR))


def _is_kept(name: str) -> bool:
    return name not in _TOKENS and _SECRET not in name.lower()


def _drop_surplus(session: Session, account_ref: str) -> None:
    surplus = session.scalars(
        select(KeptForm)
        .where(KeptForm.account_ref == account_ref)
        .order_by(KeptForm.kept_at.desc(), KeptForm.ref)
        .offset(MOST_KEPT)
    )
    for row in surplus:
        session.delete(row)


def _opened(work: UnitOfWork, row: KeptForm) -> Kept:
    data = json.loads(work.vault.open(_key(row.account_ref), _where(row.ref), row.sealed))
    return Kept(row.ref, data["page"], tuple((name, value) for name, value in data["fields"]))


def _key(account_ref: str) -> KeyRef:
    return KeyRef(account_ref, Retention.ACCOUNT)


def _where(ref: str) -> str:
    return f"kept_form/{ref}"
