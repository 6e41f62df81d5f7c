"""The keys: those that sign checkpoints, the vault's, and the one that wraps them."""

from collections.abc import Iterator

from sqlalchemy import select

from screening.domain.errors import KeyDestroyed, SealBroken
from screening.domain.health import Group, Health, Line
from screening.domain.sentence import Value
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.ledger.record import ORGANISATION, instant
from screening.store import checkpoints
from screening.store.rewrapping import rewrappings
from screening.store.tables.checkpoint import LogKey
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_RESTORE = N_(
    "The vault is older than the database, or was altered. Stop the service and restore the vault "
    "that belongs to it: docs/operations.md, “Restoring”."
)


def keys(work: UnitOfWork) -> Group:
    """What there is to say of keys. No key is shown, but for the short id of the public ones."""
    return Group(N_("Keys"), (*_signing(work), _vault(work), _master(work)))


def _signing(work: UnitOfWork) -> Iterator[Line]:
    what = N_("Key that signs checkpoints")
    found = list(work.session.scalars(select(LogKey).order_by(LogKey.number)))
    if not found:
        yield Line(what, Health.FINE, N_("None yet: it is made with the first checkpoint."))
        return
    newest = found[-1]
    values: dict[str, Value] = {
        "number": newest.number,
        "id": checkpoints.public_half(work, newest).id.hex(),
        "since": newest.made_at,
    }
    said = N_("Number %(number)s, id %(id)s, in use since %(since)s.")
    readable = checkpoints.can_sign(work)
    health, todo = (Health.FINE, "") if readable else (Health.FAULT, _RESTORE)
    yield Line(what, health, said, values, todo)
    left = sum(not checkpoints.is_retired(work.vault, key) for key in found[:-1])
    if left:
        yield Line(
            N_("Earlier signing keys"),
            Health.WATCH,
            N_("%(count)s of them can still sign."),
            {"count": left},
            N_("The worker destroys them within a few minutes. See below whether one is at work."),
        )


def _vault(work: UnitOfWork) -> Line:
    live, destroyed = work.vault.count()
    said = N_("%(live)s keys are wrapped by the master key. %(destroyed)s were destroyed.")
    values = {"live": live, "destroyed": destroyed}
    healthy = _opens(work)
    health, todo = (Health.FINE, "") if healthy else (Health.FAULT, _RESTORE)
    return Line(N_("Vault"), health, said, values, todo)


def _opens(work: UnitOfWork) -> bool:
    """Whether a key of the organisation's own can be unwrapped, or there is none yet."""
    own = KeyRef(ORGANISATION, Retention.ACCOUNT)
    try:
        return not work.vault.has(own) or bool(work.vault.secret(own, "look", make=False))
    except (KeyDestroyed, SealBroken):
        return False


def _master(work: UnitOfWork) -> Line:
    what = N_("Master key")
    changes = rewrappings(work.vault)
    if not changes:
        return Line(what, Health.FINE, N_("It has not been changed since the service was set up."))
    last = changes[-1]
    values: dict[str, Value] = {"id": last.after, "at": instant(last.at), "keys": last.keys}
    said = N_("Id %(id)s, changed on %(at)s, when %(keys)s keys were wrapped anew.")
    return Line(what, Health.FINE, said, values)
