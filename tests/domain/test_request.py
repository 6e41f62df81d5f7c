"""A request survives being written down, and the class of a place says no more than it should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.platforms import host_of, platform_class
from screening.domain.request import (
    Place,
    Request,
    Scope,
    early_without_reason,
    elsewhere_without_reason,
    request_from_data,
)
from screening.domain.words import SearcherKind, Stage, SuppliedBy
from screening.ledger.canonical import canonical, parse

PLACES = st.builds(Place, st.text(), st.text(), st.sampled_from(SuppliedBy))
SCOPES = st.builds(
    Scope,
    st.lists(PLACES).map(tuple),
    st.lists(st.text()).map(tuple),
    st.text(),
    st.just("2022-01-01"),
    st.just(""),
    st.integers(1, 6000),
)
REQUESTS = st.builds(
    Request,
    question=st.text(),
    relevance=st.text(),
    scope=SCOPES,
    alternatives=st.text(),
    searcher_kind=st.sampled_from(SearcherKind),
)


@given(REQUESTS)
def test_a_request_comes_back_as_it_went(request: Request) -> None:
    assert request_from_data(request.as_data()) == request


def test_a_request_fits_a_record() -> None:
    request = Request(question="Is it so?", scope=Scope(places=(Place("Blog", "a.example"),)))
    assert request_from_data(parse(canonical(request.as_data()))) == request


@pytest.mark.parametrize(
    ("platform", "address", "expected"),
    [
        ("Instagram", "instagram.com/museum", "instagram"),
        ("", "https://www.instagram.com/museum", "instagram"),
        ("Twitter", "", "x"),
        ("", "uk.linkedin.com/in/somebody", "linkedin"),
        ("Her site", "ada-quillfeather.example", "website"),
        ("Noticeboard", "the one in the hall", "other"),
        ("", "http://[broken", "other"),
        ("Instagram", "notinstagram.com", "instagram"),
        ("", "notinstagram.com", "website"),
    ],
)
def test_the_class_of_a_place(platform: str, address: str, expected: str) -> None:
    assert platform_class(platform, address) == expected


@given(st.text(), st.text())
def test_the_class_never_quotes_what_was_typed(platform: str, address: str) -> None:
    known = {"instagram", "facebook", "linkedin", "x", "youtube", "tiktok", "flickr", "github"}
    assert platform_class(platform, address) in known | {"blog", "website", "other"}


@given(st.text())
def test_any_address_has_a_host_or_none(address: str) -> None:
    assert isinstance(host_of(address), str)


@pytest.mark.parametrize(
    ("stage", "why_now", "missing"),
    [
        (Stage.ADVERTISED, "", True),
        (Stage.SHORTLISTED, "", True),
        (Stage.SHORTLISTED, "They go abroad.", False),
        (Stage.INTERVIEWED, "", False),
        (Stage.OFFERED, "", False),
    ],
)
def test_a_check_before_the_last_stage_needs_a_reason(
    stage: Stage, why_now: str, missing: bool
) -> None:
    assert early_without_reason(Request(why_now=why_now), stage) is missing


@pytest.mark.parametrize(
    ("who", "why", "missing"),
    [
        ((), "", False),
        ((SuppliedBy.CANDIDATE,), "", False),
        ((SuppliedBy.CANDIDATE, SuppliedBy.FOUND), "", True),
        ((SuppliedBy.UNKNOWN,), "", True),
        ((SuppliedBy.FOUND,), "It is their employer's page.", False),
    ],
)
def test_a_place_of_ours_needs_a_reason(
    who: tuple[SuppliedBy, ...], why: str, missing: bool
) -> None:
    places = [Place("Blog", "example.org", supplied) for supplied in who]
    assert elsewhere_without_reason(Request(why_not_supplied=why), places) is missing
