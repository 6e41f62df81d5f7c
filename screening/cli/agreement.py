"""Figures of agreement between the gate and people's labels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from screening.domain.words import Verdict

PASS, CAUTION, BLOCK = Verdict.PASS, Verdict.CAUTION, Verdict.BLOCK


@dataclass(frozen=True)
class Judged:
    """One case: what people said of it and what the gate said."""

    identity: str
    label: Verdict
    label_reasons: frozenset[str]
    verdict: Verdict
    reasons: frozenset[str]


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole``; the share of nothing is None."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, between 0 and 1."""
        return self.part / self.whole if self.whole else None

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}" + ("" if self.value is None else f" = {self.value:.1%}")


class Agreement:
    """The figures by which the gate is judged, over ``judged`` cases."""

    def __init__(self, judged: Sequence[Judged]):
        self._judged = judged

    @cached_property
    def table(self) -> Counter[tuple[Verdict, Verdict]]:
        """How many cases have each (label, verdict)."""
        return Counter((case.label, case.verdict) for case in self._judged)

    def _share(self, labels: Sequence[Verdict], verdicts: Sequence[Verdict]) -> Share:
        rows = {key: count for key, count in self.table.items() if key[0] in labels}
        part = sum(count for (_, verdict), count in rows.items() if verdict in verdicts)
        return Share(part, sum(rows.values()))

    @property
    def figures(self) -> dict[str, Share]:
        """The named figures of the design; a right reason is counted on blocks that were due."""
        blocks = [c for c in self._judged if c.label is BLOCK and c.verdict is BLOCK]
        right = sum(bool(case.reasons & case.label_reasons) for case in blocks)
        return {
            "block recall": self._share([BLOCK], [BLOCK]),
            "caught": self._share([BLOCK], [BLOCK, CAUTION]),
            "false blocks": self._share([PASS, CAUTION], [BLOCK]),
            "clean pass": self._share([PASS], [PASS]),
            "right reason": Share(right, len(blocks)),
        }

    @property
    def reasons(self) -> dict[str, dict[str, Share]]:
        """Precision and recall of each reason, by name."""
        given = Counter(reason for case in self._judged for reason in case.reasons)
        due = Counter(reason for case in self._judged for reason in case.label_reasons)
        both = Counter(r for case in self._judged for r in case.reasons & case.label_reasons)
        return {
            name: {
                "precision": Share(both[name], given[name]),
                "recall": Share(both[name], due[name]),
            }
            for name in sorted(given | due)
        }

    @property
    def wrong(self) -> list[Judged]:
        """The cases on which the verdicts differ."""
        return [case for case in self._judged if case.label is not case.verdict]

    def as_data(self) -> dict[str, Any]:
        """Everything, for machines."""
        return {
            "cases": len(self._judged),
            "figures": {name: _numbers(share) for name, share in self.figures.items()},
            "table": {
                label.value: {verdict.value: self.table[label, verdict] for verdict in Verdict}
                for label in Verdict
            },
            "reasons": {
                name: {kind: _numbers(share) for kind, share in kinds.items()}
                for name, kinds in self.reasons.items()
            },
            "wrong": [
                {
                    "id": case.identity,
                    "label": case.label.value,
                    "verdict": case.verdict.value,
                    "label_reasons": sorted(case.label_reasons),
                    "reasons": sorted(case.reasons),
                }
                for case in self.wrong
            ],
        }

    def as_text(self) -> str:
        """Everything, for people."""
        lines = [f"{len(self._judged)} cases", ""]
        lines += [f"{name:14}{share}" for name, share in self.figures.items()]
        lines += ["", f"{'label':10}" + "".join(f"{verdict.value:>9}" for verdict in Verdict)]
        for label in Verdict:
            counts = "".join(f"{self.table[label, verdict]:9}" for verdict in Verdict)
            lines.append(f"{label.value:10}{counts}")
        lines += ["", f"{'reason':16}{'precision':18}recall"]
        for name, kinds in self.reasons.items():
            lines.append(f"{name:16}{kinds['precision']!s:18}{kinds['recall']!s}")
        lines += ["", f"{len(self.wrong)} judged otherwise than labelled"]
        lines += [_wrong_line(case) for case in self.wrong]
        return "\n".join(lines)


def _numbers(share: Share) -> dict[str, float | int | None]:
    return {"part": share.part, "whole": share.whole, "share": share.value}


def _wrong_line(case: Judged) -> str:
    due, given = (", ".join(sorted(names)) or "-" for names in (case.label_reasons, case.reasons))
    return f"{case.identity}: {case.label} ({due}), judged {case.verdict} ({given})"
