"""Whether the database is the newest that is known of, and what an operator may take instead.

What is known: the checkpoint that the vault remembers, and those that witnesses keep in folders. An
older copy is never served silently. Where there is no newer one an operator accepts it: that is on
the log from then on, and shown to equality officers and administrators.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select

from screening.domain.errors import KeyUnknown, NotCanonical, OlderThanKnown, SignatureWrong
from screening.domain.events import Event
from screening.domain.people import CLOCK
from screening.domain.words import Role
from screening.ledger.checkpoint import Checkpoint, open_checkpoint, origin_of
from screening.ledger.note import NoteKey
from screening.ledger.record import ORGANISATION
from screening.services.call import Call, once
from screening.services.erasure.after_restoring import have_erasing_wait
from screening.services.opening import open_store, system_clock
from screening.services.settings import Settings
from screening.services.witnesses.folder import Folder, folders_of
from screening.store import checkpoints, sweeping
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.seen import WHAT_TO_DO, Seen, begin_again_from, seen, standing, why_older
from screening.store.store import Store
from screening.store.tables.checkpoint import LogKey
from screening.store.unit_of_work import UnitOfWork

_MOST_READ = 20  # files of one witness, should they hold nothing that this log signed


@dataclass(frozen=True)
class Older:
    """That the log is not the one that ``known`` is of; ``why`` is a sentence."""

    known: Seen
    why: str


def open_newest(settings: Settings) -> Store:
    """The store, open to be served. Raises as ``open_store`` does; OlderThanKnown also where only
    a witness knows of a newer log.
    """
    store = open_store(settings)
    try:
        check_newest(Call(store, CLOCK, system_clock), folders_of(settings.witnesses))
    except BaseException:
        store.close()
        raise
    return store


def check_newest(call: Call, folders: Iterable[Folder]) -> None:
    """Raise OlderThanKnown unless the log is the one that the vault and ``folders`` know."""
    if found := find_older(call, folders):
        raise OlderThanKnown([found.why, WHAT_TO_DO])


def find_older(call: Call, folders: Iterable[Folder]) -> Older | None:
    """The longest log that is known and that the database's is not; None: it is the newest."""
    remembered = seen(call.store.vault)  # before the database, as in ``seen``
    with call.as_clock().look() as work:
        known = [*_kept_outside(work, folders), *([remembered] if remembered else [])]
        found = [Older(each, why_older(each, work.session)) for each in known]
    return max((one for one in found if one.why), key=lambda one: one.known.size, default=None)


def accept_older(call: Call, folders: Iterable[Folder]) -> Older | None:
    """Go on with the log as it is, though a newer one is known, and record that; None: it is not.

    Erasing waits from then on. Stopped before the vault has been told, it is done again, and
    recorded once.
    """
    found = find_older(call, folders)
    if found is not None:
        record_older(call, found)
        have_erasing_wait(call)
        sweeping.forget(call.store.vault)  # what was erased may be in free room of this copy still
        settle(call)
    return found


def record_older(call: Call, found: Older) -> None:
    """Record that the log was gone on with although ``found``: once for each."""
    known = found.known
    _record(call.keyed(f"older-{known.size}-{known.root}"), known.root, known)


def settle(call: Call) -> None:
    """Have the vault know of no newer log than the one that is there now."""
    with call.as_clock().look() as work:
        stands = standing(work.session)
    begin_again_from(call.store.vault, stands)


@once
def _record(call: Call, _root: str, known: Seen) -> None:
    with call.change(Role.DATA_PROTECTION) as work:
        checkpoints.hold_log(work)
        said = {
            "known_log": known.log_id,
            "known_size": str(known.size),
            "known_root": known.root,
            "size": str(checkpoints.standing(work).size),
        }
        work.record(Event.OLDER_ACCEPTED, vacancy_ref=ORGANISATION, payload=said)
        work.commit()


def _kept_outside(work: UnitOfWork, folders: Iterable[Folder]) -> Iterator[Seen]:
    """The newest checkpoint of this log that each folder has, but for what was accepted as lost.

    What no key of this log signed says nothing: anybody could have put it there.
    """
    log_id = checkpoints.log_id(work)
    keys = [checkpoints.public_half(work, key) for key in work.session.scalars(select(LogKey))]
    said = (record.payload for record in accepted(work) if record.payload)
    lost = [_sizes(each) for each in said if each["known_log"] == log_id]
    for folder in folders:
        notes = (
            note
            for size, note in folder.kept(origin_of(log_id))
            if not any(size in sizes for sizes in lost)
        )
        signed = (_signed(note(), keys) for note in islice(notes, _MOST_READ))
        newest = next((one for one in signed if one and one.origin == origin_of(log_id)), None)
        if newest is not None and not any(newest.size in sizes for sizes in lost):
            yield Seen(log_id, newest.size, newest.root.hex())


def _signed(note: str, keys: Sequence[NoteKey]) -> Checkpoint | None:
    """The checkpoint in ``note``, if one of ``keys`` signed it."""
    try:
        return open_checkpoint(note, keys)[0]
    except (NotCanonical, KeyUnknown, SignatureWrong):
        return None


def _sizes(said: Mapping[str, Any]) -> range:
    """The sizes of a log of which what was signed is no part of the one that was gone on with; or
    need be none, where another course of it was accepted and nobody can say where it began.
    """
    size, known = int(said["size"]), int(said["known_size"])
    return range(size + 1 if size < known else 0, known + 1)


def accepted(work: UnitOfWork) -> list[OpenedRecord]:
    """The records that say that an older copy was accepted, oldest first."""
    return open_records(work.session, work.vault, event=Event.OLDER_ACCEPTED)
