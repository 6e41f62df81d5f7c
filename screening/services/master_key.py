"""Changing the master key, the one that every key in the vault is wrapped with.

The vault changes first, all at once, and notes that it did; then the log is told. Whoever is
stopped in between is not asked again: the worker finds what the vault notes and the log lacks.
"""

from dataclasses import replace

from sqlalchemy import select

from screening.domain.errors import NotValid, SettingsInvalid
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call, Clock, once
from screening.services.opening import open_store
from screening.services.settings import Settings
from screening.store.ledger_store import open_content
from screening.store.rewrapping import Rewrapping, rewrap, rewrappings
from screening.store.tables.record import payload, record
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault_file import key_id

SAME = N_("The new master key is the one in use: give another one. Nothing was changed.")


def rotate(settings: Settings, new: bytes, clock: Clock) -> Rewrapping:
    """Put the master key ``new`` in the place of the one in ``settings``; what was done comes out.

    Done before, it is only finished. Nobody may have the vault open: NotPossible. Raises
    SettingsInvalid when the vault is under neither key, NotValid when it was always under ``new``.
    """
    fresh = replace(settings, master_key=new)
    _check_opens(settings, fresh)
    rewrap(settings.vault_url, settings.master_key, new, clock())
    store = open_store(fresh)
    try:
        done = [each for each in rewrappings(store.vault) if each.after == key_id(new)]
        if not done:
            raise NotValid({"master_key": SAME})
        finish(Call(store, OPERATOR, clock))
    finally:
        store.close()
    return done[-1]


def _check_opens(settings: Settings, fresh: Settings) -> None:
    """Raise what is wrong, before anything changes. With either key it may open."""
    try:
        open_store(settings).close()
    except SettingsInvalid:
        try:
            open_store(fresh).close()
        except SettingsInvalid:
            pass
        else:
            return
        raise


def finish(call: Call) -> int:
    """Record each change of the master key that the vault notes and the log lacks; how many."""
    changes = rewrappings(call.store.vault)
    if not changes:
        return 0
    with call.look() as work:
        known = _recorded(work)
    missing = [change for change in changes if change.at not in known]
    for change in missing:
        _record(replace(call, actor=OPERATOR, key=f"{change.after}.{change.at}"), change)
    return len(missing)


def _recorded(work: UnitOfWork) -> set[str]:
    """When the master key was changed, as far as the log knows."""
    wanted = (
        select(record, payload.c.owner, payload.c.retention, payload.c.sealed)
        .outerjoin_from(record, payload)
        .where(record.c.event_type == Event.MASTER_KEY_CHANGED)
    )
    return {open_content(work.vault, row)["values"]["at"] for row in work.session.execute(wanted)}


@once
def _record(call: Call, change: Rewrapping) -> None:
    """Record ``change``: once, however many find that it is missing."""
    with call.change(Role.DATA_PROTECTION) as work:
        work.record(
            Event.MASTER_KEY_CHANGED,
            vacancy_ref=ORGANISATION,
            payload={
                "before": change.before,
                "after": change.after,
                "keys": str(change.keys),
                "at": change.at,
            },
        )
        work.commit()
