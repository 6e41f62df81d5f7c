"""A few made editions attacked whole, and an attack that has to find something. Many: the drill."""

from collections import Counter
from random import Random

import numpy as np

from screening.equality.blocks import Block
from screening.equality.parts import Place, lay_out
from tests.drills.attacking import Target, attack, rows_of, solved, targets_of
from tests.drills.counting import LIMITS, QUESTIONS, made_edition

FEW = 12


def test_nothing_hidden_in_a_few_editions_can_be_worked_out() -> None:
    found: Counter[str] = Counter()
    for seed in range(FEW):
        edition = made_edition(Random(f"few {seed}"))
        for target in targets_of(edition, QUESTIONS) if edition.kept else ():
            found[target.audience] += target.tables
            for attacked in attack(target, rows_of(target)):
                assert not attacked.breached.any(), attacked
    assert found["officers"] > 3 * FEW
    assert found["public"] > FEW


def test_the_attack_finds_a_row_of_nearly_everybody() -> None:
    """Three of a hundred were looked up. Were it shown that six of the hundred are disabled, three
    of the others at least would be known to be.
    """
    people: dict[Place, int] = {("yes", "out"): 3, ("no", "out"): 60, ("no", "in"): 37}
    part = lay_out(people, LIMITS.no_percentage_under)
    question = next(each for each in QUESTIONS if each.name == "disability")
    assert question.answers == ("disabled", "not-disabled", "unsaid")
    answers = {("yes", "out"): [2, 1, 0], ("no", "out"): [4, 56, 0], ("no", "in"): [0, 37, 0]}
    target = Target(
        question=question,
        audience="officers",
        part=part,
        truth=np.array([answers[place] for place in part.places]),
        lines=np.array([[1, 0, 0] * 3]),
        least=np.array([6]),
        most=np.array([6]),
        blocks=(Block(part.places, 100, 0, (6, 94)),),
        threshold=LIMITS.officers,
        tables=1,
    )
    disabled = next(each for each in attack(target, rows_of(target)) if each.group == ("disabled",))
    (n,) = disabled.breached.nonzero()[0]
    others = target.mask([place for place in part.places if place[0] == "no"])
    assert (disabled.rows[n] == others).all()
    by_solver = solved(disabled, n)
    assert (by_solver.low[0], by_solver.high[0], by_solver.people[0]) == (3, 6, 97)
    assert by_solver.breached[0]
