"""What whoever files or decides has to read first."""

from dataclasses import dataclass
from datetime import date

from screening.services.call import Call
from screening.services.people.policy_reading import WHO_READS, has_read


@dataclass(frozen=True)
class ToRead:
    """The policy in force, why it is as it is, and whether the reader has said that they read it.

    Periods are in days.
    """

    version: str
    digest: str
    effective_from: date
    why: str
    decision_days: int
    reply_days: int
    kept_days: int
    has_read: bool


def read_to_read(call: Call) -> ToRead:
    """The policy in force, for those who have to read it. Raises NotAllowed for others."""
    call.hat(*WHO_READS)
    with call.look() as work:
        policy = work.policy
        return ToRead(
            version=policy.version,
            digest=policy.digest,
            effective_from=policy.effective_from,
            why=str(policy.data.get("why", "")),
            decision_days=policy.days("decision"),
            reply_days=policy.days("reply"),
            kept_days=policy.days("retention_months"),
            has_read=has_read(work.session, call.actor, policy),
        )
