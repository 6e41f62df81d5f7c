"""Which policy is in force: what the database says, and the one that ships until it says so.

Every process asks the database in each unit of work that needs to know, so that all agree without
being started again. A policy is read once in a process, and known by its digest.
"""

from datetime import datetime
from functools import cache

from sqlalchemy import and_, bindparam, literal_column, or_, select, union
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from screening.domain.policy import Policy, canonical, policy_from_canonical, shipped_policy
from screening.domain.words import PolicyState
from screening.store.direct import Question
from screening.store.tables.policy import PolicyKept, PolicyVersion

_MOST_READ = 16  # policies kept in memory: those that pages tell old findings by
_read: dict[str, Policy] = {}

# The state is spelled out: of one that is bound SQLite would look each time whether the index on
# proposed versions serves, and plan anew.
_IN_FORCE = Question(
    select(PolicyVersion.digest)
    .where(
        PolicyVersion.state == literal_column(f"'{PolicyState.CONFIRMED}'"),
        PolicyVersion.effective_at <= bindparam("now"),
    )
    .order_by(PolicyVersion.effective_at.desc(), PolicyVersion.decided_at.desc())
)


def policy_in_force(session: Session, now: datetime) -> Policy:
    """The policy that applies at ``now``. Raises PolicyInvalid when it was altered."""
    session.flush()
    found = _IN_FORCE.answer(session.connection(), now=now)
    return (_known(session, found[0]) if found else None) or shipped_policy()


def policy_before(session: Session, version: PolicyVersion, starts: datetime) -> Policy:
    """The policy that ``version``, which applies or would apply from ``starts``, takes over from.

    Of versions that apply from the same moment the one that was confirmed last is in force.
    """
    earlier = PolicyVersion.effective_at < starts
    if version.decided_at is None:
        earlier = PolicyVersion.effective_at <= starts
    else:
        same = PolicyVersion.effective_at == starts
        earlier = or_(earlier, and_(same, PolicyVersion.decided_at < version.decided_at))
    digest = session.scalar(
        select(PolicyVersion.digest)
        .where(PolicyVersion.state == PolicyState.CONFIRMED, PolicyVersion.ref != version.ref)
        .where(earlier)
        .order_by(PolicyVersion.effective_at.desc(), PolicyVersion.decided_at.desc())
        .limit(1)
    )
    return (_known(session, digest) if digest else None) or shipped_policy()


def versions_known(session: Session) -> set[str]:
    """The name of every version that ships, was ever proposed or is kept, folded."""
    found = session.scalars(union(select(PolicyVersion.version), select(PolicyKept.version)))
    return {version.casefold() for version in (shipped_policy().version, *found)}


def policy_with(session: Session, digest: str) -> Policy | None:
    """The policy with ``digest`` that ships, was proposed or is kept; None when there is none."""
    return shipped_policy() if shipped_policy().digest == digest else _known(session, digest)


def keep_policy(session: Session, policy: Policy) -> None:
    """Keep ``policy``, which something was judged by, where a later release would not have it."""
    is_shipped = policy.digest == shipped_policy().digest
    if not is_shipped or session.get(PolicyKept, policy.digest) is not None:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = {
        "digest": policy.digest,
        "version": policy.version,
        "content": _shipped_content(),
    }
    # Two people may send the first requests at the same moment.
    session.execute(dialect.insert(PolicyKept).values(row).on_conflict_do_nothing())


@cache
def _shipped_content() -> str:
    """What is kept of the policy that ships: to write it takes longer than to judge by it."""
    return canonical(shipped_policy().data)


def _known(session: Session, digest: str) -> Policy | None:
    if digest not in _read:
        proposed = select(PolicyVersion.content).where(PolicyVersion.digest == digest).limit(1)
        kept = select(PolicyKept.content).where(PolicyKept.digest == digest)
        content = session.scalar(proposed) or session.scalar(kept)
        if content is None:
            return None
        if len(_read) >= _MOST_READ:
            _read.clear()
        _read[digest] = policy_from_canonical(content, digest)
    return _read[digest]
