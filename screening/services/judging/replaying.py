"""Replay: what another version of the policy would have said of everything submitted so far.

Each stored revision whose words are not erased is judged again, from what the gate saw then
(``seen_then`` says what of that can be told), by this release's rules. Nothing of any request is
in the result: references, numbers, verdicts and names of rules.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.errors import Conflict, NotPossible, PolicyInvalid
from screening.domain.events import Event
from screening.domain.people import CLOCK, Action, check_may
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Verdict
from screening.gate.gate import assess
from screening.ledger.record import ORGANISATION
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.job_queue import (
    Claim,
    JobKind,
    JobState,
    ask_for,
    finish,
    say_how_far,
    show_job,
)
from screening.services.judging.seen_then import Then, case_under, revisions_then
from screening.store.policies import policy_with
from screening.store.tables.check import Check
from screening.store.tables.policy import PolicyReplay, PolicyVersion
from screening.store.unit_of_work import UnitOfWork

MOST_KEPT = 1_000
"""How many revisions a kept result names one by one; the counts are of all of them."""
_STEP = 5  # per cent between two words on how far it is

Progress = Callable[[int], None]
_Found = tuple[Verdict, frozenset[str]]


@dataclass(frozen=True)
class Otherwise:
    """A revision that would be judged otherwise, and the rules that came and went."""

    check_ref: str
    revision: int
    before: Verdict
    after: Verdict
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True)
class Replay:
    """What came of it. ``pairs`` counts all revisions judged by the verdict then and the new one.

    ``unlike`` of them come out another way than on record under the policy of then as well, since
    the gate has changed or what was around them is gone: they are not counted as judged otherwise
    unless the other policy makes a difference too.
    """

    version: str
    digest: str
    judged: int
    erased: int
    unlike: int
    pairs: Counter[tuple[str, str]]
    otherwise: tuple[Otherwise, ...]

    @property
    def came(self) -> Counter[str]:
        """In how many revisions each rule finds something that it did not find then."""
        return Counter(rule for one in self.otherwise for rule in one.came)

    @property
    def went(self) -> Counter[str]:
        """In how many revisions each rule finds nothing any more."""
        return Counter(rule for one in self.otherwise for rule in one.went)

    def as_data(self, most: int | None = None) -> dict[str, Any]:
        """The result for JSON, naming no more than ``most`` revisions."""
        return {
            "policy": {"version": self.version, "digest": self.digest},
            "judged": self.judged,
            "erased": self.erased,
            "unlike": self.unlike,
            "pairs": [
                {"before": before, "after": after, "count": count}
                for (before, after), count in sorted(self.pairs.items())
            ],
            "judged_otherwise": len(self.otherwise),
            "came": dict(sorted(self.came.items())),
            "went": dict(sorted(self.went.items())),
            "otherwise": [
                {
                    "check": one.check_ref,
                    "revision": one.revision,
                    "before": one.before,
                    "after": one.after,
                    "came": list(one.came),
                    "went": list(one.went),
                }
                for one in self.otherwise[:most]
            ],
        }


def replay(call: Call, policy: Policy, progress: Progress = lambda _percent: None) -> Replay:
    """Judge everything by ``policy``: for officers, operators, and the clock.

    One vacancy is read at a time, so that nobody who erases has to wait for long.
    """
    if call.actor != CLOCK:
        check_may(call.actor, Action.SEE_REPLAYED)
    pairs: Counter[tuple[str, str]] = Counter()
    otherwise: list[Otherwise] = []
    erased = unlike = said = 0
    vacancies = _vacancies(call)
    for number, vacancy_ref in enumerate(vacancies):
        percent = 100 * number // len(vacancies)
        if percent >= said + _STEP:
            said = percent
            progress(percent)
        with call.look() as work:
            for then in revisions_then(work, vacancy_ref):
                after = _judged(work, then, policy)
                if after is None:
                    erased += 1
                    continue
                pairs[then.verdict, after[0]] += 1
                if after == (then.verdict, then.rules):
                    continue
                if after == _judged_by_its_own(work, then):
                    unlike += 1
                else:
                    otherwise.append(_told(then, after))
    return Replay(
        version=policy.version,
        digest=policy.digest,
        judged=pairs.total(),
        erased=erased,
        unlike=unlike,
        pairs=pairs,
        otherwise=tuple(otherwise),
    )


def ask_for_replay(work: UnitOfWork, version: PolicyVersion, asked_by: str) -> None:
    """Have everything judged by ``version``, once ``work`` is committed.

    Raises NotPossible while that is under way, Conflict when somebody else has just asked.
    """
    kept = work.session.get(PolicyReplay, version.ref)
    job_ref = ask_for(work, JobKind.REPLAY, version.ref, asked_by)
    if kept is None:
        work.session.add(PolicyReplay(policy_ref=version.ref, job_ref=job_ref))
        return
    if show_job(work.session, kept.job_ref).state not in {JobState.DONE, JobState.FAILED}:
        raise NotPossible(N_("Past requests are being judged already. Wait for the result."))
    if not _changed(work, kept.job_ref, job_ref=job_ref, result=""):
        raise Conflict(N_("Somebody else has just asked for the same."))


def replay_done(session: Session, version: PolicyVersion) -> str:
    """The SHA-256, in hex, of the result that is there for ``version``; empty until it is."""
    kept = session.get(PolicyReplay, version.ref)
    return _digest(kept.result) if kept and kept.result else ""


def replay_proposed(call: Call, mine: Claim, _organisation: Organisation) -> None:
    """Do the job ``mine``: judge everything by the version it is about, and keep what came of it.

    Raises PolicyInvalid where the gate cannot judge by it, Conflict when another worker took the
    job up meanwhile.
    """
    with call.look() as work:
        version = work.session.get_one(PolicyVersion, mine.subject)
        policy = policy_with(work.session, version.digest)
    if policy is None:
        raise PolicyInvalid(f"The policy {version.version} is not kept here any more.")
    found = replay(call, policy, lambda percent: say_how_far(call, mine, percent))
    result = json.dumps(found.as_data(MOST_KEPT), sort_keys=True, separators=(",", ":"))
    with call.as_clock().change() as work:
        if _changed(work, mine.ref, result=result):
            work.record(
                Event.POLICY_REPLAYED,
                vacancy_ref=ORGANISATION,
                payload={
                    "version": policy.version,
                    "digest": policy.digest,
                    "judged": str(found.judged),
                    "erased": str(found.erased),
                    "otherwise": str(len(found.otherwise)),
                    "replay": _digest(result),
                },
            )
        finish(work, mine)
        work.commit()


def _vacancies(call: Call) -> list[str]:
    with call.look() as work:
        sent = select(Check.vacancy_ref).where(Check.revision > 0).distinct()
        return list(work.session.scalars(sent.order_by(Check.vacancy_ref)))


def _judged(work: UnitOfWork, then: Then, policy: Policy) -> _Found | None:
    if then.case is None:
        return None
    assessment = assess(case_under(work, then, then.case, policy), policy)
    return assessment.verdict, frozenset(finding.rule for finding in assessment.findings)


def _judged_by_its_own(work: UnitOfWork, then: Then) -> _Found | None:
    """What this release says by the policy of then; None where it cannot judge by that any more."""
    policy = policy_with(work.session, then.policy_digest)
    try:
        return _judged(work, then, policy) if policy else None
    except PolicyInvalid:
        return None


def _told(then: Then, after: _Found) -> Otherwise:
    verdict, rules = after
    return Otherwise(
        check_ref=then.check_ref,
        revision=then.revision,
        before=then.verdict,
        after=verdict,
        came=tuple(sorted(rules - then.rules)),
        went=tuple(sorted(then.rules - rules)),
    )


def _changed(work: UnitOfWork, made_by: str, **values: str) -> bool:
    """Set ``values`` where the result of the job ``made_by`` belongs, if it is wanted still."""
    return work.set_where(PolicyReplay, PolicyReplay.job_ref == made_by, **values) == 1


def _digest(result: str) -> str:
    return sha256(result.encode("ascii")).hexdigest()
