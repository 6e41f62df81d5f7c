"""What the gate answers: a verdict, and each finding it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from screening.domain.words import Verdict


@dataclass(frozen=True)
class Finding:
    """One thing to change.

    ``start`` and ``end`` are offsets in the original text of ``field``; ``excerpt`` is that
    text, or empty when the finding is about something absent. ``message``, ``basis`` and
    ``mend`` are templates in English, to be translated and filled from ``params``.
    """

    rule: str
    signal: str
    verdict: Verdict
    field: str
    start: int
    end: int
    excerpt: str
    params: Mapping[str, str]
    message: str
    basis: str
    mend: str

    def as_data(self) -> dict[str, Any]:
        """The finding for canonical JSON: strings only, without what the release words."""
        return {
            "rule": self.rule,
            "signal": self.signal,
            "verdict": self.verdict.value,
            "field": self.field,
            "start": str(self.start),
            "end": str(self.end),
            "excerpt": self.excerpt,
            "params": dict(self.params),
        }


@dataclass(frozen=True)
class Assessment:
    """The gate's answer, with the policy and the release of the gate that gave it."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    policy_version: str
    policy_digest: str
    release: str

    @property
    def reasons(self) -> tuple[str, ...]:
        """The rules that decided the verdict come first, each once."""
        ordered = sorted(self.findings, key=lambda finding: finding.verdict != self.verdict)
        return tuple(dict.fromkeys(finding.rule for finding in ordered))

    def as_data(self) -> dict[str, Any]:
        """The assessment for canonical JSON: strings, lists and mappings only."""
        return {
            "verdict": self.verdict.value,
            "findings": [finding.as_data() for finding in self.findings],
            "policy_version": self.policy_version,
            "policy_digest": self.policy_digest,
            "release": self.release,
        }
