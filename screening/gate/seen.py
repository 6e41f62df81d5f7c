"""What the rules see in one request, before anything is judged."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from screening.domain.policy import Policy
from screening.gate.foreign import foreign_spans
from screening.gate.rule import AIMS, Mark, Rule
from screening.gate.study import Study
from screening.gate.terms import RuleTerms, terms_of
from screening.gate.weighing import Weighing


class Seen(NamedTuple):
    """What one rule saw: its ``marks``, and what each signal weighs in this request.

    ``certain`` is what those add up to that need no weighing against anything else; ``apart`` are
    the other signals of aims that stand in a clause without a word of the work.
    """

    rule: Rule
    terms: RuleTerms
    marks: tuple[Mark, ...]
    amounts: Mapping[str, float]
    certain: float
    apart: frozenset[str]

    @property
    def total(self) -> float:
        """What all of it adds up to."""
        return sum(self.amounts.values())


class Looking:
    """One request under the eyes of ``rules``.

    Raises PolicyInvalid when ``policy`` does not explain one of them.
    """

    def __init__(self, study: Study, policy: Policy, rules: Sequence[Rule]):
        self._study = study
        self._rules = rules
        self._terms = terms_of(policy, tuple(rules))
        self._weighing = Weighing(study)

    def seen(self) -> list[Seen]:
        """What each rule sees."""
        return [self._seen(rule, rule.look(self._study)) for rule in self._rules]

    def with_marks(self, seen: Iterable[Seen], more: Iterable[tuple[str, Mark]]) -> list[Seen]:
        """``seen`` with ``more`` marks, each for the rule that is named with it."""
        added: dict[str, list[Mark]] = {}
        for name, mark in more:
            added.setdefault(name, []).append(mark)
        return [
            self._seen(each.rule, (*each.marks, *added[each.rule.name]))
            if each.rule.name in added
            else each
            for each in seen
        ]

    def _seen(self, rule: Rule, marks: Iterable[Mark]) -> Seen:
        kept = tuple(dict.fromkeys(marks))
        terms = self._terms[rule.name]
        if not kept:
            return Seen(rule, terms, kept, {}, 0.0, frozenset())
        certain = [mark for mark in kept if self._is_certain(mark, rule, terms)]
        return Seen(
            rule,
            terms,
            kept,
            amounts=self._weighing.amounts(rule.name, kept, terms.signals),
            certain=sum(self._weighing.amounts(rule.name, certain, terms.signals).values()),
            apart=frozenset(
                mark.signal
                for mark in kept
                if not terms.signals[mark.signal].certain
                and self._weighing.is_apart(rule.name, mark)
            ),
        )

    def _is_certain(self, mark: Mark, rule: Rule, terms: RuleTerms) -> bool:
        """Whether the policy says so and no word of the work is near; or the language is foreign.

        What is found in a language of which only the words that decide are known is taken at its
        word.
        """
        among = self._weighing.is_among_the_work(rule.name, mark)
        if terms.signals[mark.signal].certain and not among:
            return True
        spans = foreign_spans(self._study.original(mark.field)) if rule.name in AIMS else ()
        return any(start <= mark.start < end for start, end in spans)


def overlap(one: Mark, other: Mark) -> bool:
    """Whether both marks hold some of the same words."""
    return one.field == other.field and one.start < other.end and other.start < one.end


def apart(seen: Iterable[Seen]) -> frozenset[str]:
    """What stands apart from the work, by signal, by rule and at all."""
    found = [(each.rule.name, name) for each in seen for name in each.apart]
    return frozenset(
        f"apart:{what}" for rule, name in found for what in (f"{rule}.{name}", rule, "any")
    )


def signals(seen: Iterable[Seen]) -> Mapping[str, float]:
    """How much each signal weighs, by ``rule.signal``."""
    return {
        f"{each.rule.name}.{name}": amount for each in seen for name, amount in each.amounts.items()
    }
