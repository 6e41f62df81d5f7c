"""Fits the weights of the balance to labelled cases: ``make gate-fit`` writes ``learned.toml``.

First each part of a sentence, and each whole clause: like those that second readers marked in cases
to be stopped, or not, and which rule such parts belong to.
Then each case, from what the rules saw, how its fields relate and its three parts and clauses most
alike. How alike those of a case are is measured by weights fitted to other batches, so that the
second step does not believe the first more than it should. Where a sum begins to block or to
caution is set on cases of later batches, each judged by weights that were fitted without its own
batch.

Families (a sound request, and the same with a few words that make it improper) teach what a part is
like and no more: nearly all of such a case is a copy, and says nothing of how requests are written.
Of sound requests to which one sentence was added every fourth teaches more.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, inf
from pathlib import Path
from sys import intern
from typing import Any

from screening.domain.policy import SHIPPED, shipped_policy
from screening.domain.words import Verdict
from screening.gate.balance.balance import CLAUSE, PART, Amounts, evidence, facts
from screening.gate.balance.traits import (
    DENIED,
    PAIRED,
    WITHIN,
    PartTraits,
    by_clause,
    traits,
)
from screening.gate.balance.weights import (
    ALWAYS,
    BLOCK,
    CAUTION,
    NAMING,
    PARTS,
    Weights,
    counted,
    total,
    written,
)
from screening.gate.case import read_case
from screening.gate.rule import ALIKE
from screening.gate.rules import RULES
from screening.gate.seen import Looking, apart, signals
from screening.gate.study import Study
from tests.gate.corpus import cases_of
from tests.gate.separate import separate

FILE = Path("screening/domain/policies") / SHIPPED / "learned.toml"
FAMILIES, SENTENCES = "families", ("spoken", "added")
ONE_OF = 4  # sentences: as many as teach what a case is like, beside the cases written whole
FOLDS = 4
FEWEST = 2  # cases with a name, for it to have a weight
FEWEST_OF_MANY = 20  # where there are so many names that chance would tell them apart
LEAST_OF_MANY = 0.08  # and what of those weighs less is left out
PART_COST = 0.02
CASE_COST = 0.1
FALSE_BLOCKS = 0.02  # of later cases not to be stopped, judged without their batch
LOST_PASSES = 0.035  # of later cases that should pass
LEAST_NAMING = 0.15  # what weighs less towards a rule is left out: there would be ten times as many
_FIELDS = {
    "question": "request.question",
    "relevance": "request.relevance",
    "looking_at": "request.looking_at",
    "alternatives": "request.alternatives",
    "searcher": "request.searcher.name",
    "terms": "request.terms",
    "places": "request.places",
}


Named = Sequence[frozenset[str]]


@dataclass(frozen=True)
class Row:
    """One case: ``shown`` are the names that each part and each clause shows, ``marked`` for what
    reasons it was marked, in the same order.

    ``marked`` is empty where nobody read the case again; ``later``: written when the rules were;
    ``twin``: it teaches only what a part is like; ``certain``: some rule stops it whatever the
    balance says.
    """

    batch: str
    later: bool
    twin: bool
    label: Verdict
    certain: bool
    facts: frozenset[str]
    signals: Amounts
    shown: Mapping[str, Named]
    marked: Mapping[str, Named]


def rows() -> Iterator[Row]:
    """The cases that weights are fitted to."""
    for part in ("early", "first", "open", "plain", *SENTENCES, FAMILIES):
        for file in cases_of(part):
            batch = f"{part}/{file.stem}"
            for number, line in enumerate(file.read_text("utf-8").splitlines()):
                twin = part == FAMILIES or (part in SENTENCES and number % ONE_OF > 0)
                yield _row(json.loads(line), batch, later=part == "open", twin=twin)


def _row(data: dict[str, Any], batch: str, *, later: bool, twin: bool) -> Row:
    study = Study(read_case(data), shipped_policy())
    parts = traits(study)
    both = {
        what: [part for part in found if not part.bare]
        for what, found in ((PART, parts), (CLAUSE, by_clause(parts)))
    }
    seen = Looking(study, shipped_policy(), RULES).seen()
    return Row(
        batch=batch,
        later=later,
        twin=twin,
        label=Verdict(data["label"]["verdict"]),
        certain=any(each.certain >= shipped_policy().number("gate", "block_at") for each in seen),
        facts=facts(study, parts) | apart(seen),
        signals=signals(seen),
        shown={what: [_kept(part) for part in found] for what, found in both.items()},
        marked={
            what: named for what, found in both.items() if (named := _marked(found, study, data))
        },
    )


def _kept(part: PartTraits) -> frozenset[str]:
    """The names of ``part``, each held once whatever the number of cases that have it."""
    return frozenset(map(intern, part.names))


def _marked(parts: Sequence[PartTraits], study: Study, data: Mapping[str, Any]) -> Named:
    """The reasons for which the second reader copied words out of each of ``parts``.

    Where the case is not to be stopped, none; where nobody read it again, nothing is told.
    """
    if data["label"]["verdict"] != Verdict.BLOCK:
        return [frozenset()] * len(parts)
    shows = data.get("second_reader", {}).get("shows", ())
    spans = [(show["reason"], *at) for show in shows if show["words"] for at in _spans(study, show)]
    return [
        frozenset(
            reason
            for reason, field, start, end in spans
            if field == part.field and start < part.end and part.start < end
        )
        for part in parts
        if "second_reader" in data
    ]


def _spans(study: Study, show: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    for name, text in study.fields.items():
        start = text.find(show["words"])
        if start >= 0 and name.startswith(_FIELDS.get(show["field"], "none")):
            yield name, start, start + len(show["words"])


def fit_parts(cases: Sequence[Row]) -> dict[str, float]:
    """The weights by which a part, or a clause, is like those that readers marked."""
    read = [
        (names, marked)
        for what in (PART, CLAUSE)
        for case in cases
        for names, marked in zip(case.shown.get(what, ()), case.marked.get(what, ()), strict=False)
    ]
    known = known_names(names for names, _ in read)
    weights = separate(
        [_ones(names & known) for names, _ in read],
        [bool(marked) for _, marked in read],
        PART_COST,
    )
    return {
        name: weight
        for name, weight in weights.items()
        if not (is_of_many(name) and abs(weight) < LEAST_OF_MANY)
    }


def is_of_many(name: str) -> bool:
    """Whether ``name`` is of two words, or of a word in one field."""
    return name.removeprefix(DENIED).startswith((PAIRED, WITHIN))


def fit_naming(cases: Sequence[Row]) -> dict[str, float]:
    """The weights, by rule and name, that tell which rule a marked part belongs to."""
    rules = sorted(rule.name for rule in RULES if ALIKE in rule.signals)
    parts = [
        (frozenset(name for name in names if not is_of_many(name)), marked)
        for case in cases
        for names, marked in zip(case.shown[PART], case.marked.get(PART, ()), strict=False)
        if not marked.isdisjoint(rules)
    ]
    known = known_names(names for names, _ in parts)
    rows = [_ones(names & known) for names, _ in parts]
    made: dict[str, float] = {}
    for rule in rules:
        weights = separate(rows, [rule in marked for _, marked in parts], PART_COST)
        made |= {
            f"{rule} {name}": weight
            for name, weight in weights.items()
            if abs(weight) >= LEAST_NAMING
        }
    return made


def fit_cases(amounts: Sequence[Amounts], labels: Sequence[bool]) -> dict[str, float]:
    """The weights that tell cases apart by what was seen in each."""
    known = known_names(amounts)
    rows = [{name: row[name] for name in sorted(row) if name in known} for row in amounts]
    return separate(rows, labels, CASE_COST)


def known_names(rows: Iterable[Collection[str]]) -> frozenset[str]:
    """The names that enough of ``rows`` have for each to have a weight."""
    counts = Counter(name for row in rows for name in row)
    return frozenset(
        name
        for name, count in counts.items()
        if count >= (FEWEST_OF_MANY if is_of_many(name) else FEWEST)
    )


def _ones(names: frozenset[str]) -> Amounts:
    return dict.fromkeys(sorted(names), 1.0)


def seen_from_outside(cases: Sequence[Row]) -> list[Amounts]:
    """The evidence in each case, how alike its parts are told by weights from other batches."""
    found: list[Amounts] = [{}] * len(cases)
    for inside, outside in folds(cases):
        weights = fit_parts([cases[place] for place in inside])
        for place in outside:
            found[place] = _evidence(cases[place], weights)
    return found


def folds(cases: Sequence[Row]) -> Iterator[tuple[list[int], list[int]]]:
    """The places of the cases, parted ``FOLDS`` times by batch into inside and outside."""
    batches = sorted({case.batch for case in cases})
    for fold in range(FOLDS):
        apart = frozenset(batches[fold::FOLDS])
        places = range(len(cases))
        yield (
            [place for place in places if cases[place].batch not in apart],
            [place for place in places if cases[place].batch in apart],
        )


def _evidence(case: Row, weights: Weights) -> Amounts:
    alike = {
        what: sorted((counted(weights, names) for names in found), reverse=True)
        for what, found in case.shown.items()
    }
    return evidence(case.facts, case.signals, alike)


def _start(
    cases: Sequence[Row],
    amounts: Sequence[Amounts],
    labels: Sequence[bool],
    wrong: Callable[[Verdict], bool],
    share: float,
) -> float:
    """The sum from which on no more than ``share`` of the later cases are ``wrong``ly told."""
    sums = []
    for inside, outside in folds(cases):
        weights = fit_cases([amounts[p] for p in inside], [labels[p] for p in inside])
        sums += [
            inf if cases[place].certain else total(weights, amounts[place])
            for place in outside
            if cases[place].later and wrong(cases[place].label)
        ]
    sums.sort()
    return sums[len(sums) - 1 - floor(share * len(sums))]


def fitted(cases: Sequence[Row]) -> dict[str, dict[str, float]]:
    """All weights of the balance, by table."""
    made = {PARTS: fit_parts(cases), NAMING: fit_naming(cases)}
    seen = seen_from_outside(cases)
    amounts = [amount for case, amount in zip(cases, seen, strict=True) if not case.twin]
    cases = [case for case in cases if not case.twin]
    for name, labels, wrong, share in (
        (BLOCK, [case.label is Verdict.BLOCK for case in cases], _not_block, FALSE_BLOCKS),
        (CAUTION, [case.label is not Verdict.PASS for case in cases], _passes, LOST_PASSES),
    ):
        weights = fit_cases(amounts, labels)
        weights[ALWAYS] -= _start(cases, amounts, labels, wrong, share)
        made[name] = weights
    return made


def _not_block(label: Verdict) -> bool:
    return label is not Verdict.BLOCK


def _passes(label: Verdict) -> bool:
    return label is Verdict.PASS


def as_toml(made: Mapping[str, Mapping[str, float]], cases: Sequence[Row]) -> str:
    """The file that the policy ships with."""
    source = f"Fitted by make gate-fit to {len(cases):,} labelled cases, see docs/gate.md"
    lines = ["# What is learned from labelled cases. Made by `make gate-fit`, not by hand."]
    for name, weights in made.items():
        lines += ["", f"[{name}]", f"source = {json.dumps(source)}", "weights = ["]
        lines += [f"  {json.dumps(each, ensure_ascii=False)}," for each in written(weights)]
        lines.append("]")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the weights of the shipped policy."""
    cases = list(rows())
    FILE.write_text(as_toml(fitted(cases), cases), "utf-8")


if __name__ == "__main__":
    main()
