"""Thousands of made vacancies are attacked: what can be worked out of what is shown?

Each turn makes two editions of up to five vacancies, shows officers' and published tables of two
linked questions, and has every hidden count of a sample minimised and maximised by integer
programming. ``TURNS`` says how many turns; the figure is printed.
"""

import os
from collections import Counter
from random import Random

from tests.equality.attack import everything_shown, hidden_of, is_narrowed, published_only
from tests.equality.made import OFFICERS, PUBLIC, made_edition
from tests.equality.test_attack import LINKED

TURNS = int(os.environ.get("TURNS", "1000"))
SAMPLE = 6


def test_no_hidden_count_is_narrowed() -> None:
    found: Counter[str] = Counter()
    narrowest = {OFFICERS: 1.0, PUBLIC: 1.0}
    for seed in range(TURNS):
        chance = Random(f"drill {seed}")
        editions = [made_edition(chance) for _ in range(2)]
        questions = LINKED[seed % len(LINKED)]
        found["vacancies"] += len(
            {(n, p[-1]) for n, each in enumerate(editions) for p in each.part.places}
        )
        for public, threshold in ((False, OFFICERS), (True, PUBLIC)):
            known = (published_only if public else everything_shown)(editions, questions)
            hidden = list(hidden_of(editions, questions, public=public))
            found["hidden counts"] += len(hidden)
            for one in chance.sample(hidden, min(SAMPLE, len(hidden))):
                low, high = known.solve(one)
                people = one.people(editions)
                found["attacked"] += 1
                found["narrowed"] += is_narrowed(low, high, people, threshold)
                width = (high - low) / min(threshold, people)
                narrowest[threshold] = min(narrowest[threshold], width)
                assert low <= one.truth(editions) <= high
        for edition in editions:
            for question in questions:
                found["questions shown"] += bool(edition.officers[question])
                found["questions withheld"] += not edition.officers[question]
                found["blocks shown"] += len(edition.officers[question])
                found["blocks published"] += len(edition.public[question])
    print(f"\n{dict(found)}; narrowest interval, of what the policy asks: {narrowest}")
    assert found["blocks shown"] > TURNS
    assert found["attacked"] > TURNS
    assert found["narrowed"] == 0
