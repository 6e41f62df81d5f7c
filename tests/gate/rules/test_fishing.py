import pytest

from screening.domain.words import Verdict
from tests.gate.builders import by_rules, signals

AIMS = [
    "What is she really like?",
    "Would he be a good fit for the team?",
    "Any red flags?",
    "Is there anything that would embarrass us?",
    "Her general attitude and outlook.",
    "A rounded picture of the individual.",
    "Has he posted something that might come back to bite us?",
    "Get a feel for the person behind the application.",
    "See how she carries herself away from work.",
    "Make sure there is nothing dodgy on there.",
    "Does his lifestyle suit the office?",
    "Is she one of us?",
    "r e d f l a g s",
]


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize("field", ["question", "looking_at"])
def test_an_aim_at_the_person_blocks_wherever_it_stands(field: str, aim: str) -> None:
    assessment = by_rules(**{field: aim})
    assert assessment.verdict is Verdict.BLOCK
    assert "fishing" in assessment.reasons


@pytest.mark.parametrize(
    ("field", "aim"),
    [
        ("relevance", "I would sooner learn now than from the newspapers."),
        ("relevance", "We need somebody whiter than white."),
        ("alternatives", "People are on their best behaviour at interview."),
    ],
)
def test_an_aim_at_the_person_blocks_in_one_field_alone(field: str, aim: str) -> None:
    assessment = by_rules(**{field: aim})
    assert assessment.verdict is Verdict.BLOCK
    assert signals(assessment, "fishing")


@pytest.mark.parametrize("term", ["tantrum", "thief", "sacked", "drunk"])
def test_search_words_for_a_fault_block(term: str) -> None:
    assert "fishing" in by_rules(terms=[term]).reasons


def test_search_words_beside_words_of_the_work_look_for_the_work() -> None:
    quote = "I wrote the museum's posts on a thief and a highwayman in 2024."
    assert "fishing" not in by_rules(quote=quote, terms=["museum thief posts"]).reasons


def test_a_question_of_the_person_alone_is_seen() -> None:
    assessment = by_rules(question="Were there posts each week? Would she knit jumpers?")
    assert {"asked", "self"} <= signals(assessment, "fishing")


def test_fishing_is_also_a_sport() -> None:
    assessment = by_rules(
        title="Angling Development Officer",
        quote="My films teach beginners fishing, from knots to landing a fish.",
        question="Do the fishing films teach knots slowly enough for a beginner?",
        looking_at="Two fishing films for beginners",
    )
    assert "fishing" not in assessment.reasons


@pytest.mark.parametrize(
    "question",
    [
        "Was there a post each week, and how many people did it reach?",
        "Are the museum posts theirs, and is each one clear about the object?",
        "Is the museum's tone kept up from post to post?",
    ],
)
def test_questions_about_the_work_are_fine(question: str) -> None:
    assert by_rules(question=question).verdict is Verdict.PASS


def test_behaviour_that_the_claim_is_about_is_the_work() -> None:
    assessment = by_rules(
        quote="I led a behaviour change campaign for the museum in 2024.",
        question="Did the museum's behaviour change campaign ask for one thing?",
    )
    assert "fishing" not in assessment.reasons


@pytest.mark.parametrize("term", ["Ana Drunk", "Ana Thief captions", "captions Ana Thief"])
def test_what_is_part_of_the_name_is_no_affair(term: str) -> None:
    assert "name-and-affair" not in signals(by_rules(terms=[term]), "fishing")


def test_an_affair_that_the_claim_is_about_is_none() -> None:
    quote = "I wrote the museum's posts on a thief and a highwayman in 2024."
    term = ["Ana Pell thief"]
    assert "name-and-affair" in signals(by_rules(terms=term), "fishing")
    assert "name-and-affair" not in signals(by_rules(terms=term, quote=quote), "fishing")


@pytest.mark.parametrize(
    ("term", "signal", "verdict"),
    [
        ("Ana Pell drunk", "name-and-affair", Verdict.BLOCK),
        ("complaints about Ana Pell", "name-and-affair", Verdict.BLOCK),
        ("Ana Pell bankruptcy", "name-and-affair", Verdict.BLOCK),
        ("Ana Pell Complaints", "name-and-affair", Verdict.BLOCK),
        ('"Ana Pell" complaints', "name-and-affair", Verdict.BLOCK),
        ("Ana O'Brien complaints", "name-and-affair", Verdict.BLOCK),
        ("Ana Pell lantern", "name-and-word", Verdict.CAUTION),
    ],
)
def test_a_name_searched_for_with_what_nothing_explains(
    term: str, signal: str, verdict: Verdict
) -> None:
    assessment = by_rules(terms=[term])
    assert signal in signals(assessment, "fishing")
    assert assessment.verdict is verdict
