"""The policy as services and pages ask for it: the one in force, and one of another time."""

from screening.domain.policy import Policy
from screening.services.call import Call
from screening.services.story import Attempt
from screening.store.policies import policy_with
from screening.store.unit_of_work import UnitOfWork


def read_policy_in_force(call: Call) -> Policy:
    """The policy that applies now, for whoever is signed in."""
    with call.look() as work:
        return work.policy


def judged_by(work: UnitOfWork, attempt: Attempt) -> Policy:
    """The policy by which ``attempt`` was judged; where it is not kept, the one in force."""
    return policy_with(work.session, attempt.policy_digest) or work.policy
