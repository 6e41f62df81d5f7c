import pytest

from screening.domain.words import Verdict
from tests.gate.builders import PLACE, by_rules, signals

REVEALING = [
    "Is she married, and are there children?",
    "How old would you say he is?",
    "Where is he from originally?",
    "Does she wear a headscarf out of work?",
    "Which way does he vote?",
    "Has she been on a picket line?",
    "Is she planning a family?",
    "Any time off sick, or hospital appointments?",
    "Is he gay?",
    "Did she live under a different first name as a man?",
    "What is her faith?",
    "Is she one of the community, judging by name and photographs?",
    "Ydy hi'n feichiog?",
    "Oes ganddi blant?",
    "Is she pr3gn4nt?",
]


@pytest.mark.parametrize("question", REVEALING)
def test_a_question_about_the_person_is_blocked(question: str) -> None:
    assessment = by_rules(question=question)
    assert assessment.verdict is Verdict.BLOCK
    assert "protected" in assessment.reasons


SUBJECTS = [
    (
        "I run St Mary's Church's Facebook page and post the rota for the food bank each Monday.",
        "Is the food bank rota posted each Monday on the church page?",
    ),
    (
        "I ran Riverside Pride's countdown in 2024, one post a day.",
        "Was there one Pride countdown post a day in 2024?",
    ),
    (
        "I am timekeeper of the Harbour 10k race and publish the race report.",
        "Does each race report give the times?",
    ),
    (
        "I wrote the pregnancy advice posts for Bump and Beyond.",
        "Is the pregnancy advice in the posts accurate?",
    ),
    (
        "I edit the union branch newsletter of the dock workers.",
        "Is the union newsletter clear on shift pay?",
    ),
]


@pytest.mark.parametrize(("quote", "question"), SUBJECTS)
def test_what_the_claim_brings_is_the_subject(quote: str, question: str) -> None:
    assert "protected" not in by_rules(quote=quote, question=question).reasons


@pytest.mark.parametrize(("quote", "_"), SUBJECTS[:2])
def test_the_subject_turned_on_the_person_is_blocked(quote: str, _: str) -> None:
    for question in ("Is she gay herself?", "What is her own faith?", "Is he religious?"):
        assert "turned" in signals(by_rules(quote=quote, question=question), "protected")


PROMISES = [
    "Her faith is of no interest.",
    "We will not look at anything about religion or health.",
    "Where she comes from doesn't matter.",
    "Whether he is disabled is not asked and won't be noted.",
]


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_not_to_look_is_no_look(promise: str) -> None:
    relevance = f"Writing about objects is E1, and the museum posts are the example. {promise}"
    assert by_rules(relevance=relevance).verdict is Verdict.PASS


HOLLOW = [
    "We are not asking about religion. But does she mention prayers on air?",
    "Not that her age matters, but how old does she look?",
    "Make sure there is no sign of a baby on the way.",
    "We cannot ask whether or not she is married, so see.",
]


@pytest.mark.parametrize("question", HOLLOW)
def test_a_hollow_promise_is_worth_nothing(question: str) -> None:
    assert "protected" in by_rules(question=question).reasons


def test_what_may_not_be_asked_is_noticed() -> None:
    assert "unaskable" in signals(
        by_rules(alternatives="It would be rude to ask her."), "protected"
    )


@pytest.mark.parametrize(
    "address",
    [
        "facebook.com/groups/lupus-leeds",
        "facebook.com/groups/lupussupport",
        "meetup.example/GAY-Walkers/members",
        "St Mary's parish church newsletter",
        "mumsnet.example/talk",
        "unison branch 19",
        "r/ADHD_UK",
        "facebook.com/groups/muslimsistersleeds",
    ],
)
def test_a_place_where_the_protected_meet_is_blocked(address: str) -> None:
    place = {"platform": "Facebook", "address": address, "supplied_by": "found"}
    assessment = by_rules(places=[PLACE, place])
    assert "gathering" in signals(assessment, "protected")
    assert assessment.verdict is Verdict.BLOCK


@pytest.mark.parametrize(
    ("quote", "address", "supplied_by"),
    [
        ("I wrote for Mumsnet in 2024.", "mumsnet.example/talk", "found"),
        ("I post the muslim youth club's news.", "muslimyouthleeds.example", "found"),
        ("I run the notices of St Mary's.", "St Mary's parish church newsletter", "found"),
        ("I write for disabled customers.", "facebook.com/groups/lupus-leeds", "found"),
        ("I write about religion.", "St Mary's parish church newsletter", "found"),
        ("I ran a page in 2024.", "mumsnet.example/talk", "candidate"),
    ],
)
def test_a_place_that_the_claim_or_the_candidate_brings_is_none(
    quote: str, address: str, supplied_by: str
) -> None:
    place = {"platform": "Facebook", "address": address, "supplied_by": supplied_by}
    assessment = by_rules(quote=quote, places=[place])
    assert "gathering" not in signals(assessment, "protected")


def test_a_claim_about_one_characteristic_brings_no_place_of_another() -> None:
    place = {"platform": "Meetup", "address": "meetup.example/GAY-Walkers", "supplied_by": "found"}
    assessment = by_rules(quote="I write for disabled customers.", places=[place])
    assert "gathering" in signals(assessment, "protected")


@pytest.mark.parametrize(
    "address",
    [
        "facebook.com/christian.odwyer",
        "facebook.com/victor.ahmed",
        "instagram.com/usama.javed",
        "facebook.com/armand.irwin",
        "x.com/ahmad_h_dar",
        "facebook.com/apolonia.reyes",
        "facebook.com/gay.walker",
        "linkedin.com/in/heritageuk",
        "musikhaus.example",
        "The Old Synagogue Arts Bar",
        "St Bede's Catholic Primary School",
        "South Pennine Mental Health NHS Trust",
    ],
)
def test_the_names_of_people_and_employers_are_no_gathering(address: str) -> None:
    place = {"platform": "Facebook", "address": address, "supplied_by": "found"}
    assessment = by_rules(quote="In 2024 I ran a weekly page for an employer.", places=[place])
    assert "gathering" not in signals(assessment, "protected")


@pytest.mark.parametrize(
    "term",
    [
        "Ana Pell chemotherapy",
        "Ana Pell Pregnant",
        "gay Ana Pell",
        '"Ana Pell" baby shower',
        "Ana O'Brien lupus",
    ],
)
def test_a_name_searched_for_with_what_is_protected_is_blocked(term: str) -> None:
    named = "Did Ana Pell write a post on one object each week?"
    for assessment in (by_rules(terms=[term]), by_rules(terms=[term], question=named)):
        assert "beside-name" in signals(assessment, "protected")
        assert assessment.verdict is Verdict.BLOCK


@pytest.mark.parametrize(
    "term",
    ["Ana Pell object posts", "Ana Pell Harbour Museum", "Ana Pell", "Kite Festival objects"],
)
def test_a_name_searched_for_with_the_work_is_no_sign(term: str) -> None:
    assessment = by_rules(terms=[term])
    assert "beside-name" not in signals(assessment, "protected")
    assert not signals(assessment, "fishing")


def test_a_promise_ends_with_its_sentence() -> None:
    promise = "Were the posts weekly? Not her faith, her church or her family."
    assert by_rules(question=promise).verdict is Verdict.PASS
    found = by_rules(question=f"{promise} Does she go to church?")
    assert {each.start >= len(promise) for each in found.findings} == {True}
    assert signals(found, "protected")
