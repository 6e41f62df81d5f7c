"""Made vacancies: people by public facts, and what they answered to several questions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from screening.domain.monitoring import limits_of, questions_of
from screening.domain.policy import shipped_policy
from screening.equality.blocks import Block, Grouping, blocks_of
from screening.equality.parts import Part, Place, lay_out
from screening.equality.tables import Table, published, tables_of

_POLICY = shipped_policy()
QUESTIONS: Mapping[str, tuple[Grouping, ...]] = {
    each.name: each.groupings for each in questions_of(_POLICY)
}
_LIMITS = limits_of(_POLICY)
OFFICERS, PUBLIC, ROUND_TO = _LIMITS.officers, _LIMITS.public, _LIMITS.round_to


@dataclass(frozen=True)
class Edition:
    """One edition's people, by question, with what is shown of them to officers and to all."""

    part: Part
    answers: Mapping[str, Mapping[Place, Counter[str]]]
    officers: Mapping[str, tuple[Block, ...]]
    public: Mapping[str, tuple[Block, ...]]

    def tables(self, question: str) -> tuple[Table, ...]:
        return tables_of(self.officers[question], QUESTIONS[question])

    def rounded_tables(self, question: str) -> tuple[Table, ...]:
        found = tables_of(self.public[question], QUESTIONS[question])
        return tuple(published(table, ROUND_TO) for table in found)


def made_edition(chance: Random, smallest: int = 23) -> Edition:
    """An edition of some vacancies: some tiny, some large, answers even or lopsided."""
    people: Counter[Place] = Counter()
    for vacancy in range(chance.randint(1, 5)):
        department = chance.choice("PQR")
        checked = chance.choice([0.05, 0.2, 0.5])
        for _ in range(chance.choice([2, 6, 15, 40, 90])):
            looked_up = "yes" if chance.random() < checked else "no"
            stage = chance.choices(["sifted", "shortlisted", "interviewed"], [6, 2, 1])[0]
            outcome = "taken" if stage == "interviewed" and chance.random() < 0.4 else "not"
            people[looked_up, outcome, stage, department, f"{department}-{vacancy}"] += 1
    answers = {name: _answered(people, name, chance) for name in QUESTIONS}
    return edition_of(people, answers, smallest, start=chance.choice([0, 1]))


def edition_of(
    people: Mapping[Place, int],
    answers: Mapping[str, Mapping[Place, Counter[str]]],
    smallest: int = 23,
    start: int = 0,
) -> Edition:
    part = lay_out(people, smallest)
    starts = {name: min(start, len(QUESTIONS[name]) - 1) for name in answers}
    officers = {
        name: blocks_of(part, answers[name], QUESTIONS[name], OFFICERS, start=starts[name])
        for name in answers
    }
    public = {
        name: blocks_of(part, answers[name], QUESTIONS[name], PUBLIC, officers[name], starts[name])
        for name in answers
    }
    return Edition(part, answers, officers, public)


def _answered(
    people: Mapping[Place, int], question: str, chance: Random
) -> dict[Place, Counter[str]]:
    """Answers by chance, the weights now even, now lopsided, and sometimes other ones by place."""
    values = [value for group in QUESTIONS[question][-1] for value in group]
    weights = _weights(values, chance)
    found = {}
    for place, many in people.items():
        mine = _weights(values, chance) if chance.random() < 0.15 else weights
        found[place] = Counter(chance.choices(values, mine, k=many))
    return found


def _weights(values: Sequence[str], chance: Random) -> list[float]:
    return [chance.choice([0.02, 0.1, 0.3, 1.0, 3.0]) for _ in values]
