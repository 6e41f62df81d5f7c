"""Word lists of other languages that count as English ones."""

from screening.gate.tongues import counted, whole

LEXICON = {
    "aims": {"hunt": {"reason": "x", "phrases": ["what .. like"]}},
    "near": {"own": {"words": ["hers"]}},
    "welsh": {
        "hunt": {"counts_as": "aims.hunt", "mutates": True, "phrases": ["pa gymeriad? .. <pwy>"]},
        "places": {"counts_as": "faith.places", "mutates": True, "words": ["capel"]},
        "own": {"counts_as": "near.own", "words": ["eiddi", "hers"]},
        "stays": {"words": ["mae"]},
    },
    "polish": {"hunt": {"counts_as": "aims.hunt", "phrases": ["jaka jest"]}},
    "empty": "no table",
}


def test_tables_that_count_as_others_are_told_apart() -> None:
    assert list(counted(LEXICON)) == [
        ("welsh", "hunt", "aims.hunt"),
        ("welsh", "places", "faith.places"),
        ("welsh", "own", "near.own"),
        ("polish", "hunt", "aims.hunt"),
    ]


def test_their_words_are_added_and_the_table_itself_is_gone() -> None:
    kept = {name: tables for name, tables in LEXICON.items() if name != "empty"}
    made = whole(kept)
    assert made == {
        "aims": {
            "hunt": {
                "reason": "x",
                "phrases": ["what .. like", "pa gymeriad|ymeriad|ngymeriad? .. <pwy>", "jaka jest"],
            }
        },
        "near": {"own": {"words": ["hers", "eiddi"]}},
        "faith": {"places": {"words": made["faith"]["places"]["words"]}},
        "welsh": {"stays": {"words": ["mae"]}},
        "polish": {},
    }
    assert {"capel", "gapel", "nghapel", "chapel"} <= set(made["faith"]["places"]["words"])
