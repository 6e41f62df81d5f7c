"""Writes the figures of ``docs/gate.md`` anew: ``make gate-report`` (``CASES=FILE`` adds a file).

The text of the page is written by hand; what stands between its two marks is made here, so that no
figure in it can be older than the gate that it speaks of.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from screening.cli.agreement import Agreement, Judged
from screening.domain.policy import shipped_policy
from screening.domain.words import Verdict
from screening.gate.gate import RELEASE
from screening.gate.rules import RULES
from tests.gate import examples
from tests.gate import judged as as_judged
from tests.gate.builders import judge
from tests.gate.corpus import PARTS, cases_of
from tests.gate.disguises import DISGUISES, FIELDS, HONEST, stopped

PAGE = Path(__file__).parents[2] / "docs" / "gate.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def judged(files: Iterable[Path]) -> Iterator[Judged]:
    """Every labelled case of ``files``, judged by the policy that ships."""
    for file in files:
        for data, found in as_judged.found_in(file):
            yield Judged(
                identity=data["id"],
                label=Verdict(data["label"]["verdict"]),
                label_reasons=frozenset(data["label"]["reasons"]),
                verdict=found.verdict,
                reasons=frozenset(found.reasons),
            )


def summary(parts: dict[str, Agreement]) -> Iterator[str]:
    """The five figures of each part, a row each."""
    names = list(next(iter(parts.values())).figures)
    yield "| cases | number | " + " | ".join(names) + " |"
    yield "|---|---|" + "---|" * len(names)
    for part, agreement in parts.items():
        number = sum(agreement.table.values())
        shares = " | ".join(str(agreement.figures[name]) for name in names)
        yield f"| {part} | {number} | {shares} |"


def confusion(agreement: Agreement) -> Iterator[str]:
    """What people said, down, and what the gate said, across."""
    yield "| label | " + " | ".join(verdict.value for verdict in Verdict) + " |"
    yield "|---|" + "---|" * len(Verdict)
    for label in Verdict:
        counts = " | ".join(str(agreement.table[label, verdict]) for verdict in Verdict)
        yield f"| {label.value} | {counts} |"


def by_reason(agreement: Agreement, cases: list[Judged]) -> Iterator[str]:
    """Each reason: how right and how complete, and how many of its blocks were stopped."""
    due = Counter(r for c in cases if c.label is Verdict.BLOCK for r in c.label_reasons)
    stopped = Counter(
        r
        for c in cases
        if c.label is Verdict.BLOCK and c.verdict is Verdict.BLOCK
        for r in c.label_reasons
    )
    yield "| reason | precision | recall | blocks with it that were stopped |"
    yield "|---|---|---|---|"
    for name, kinds in agreement.reasons.items():
        yield (
            f"| {name} | {kinds['precision']} | {kinds['recall']} "
            f"| {stopped[name]} of {due[name]} |"
        )


def figures(extra: Path | None) -> str:
    """Everything between the marks, as Markdown."""
    policy = shipped_policy()
    found = {part: list(judged(cases_of(part))) for part in PARTS if cases_of(part)}
    if extra is not None:
        found[extra.name] = list(judged([extra]))
    agreements = {part: Agreement(cases) for part, cases in found.items()}
    signals = sum(len(rule.signals) for rule in RULES)
    lines = [
        f"Policy {policy.version}, SHA-256 `{policy.digest}`; release {RELEASE} of the gate;"
        f" {len(RULES)} rules with {signals} signals.",
        "",
        *summary(agreements),
    ]
    for part, cases in found.items():
        if part != "early":
            lines += ["", f"### {part}: {PARTS.get(part, 'a file of labelled cases')}", ""]
            lines += [*confusion(agreements[part]), ""]
            lines += by_reason(agreements[part], cases)
    lines += ["", "### Disguises", "", *disguised()]
    lines += ["", "### Ten findings as a manager reads them", "", *examples.lines()]
    return "\n".join(lines)


def disguised() -> Iterator[str]:
    """How many disguises of one bad sentence are stopped in each field; what honest passes."""
    yield "| field | stopped |"
    yield "|---|---|"
    for field in FIELDS:
        yield f"| {field} | {stopped(field)} of {len(DISGUISES)} |"
    passed = [judge(question=text).verdict for text in HONEST.values()].count(Verdict.PASS)
    yield ""
    yield f"“{DISGUISES['plain']}” in these: {', '.join(DISGUISES)}."
    yield f"Of honest writing like them {passed} of {len(HONEST)} pass: {', '.join(HONEST)}."


def main() -> None:
    """Put the figures into the page, and what was judged into its file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, help="a further file of labelled cases")
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    made = figures(parser.parse_args().cases)
    PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", "utf-8")
    as_judged.FILE.write_text("\n".join(as_judged.lines()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
