"""Compares designs of the gate on the same cases: ``make gate-designs`` says the table.

Each design says of every case how much speaks for stopping it, and is judged on batches that it was
not fitted to. Where it would begin to stop is then set so that it stops a share of the later cases
that should not be stopped; how many of those that should it stops there is told.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import floor, inf

from screening.domain.words import Verdict
from screening.gate.balance.balance import PART, Amounts, evidence
from screening.gate.balance.weights import counted, total
from tests.gate.fit import (
    CASE_COST,
    PART_COST,
    Row,
    fit_parts,
    folds,
    is_of_many,
    known_names,
    rows,
    seen_from_outside,
)
from tests.gate.separate import separate

SHARES = (0.02, 0.035)
PARTS_SHOWN = ("open", "plain", "families", "added")
Sums = list[float]


def rules_alone(cases: Sequence[Row]) -> Sums:
    """What the heaviest rule comes to, by weights that were set by hand."""
    return [max(_by_rule(case).values(), default=0.0) for case in cases]


def _by_rule(case: Row) -> dict[str, float]:
    sums: dict[str, float] = {}
    for name, amount in case.signals.items():
        rule = name.partition(".")[0]
        sums[rule] = sums.get(rule, 0.0) + amount
    return sums


def bag_of_words(cases: Sequence[Row]) -> Sums:
    """The words of the whole case, each by itself."""
    return _judged(cases, [_words(case, ("word:", "denied:")) for case in cases], PART_COST)


def words_and_lists(cases: Sequence[Row]) -> Sums:
    """The words, the word lists that know them and the shapes of the whole case."""
    return _judged(cases, [_words(case, ("",)) for case in cases], PART_COST)


def _words(case: Row, kinds: tuple[str, ...]) -> Amounts:
    names = frozenset().union(*case.shown[PART])
    return {name: 1.0 for name in sorted(names) if name.startswith(kinds) and not is_of_many(name)}


def one_part(cases: Sequence[Row]) -> Sums:
    """The part of a sentence that is most like marked ones."""
    cases = [_release_seven(case) for case in cases]
    found = [0.0] * len(cases)
    for inside, outside in folds(cases):
        weights = fit_parts([cases[place] for place in inside])
        for place in outside:
            alike = (counted(weights, names) for names in cases[place].shown[PART])
            found[place] = max(alike, default=-inf)
    return found


def no_parts(cases: Sequence[Row]) -> Sums:
    """The rules' signals and what holds between fields."""
    found = [evidence(case.facts, case.signals, {}) for case in cases]
    return _with_certain(cases, _judged(cases, found, CASE_COST))


def parts_by_word(cases: Sequence[Row]) -> Sums:
    """The same, and the three parts most alike, told by single words."""
    plain = [_release_seven(case) for case in cases]
    return _with_certain(cases, _judged(cases, seen_from_outside(plain), CASE_COST))


def ships(cases: Sequence[Row]) -> Sums:
    """The same with words by field and in pairs, and with whole clauses."""
    return _with_certain(cases, _judged(cases, seen_from_outside(cases), CASE_COST))


def _release_seven(case: Row) -> Row:
    """``case`` as releases 3 to 7 saw it: parts alone, and words one by one."""
    parts = [
        frozenset(name for name in names if not is_of_many(name)) for names in case.shown[PART]
    ]
    return replace(case, shown={PART: parts}, marked={PART: case.marked.get(PART, ())})


def _judged(cases: Sequence[Row], amounts: Sequence[Amounts], cost: float) -> Sums:
    """What ``amounts`` add up to in each case, by weights fitted to other batches."""
    found = [0.0] * len(cases)
    for inside, outside in folds(cases):
        learned = [place for place in inside if not cases[place].twin]
        known = known_names(amounts[place] for place in learned)
        weights = separate(
            [{n: amounts[place][n] for n in amounts[place] if n in known} for place in learned],
            [_is_bad(cases[place]) for place in learned],
            cost,
        )
        for place in outside:
            found[place] = total(weights, amounts[place])
    return found


def _with_certain(cases: Sequence[Row], sums: Sums) -> Sums:
    return [inf if case.certain else found for case, found in zip(cases, sums, strict=True)]


def _is_bad(case: Row) -> bool:
    return case.label is Verdict.BLOCK


DESIGNS: Mapping[str, Callable[[Sequence[Row]], Sums]] = {
    "1. the rules alone, weights by hand": rules_alone,
    "2. a bag of words": bag_of_words,
    "3. the part of a sentence that is most like marked ones decides": one_part,
    "4. words, word lists and shape of the whole case": words_and_lists,
    "5. the rules' signals and what holds between fields, no parts": no_parts,
    "6. as 5, and the three parts most alike, by single words": parts_by_word,
    "7. as 6, words also by field and in pairs, and whole clauses: **what ships**": ships,
}


def table(cases: Sequence[Row]) -> Iterator[str]:
    """Recall and false blocks of each design on each part, as Markdown."""
    yield f"| design | share | {' | '.join(PARTS_SHOWN)} |"
    yield "|---|---|" + "---|" * len(PARTS_SHOWN)
    for name, design in DESIGNS.items():
        sums = design(cases)
        for share in SHARES:
            start = _start(cases, sums, share)
            told = " | ".join(_told(cases, sums, part, start) for part in PARTS_SHOWN)
            yield f"| {name} | {100 * share:g} % | {told} |"


def _start(cases: Sequence[Row], sums: Sums, share: float) -> float:
    """The sum above which no more than ``share`` of the later cases not to be stopped lie."""
    good = sorted(
        found for case, found in zip(cases, sums, strict=True) if case.later and not _is_bad(case)
    )
    return good[len(good) - 1 - floor(share * len(good))]


def _told(cases: Sequence[Row], sums: Sums, part: str, start: float) -> str:
    """How many of ``part`` are stopped of those that should be, and of the others."""
    mine = [
        (_is_bad(case), found > start)
        for case, found in zip(cases, sums, strict=True)
        if case.batch.startswith(f"{part}/")
    ]
    shares = []
    for kind in (True, False):
        stopped = [was for bad, was in mine if bad is kind]
        shares.append(f"{100 * sum(stopped) / len(stopped):.1f}")
    return "{} %, {} % false".format(*shares)


def main() -> None:
    """Say what each design comes to; all of them take most of half an hour."""
    for line in table(list(rows())):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
