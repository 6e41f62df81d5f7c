"""Making a version of the policy effective: an administrator proposes it, an equality officer who
is another person confirms it. From its day on every process judges by it.

Before it is confirmed, past requests are judged by it (``replaying``), so that whoever confirms it
knows what it would have changed. Each step is on the organisation's chain.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import select

from screening.domain.amendment import read_policy_file
from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotFound, NotPossible, PolicyInvalid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Ties, check_may
from screening.domain.policy import Policy, canonical
from screening.domain.text import N_
from screening.domain.words import PolicyState, Role
from screening.gate.usable import check_usable
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call, once
from screening.services.judging.replaying import ask_for_replay, replay_done
from screening.services.outbox.telling import no_longer, still_open, tell, those_who_may
from screening.services.people.roles import administering
from screening.services.refs import new_ref
from screening.store.policies import policy_with, versions_known
from screening.store.tables.policy import PolicyVersion
from screening.store.unit_of_work import UnitOfWork

_DECIDED = N_("This version has been decided on or withdrawn. Look at what became of it.")
_DAY_OVER = N_(
    "The day from which this version should apply is over. Reject it, or ask the administrator "
    "to withdraw it; then it can be proposed again with another day, as a version of its own."
)
_NOT_USABLE = N_(
    "This release of the service cannot judge by this version. Ask the administrator to withdraw "
    "it and to propose one that fits."
)


@once
def propose(call: Call, content: bytes) -> str:
    """Propose the version in ``content``, a policy file, whole or an amendment; its ref comes out.

    Asks for its replay in the same transaction. Raises PolicyInvalid with every problem,
    NotPossible while another version is proposed.
    """
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        policy = read_policy_file(content, partial(policy_with, work.session))
    problems = _not_usable(policy)
    with administering(call) as work:
        problems += _not_fitting(work, policy)
        if problems:
            raise PolicyInvalid(*problems)
        if proposed_now(work) is not None:
            raise NotPossible(
                N_(
                    "Another version is proposed. It has to be confirmed, rejected or withdrawn "
                    "before the next one can be proposed."
                )
            )
        version = _written(work, call, policy, content.decode("utf-8"))
        _record(work, Event.POLICY_PROPOSED, version)
        ask_for_replay(work, version, call.actor.ref)
        deciders = (Action.DECIDE_POLICY, proposer(version), Role.EQUALITY)
        tell(work, Told.POLICY_PROPOSED, those_who_may(work.session, *deciders), version.ref)
        work.commit(version.ref)
    return version.ref


@once
def withdraw(call: Call, policy_ref: str) -> None:
    """Take a proposed version back; any administrator may."""
    with administering(call) as work:
        version = find_version(work, policy_ref)
        _decide(work, call, version, PolicyState.WITHDRAWN)
        _record(work, Event.POLICY_WITHDRAWN, version)
        work.commit()


@once
def reject(call: Call, policy_ref: str, reasons: str) -> None:
    """Refuse a proposed version. NotAllowed for the person who proposed it."""
    reasons = answer_given("reasons", reasons)
    with _second_person(call, policy_ref) as (work, version):
        _decide(work, call, version, PolicyState.REJECTED, reasons=reasons)
        _record(work, Event.POLICY_REJECTED, version, reasons=reasons)
        work.commit()


@once
def confirm(call: Call, policy_ref: str, reasons: str) -> None:
    """Make a proposed version effective: from the start of its day, or from now on that day.

    NotAllowed for the person who proposed it; NotPossible until its replay is done, and once its
    day is over.
    """
    reasons = answer_given("reasons", reasons)
    with _second_person(call, policy_ref) as (work, version):
        replayed = replay_done(work.session, version)
        if not replayed:
            raise NotPossible(
                N_("Past requests have not been judged by this version yet. Wait for the result.")
            )
        if version.effective_from < day_of(work.now):
            raise NotPossible(_DAY_OVER)
        policy = policy_with(work.session, version.digest)
        if policy is None or _not_usable(policy):
            raise NotPossible(_NOT_USABLE)
        starts = max(start_of_day(version.effective_from), work.now)
        _decide(work, call, version, PolicyState.CONFIRMED, reasons=reasons, effective_at=starts)
        _record(
            work,
            Event.POLICY_IN_FORCE,
            version,
            reasons=reasons,
            effective_at=starts.isoformat(),
            replay=replayed,
        )
        work.commit()


@once
def replay_again(call: Call, policy_ref: str) -> None:
    """Have past requests judged once more: it failed, or there are newer ones by now."""
    check_may(call.actor, Action.READ_POLICY)
    with call.change(Role.ADMINISTRATOR, Role.EQUALITY) as work:
        version = find_version(work, policy_ref)
        _check_proposed(version)
        ask_for_replay(work, version, call.actor.ref)
        work.commit()


def proposed_now(work: UnitOfWork) -> PolicyVersion | None:
    """The version that waits for a decision, if there is one."""
    wanted = select(PolicyVersion).where(PolicyVersion.state == PolicyState.PROPOSED)
    return work.session.scalars(wanted).first()


def find_version(work: UnitOfWork, policy_ref: str) -> PolicyVersion:
    """The version that was proposed under this reference. Raises NotFound."""
    version = work.session.get(PolicyVersion, policy_ref)
    if version is None:
        raise NotFound(N_("There is nothing here."))
    return version


def proposer(version: PolicyVersion) -> Ties:
    """How people stand to ``version``: who proposed it, by person."""
    return Ties(panel=frozenset(), requester=version.proposed_person)


def _not_usable(policy: Policy) -> list[str]:
    try:
        check_usable(policy)
    except PolicyInvalid as error:
        return list(error.problems)
    return []


def _not_fitting(work: UnitOfWork, policy: Policy) -> list[str]:
    """Why ``policy`` cannot be the next one here, however well the gate could judge by it."""
    problems: list[str] = []
    today = day_of(work.now)
    if policy.effective_from < today:
        problems.append(
            f"effective_from is {policy.effective_from.isoformat()}, which is over. Give today, "
            f"{today.isoformat()}, or a later day."
        )
    if policy.version.casefold() in versions_known(work.session):
        problems.append(
            f"There has been a version {policy.version} already. Give this one a name of its own."
        )
    why = policy.data.get("why")
    if not isinstance(why, str) or not why.strip():
        problems.append('Say why there is to be another version: why = "...".')
    if not _amends_what_is_known(work, policy):
        problems.append(
            "amends names no policy that is known here. Leave it out, or send an amendment with "
            "based_on instead of a whole file."
        )
    return problems


def _amends_what_is_known(work: UnitOfWork, policy: Policy) -> bool:
    """Whether ``amends`` is true or absent: a whole file may have been written from another one."""
    named = policy.data.get("amends")
    if named is None:
        return True
    digest = named.get("digest") if isinstance(named, Mapping) else None
    base = policy_with(work.session, digest) if isinstance(digest, str) else None
    return base is not None and named == {"version": base.version, "digest": base.digest}


def _written(work: UnitOfWork, call: Call, policy: Policy, sent: str) -> PolicyVersion:
    based_on = policy.data.get("amends", {})
    version = PolicyVersion(
        ref=new_ref(),
        version=policy.version,
        digest=policy.digest,
        effective_from=policy.effective_from,
        based_on=based_on.get("digest", ""),
        amendment=sent,
        content=canonical(policy.data),
        proposed_by=call.actor.ref,
        proposed_person=call.actor.person_ref,
        proposed_at=work.now,
        state=PolicyState.PROPOSED,
    )
    work.session.add(version)
    work.session.flush()
    return version


@contextmanager
def _second_person(call: Call, policy_ref: str) -> Iterator[tuple[UnitOfWork, PolicyVersion]]:
    with call.change(Role.EQUALITY) as work:
        version = find_version(work, policy_ref)
        check_may(call.actor, Action.DECIDE_POLICY, proposer(version))
        _check_proposed(version)
        yield work, version


def _check_proposed(version: PolicyVersion) -> None:
    if version.state != PolicyState.PROPOSED:
        raise NotPossible(_DECIDED)


def _decide(
    work: UnitOfWork, call: Call, version: PolicyVersion, state: PolicyState, **columns: Any
) -> None:
    """Set what became of ``version``, once. Raises Conflict when somebody else was first."""
    _check_proposed(version)
    changed = work.set_where(
        PolicyVersion,
        PolicyVersion.ref == version.ref,
        PolicyVersion.state == PolicyState.PROPOSED,
        state=state,
        decided_by=call.actor.ref,
        decided_person=call.actor.person_ref,
        decided_at=work.now,
        **columns,
    )
    if not changed:
        raise Conflict(N_("Somebody else has just decided on this version. See what became of it."))
    no_longer(work, version.ref, (Told.POLICY_PROPOSED,))
    if state is not PolicyState.WITHDRAWN:
        proposed_by = still_open(work.session, version.proposed_by)
        tell(work, Told.POLICY_DECIDED, proposed_by, version.ref)


def _record(work: UnitOfWork, event: Event, version: PolicyVersion, **more: str) -> None:
    work.record(
        event,
        vacancy_ref=ORGANISATION,
        payload={
            "version": version.version,
            "digest": version.digest,
            "effective_from": version.effective_from.isoformat(),
            "amends": version.based_on,
            **more,
        },
    )
