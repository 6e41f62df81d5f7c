"""How the gate came to a verdict on one attempt: its sums, taken apart into what they are made of.

The attempt is judged again, as the gate saw it then (``seen_then``), by the policy of then. That is
shown only where it says the same as what is on record, by the release of the gate that said so.
Evidence is named by what it is. The only words of somebody's are those of the parts that read most
like improper ones: they are shown as the request itself is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from screening.domain.errors import NotFound, PolicyInvalid
from screening.domain.name_masks import Names, moved
from screening.domain.people import Action, check_may
from screening.domain.policy import Policy
from screening.domain.request import texts_read
from screening.domain.text import N_
from screening.domain.words import Verdict
from screening.gate.assessment import Assessment
from screening.gate.balance.balance import CLAUSE, COUNTED, PART, Alike
from screening.gate.balance.weights import learned
from screening.gate.case import Case
from screening.gate.gate import RELEASE, Certain, Weighed, assess, weigh
from screening.gate.rules import RULES
from screening.gate.terms import RuleTerms, terms_of
from screening.services.call import Call
from screening.services.checks.disputing import PLACE
from screening.services.judging.seen_then import Then, case_under, revision_then
from screening.services.loading import find_check
from screening.services.reading.checks.check import AttemptShown, CheckShown, show_check
from screening.services.reading.checks.sums import SumShown, sum_shown
from screening.services.reading.trail.by_reference import names_hidden_from
from screening.store.policies import policy_with
from screening.store.unit_of_work import UnitOfWork


class Untold(StrEnum):
    """Why an attempt cannot be taken apart."""

    ERASED = N_("The words of this attempt were erased. It cannot be taken apart any more.")
    RELEASE = N_(
        "Another release of the gate judged this attempt. This one may weigh it otherwise, so that "
        "it cannot be taken apart exactly any more."
    )
    POLICY = N_(
        "The policy by which this attempt was judged is not kept here in a form that can be used. "
        "It cannot be taken apart any more."
    )
    OTHERWISE = N_(
        "Something that the gate looked at beside this attempt was erased or has changed since. It "
        "cannot be taken apart exactly any more."
    )


class PartShown(NamedTuple):
    """A part of the request: the field as findings name it, and its words as the reader may see."""

    field: str
    words: str


@dataclass(frozen=True)
class WeighedShown:
    """One attempt taken apart; ``why_not`` says why it is not, and then there are no figures.

    ``alike`` are the parts and clauses most like improper ones, by the name of what they add.
    """

    check: CheckShown
    attempt: AttemptShown
    verdict: Verdict
    policy_version: str
    policy_digest: str
    why_not: str = ""
    by_sum: Verdict = Verdict.PASS
    certain: tuple[Certain, ...] = ()
    lines: Mapping[Verdict, float] = field(default_factory=dict)
    sums: tuple[SumShown, ...] = ()
    alike: Mapping[str, PartShown] = field(default_factory=dict)
    terms: Mapping[str, RuleTerms] = field(default_factory=dict)


def read_weighed(call: Call, check_ref: str, revision: int) -> WeighedShown:
    """Attempt ``revision`` at the check, for somebody who may see how it was weighed.

    NotFound when there is none, NotAllowed for whoever may not.
    """
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.SEE_WEIGHED, ties)
        then = revision_then(work, check, revision)
        if then is None:
            raise NotFound(N_("There is no such attempt at this check."))
        shown = show_check(work, call.actor, check, vacancy, ties)
        policy = policy_with(work.session, then.policy_digest)
        found = _judged_again(work, then, policy)
        told: dict[str, Any] = {"why_not": found.value} if isinstance(found, Untold) else {}
        if policy and then.case and not isinstance(found, Untold):
            names = names_hidden_from(work, call.actor, ties, vacancy.ref)
            told = _taken_apart(found, policy)
            told["alike"] = _parts(found, then.case, names, check.candidate_ref)
        return WeighedShown(
            check=shown,
            attempt=shown.attempts[revision - 1],
            verdict=then.verdict,
            policy_version=policy.version if policy else "",
            policy_digest=then.policy_digest,
            **told,
        )


def _judged_again(work: UnitOfWork, then: Then, policy: Policy | None) -> Weighed | Untold:
    """What everything added up to; or why that cannot be told as it was."""
    if then.case is None:
        return Untold.ERASED
    if then.release != RELEASE:
        return Untold.RELEASE
    if policy is None:
        return Untold.POLICY
    case = case_under(work, then, then.case, policy)
    try:
        same = _says(assess(case, policy)) == _said(then)
        return weigh(case, policy) if same else Untold.OTHERWISE
    except PolicyInvalid:
        return Untold.POLICY


def _said(then: Then) -> tuple[Verdict, list[tuple[str, ...]]]:
    places = [tuple(one[name] for name in ("verdict", *PLACE)) for one in then.findings]
    return then.verdict, sorted(places)


def _says(assessment: Assessment) -> tuple[Verdict, list[tuple[str, ...]]]:
    found = [one.as_data() for one in assessment.findings]
    places = [tuple(one[name] for name in ("verdict", *PLACE)) for one in found]
    return assessment.verdict, sorted(places)


def _taken_apart(found: Weighed, policy: Policy) -> dict[str, Any]:
    weights, amounts = learned(policy), found.balance.amounts
    return {
        "by_sum": found.by_sum,
        "certain": found.certain,
        "lines": {
            Verdict.BLOCK: policy.number("gate", "block_at"),
            Verdict.CAUTION: policy.number("gate", "caution_at"),
        },
        "sums": (
            sum_shown(Verdict.BLOCK, found.balance.block, weights.block, amounts),
            sum_shown(Verdict.CAUTION, found.balance.caution, weights.caution, amounts),
        ),
        "terms": terms_of(policy, RULES),
    }


def _parts(found: Weighed, case: Case, names: Names, about: str) -> dict[str, PartShown]:
    """The parts and clauses most alike, with ``names`` hidden as they are in all of their field."""
    texts = texts_read(case.request, case.claim.quote)
    most: Mapping[str, Sequence[Alike]] = {
        PART: found.balance.alike,
        CLAUSE: found.balance.clauses,
    }
    shown: dict[str, PartShown] = {}
    for what, ranked in most.items():
        for number, (part, _amount) in enumerate(ranked[:COUNTED], 1):
            text = texts[part.field]
            spans = names.spans(text, about)
            start, end = (moved(place, spans) for place in (part.start, part.end))
            shown[f"{what}{number}"] = PartShown(part.field, names.hide(text, about)[start:end])
    return shown
