"""When things would happen next, if everybody takes the time that the policy gives them."""

from dataclasses import dataclass
from datetime import date, datetime

from screening.domain.policy import Policy
from screening.services.calendar import day_of, due


@dataclass(frozen=True)
class Outlook:
    """The days by which HR decides, and on which the candidate's time to reply would end."""

    decided_by: date
    searched_from: date
    decision_days: int
    reply_days: int


def outlook(policy: Policy, now: datetime) -> Outlook:
    """What a request sent ``now`` can expect under ``policy``; all periods are in working days."""
    decided = due(policy, "decision", now)
    return Outlook(
        decided_by=day_of(decided),
        searched_from=day_of(due(policy, "reply", decided)),
        decision_days=policy.days("decision"),
        reply_days=policy.days("reply"),
    )
