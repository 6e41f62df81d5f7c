"""The policy in the audit report: the one in force at its position, and those judged by."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from screening.domain.policy import Policy
from screening.reports import model
from screening.services.reading.policies.labels import PERIODS
from screening.services.reading.policies.parts import rules_of
from screening.services.reading.trail.chain import Chain
from screening.services.story import SUBMISSIONS
from screening.store.policies import policy_in_force, policy_with
from screening.store.tables.check import Check, Revision
from screening.store.unit_of_work import UnitOfWork


def policy_at(work: UnitOfWork, chain: Chain) -> Policy:
    """The policy in force when the last record of ``chain`` was written."""
    return policy_in_force(work.session, chain.records[-1].occurred_at)


def show_policy(work: UnitOfWork, chain: Chain) -> model.PolicyInForce:
    """That policy, with the rules of its gate, and each version that a request was judged by."""
    found = policy_at(work, chain)
    return model.PolicyInForce(
        version=found.version,
        title=str(found.data["title"]),
        digest=found.digest,
        effective_from=found.effective_from,
        rules=tuple(model.Rule(rule.name, rule.title, rule.basis) for rule in rules_of(found)),
        periods=tuple(
            model.Period(PERIODS.get(name, name), _length(chain, period), period["source"])
            for name, period in found.data["periods"].items()
        ),
        judged_by=_judged_by(work, chain),
    )


def _judged_by(work: UnitOfWork, chain: Chain) -> tuple[model.JudgedBy, ...]:
    """The versions by which the attempts up to the chain's position were judged, the first first.

    Digests are in the tables and outlive the words of a request.
    """
    attempts = sum(len(chain.every(event)) for event in SUBMISSIONS)
    digests = work.session.scalars(
        select(Revision.policy_digest)
        .join(Check, Check.ref == Revision.check_ref)
        .where(Check.vacancy_ref == chain.vacancy_ref)
        .order_by(Revision.submitted_at, Revision.check_ref, Revision.number)
        .limit(attempts)
    )
    counts = Counter(digests)
    return tuple(
        model.JudgedBy(_version(work, digest), digest, count) for digest, count in counts.items()
    )


def _version(work: UnitOfWork, digest: str) -> str:
    policy = policy_with(work.session, digest)
    return policy.version if policy else ""


def _length(chain: Chain, period: Mapping[str, Any]) -> str:
    days, ngettext = int(period["days"]), chain.speaks.ngettext
    if period["working"]:
        return ngettext("%(num)s working day", "%(num)s working days", days) % {"num": days}
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}
