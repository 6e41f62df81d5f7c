"""From what a rule marked to what a person reads, now or years later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Verdict
from screening.gate.assessment import Finding
from screening.gate.rule import Mark, Rule
from screening.gate.terms import RuleTerms

_FORGOTTEN = {
    "message": N_("An earlier release of the gate noticed this; its wording is no longer kept."),
    "mend": N_("Ask HR what was meant."),
}

NO_RULES = Finding(
    rule="no-rules",
    signal="none",
    verdict=Verdict.BLOCK,
    field="request",
    start=0,
    end=0,
    excerpt="",
    params={},
    message=N_("The gate has no rules to judge by, so nothing may pass."),
    basis=N_("A request may go to HR only after the policy's rules were applied to it."),
    mend=N_("Tell the administrator: the service is not set up."),
)


@dataclass(frozen=True)
class Explained:
    """A finding as a person reads it, in their language."""

    message: str
    basis: str
    mend: str


def finding_of(
    rule: Rule, terms: RuleTerms, mark: Mark, verdict: Verdict, original: str
) -> Finding:
    """The finding for ``mark``, quoting ``original``, the text of the marked field."""
    signal = terms.signals[mark.signal]
    excerpt = original[mark.start : mark.end]
    return Finding(
        rule=rule.name,
        signal=mark.signal,
        verdict=verdict,
        field=mark.field,
        start=mark.start,
        end=mark.end,
        excerpt=excerpt,
        params={"excerpt": excerpt, **dict(mark.params)},
        message=signal.message,
        basis=terms.basis,
        mend=signal.mend,
    )


def finding_from_data(data: Mapping[str, Any], policy: Policy) -> Finding:
    """The finding that ``Finding.as_data`` gave, worded as ``policy`` words it.

    That should be the policy by which it was found; of another one it may be told that its
    wording is no longer kept.
    """
    texts = policy.gate["texts"].get(data["rule"], {})
    signal = texts.get("signals", {}).get(data["signal"], _FORGOTTEN)
    return Finding(
        rule=data["rule"],
        signal=data["signal"],
        verdict=Verdict(data["verdict"]),
        field=data["field"],
        start=int(data["start"]),
        end=int(data["end"]),
        excerpt=data["excerpt"],
        params=dict(data["params"]),
        message=signal["message"],
        basis=texts["basis"]["text"] if texts else "",
        mend=signal["mend"],
    )


def render(finding: Finding, translate: Callable[[str], str] = N_) -> Explained:
    """The finding's texts, translated by ``translate`` and filled with its parameters."""
    return Explained(
        message=translate(finding.message) % finding.params,
        basis=translate(finding.basis) % finding.params if finding.basis else "",
        mend=translate(finding.mend) % finding.params,
    )
