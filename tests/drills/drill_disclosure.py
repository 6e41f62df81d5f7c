"""Thousands of made vacancies are attacked: what can be worked out of what is shown?

Each turn makes an edition of the policy's own questions, as the service freezes it, and attacks
every hidden count of every table that officers have of it and that is published. ``TURNS`` says how
many editions; the figures are printed. A second drill links two questions and two editions in one
integer program, for a sample: it shows that nothing is lost by attacking them one by one.
"""

import os
from collections import Counter
from dataclasses import replace
from random import Random
from time import perf_counter

from tests.drills.attacking import Target, attack, rows_of, solved, targets_of
from tests.drills.counting import QUESTIONS, made_edition
from tests.equality import made
from tests.equality.attack import everything_shown, hidden_of, is_narrowed, published_only
from tests.equality.test_attack import LINKED

TURNS = int(os.environ.get("TURNS", "500"))
LINKED_TURNS = max(1, TURNS // 10)
SAMPLE = 6


def test_no_hidden_count_of_any_table_is_narrowed() -> None:
    found: Counter[str] = Counter()
    began = perf_counter()
    for seed in range(TURNS):
        edition = made_edition(Random(f"drill {seed}"))
        found["vacancies"] += edition.vacancies
        found["editions refused"] += edition.kept is None
        for target in targets_of(edition, QUESTIONS) if edition.kept else ():
            _attack(target, found)
    shares = {name: found.pop(name) / 1000 for name in list(found) if name.startswith("narrowest")}
    print(f"\n{dict(found)}; {shares}; {perf_counter() - began:.0f} seconds")
    assert found["officers: questions shown"] > TURNS
    assert found["public: questions shown"] > TURNS
    assert found["breached"] == 0


def _attack(target: Target, found: Counter[str]) -> None:
    """Every hidden count of a question; the narrowest of each group is solved for too."""
    told = target.audience
    found[f"{told}: questions shown" if target.blocks else f"{told}: withheld"] += 1
    found[f"{told}: tables"] += target.tables
    for attacked in attack(target, rows_of(target)):
        assert ((attacked.low <= attacked.truth) & (attacked.truth <= attacked.high)).all()
        found[f"{told}: hidden counts"] += len(attacked.rows)
        found[f"{told}: of them in a line or place"] += int(attacked.laid_out.sum())
        for n in {*attacked.narrowed.nonzero()[0], attacked.room.argmin()} if target.blocks else ():
            by_solver = solved(attacked, n)
            found["solved"] += 1
            assert by_solver.low[0] <= attacked.low[n]
            assert by_solver.high[0] >= attacked.high[n]
            found["solver found more room"] += int((by_solver.room > attacked.room[n])[0])
            found["breached"] += int(by_solver.breached[0])
            found["nearly known, and large"] += int((by_solver.narrowed & ~by_solver.breached)[0])
        if attacked.laid_out.any():
            name = f"narrowest of a line or place: {told}"
            room = int(1000 * attacked.room[attacked.laid_out].min())
            found[name] = min(found.get(name, 1000), room)


def test_linked_questions_and_editions_say_no_more() -> None:
    found: Counter[str] = Counter()
    for seed in range(LINKED_TURNS):
        chance = Random(f"linked {seed}")
        editions = [made.made_edition(chance) for _ in range(2)]
        questions = LINKED[seed % len(LINKED)]
        for public, threshold in ((False, made.OFFICERS), (True, made.PUBLIC)):
            known = (published_only if public else everything_shown)(editions, questions)
            hidden = list(hidden_of(editions, questions, public=public))
            for one in chance.sample(hidden, min(SAMPLE, len(hidden))):
                low, high = known.solve(one)
                assert low <= one.truth(editions) <= high
                found["attacked"] += 1
                found["narrowed"] += is_narrowed(low, high, one.people(editions), threshold)
                alone = published_only if public else everything_shown
                found["narrower than alone"] += (low, high) != alone(
                    editions[one.edition : one.edition + 1], [one.question]
                ).solve(replace(one, edition=0))
    print(f"\n{dict(found)}")
    assert found["attacked"] > LINKED_TURNS
    assert found["narrowed"] == 0
    assert found["narrower than alone"] == 0
