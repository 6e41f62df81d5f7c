"""The settings that both documents speak of, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from screening.domain.kept_settings import SettingKind
from screening.domain.lawful_basis import BasisTold, LawfulBasis
from screening.domain.policy import Policy
from screening.domain.rights import months_after
from screening.domain.sentence import Days, Value
from screening.reports.model import Organisation
from screening.services.calendar import day_of
from screening.services.kept_settings.organisation import organisation_of
from screening.services.outbox.tidying import KEPT
from screening.services.people.kept_forms import KEPT_FOR
from screening.services.reading.policies.parts import rules_of
from screening.services.reading.telling.lawful_basis import basis_at, basis_in_force
from screening.services.reading.telling.notice import data_protection_contact
from screening.store.kept_settings import newest
from screening.store.tables.checkpoint import WitnessState
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Facts:
    """What is set now. ``own`` are the officer's own words, by the part; empty where not written.

    ``basis`` is None while it is the policy's words that say it; ``told`` is how it is said.
    """

    organisation: Organisation
    officer: str
    policy: Policy
    basis: LawfulBasis | None
    told: BasisTold
    own: dict[str, str]
    version: int
    witnesses: int

    def days(self, *periods: str) -> dict[str, Value]:
        """The length of each of ``periods`` of the policy in force, by its name."""
        of_policy = self.policy.data["periods"]
        return {
            period: Days(self.policy.days(period), bool(of_policy[period]["working"]))
            for period in periods
        }

    def numbers(self, *names: str) -> dict[str, Value]:
        """Each value called like ``session.idle_minutes``, by what follows the last dot."""
        found: dict[str, Value] = {}
        for name in names:
            found[name.rpartition(".")[2]] = f"{self._value(name):g}"
        return found

    def share(self, name: str) -> dict[str, Value]:
        """The value called ``name`` in per cent, as ``share``."""
        return {"share": f"{self._value(name):.0%}"}

    def _value(self, name: str) -> float:
        value = self.policy.data
        for part in name.split("."):
            value = value[part]
        return float(value["value"])


def facts_of(work: UnitOfWork, start: Organisation) -> Facts:
    """The settings in force now."""
    kept = newest(work.session, SettingKind.ASSESSMENT)
    witnesses = work.session.scalar(select(func.count()).select_from(WitnessState)) or 0
    return Facts(
        organisation=organisation_of(work, start),
        officer=data_protection_contact(work),
        policy=work.policy,
        basis=basis_in_force(work),
        told=basis_at(work, work.now),
        own=dict(kept.content) if kept else {},
        version=kept.version if kept else 0,
        witnesses=witnesses,
    )


def review_months(policy: Policy) -> int:
    """After how many months policy and assessment are looked at again."""
    return int(policy.number("review", "months"))


def next_review(work: UnitOfWork) -> date:
    """The day that is so many months from today."""
    return months_after(day_of(work.now), review_months(work.policy))


KEPT_DAYS: Mapping[str, Value] = {"messages": Days(KEPT.days), "forms": Days(KEPT_FOR.days)}
"""How long what is about staff, or was not sent, is kept: fixed in the service itself."""


def rules_in(policy: Policy) -> int:
    """By how many rules the gate judges requests."""
    return len(rules_of(policy))
