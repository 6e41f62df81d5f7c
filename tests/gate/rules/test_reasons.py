"""No claim, no explanation, no bearing, no alternative, and matters of course."""

from typing import Any

import pytest

from screening.domain.words import Verdict
from tests.gate.builders import QUOTE, by_rules, judge, signals

FOUND = {
    "platform": "Instagram",
    "address": "instagram.com/harbourmuseum",
    "supplied_by": "found",
}


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("none", ""),
        ("cv", "   "),
        ("application", "I am a hard-working, reliable team player."),
        ("application", "Please see my application form."),
        ("reference", "She has been a pleasure to work with."),
    ],
)
def test_without_a_claim_nothing_may_be_looked_up(source: str, quote: str) -> None:
    assessment = by_rules(source=source, quote=quote)
    assert assessment.verdict is Verdict.BLOCK
    assert "no-claim" in assessment.reasons


def test_a_question_and_reason_that_say_nothing_block_together() -> None:
    assessment = by_rules(question="To verify.", relevance="Due diligence.")
    assert assessment.verdict is Verdict.BLOCK
    assert "unexplained" in assessment.reasons


@pytest.mark.parametrize(
    "changes",
    [{"question": "Confirm the claim."}, {"relevance": "The panel was impressed."}],
)
def test_one_of_them_alone_is_for_hr_to_judge(changes: dict[str, Any]) -> None:
    assessment = by_rules(**changes)
    assert "unexplained" in assessment.reasons
    assert assessment.verdict is Verdict.CAUTION


def test_friends_and_holidays_do_not_bear_on_work() -> None:
    assessment = by_rules(
        question="Who are her friends and where does she go on holiday?",
        looking_at="Friends list, holiday albums",
    )
    assert assessment.verdict is Verdict.BLOCK
    assert "not-relevant" in assessment.reasons


def test_a_place_nobody_named_is_told() -> None:
    place = {"platform": "TikTok", "address": "tiktok.com/@kez_b", "supplied_by": "found"}
    assert "place" in signals(by_rules(places=[place]), "not-relevant")


@pytest.mark.parametrize("answer", ["", "None.", "n/a", "It's public anyway.", "Quicker to look."])
def test_a_shrug_is_no_alternative(answer: str) -> None:
    assessment = by_rules(alternatives=answer, places=[FOUND])
    assert "no-alternative" in assessment.reasons


@pytest.mark.parametrize("answer", ["", "None."])
def test_who_gave_the_address_was_asked(answer: str) -> None:
    assert by_rules(alternatives=answer).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "relevance",
    [
        "It is standard practice here.",
        "E1. We do it for every candidate, so it is only fair.",
        "Item 4 of the pre-interview checklist.",
        "As with the others on the shortlist.",
        "Not routine, but we like to do it for all of them.",
    ],
)
def test_habit_is_no_reason(relevance: str) -> None:
    assert "routine" in by_rules(relevance=relevance).reasons


QUESTION = "To confirm that the written communication is clear and professional as stated."
RELEVANCE = "Clear communication is essential and a claim was made about it, hence this look."


def earlier(count: int, question: str, relevance: str) -> list[dict[str, str]]:
    return [
        {
            "candidate": f"C-{number:02}",
            "quote": f"I wrote newsletter number {number}.",
            "question": question,
            "relevance": relevance,
        }
        for number in range(count)
    ]


def test_recycled_wording_is_routine() -> None:
    changes = {"question": QUESTION, "relevance": RELEVANCE}
    assert "routine" not in by_rules(**changes).reasons
    once = by_rules(**changes, earlier=earlier(1, QUESTION, RELEVANCE))
    assert "routine" in once.reasons
    reworded = RELEVANCE.replace("essential", "necessary").replace("look", "view")
    twice = by_rules(**changes, earlier=earlier(2, QUESTION, reworded))
    assert twice.verdict is Verdict.BLOCK
    assert "reason-again-and-again" in signals(twice, "routine")


def test_one_standard_for_individual_claims_is_no_routine() -> None:
    others = earlier(
        3, "Are the captions on the negatives right as to date?", "E1, captions were his example."
    )
    assert by_rules(earlier=others).verdict is Verdict.PASS


def test_a_finding_never_shows_another_candidates_words() -> None:
    secret = "zanzibar quotation"
    others = [
        {**item, "quote": secret, "candidate": "C-99"} for item in earlier(3, QUESTION, RELEVANCE)
    ]
    assessment = by_rules(question=QUESTION, relevance=RELEVANCE, earlier=others)
    told = str(assessment.as_data())
    assert assessment.findings
    assert secret not in told
    assert "C-99" not in told


