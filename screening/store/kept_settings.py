"""The settings that people keep in the service, version after version.

Asked for in each unit of work that needs one, so that every process goes by the same at once. What
a version says never changes, so each is read out of its text once in a process.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from screening.domain.kept_settings import SettingKind
from screening.domain.policy import canonical
from screening.store.direct import Question
from screening.store.tables.setting import Setting
from screening.store.unit_of_work import UnitOfWork

_NEWEST = Question(
    select(Setting.version, Setting.content)
    .where(Setting.kind == bindparam("of_kind"))
    .order_by(Setting.version.desc())
)


@dataclass(frozen=True)
class Kept:
    """One version of a setting: its number, and what it says by the name of each part."""

    version: int
    content: Mapping[str, str]


def newest(session: Session, kind: SettingKind) -> Kept | None:
    """The newest version of ``kind``; None while nobody has set it here."""
    session.flush()
    found = _NEWEST.answer(session.connection(), of_kind=kind.value)
    return Kept(found[0], read_content(found[1])) if found else None


def add(work: UnitOfWork, kind: SettingKind, after: int, content: Mapping[str, str]) -> bool:
    """Add the version that follows ``after``; False where that is not the newest one."""
    known = newest(work.session, kind)
    if (known.version if known else 0) != after:
        return False
    row = {
        "kind": kind,
        "version": after + 1,
        "content": canonical(content),
        "set_by": work.actor_ref,
        "set_at": work.now,
    }
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    added = dialect.insert(Setting).values(row).on_conflict_do_nothing()
    return bool(work.session.execute(added.returning(Setting.version)).first())


@lru_cache(maxsize=64)
def read_content(text: str) -> Mapping[str, str]:
    """What the ``content`` of a version says."""
    content: Mapping[str, str] = json.loads(text)
    return content
