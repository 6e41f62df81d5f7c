"""What of a request's wording is compared, and by which keys it is found again."""

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.policy import shipped_policy
from screening.gate.case import Case, Earlier
from screening.gate.recycled import Recycled, recycled
from screening.gate.wording import ALIKE, BANDS, canonical, keys, signature, telling
from tests.gate.edits import real_cases, rewritten, words_of

SECRET, SCOPE = bytes(range(32)), "a" * 32
LIMIT = shipped_policy().limits.__getitem__
CASES = real_cases()
VOCABULARY = words_of(CASES)
TEXT = "Do the weekly captions say what each object is, and are they right?"


def keys_of(question: str, relevance: str, quote: str = "", scope: str = SCOPE) -> set[int]:
    return set(keys(SECRET, scope, signature(SECRET, question, relevance, quote)))


def shared(case: Case, earlier: Earlier) -> int:
    """How many keys the request of ``case`` and the earlier one have in common."""
    new = keys_of(case.request.question, case.request.relevance, case.claim.quote)
    return len(new & keys_of(earlier.question, earlier.relevance, earlier.quote))


@pytest.mark.parametrize(
    "other",
    [
        "Are they right, and what each object is: do the weekly captions say?",
        "Do the weekly captions by Ms Quillfeather say what each object is, and are they right?",
        "Do C-07's weekly captions say what each object is, and are they right (E1, 2024)?",
        "Do the weekly captions at www.example.test/ada say what each object is, and are they "
        "right: @ada, ada@example.test?",
        "DO THE WEEKLY CAPTIONS STATE WHAT EACH OBJECT IS, AND ARE THEY RIGHT?",
        "Do the week\u00adly c\u0430ptions s\u200bay what each object is, and are they right?",
    ],
)
def test_order_names_codes_addresses_and_disguise_make_no_difference(other: str) -> None:
    extra = canonical(other) ^ canonical(TEXT)
    assert len(extra) <= 2, extra
    assert recycled_of(TEXT, other).questions == 1


def recycled_of(text: str, other: str) -> Recycled:
    case = CASES[0]
    asked = replace(case, request=replace(case.request, question=text, relevance=""))
    return recycled(replace(asked, earlier=(Earlier("C-02", "", other, ""),)), LIMIT)


def test_a_text_all_in_capitals_or_titles_has_no_names() -> None:
    assert canonical(TEXT.title()) == canonical(TEXT.upper()) == canonical(TEXT)


def test_the_words_of_the_claim_are_its_own() -> None:
    about = canonical(TEXT, "I wrote weekly captions for every object")
    assert canonical(TEXT) - about == {"capt", "object", "week"}
    assert telling(TEXT) > telling(TEXT, "weekly captions")


@given(st.lists(st.sampled_from(VOCABULARY), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_words_changes_nothing(words: list[str], chance: random.Random) -> None:
    lower = [word.lower() for word in words]
    mixed = chance.sample(lower, len(lower))
    assert keys_of(" ".join(lower), "") == keys_of(" ".join(mixed), "")


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=50))
def test_any_text_has_at_most_so_many_keys(question: str, relevance: str, quote: str) -> None:
    found = keys(SECRET, SCOPE, signature(SECRET, question, relevance, quote))
    assert len(found) in {0, BANDS, 2 * BANDS}
    assert found == sorted(found)
    assert all(-(2**63) <= key < 2**63 for key in found)


def test_keys_say_nothing_without_the_secret_and_beyond_their_scope() -> None:
    bands = signature(SECRET, TEXT, TEXT, "")
    others = keys(bytes(32), SCOPE, signature(bytes(32), TEXT, TEXT, ""))
    assert not set(keys(SECRET, SCOPE, bands)) & set(others)
    assert not set(bands) & set(signature(bytes(32), TEXT, TEXT, ""))
    assert not set(keys(SECRET, SCOPE, bands)) & set(keys(bytes(32), SCOPE, bands))
    assert not set(keys(SECRET, SCOPE, bands)) & set(keys(SECRET, "b" * 32, bands))
    question, relevance = bands[:BANDS], bands[BANDS:]
    assert not set(keys(SECRET, SCOPE, question)) & set(keys(SECRET, SCOPE, relevance))


def test_a_band_is_two_minima_of_its_text_without_the_words_of_the_claim() -> None:
    question, relevance = "Are the weekly captions right?", "The labels were read by visitors."
    bands = signature(SECRET, question, relevance, "")
    assert [band[:2] for band in bands] == [
        bytes([field, number]) for field in (0, 1) for number in range(BANDS)
    ]
    assert {len(band) for band in bands} == {2 + 2 * 4}
    assert [len({band[2:] for band in part}) for part in (bands[:BANDS], bands[BANDS:])] == [24, 24]
    assert signature(SECRET, question, relevance, "weekly captions, labels") == signature(
        SECRET, "Are they right?", "They were read by visitors.", ""
    )


def test_keys_of_one_scope_lie_together_and_those_of_another_elsewhere() -> None:
    bands = signature(SECRET, TEXT, TEXT, "")
    each = {scope: keys(SECRET, scope, bands) for scope in (SCOPE, "b" * 32)}
    starts = {scope: {key >> 40 for key in found} for scope, found in each.items()}
    assert [len(found) for found in each.values()] == [2 * BANDS, 2 * BANDS]
    assert [len(found) for found in starts.values()] == [1, 1]
    assert starts[SCOPE] != starts["b" * 32]


@pytest.mark.parametrize(("share", "least"), [(0.0, 1.0), (0.1, 1.0), (0.2, 0.97)])
def test_recycled_wording_is_found_again(share: float, least: float) -> None:
    """Of real requests, each as made before of somebody else with other words in so many places.

    The design asks for 1.0 at a tenth, and for 0.9 at a fifth.
    """
    chance = random.Random(20261122)  # noqa: S311 - chance that can be had again
    found: list[bool] = []
    for case in CASES:
        for _ in range(5):
            quote = chance.choice(CASES).claim.quote
            before = rewritten(case, quote, share, VOCABULARY, chance)
            seen = recycled(replace(case, earlier=(before,)), LIMIT)
            found.append(shared(case, before) >= ALIKE and bool(seen.questions or seen.relevances))
    assert len(found) > 500
    assert sum(found) / len(found) >= least


def test_no_two_requests_written_for_themselves_are_taken_for_one() -> None:
    tally: Counter[str] = Counter()
    for case, other in combinations(CASES, 2):
        before = Earlier("C-02", other.claim.quote, other.request.question, other.request.relevance)
        seen = recycled(replace(case, earlier=(before,)), LIMIT)
        tally["pairs"] += 1
        tally["taken"] += bool(seen.questions or seen.relevances)
    assert tally["pairs"] > 10_000
    assert tally["taken"] == 0


def test_a_criterion_alone_is_no_wording() -> None:
    assert recycled_of("E1.", "E1.") == Recycled(0, 0)
    assert keys_of("E1.", "D2") == set()
    assert recycled_of("Confirm claim.", "Verify the statement.") == Recycled(1, 0)
