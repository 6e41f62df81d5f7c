"""The lawful basis as people are told it, and its versions as a data protection officer sees them.

While nobody has set it here, the words of the policy in force say it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from screening.domain.kept_settings import SettingKind
from screening.domain.lawful_basis import Article6, Article9, Article10, BasisTold, LawfulBasis
from screening.domain.people import Action, check_may
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.reading.people import names_of
from screening.store.kept_settings import newest, read_content
from screening.store.tables.setting import Setting
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class BasisRow:
    """One version: by whom and when it was set, and whether it is the one in force now."""

    version: int
    basis: LawfulBasis
    by: str
    at: datetime
    in_force: bool


def basis_at(work: UnitOfWork, moment: datetime) -> BasisTold:
    """How people were told the basis at ``moment``, or would have been."""
    found = _in_force(work, moment)
    if found:
        return found[1].told
    return BasisTold(work.policy.text("notice", "basis"), of_policy=True)


def basis_in_force(work: UnitOfWork) -> LawfulBasis | None:
    """The version in force now; None while it is still the policy's words."""
    found = _in_force(work, work.now)
    return found[1] if found else None


def list_bases(call: Call) -> tuple[BasisRow, ...]:
    """Every version, the newest first. Raises NotAllowed for anybody but data protection."""
    check_may(call.actor, Action.KEEP_PROCESSING)
    with call.look() as work:
        in_force = _in_force(work, work.now)
        wanted = select(Setting).where(Setting.kind == SettingKind.BASIS)
        rows = work.session.scalars(wanted.order_by(Setting.version.desc())).all()
        names = names_of(work.session, [row.set_by for row in rows])
        return tuple(
            BasisRow(
                version=row.version,
                basis=basis_from(read_content(row.content)),
                by=names.get(row.set_by, ""),
                at=row.set_at,
                in_force=in_force is not None and in_force[0] == row.version,
            )
            for row in rows
        )


def basis_from(content: Mapping[str, str]) -> LawfulBasis:
    """The basis that a version says."""
    return LawfulBasis(
        article6=Article6(content["article6"]),
        words=content["words"],
        words_cy=content["words_cy"],
        reasons=content["reasons"],
        article9=Article9(content["article9"]),
        reasons9=content["reasons9"],
        article10=Article10(content["article10"]),
        reasons10=content["reasons10"],
        effective_from=date.fromisoformat(content["effective_from"]),
        review_by=date.fromisoformat(content["review_by"]),
    )


def _in_force(work: UnitOfWork, moment: datetime) -> tuple[int, LawfulBasis] | None:
    """Of the versions that were set by ``moment`` and have begun, the one that began last; of two
    that began on one day, the one set later.
    """
    if newest(work.session, SettingKind.BASIS) is None:
        return None  # the usual case, and asked for with every notice
    wanted = select(Setting.version, Setting.content).where(
        Setting.kind == SettingKind.BASIS, Setting.set_at <= moment
    )
    found = [
        (version, basis_from(read_content(content)))
        for version, content in work.session.execute(wanted)
    ]
    begun = [each for each in found if each[1].effective_from <= day_of(moment)]
    return max(begun, key=lambda each: (each[1].effective_from, each[0]), default=None)
