"""Saying that one has read the policy in force. Before that nobody files or decides anything.

By person and by version: another account of theirs need not say it again, another version asks
everybody anew.
"""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from screening.domain.errors import Conflict, PolicyUnread
from screening.domain.events import Event
from screening.domain.people import Actor
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call, once
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.policy import PolicyRead
from screening.store.unit_of_work import UnitOfWork

WHO_READS = (Role.MANAGER, Role.HR)
"""Those who ask for checks, and those who decide on them."""


@once
def say_read(call: Call, digest: str) -> None:
    """Write down that whoever calls has read the policy with ``digest``; once is enough.

    Raises Conflict when that is no longer the one in force.
    """
    with call.change(*WHO_READS) as work:
        policy = work.policy
        if policy.digest != digest:
            raise Conflict(
                N_("Another version of the policy has come into force. Read that one, please.")
            )
        if _write(work, call.actor, policy):
            work.record(
                Event.POLICY_READ,
                vacancy_ref=ORGANISATION,
                payload={"version": policy.version, "digest": policy.digest},
            )
        work.commit()


def has_read(session: Session, actor: Actor, policy: Policy) -> bool:
    """Whether the person behind ``actor`` has said that they read ``policy``."""
    return session.get(PolicyRead, (actor.person_ref, policy.digest)) is not None


def who_has_to_read(session: Session, digest: str) -> list[str]:
    """The open accounts of those who still have to say that they read the policy ``digest``."""
    have = select(PolicyRead.person_ref).where(PolicyRead.digest == digest)
    wanted = (
        select(Account.ref)
        .join(AccountRole, AccountRole.account_ref == Account.ref)
        .where(
            AccountRole.role.in_(WHO_READS),
            Account.closed_at.is_(None),
            Account.person_ref.not_in(have),
        )
        .distinct()
    )
    return list(session.scalars(wanted))


def check_has_read(work: UnitOfWork, actor: Actor) -> None:
    """Raise PolicyUnread unless ``actor`` has read the policy in force."""
    if not has_read(work.session, actor, work.policy):
        raise PolicyUnread(
            N_("First read the policy in force, and say that you have. Then send this again.")
        )


def _write(work: UnitOfWork, actor: Actor, policy: Policy) -> bool:
    """Whether it was not said before; the same person may click in two windows."""
    row = {
        "person_ref": actor.person_ref,
        "digest": policy.digest,
        "account_ref": actor.ref,
        "read_at": work.now,
    }
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    written = dialect.insert(PolicyRead).values(row).on_conflict_do_nothing()
    return bool(work.session.execute(written.returning(PolicyRead.digest)).first())
