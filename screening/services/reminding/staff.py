"""What everybody here has to know: a version of the policy that has come into force."""

from sqlalchemy import select

from screening.domain.notifying import Told
from screening.domain.words import PolicyState
from screening.services.outbox.telling import tell
from screening.services.people.policy_reading import who_has_to_read
from screening.services.reminding.untold import untold_about
from screening.store.tables.policy import PolicyVersion
from screening.store.unit_of_work import UnitOfWork


def look(work: UnitOfWork) -> None:
    """Tell those who file and decide that they have to read the version in force, once it is."""
    in_force = work.session.scalars(
        select(PolicyVersion)
        .where(
            PolicyVersion.state == PolicyState.CONFIRMED,
            PolicyVersion.digest == work.policy.digest,
            untold_about(PolicyVersion.ref, Told.POLICY_TO_READ),
        )
        .order_by(PolicyVersion.effective_at.desc())
        .limit(1)
    ).first()
    if in_force is not None:
        told = who_has_to_read(work.session, in_force.digest)
        since = in_force.effective_at
        tell(work, Told.POLICY_TO_READ, told, in_force.ref, since=since)
