"""The organisation as it is set, and who has set it how; for administrators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.kept_settings import SettingKind
from screening.domain.people import Action, check_may
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.kept_settings.organisation import LIMITS, from_content
from screening.services.reading.people import names_of
from screening.store.kept_settings import read_content
from screening.store.tables.setting import Setting


@dataclass(frozen=True)
class OrganisationRow:
    """One version: by whom and when it was set, and the names of the parts that it changed."""

    version: int
    by: str
    at: datetime
    changed: tuple[str, ...]


@dataclass(frozen=True)
class OrganisationShown:
    """As it is now. Without ``rows`` it is what the operator's settings say, version 0."""

    organisation: Organisation
    version: int
    rows: tuple[OrganisationRow, ...]


def read_organisation(call: Call, start: Organisation) -> OrganisationShown:
    """Name, colour and contacts, with every version, the newest first."""
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        wanted = select(Setting).where(Setting.kind == SettingKind.ORGANISATION)
        found = work.session.scalars(wanted.order_by(Setting.version)).all()
        names = names_of(work.session, [row.set_by for row in found])
    before: Mapping[str, str] = {part: getattr(start, part) for part in LIMITS}
    rows = []
    for row in found:
        content = read_content(row.content)
        changed = tuple(part for part in LIMITS if content.get(part, "") != before.get(part, ""))
        rows.append(OrganisationRow(row.version, names.get(row.set_by, ""), row.set_at, changed))
        before = content
    now = from_content(before) if found else start
    return OrganisationShown(now, found[-1].version if found else 0, tuple(reversed(rows)))