def test_a_growing_share_of_the_shortlist_is_told() -> None:
    assert by_rules(context={"shortlisted": 8, "same_criterion": 2}).verdict is Verdict.PASS
    more = by_rules(context={"shortlisted": 8, "same_criterion": 3})
    assert more.verdict is Verdict.CAUTION
    assert more.reasons == ("routine",)


def test_a_language_that_cannot_be_read_is_a_caution() -> None:
    question = "Ovatko museon viikoittaiset esittelyt oikeita ja kirjoittiko hakija ne itse?"
    assert "unreadable" in by_rules(question=question).reasons
    everywhere = dict.fromkeys(("question", "relevance", "looking_at"), question)
    assert by_rules(**everywhere).verdict is Verdict.CAUTION


def test_disguise_alone_is_a_caution_and_with_a_sensitive_word_a_block() -> None:
    harmless = by_rules(question="Was there a p\u043est on one object each week, and is it right?")
    assert harmless.verdict is Verdict.CAUTION
    assert harmless.reasons == ("disguise",)
    hiding = by_rules(question="Was there a post each week, and is she r\u0435ligious?")
    assert {"disguise", "protected"} <= set(hiding.reasons)


@pytest.mark.parametrize(
    ("reason", "signal"),
    [
        ("Posts on one object each week.", "thin-reason"),
        ("Writing posts on one object each week at the museum is what we want.", None),
    ],
)
def test_a_reason_of_one_or_two_words_is_told(reason: str, signal: str | None) -> None:
    found = by_rules(relevance=reason)
    assert signals(found, "unexplained") == ({signal} if signal else set())
    assert {each.excerpt for each in found.findings} == ({reason} if signal else set())


@pytest.mark.parametrize(
    ("question", "signal"),
    [
        ("Writes posts about collections", "repeats-criterion"),
        ("Does she write posts about collections?", None),
        ("Does she write accurate posts about collections?", None),
        (QUOTE, "repeats-claim"),
        (QUOTE.replace("one", "an"), "repeats-claim"),
        (QUOTE.rstrip(".") + "?", None),
        ("Collections?", None),
    ],
)
def test_a_question_that_only_says_something_again_is_told(
    question: str, signal: str | None
) -> None:
    repeats = {"repeats-criterion", "repeats-claim"}
    found = by_rules(question=question)
    assert signals(found, "unexplained") & repeats == ({signal} if signal else set())
    assert (found.verdict is Verdict.PASS) == (signal is None)


@pytest.mark.parametrize(
    ("question", "nothing"),
    [
        ("To verify.", True),
        ("To confirm what was said.", True),
        ("Did they?", True),
        ("Is it clear?", False),
        ("6 to 48?", False),
        ("To verify the captions.", False),
    ],
)
def test_a_question_that_names_nothing_to_test_is_told(question: str, nothing: bool) -> None:
    assert ("no-question" in signals(by_rules(question=question), "unexplained")) is nothing


def test_hr_sees_a_bare_question_or_reason_and_never_both() -> None:
    assert judge(question="To verify.").verdict is Verdict.CAUTION
    assert judge(relevance="To verify.").verdict is Verdict.CAUTION
    assert judge(question="To verify.", relevance="To verify.").verdict is Verdict.BLOCK


def test_a_finding_tells_how_often_and_how_long() -> None:
    minutes = [f for f in by_rules(minutes=400).findings if f.rule == "excessive"]
    assert [f.params["minutes"] for f in minutes] == ["400"]
    words = {"question": QUESTION, "relevance": RELEVANCE}
    often = by_rules(**words, earlier=earlier(2, QUESTION, RELEVANCE))
    routine = [f for f in often.findings if f.rule == "routine"]
    assert {"question-again", "reason-again"} <= signals(often, "routine")
    assert {f.params["count"] for f in routine if "-again" in f.signal} == {"2"}


def test_who_says_what_else_was_thought_of_is_not_told_that_nothing_is_said() -> None:
    assert signals(by_rules(places=[FOUND]), "no-alternative") == set()
    assert signals(by_rules(places=[FOUND], alternatives=""), "no-alternative") == {"absent"}


@pytest.mark.parametrize(
    "changes",
    [
        {"relevance": "Writing is E1. We do a quick scan of them all."},
        {"alternatives": "We do a quick scan of them all."},
        {"terms": ["We do a quick scan of them all."]},
    ],
)
def test_a_sweep_is_routine_wherever_it_is_said(changes: dict[str, Any]) -> None:
    assert "swept" in signals(by_rules(**changes), "routine")
