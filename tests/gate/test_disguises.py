"""One bad sentence in every disguise that we know of, and honest writing that looks like one."""

import pytest

from screening.domain.words import Verdict
from tests.gate.builders import by_rules, judge, signals
from tests.gate.disguises import DISGUISES, FIELDS, HONEST, SOUND, put


@pytest.mark.parametrize("field", FIELDS)
def test_a_bad_sentence_is_stopped_in_every_disguise(field: str) -> None:
    judged = {name: judge(**put(field, text)).verdict for name, text in DISGUISES.items()}
    passed = {name for name, verdict in judged.items() if verdict is not Verdict.BLOCK}
    assert passed == set(), "docs/gate.md counts them"


def test_a_word_stored_backwards_is_shown_where_it_stands() -> None:
    text = f"{SOUND} Is she \u202etnangerp\u202c now?"
    shown = [
        text[each.start : each.end]
        for each in judge(question=text).findings
        if each.rule == "protected"
    ]
    assert shown == ["tnangerp"]


def test_a_word_may_not_begin_in_one_field_and_end_in_another() -> None:
    assessment = judge(question=f"{SOUND} Is she preg", relevance="nant, as E1 wants posts?")
    assert "protected" in assessment.reasons
    assert assessment.verdict is Verdict.BLOCK


@pytest.mark.parametrize("terms", [["preg", "nant"], list("religion")])
def test_nor_run_over_several_search_words(terms: list[str]) -> None:
    assert "protected" in judge(terms=terms).reasons


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST.keys())
def test_honest_writing_passes(text: str) -> None:
    assessment = judge(question=text)
    assert assessment.verdict is Verdict.PASS, assessment.findings


def test_what_the_candidate_wrote_in_fancy_letters_may_be_quoted() -> None:
    name = "Ｍａｌｌ　Ｓｏｆｔ"
    assessment = judge(
        quote=f"I wrote a post on one object each week for {name}, March to September 2024.",
        question=f"Was there a post on one object each week by {name}, and is each accurate?",
    )
    assert assessment.verdict is Verdict.PASS, assessment.findings


def test_several_words_in_disguise_are_no_accident() -> None:
    tea, jam, cake = ("".join(f"{char}\u0336" for char in word) for word in ("tea", "jam", "cake"))
    assessment = judge(question=f"{SOUND} And {tea} or {jam} and then {cake}")
    assert "many" in signals(assessment, "disguise")
    assert assessment.verdict is Verdict.BLOCK


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The friend's fiends", False),
        ("gather other fathers", False),
        ("Christina reversed her carriage", False),
        ("a rather pregnent pause", True),
    ],
)
def test_a_word_of_its_own_is_no_slip_for_another(text: str, read: bool) -> None:
    assert ("protected" in by_rules(looking_at=f"{SOUND} Is she {text}?").reasons) is read


@pytest.mark.parametrize(
    ("text", "worn"), [("GA1", False), ("form A2", False), ("ag3", True), ("is he il1", True)]
)
def test_a_short_code_is_no_disguise_unless_it_hides_a_word_that_matters(
    text: str, worn: bool
) -> None:
    assert ("disguise" in by_rules(terms=[text]).reasons) is worn


def test_what_is_in_disguise_is_quoted() -> None:
    assessment = by_rules(question=f"{SOUND} And te\u0336a\u0336 too")
    [finding] = [each for each in assessment.findings if each.rule == "disguise"]
    assert (finding.signal, finding.excerpt) == ("worn", "e\u0336a\u0336")


def test_signs_that_copying_leaves_are_not_many_disguises() -> None:
    text = "Was p\u200bost by p\u200bost r\u200bight, and was there one each week?"
    assert signals(by_rules(question=text), "disguise") == {"worn"}
