import pytest

from screening.domain.words import Verdict
from screening.gate.explain import render
from tests.gate.builders import judge

SIZE = 20_000
PAYLOADS = {
    "nothing": "",
    "one letter": "a" * SIZE,
    "spaced letters": "a " * (SIZE // 2),
    "dotted letters": "a." * (SIZE // 2),
    "digits in words": "a1" * (SIZE // 2),
    "look-alikes": "аb " * (SIZE // 3),
    "zero width": "a\u200b" * (SIZE // 2),
    "only marks": "\u0301" * SIZE,
    "overrides": "\u202e" * SIZE,
    "lone surrogate": "\ud800 she",
    "tags": "\U000e0041" * SIZE,
    "ligatures": "\ufdfa" * SIZE,
    "controls": "\x01\x02\x1b[31m" * 50,
    "null": "a\x00b",
    "percent": "%s %(excerpt)s %d %% 100%",
    "mark-up": "<script>alert(1)</script><b>red flags</b>",
    "formula": "=HYPERLINK(1)",
    "query": "'; DROP TABLE checks; --",
    "format": "{0.__class__} ${jndi:ldap://x}",
    "person": "is she " * (SIZE // 7),
    "denials": "not " * (SIZE // 4),
    "years": "2020-" * (SIZE // 5),
    "emoji": "👩‍👩‍👧" * 500,
    "arabic": "عمر " * (SIZE // 4),
    "lines": "\n" * SIZE,
    "quotes": "\"'`’" * 500,
}
FIELDS = ("question", "relevance", "looking_at", "alternatives")


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
@pytest.mark.parametrize("field", FIELDS)
def test_whatever_is_written_gets_an_answer(field: str, payload: str) -> None:
    assessment = judge(**{field: payload})
    assert assessment.verdict in Verdict
    assert len(assessment.findings) < 300
    for finding in assessment.findings:
        assert render(finding).message
        assert finding.excerpt == "" or finding.start < finding.end


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_addresses_terms_names_and_quotes_may_be_anything(payload: str) -> None:
    place = {"platform": payload, "address": payload, "supplied_by": "found"}
    searcher = {"kind": "third_party", "name": payload}
    assert (
        judge(places=[place], terms=[payload], searcher=searcher, quote=payload).verdict in Verdict
    )


def test_an_improper_word_behind_a_wall_of_promises_is_still_seen() -> None:
    promises = "We have no interest in her faith. " * 200
    assessment = judge(question=f"{promises} Is she religious?")
    assert "protected" in assessment.reasons


def test_what_is_too_long_to_be_read_does_not_pass() -> None:
    assessment = judge(alternatives="A writing exercise is set too. " * 2_000)
    assert assessment.verdict is Verdict.BLOCK
    assert assessment.reasons == ("unreadable",)


def test_mark_up_is_quoted_and_not_changed() -> None:
    assessment = judge(question="<b>Any red flags</b> there?")
    excerpts = {finding.excerpt for finding in assessment.findings}
    assert "red flags" in excerpts
