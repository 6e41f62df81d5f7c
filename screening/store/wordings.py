"""Finding, among all wordings submitted so far, those most like a new one.

A wording has some hundred keys (``gate/wording.py``). What costs time is bounded: a look-up reads
one short range of the primary index for each of its keys, and no more than ``SLOTS`` rows there.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from struct import Struct

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from screening.store.among import among
from screening.store.tables.wording import wording, wording_key

SLOTS = 16
"""How many candidates one key can tell of; the newest in each slot."""
_SPARE = 4  # times as many as are wanted: some are left out when it is known whose they are
_KEY = Struct(">q")


@dataclass(frozen=True)
class Wording:
    """Whose wording it is: which revision of which check, who asked, on which vacancy."""

    candidate_ref: str
    check_ref: str
    revision: int
    requester_person: str
    vacancy_ref: str


def keep(session: Session, one: Wording, form: str, keys: Collection[int]) -> None:
    """Note that ``one`` can be found by ``keys``, which are of ``form``."""
    ordered = sorted(keys)  # two at once take their locks in one order
    row = vars(one) | {"form": form, "packed": b"".join(map(_KEY.pack, ordered))}
    (made,) = session.execute(insert(wording).values(row).returning(wording.c.id)).one()
    if not ordered:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    place = dialect.insert(wording_key)
    session.execute(
        place.on_conflict_do_update(
            index_elements=[wording_key.c.key, wording_key.c.slot],
            set_={"wording": place.excluded.wording},
        ),
        [{"key": key, "slot": slot_of(key, one.candidate_ref), "wording": made} for key in ordered],
    )


def alike(
    session: Session,
    keys: Collection[int],
    fewest: int,
    most: int,
    *besides: ColumnElement[bool],
) -> list[Wording]:
    """Those kept with at least ``fewest`` of ``keys``: one each of up to ``most`` candidates.

    The likest come first, the newer of two first. ``besides`` are further conditions on
    ``wording``.
    """
    shared = func.count().label("shared")
    found = (
        select(wording_key.c.wording, shared)
        .where(among(session, wording_key.c.key, keys))
        .group_by(wording_key.c.wording)
        .having(shared >= fewest)
        .order_by(shared.desc(), wording_key.c.wording.desc())
        .limit(_SPARE * most)
        .subquery()
    )
    rows = session.execute(
        select(
            wording.c.candidate_ref,
            wording.c.check_ref,
            wording.c.revision,
            wording.c.requester_person,
            wording.c.vacancy_ref,
        )
        .join(found, found.c.wording == wording.c.id)
        .where(*besides)
        .order_by(found.c.shared.desc(), wording.c.id.desc())
    )
    likest: dict[str, Wording] = {}
    for row in rows:
        likest.setdefault(row.candidate_ref, Wording(*row))
    return list(likest.values())[:most]


def forget(session: Session, which: ColumnElement[bool]) -> int:
    """Delete the wordings for which ``which`` holds, with all their keys; how many they were."""
    rows = session.execute(select(wording.c.id, wording.c.packed).where(which)).all()
    for number, packed in rows:
        session.execute(
            delete(wording_key).where(
                among(session, wording_key.c.key, [key for (key,) in _KEY.iter_unpack(packed)]),
                wording_key.c.wording == number,
            )
        )
        session.execute(delete(wording).where(wording.c.id == number))
    return len(rows)


def slot_of(key: int, candidate_ref: str) -> int:
    """Which of the key's slots is the candidate's. Two candidates meet in few of their keys."""
    place = hashlib.blake2b(candidate_ref.encode("ascii"), key=_KEY.pack(key), digest_size=1)
    return place.digest()[0] % SLOTS


def of_candidates(refs: Sequence[str]) -> ColumnElement[bool]:
    """The wordings of requests about these candidates."""
    return wording.c.candidate_ref.in_(refs)
