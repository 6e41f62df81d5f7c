"""Versions of the policy: which there were, what each changed, and what past requests say to it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from screening.domain.people import Action, check_may, may
from screening.domain.policy import Policy, shipped_policy
from screening.domain.policy_changes import Change, changes
from screening.domain.words import PolicyState, Role, Verdict
from screening.services.calendar import day_of, start_of_day
from screening.services.call import Call
from screening.services.job_queue import JobShown, JobState, show_job
from screening.services.proposing import find_version, proposed_now, proposer
from screening.services.reading.naming import CheckName, names_of_checks
from screening.services.reading.people import names_of
from screening.services.reading.policies.parts import rules_of
from screening.store.policies import policy_before, policy_with
from screening.store.tables.policy import PolicyKept, PolicyReplay, PolicyVersion
from screening.store.unit_of_work import UnitOfWork

MOST_SHOWN = 100
"""How many revisions judged otherwise stand on a page; the operator's command names all."""


@dataclass(frozen=True)
class PolicyLine:
    """One version in a list. Without ``ref`` and ``state`` it came with a release."""

    ref: str
    version: str
    digest: str
    effective_from: date
    effective_at: datetime | None
    state: PolicyState | None
    in_force: bool


@dataclass(frozen=True)
class PoliciesShown:
    """The policy in force, its ``why``, and every version, the newest first.

    ``coming`` are confirmed versions whose day has not come.
    """

    in_force: PolicyLine
    why: str
    versions: tuple[PolicyLine, ...]
    coming: tuple[PolicyLine, ...]
    may_propose: bool

    @property
    def proposed(self) -> PolicyLine | None:
        """The version that waits for a decision."""
        return next((one for one in self.versions if one.state is PolicyState.PROPOSED), None)


@dataclass(frozen=True)
class JudgedOtherwise:
    """One revision that would be judged otherwise; ``name`` is what the check is called."""

    check_ref: str
    name: CheckName
    revision: int
    before: Verdict
    after: Verdict
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True)
class ReplayShown:
    """How far the replay is, and what came of it. Rules are told by their titles.

    ``rows`` is None for those who see counts alone. ``data`` is empty until it is done.
    """

    job: JobShown
    data: Mapping[str, Any]
    pairs: tuple[tuple[Verdict, Verdict, int], ...] = ()
    came: tuple[tuple[str, int], ...] = ()
    went: tuple[tuple[str, int], ...] = ()
    rows: tuple[JudgedOtherwise, ...] | None = None

    @property
    def done(self) -> bool:
        """Whether the result is there."""
        return bool(self.data)


@dataclass(frozen=True)
class VersionShown:
    """One version that was proposed: what it changes, and what became of it."""

    line: PolicyLine
    why: str
    amends: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    reasons: str
    instead_of: str
    changes: tuple[Change, ...]
    replay: ReplayShown
    day_over: bool
    may_withdraw: bool
    may_decide: bool
    may_ask_again: bool
    own: bool


def list_policies(call: Call) -> PoliciesShown:
    """Every version there is, for whoever may read the policy."""
    check_may(call.actor, Action.READ_POLICY)
    with call.look() as work:
        found = work.session.scalars(
            select(PolicyVersion).order_by(PolicyVersion.proposed_at.desc(), PolicyVersion.ref)
        ).all()
        current = work.policy
        lines = [_line(version, current) for version in found]
        lines += _released(work, current)
        return PoliciesShown(
            in_force=next(line for line in lines if line.in_force),
            why=str(current.data.get("why", "")),
            versions=tuple(lines),
            coming=tuple(
                line for line in lines if line.effective_at and line.effective_at > work.now
            ),
            may_propose=may(call.actor, Action.ADMINISTER),
        )


def list_to_decide(call: Call) -> tuple[PolicyLine, ...]:
    """The proposed version, if the reader may decide on it."""
    with call.look() as work:
        version = proposed_now(work)
        if version is None or not may(call.actor, Action.DECIDE_POLICY, proposer(version)):
            return ()
        return (_line(version, work.policy),)


