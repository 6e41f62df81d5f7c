"""Made editions of the policy's questions, of made vacancies, as the service freezes them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from screening.domain.monitoring import (
    ORDERS,
    Fact,
    First,
    Limits,
    Question,
    Unsaid,
    limits_of,
    questions_of,
)
from screening.domain.policy import shipped_policy
from screening.equality.parts import Place
from screening.services.monitoring.counting import PEOPLE
from screening.services.monitoring.freezing import could_show, frozen

QUESTIONS: Sequence[Question] = questions_of(shipped_policy())
LIMITS: Limits = limits_of(shipped_policy())
_SIZES = {"small": [2, 6, 15, 25], "medium": [25, 40, 90, 150]}
_FURTHER = {"applied": 0.3, "shortlisted": 0.5, "interviewed": 0.4}
"""How likely somebody who came so far came a step further."""


@dataclass(frozen=True)
class Made:
    """An edition: who is where, what they answered, and what is kept of it to be shown."""

    order: tuple[Fact, ...]
    people: Mapping[Place, Mapping[tuple[str, str], int]]
    unsaid: Unsaid
    kept: Mapping[str, Any] | None

    @property
    def vacancies(self) -> int:
        """How many vacancies its people are of."""
        at = self.order.index(Fact.VACANCY)
        return len({place[at] for place in self.people})


def made_edition(chance: Random) -> Made:
    """An edition of up to twelve vacancies, or none where the service would refuse to make it."""
    first, unsaid = chance.choice(list(First)), chance.choice(list(Unsaid))
    order = ORDERS[first]
    people: dict[Place, Counter[tuple[str, str]]] = {}
    weights = {each.name: _weights(each, chance) for each in QUESTIONS}
    sizes = _SIZES[chance.choice(list(_SIZES))]
    looked_up = chance.choice([0.01, 0.05, 0.2, 0.5])
    for number in range(chance.choice([1, 2, 3, 4, 5, 8, 12])):
        department = chance.choice("PQR")
        asked = [each for each in QUESTIONS if chance.random() < 0.97]
        mine = (
            {each.name: _weights(each, chance) for each in asked} if chance.random() < 0.15 else {}
        )
        for _person in range(chance.choice(sizes)):
            came, ended = _career(chance)
            known = {
                Fact.CHECKED: "yes" if chance.random() < looked_up else "no",
                Fact.OUTCOME: ended,
                Fact.REACHED: came,
                Fact.DEPARTMENT: department,
                Fact.VACANCY: f"{department}-{number}",
            }
            said = {
                each.name: chance.choices(each.answers, (mine or weights)[each.name])[0]
                for each in asked
            }
            place = tuple(known[fact] for fact in order)
            people.setdefault(place, Counter()).update([(PEOPLE, ""), *said.items()])
    kept = None
    if could_show(people, order, QUESTIONS, LIMITS):
        kept = frozen(people, order, QUESTIONS, LIMITS, unsaid)
    return Made(order, people, unsaid, kept)


def _career(chance: Random) -> tuple[str, str]:
    came = "applied"
    for step, after in zip(_FURTHER, ("shortlisted", "interviewed", "offered"), strict=True):
        if came == step and chance.random() < _FURTHER[step]:
            came = after
    if came == "offered" and chance.random() < 0.9:
        return came, "appointed"
    return came, "withdrew" if chance.random() < 0.05 else "not-appointed"


def _weights(question: Question, chance: Random) -> list[float]:
    return [chance.choice([0.02, 0.1, 0.3, 1.0, 3.0]) for _ in question.answers]
