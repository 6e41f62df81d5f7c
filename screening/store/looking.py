"""Under which destroyed keys something may be stored still: the vault's list of what to ask for.

A key comes onto it as it is destroyed, and goes from it once nothing under it is found in the
database any more. So whoever was erased long ago is not asked for again and again. A copy of either
file that is put in use knows nothing of the other's: then every tombstone is asked for, once.
"""

from collections.abc import Collection

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from screening.domain.words import Retention
from screening.store.engine import reading, writing
from screening.store.faults import translated
from screening.store.vault import KeyRef, Vault
from screening.store.vault_file import unlooked

_GOES = delete(unlooked).where(
    unlooked.c.owner == bindparam("whose"), unlooked.c.retention == bindparam("kind")
)


def to_look_for(vault: Vault) -> set[KeyRef]:
    """The destroyed keys of which it was not yet found that nothing is stored under them."""
    wanted = select(unlooked.c.owner, unlooked.c.retention)
    with translated(), reading(vault.engine).connect() as connection:
        return {KeyRef(owner, Retention(name)) for owner, name in connection.execute(wanted)}


def note(vault: Vault, left: Collection[KeyRef], gone: Collection[KeyRef]) -> None:
    """Ask for ``left`` again, of which something is stored still, and no more for ``gone``."""
    if not (left or gone):
        return
    with translated(), writing(vault.engine).begin() as connection:
        if left:
            rows = [{"owner": key.owner, "retention": key.retention.value} for key in left]
            connection.execute(insert(unlooked).on_conflict_do_nothing(), rows)
        if gone:
            rows = [{"whose": key.owner, "kind": key.retention.value} for key in gone]
            connection.execute(_GOES, rows)