def read_version(call: Call, ref: str) -> VersionShown:
    """One version that was proposed. Raises NotFound."""
    check_may(call.actor, Action.READ_POLICY)
    with call.look() as work:
        version = find_version(work, ref)
        policy = policy_with(work.session, version.digest) or work.policy
        starts = version.effective_at or start_of_day(version.effective_from)
        before = policy_before(work.session, version, starts)
        base = policy_with(work.session, version.based_on)
        names = names_of(work.session, [version.proposed_by, version.decided_by])
        replayed = _replay(work, call, version, policy)
        waits = version.state == PolicyState.PROPOSED
        resting = replayed.job.state in {JobState.DONE, JobState.FAILED}
        return VersionShown(
            line=_line(version, work.policy),
            why=str(policy.data.get("why", "")),
            amends=base.version if base else "",
            proposed_by=names[version.proposed_by],
            proposed_at=version.proposed_at,
            decided_by=names.get(version.decided_by, ""),
            decided_at=version.decided_at,
            reasons=version.reasons,
            instead_of=before.version,
            changes=changes(before, policy),
            replay=replayed,
            day_over=version.effective_from < day_of(work.now),
            may_withdraw=waits and may(call.actor, Action.ADMINISTER),
            may_decide=waits and may(call.actor, Action.DECIDE_POLICY, proposer(version)),
            may_ask_again=waits and resting and call.actor.has(Role.ADMINISTRATOR, Role.EQUALITY),
            own=version.proposed_person == call.actor.person_ref,
        )


def read_file_as_sent(call: Call, ref: str) -> tuple[str, str]:
    """The version of a policy that was proposed, and the file as it was sent. Raises NotFound."""
    check_may(call.actor, Action.READ_POLICY)
    with call.look() as work:
        version = find_version(work, ref)
        return version.version, version.amendment


def _line(version: PolicyVersion, current: Policy) -> PolicyLine:
    return PolicyLine(
        ref=version.ref,
        version=version.version,
        digest=version.digest,
        effective_from=version.effective_from,
        effective_at=version.effective_at,
        state=PolicyState(version.state),
        in_force=version.digest == current.digest and version.state == PolicyState.CONFIRMED,
    )


def _released(work: UnitOfWork, current: Policy) -> Iterator[PolicyLine]:
    """The policy that ships, and those of earlier releases that something was judged by."""
    shipped = shipped_policy()
    kept = work.session.scalars(
        select(PolicyKept.digest).where(PolicyKept.digest != shipped.digest)
    ).all()
    policies = [shipped, *(policy_with(work.session, digest) for digest in sorted(kept))]
    for policy in policies:
        if policy is not None:
            yield PolicyLine(
                ref="",
                version=policy.version,
                digest=policy.digest,
                effective_from=policy.effective_from,
                effective_at=None,
                state=None,
                in_force=policy.digest == current.digest,
            )


def _replay(work: UnitOfWork, call: Call, version: PolicyVersion, policy: Policy) -> ReplayShown:
    kept = work.session.get_one(PolicyReplay, version.ref)
    job = show_job(work.session, kept.job_ref)
    if not kept.result:
        return ReplayShown(job, {})
    data = json.loads(kept.result)
    titles = {rule.name: rule.title for rule in rules_of(policy)}
    sees = may(call.actor, Action.SEE_REPLAYED)
    return ReplayShown(
        job=job,
        data=data,
        pairs=tuple(
            (Verdict(pair["before"]), Verdict(pair["after"]), pair["count"])
            for pair in data["pairs"]
        ),
        came=tuple((titles.get(rule, rule), count) for rule, count in data["came"].items()),
        went=tuple((titles.get(rule, rule), count) for rule, count in data["went"].items()),
        rows=tuple(_rows(work, data["otherwise"][:MOST_SHOWN], titles)) if sees else None,
    )


def _rows(
    work: UnitOfWork, rows: list[Mapping[str, Any]], titles: Mapping[str, str]
) -> Iterator[JudgedOtherwise]:
    names = names_of_checks(work.session, {row["check"] for row in rows})
    for row in rows:
        yield JudgedOtherwise(
            check_ref=row["check"],
            name=names[row["check"]],
            revision=row["revision"],
            before=Verdict(row["before"]),
            after=Verdict(row["after"]),
            came=tuple(titles.get(rule, rule) for rule in row["came"]),
            went=tuple(titles.get(rule, rule) for rule in row["went"]),
        )
