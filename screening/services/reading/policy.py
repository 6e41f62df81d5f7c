"""The policy as services and pages ask for it: the one in force, and one of another time."""

from sqlalchemy import select

from screening.domain.errors import NotFound
from screening.domain.people import Action, check_may
from screening.domain.policy import Policy, shipped_policy
from screening.domain.text import N_
from screening.services.call import Call
from screening.services.story import Attempt
from screening.store.policies import policy_with
from screening.store.tables.policy import PolicyKept, PolicyVersion
from screening.store.unit_of_work import UnitOfWork


def read_policy_in_force(call: Call) -> Policy:
    """The policy that applies now, for whoever is signed in."""
    with call.look() as work:
        return work.policy


def find_policy(call: Call, digest: str) -> Policy | None:
    """The policy with ``digest`` that ships, was proposed or is kept; None when there is none."""
    with call.look() as work:
        return policy_with(work.session, digest)


def read_policy(call: Call, digest: str) -> Policy:
    """The same, for whoever may read the policy. Raises NotFound when there is none."""
    check_may(call.actor, Action.READ_POLICY)
    found = find_policy(call, digest)
    if found is None:
        raise NotFound(N_("There is nothing here."))
    return found


def policy_called(call: Call, version: str) -> Policy:
    """The policy whose version has this name, also one that is proposed. Raises NotFound."""
    folded = version.strip().casefold()
    with call.look() as work:
        known: dict[str, str] = {}
        for table in (PolicyKept, PolicyVersion):
            rows = work.session.execute(select(table.version, table.digest))
            known |= {name.casefold(): digest for name, digest in rows}
        known[shipped_policy().version.casefold()] = shipped_policy().digest
        found = policy_with(work.session, known.get(folded, ""))
    if found is None:
        raise NotFound(N_("There is no version of the policy of that name."))
    return found


def judged_by(work: UnitOfWork, attempt: Attempt) -> Policy:
    """The policy by which ``attempt`` was judged; where it is not kept, the one in force."""
    return policy_with(work.session, attempt.policy_digest) or work.policy
