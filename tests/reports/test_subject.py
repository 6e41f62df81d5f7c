"""The copy a person gets: a page that stands alone, and a file for machines, its keys known."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

from screening.domain.events import Event
from screening.domain.redaction import BLANK, blanked, merged
from screening.domain.words import Given, Retention
from screening.reports.html import subject_html
from screening.reports.model import Organisation
from screening.reports.subject import subject_json, subject_zip
from screening.reports.subject_model import (
    Entry,
    Kept,
    Line,
    Said,
    Section,
    Sentence,
    Statement,
    Subject,
)
from screening.services.settings import ROOT

HOSTILE = "</style><script>alert(1)</script>\n=cmd|'/C calc'!A0 \u202e &amp;"
AT = datetime(2026, 11, 29, 9, 5, tzinfo=UTC)


@pytest.fixture
def subject() -> Subject:
    """Something of every kind, with a text that would like to be more than text."""
    says = (
        Said("quote", "Quote", HOSTILE),
        Said("answer", "Answer", f"Ask {BLANK}.", Given.PARTLY),
        Said("reasons", "Reasons", None, Given.UNREAD),
        Said("reason", "Reason", None, Given.WITHHELD),
        Said("variance", "Outside the scope", True),
        Said("seen_at", "Seen", AT),
        Said("from_date", "From", date(2022, 1, 1)),
        Said("kept", "Kept", Retention.OUTCOME),
    )
    entry = Entry("Claim added", says, 7, Event.CLAIM_ADDED, AT, "HR", "You", Retention.REQUEST)
    return Subject(
        organisation=Organisation("Wexcombe & Sons", "#123456"),
        vacancy_ref="a" * 32,
        vacancy_reference="LIB-7",
        vacancy_title="Clerk <i>",
        candidate_ref="b" * 32,
        code="C-01",
        made_at=AT,
        last_record=7,
        erased_on=None,
        sections=(
            Section("claims", "What you said", (entry, Entry("Gone", erased=True))),
            Section("check", "A check", (entry,), "In order.", 3),
            Section("other", "Everything else", ()),
        ),
        kept=(
            Kept("Words", 365, "the day it closes", "Limitation", None),
            Kept("Codes", 1095, "the day it closes", "Accountability", date(2029, 1, 2)),
        ),
        statements=(Statement("rights", "Rights", (Sentence("You can ask."),)),),
        records=(Line(7, AT, Event.CLAIM_ADDED, "HR", "c" * 64),),
    )


def test_the_page_is_valid_and_stands_alone(subject: Subject) -> None:
    page = subject_html(subject)
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(page)
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "default-src 'none'" in page
    assert page.count("<h1") == 1
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_it_says_what_is_missing_and_why(subject: Subject) -> None:
    page = subject_html(subject)
    assert "2 texts are not in this copy: nobody has looked through them" in page
    assert "In 4 places something is withheld" in page
    assert "Check 3: A check" in page
    assert "29 November 2026, 9:05am" in page
    assert "1 January 2022" in page
    assert "Until 2 January 2029" in page
    assert "which has not come" in page
    assert "What was said here has been erased." in page
    assert "Everything else" not in page


def test_the_file_for_machines_says_the_same(subject: Subject) -> None:
    data = json.loads(subject_json(subject))
    (entry, _gone), (same,) = (data["sections"][n]["entries"] for n in (0, 1))
    assert entry == same
    values = {each["field"]: each["value"] for each in entry["says"]}
    assert values["quote"] == HOSTILE
    assert values["reasons"] is None
    assert values["variance"] is True
    assert values["seen_at"] == "2026-11-29T09:05:00+00:00"
    assert values["from_date"] == "2022-01-01"
    assert data["withheld"] == {
        "whole": "10", "partly-withheld": "2", "withheld": "2", "not-reviewed-yet": "2",
        "erased": "0",
    }  # fmt: skip
    assert subject_json(subject) == subject_json(subject)
    assert subject_zip(subject) == subject_zip(subject)


def test_every_key_is_documented(subject: Subject) -> None:
    described = Path(ROOT, "docs", "subject-access.md").read_text("utf-8")
    keys = set(_keys(json.loads(subject_json(subject))))
    assert {key for key in keys if f"`{key}`" not in described} == set()


def _keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _keys(each)


def test_parts_that_touch_are_one_blank() -> None:
    assert merged([(4, 6), (0, 2), (1, 3), (9, 9)]) == ((0, 3), (4, 6))
    assert blanked("Jo said so", [(0, 1), (1, 2)]) == f"{BLANK} said so"
    assert blanked("Jo", []) == "Jo"
    with pytest.raises(ValueError, match="does not lie"):
        blanked("Jo", [(1, 3)])
