"""Keeping a new version of a setting, with its record."""

from collections.abc import Mapping

from screening.domain.errors import Conflict
from screening.domain.events import Event
from screening.domain.kept_settings import SettingKind
from screening.domain.text import N_
from screening.ledger.record import ORGANISATION
from screening.store import kept_settings
from screening.store.unit_of_work import UnitOfWork

EVENTS: Mapping[SettingKind, Event] = {
    SettingKind.ORGANISATION: Event.ORGANISATION_SET,
    SettingKind.BASIS: Event.BASIS_SET,
    SettingKind.ASSESSMENT: Event.ASSESSMENT_WRITTEN,
}


def keep(work: UnitOfWork, kind: SettingKind, read: int, content: Mapping[str, str]) -> None:
    """Let ``content`` be the version of ``kind`` after the version ``read`` (0: there was none).

    Raises Conflict where somebody has set another one since that was read.
    """
    if not kept_settings.add(work, kind, read, content):
        raise Conflict(
            N_("Somebody else has changed this since you opened it. Look at it again first.")
        )
    payload = {"version": str(read + 1), **content}
    work.record(EVENTS[kind], vacancy_ref=ORGANISATION, payload=payload)
