"""Restoring a backup: looked over as a whole, erased again, and only then put in place.

What was erased stays erased, whatever is restored. The tombstones of the vault in place, of the
backup's, and everybody whose erasure a database recorded are brought together before anything of
the backup can be read; then what is sealed under those keys is emptied, and that is recorded, in
the copy that is to be put in place. Nothing is served before that. What was confirmed and is not
begun, or is due, waits: a hold may have been put on since (``erasure.after_restoring``).

Killed anywhere, it is done by running it again: the vault goes into its place first, and goes with
the old database as well as with the new one. A database that stays in its place, since the backup
is of a vault alone, is written to only after that: what is recorded may need a key that is made for
it, and with a vault that is made ready and never put there that key would be lost.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile

from screening.domain.errors import NotValid, OlderThanKnown
from screening.domain.people import OPERATOR
from screening.domain.text import N_
from screening.ledger.checks import MEANING
from screening.ledger.compare import Against, read_kept
from screening.ledger.verify import verify
from screening.services.backups.older import Older, find_older, record_older, settle
from screening.services.backups.staging import (
    Places,
    Taken,
    check_free,
    made_ready,
    places_of,
    put_in_place,
    staged,
    take,
    url_of,
)
from screening.services.call import Call, Clock
from screening.services.erasure import erasing
from screening.services.erasure.after_restoring import have_erasing_wait
from screening.services.own_page import links
from screening.services.people import sessions
from screening.services.settings import Settings
from screening.services.witnesses.folder import Folder
from screening.store import checkpoints, erasure
from screening.store.export import export
from screening.store.seen import Seen, standing
from screening.store.store import Store
from screening.store.vault_merge import NOTHING, erased_in

_NOTHING_CHANGED = N_(
    "Nothing was changed. Restore a newer backup; or, if there is none, add --accept-older: that "
    "goes on record."
)
_OTHER_LOG = N_("The log in the backup is not the one that its manifest speaks of.")


@dataclass(frozen=True)
class Restored:
    """What came of it: how many records the log has now, how many people were ``erased`` again, the
    erasures of how many more were confirmed and are ``waiting``, of how many keys there is no
    trace, and whether checkpoints can be signed.

    ``older`` says what was lost and accepted, ``aside`` where the database is that was in place;
    ``unknown``: that one cannot be read, and with it erasures that it alone may have known of.
    """

    records: int
    erased: int
    waiting: int
    without_key: int
    signs: bool
    older: Older | None = None
    aside: Path | None = None
    unknown: bool = False


@dataclass(frozen=True)
class Wanted:
    """Which backup: its folder, and its vault where that was kept elsewhere. ``replace``: what is
    in place may be replaced; ``older``: by what is older than the newest that is known.
    """

    folder: Path
    vault: Path | None = None
    replace: bool = False
    older: bool = False


def restore(
    settings: Settings, wanted: Wanted, clock: Clock, folders: Iterable[Folder]
) -> Restored:
    """Put the backup in its place, while nobody has a file in place open.

    Nothing was changed where it raises: NotValid when the backup or its log is not whole, or
    something is in its place; OlderThanKnown; and as ``take`` and ``made_ready`` do.
    """
    places = places_of(settings)
    taken = take(wanted.folder, wanted.vault, places)
    if not wanted.replace:
        check_free(taken, places)
    with made_ready(taken, places, settings):
        was_there = places.database is not None and places.database.exists()
        recorded = erased_in(places.database) if places.database and was_there else NOTHING
        with closing(_open(settings, taken, places)) as store:
            call = Call(store, OPERATOR, clock)
            _look_over(call, taken)
            older = find_older(call, folders)
            if older is not None and not wanted.older:
                raise OlderThanKnown([older.why, _NOTHING_CHANGED])
            erasing.bury(call, recorded or NOTHING)
            done = None if taken.database is None else _set_right(call, older)
        aside = put_in_place(taken, places, settings, clock())
        if done is None:
            with closing(open_older(settings)) as store:
                done = _set_right(Call(store, OPERATOR, clock), older)
    if older is not None:
        with closing(open_older(settings)) as store:
            settle(Call(store, OPERATOR, clock))
    return replace(done, older=older, aside=aside, unknown=recorded is None)


def _set_right(call: Call, older: Older | None) -> Restored:
    """Record that ``older`` was accepted, have erasing wait, erase again, end every session and
    every link to a candidate's own page.
    """
    if older is not None:
        record_older(call, older)
    have_erasing_wait(call)
    erased = erasing.finish(call)
    waiting = erasing.waiting(call)
    sessions.end_everybodys(call)
    links.end_every_link(call)
    records, keyless, signs = _counted(call)
    return Restored(records, erased, waiting, keyless, signs)


def open_older(settings: Settings) -> Store:
    """The store, open although a newer log is known."""
    return Store.open(
        settings.database_url, settings.vault_url, settings.master_key, may_be_older=True
    )


def _open(settings: Settings, taken: Taken, places: Places) -> Store:
    """The store of what was made ready; where the backup is of a vault alone, its database is the
    one in place, and on a server always.
    """
    own = taken.database is not None and places.database is not None
    url = url_of(staged(places.database)) if own and places.database else settings.database_url
    vault_url = url_of(staged(places.vault))
    return Store.open(
        url,
        vault_url,
        settings.master_key,
        may_be_older=True,
        restored=taken.database is not None,
    )


def _look_over(call: Call, taken: Taken) -> None:
    """Raise NotValid unless the whole log is in order, and the one that the manifest speaks of."""
    said = taken.manifest
    kept = [read_kept(said.checkpoint)] if said.checkpoint else []
    with call.look() as work, TemporaryFile() as file:
        stands = standing(work.session)
        if stands.log_id != said.log_id:
            raise NotValid({"folder": _OTHER_LOG})
        if taken.database is not None and stands != Seen(said.log_id, said.size, said.root):
            raise NotValid({"folder": _OTHER_LOG})
        export(work.session, file, work.vault)
        file.seek(0)
        outcome = verify(file, kept)
    if outcome.refusal is not None:
        what = MEANING[outcome.refusal.check]
        message = f"The log in the backup is not in order at record {outcome.refusal.seq}: {what}."
        raise NotValid({"folder": message})
    if taken.database is not None and set(outcome.compared) - {Against.AGREES}:
        raise NotValid({"folder": _OTHER_LOG})


def _counted(call: Call) -> tuple[int, int, bool]:
    """How many records there are; how many keys are missing under which something is sealed; and
    whether the log's own key is there.
    """
    with call.look() as work:
        keyless = erasure.keyless(work.session, work.vault)
        return standing(work.session).size, len(keyless), checkpoints.can_sign(work)
