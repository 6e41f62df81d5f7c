"""Blanket, excessive and covert looks: how far, how wide, and how."""

from typing import Any

import pytest

from screening.domain.words import Verdict
from tests.gate.builders import PLACE, by_rules, signals

FOUND = {"platform": "Facebook", "address": "facebook.com/p.arkle.7", "supplied_by": "found"}

NO_YEAR = "I ran the Harbour Museum's Instagram and wrote a post on one object each week."


@pytest.mark.parametrize(
    "changes",
    [
        {"looking_at": "Everything that comes up", "terms": ["full name"]},
        {
            "looking_at": "All social media",
            "places": [{"platform": "Google", "address": "google.com", "supplied_by": "unknown"}],
        },
        {"question": "Screen all six candidates on the shortlist across platforms"},
        {
            "looking_at": "Full digital footprint report",
            "searcher": {"kind": "third_party", "name": "TrueView Screening, gold package"},
        },
    ],
)
def test_a_look_without_limit_is_blocked(changes: dict[str, Any]) -> None:
    assessment = by_rules(**changes)
    assert assessment.verdict is Verdict.BLOCK
    assert "blanket" in assessment.reasons


def test_an_assessor_from_outside_is_no_package() -> None:
    searcher = {"kind": "third_party", "name": "Dr A. Wren, assessor of museum writing"}
    assert by_rules(searcher=searcher).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("changes", "signal"),
    [
        ({"looking_at": "Her sister's page too"}, "others"),
        ({"looking_at": "Object posts and the profiles of commenters"}, "others"),
        ({"from": "2010-01-01", "to": "2025-01-01"}, "many-years"),
        ({"from": "2023-01-01", "to": "2025-12-31"}, "years"),
        ({"quote": NO_YEAR, "from": "2014-01-01", "to": "2024-12-31"}, "long-time"),
        ({"places": [PLACE, FOUND]}, "further-place"),
        ({"minutes": 300}, "many-hours"),
        ({"from": None, "to": None, "looking_at": "Posts"}, "no-dates"),
    ],
)
def test_what_goes_beyond_the_claim_is_told(changes: dict[str, Any], signal: str) -> None:
    assessment = by_rules(**changes)
    assert signal in signals(assessment, "excessive")
    assert assessment.verdict in (Verdict.CAUTION, Verdict.BLOCK)


def test_several_weak_signs_of_excess_block() -> None:
    assessment = by_rules(
        **{"from": "2012-01-01", "to": "2025-01-01"}, places=[PLACE, FOUND], minutes=240
    )
    assert assessment.verdict is Verdict.BLOCK


@pytest.mark.parametrize(
    "looking_at",
    [
        "Friends-only posts, once she accepts my friend request",
        "The closed group, through a colleague who is a member",
        "The posts on her locked account",
        "Posts, from a fake account so she won't notice",
        "The museum's insights, with his password",
        "My niece follows her and can screenshot them for us",
        "We would pretend to be a customer and ask",
    ],
)
def test_a_hidden_look_is_blocked(looking_at: str) -> None:
    assessment = by_rules(looking_at=looking_at)
    assert assessment.verdict is Verdict.BLOCK
    assert "covert" in assessment.reasons


@pytest.mark.parametrize(
    "looking_at",
    [
        "The weekly object posts; no private messages and no personal account",
        "The weekly object posts on the public page",
        "The three unlisted object films that were sent to the panel",
    ],
)
def test_an_open_look_is_not_covert(looking_at: str) -> None:
    assert "covert" not in by_rules(looking_at=looking_at).reasons


CLOSED = "I ran the Harbour Friends' members-only Facebook group in 2024."


def test_a_way_in_weighs_where_the_claim_is_of_a_closed_place() -> None:
    changes = {"looking_at": "The weekly posts; we might slip in as well"}
    assert "way-in-closed" in signals(by_rules(quote=CLOSED, **changes), "covert")
    assert "covert" not in by_rules(**changes).reasons


def test_a_hidden_way_named_among_the_alternatives_blocks_only_for_a_closed_place() -> None:
    said = "Quicker to join with a fake account."
    assert "covert" in by_rules(quote=CLOSED, alternatives=said).reasons
    assert "deception-aside" in signals(by_rules(alternatives=said), "covert")


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (["Imogen Tarrant", "Imogen Tarrant OR Immy Tarrant"], True),
        (["#HarbourObjects", "Harbour Museum object posts"], False),
    ],
)
def test_names_that_nothing_else_speaks_of_are_told(terms: list[str], told: bool) -> None:
    assert ("bare-name" in signals(by_rules(terms=terms), "blanket")) is told


@pytest.mark.parametrize(
    ("changes", "signal"),
    [
        ({"places": [{**FOUND, "address": "facebook.com/petra.arkle"}]}, "own-profile"),
        ({"looking_at": "Her photos from 2016"}, "years-named"),
        ({"looking_at": "Her brother's Instagram"}, "others-pages"),
        ({"question": "What did she post in her college days?"}, "long-before"),
        ({"looking_at": "Her Strava"}, "sidelines"),
    ],
)
def test_what_lies_beside_the_claimed_work_is_told(changes: dict[str, Any], signal: str) -> None:
    assert signal in signals(by_rules(**changes), "excessive")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("looking_at", "The object posts, and an alert for new posts until she starts"),
        ("looking_at", "The object posts; look again every month until the start date"),
        ("looking_at", "The object posts; we will pop back on Mondays till the offer goes out"),
        ("looking_at", "Keep following the account through her probation"),
        ("alternatives", "A saved search sends me each new post as it goes up."),
    ],
)
def test_watching_is_more_than_one_look(field: str, text: str) -> None:
    assessment = by_rules(**{field: text})
    assert "repeated" in signals(assessment, "excessive")
    assert assessment.verdict is Verdict.BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "One look at the object posts of each month, March to September",
        "The object posts; we will not monitor the account",
        "Each weekly post as it stood, March to September 2024",
    ],
)
def test_one_look_at_what_came_weekly_is_no_watching(text: str) -> None:
    assert "repeated" not in signals(by_rules(looking_at=text), "excessive")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("alternatives", "We could see it during probation, which is too late to tell."),
        ("alternatives", "A trial would show the rest over the probation period."),
        ("question", "Was a post written each week until the contract ended?"),
        ("question", "Did the account come back each month to one object?"),
        ("question", "Did she keep checking the facts as the series went on?"),
    ],
)
def test_what_goes_on_in_the_work_is_no_watching(field: str, text: str) -> None:
    assert "repeated" not in signals(by_rules(**{field: text}), "excessive")
