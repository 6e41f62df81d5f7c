"""Names go from every part of a case, in every form; what the gate judges by stays."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screening.domain.policy import shipped_policy
from screening.gate.case import read_case
from screening.gate.gate import assess
from screening.gate.vocabulary import vocabulary_of
from screening.services.stripping.cases import strings_in, stripped, unsure_of
from screening.services.stripping.known import known_names
from screening.services.stripping.ordinary import ordinary

CORPUS = Path(__file__).parents[1] / "gate" / "cases"
ORDINARY = ordinary(vocabulary_of(shipped_policy()).phrases.known)
KNOWN = known_names(
    people=[
        "HR",
        "Joan Market",
        "Zebedee Xylophone-Smythe",
        "Bo Li",
        "Agata Kowalska",
        "Grace Hope",
        "Siân O'Dowd",
    ],
    contacts=["z.marmaduke@example.test", "07700 900123"],
    references=["LIB-7", "HSG/2026/14"],
    organisation="Quillmere Council",
    is_ordinary=ORDINARY,
)
FLOOR = 0.96
"""The share of the corpus that is judged the same without names."""


def case(**parts: Any) -> dict[str, Any]:
    """A case with nothing in it but ``parts`` of its request, or of the whole."""
    request = {
        "criterion": "E1",
        "question": "",
        "relevance": "",
        "places": [],
        "terms": [],
        "looking_at": "",
        "from": None,
        "to": None,
        "minutes": 30,
        "alternatives": "",
        "searcher": {"kind": "hr", "name": "HR"},
    }
    whole = {
        "id": "x-1",
        "vacancy": {"title": "Ranger", "applicants": 3, "stage": "sifting", "criteria": []},
        "claim": {"source": "cv", "quote": ""},
        "request": {**request, **{name: parts[name] for name in parts if name in request}},
        "earlier": [],
        "label": {"verdict": "pass", "reasons": []},
        "note": "",
    }
    return {**whole, **{name: parts[name] for name in parts if name in whole}}


def told(text: str, **parts: Any) -> str:
    """``text`` without names, as the question of a case."""
    return str(stripped(case(question=text, **parts), KNOWN, ORDINARY)["request"]["question"])


NAMES = ("zebedee", "xylophone", "smythe", "kowalsk", "marmaduke", "quillmere", "dowd")


@pytest.mark.parametrize(
    "text",
    [
        "Did Zebedee post the captions?",
        "did zebedee xylophone-smythe post the captions?",
        "Are ZEBEDEE'S captions plain?",
        "Were the Xylophone-Smythes both there?",
        "Ask Agata Kowalskiego about it, or Kowalska's manager.",
        "Is Zebédée's page, or Z\u200bebedee's, or Z\u0435b\u0435d\u0435\u0435's, his own?",
        "Look at @zebedee_xs and @xylophonesmythe99.",
        "It is at https://blog.example.test/~zebedee/xylophone?name=smythe#kowalska",
        "Write to zebedee.xylophone@example.test or zmarmaduke@example.test.",
        "See zebedee_xylophone and zxylophone2024 there.",
        "Her page is sianodowd.example.test, as Sian O'Dowd says.",
        "Quillmere's own page says so.",
        "ask marmaduke, he knows",
        "are zebedee's captions, or the smythes' ones, on quillmere's page? Ask odowd.",
        "is it dowd's, or the dowds'?",
        "Kowalskiego wrote them.",
        "see the xylophoneart page, or artzebedee",
    ],
)
def test_known_names_go_in_every_form(text: str) -> None:
    left = told(text).casefold()
    assert not [name for name in NAMES if name in left], left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bo asked Li.", ("Bo ", "Li.")),
        ("Ring 07700 900123, +44 20 7946 0018 or (029) 2018 0555.", ("900123", "7946", "2018")),
        ("NI number QQ 12 34 56 C, at CF10 3NQ.", ("QQ", "CF10")),
        ("It is about LIB-7 and hsg/2026/14.", ("LIB-7", "hsg")),
        (f"The record {'0123456789abcdef' * 2} says so.", ("0123456789abcdef",)),
        ("Ask Grace Hope, or grace hope.", ("Grace", "grace hope")),
        ("Oglethorpe's page. Ravelston Bakery had it.", ("Ogleth", "Ravel")),
        ("I worked with Tamsin Oglethorpe at Ravelston Bakery.", ("Tamsin", "Ogleth", "Ravel")),
    ],
)
def test_short_names_numbers_references_and_strangers_go(text: str, left: tuple[str, ...]) -> None:
    assert not [part for part in left if part in told(text)], told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do the posts from 2022-01-01 to 31 March 2024 show three a week, at 09:30?",
        "She may hope for the grace period; we hope so too.",
        "Is he a Muslim, a Welsh speaker, pregnant, gay, or in Unison?",
        "Does the LinkedIn page say NHS, and the YouTube channel BBC?",
        "The E1 criterion asks for plain English (see D2).",
        "DO THE WEEKLY CAPTIONS SAY IT PLAINLY FOR THE PUBLIC?",
        "HR decides.",
        "Sourcing is what the claim is about. Captions, too.",
    ],
)
def test_what_is_nobodys_name_stays(text: str) -> None:
    assert told(text) == text


def test_a_name_goes_from_every_part() -> None:
    """The same name in each text there is: nothing of it is left, and each is the same word."""
    name = "Zebedee Xylophone"
    said = f"It was {name} who did it."
    place = {
        "platform": f"{name}'s blog",
        "address": "zebedee.example.test",
        "supplied_by": "found",
    }
    asked = {"places": [place], "terms": [name], "looking_at": said}
    request = dict.fromkeys(("question", "relevance", "alternatives"), said) | asked
    earlier = dict.fromkeys(("quote", "question", "relevance"), said)
    stopped = {"rules": ["fishing"], "fields": [], "from": None, "to": None, "minutes": 9, **asked}
    whole = case(
        **request,
        searcher={"kind": "third_party", "name": f"{name} Ltd"},
        vacancy={
            "title": f"Assistant to {name}",
            "applicants": 1,
            "stage": "sifting",
            "criteria": [{"code": "E1", "kind": "essential", "text": said}],
        },
        claim={"source": "cv", "quote": said},
        earlier=[{"candidate": "C-07", "elsewhere": False, **earlier}],
        note=said,
    )
    whole["request"] |= {"why_not_supplied": said, "why_now": said}
    whole["context"] = {"shortlisted": 0, "same_criterion": 0, "lately": 0, "stopped": [stopped]}
    found = stripped(whole, KNOWN, ORDINARY)
    words = json.dumps(found).casefold()
    assert "zebedee" not in words
    assert "xylophone" not in words
    question = found["request"]["question"]
    assert question == found["note"] == found["claim"]["quote"] == found["earlier"][0]["quote"]
    first = question.removeprefix("It was ").split()[0].casefold()
    assert found["request"]["places"][0]["address"] == f"{first}.example.test"
    assert read_case(found).context.stopped[0].scope.places
    assert {**found, "id": ""}.keys() == whole.keys()


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("facebook.com/grant.baker", "facebook.com/xan"),
        ("joan.market.example.test", "xan"),
        ("www.instagram.com/p?q=news&of=tamsin.oglethorpe#12345", "www.instagram.com/p?"),
        ("https://www.gov.uk/zebedee", "https://www.gov.uk/xan"),
        ("Union Street market", "Union Street market"),
    ],
)
def test_of_an_address_the_platform_stays(address: str, left: str) -> None:
    places = [{"platform": "", "address": address, "supplied_by": "found"}]
    found = stripped(case(places=places), KNOWN, ORDINARY)["request"]["places"][0]["address"]
    assert found.startswith(left)
    names = ("grant", "baker", "joan", "market.", "tamsin", "ogle", "12345", "zebedee")
    assert not [name for name in names if name in found], found


def test_a_run_too_long_to_be_looked_through_goes_as_a_whole() -> None:
    place = {"platform": "", "address": f"x.com/{'q' * 5000}zebedee", "supplied_by": "found"}
    found = stripped(case(places=[place]), KNOWN, ORDINARY)["request"]["places"][0]
    assert re.fullmatch(r"x\.com/xan[a-z]{4}", found["address"])


def test_a_searchers_name_is_a_name_however_it_is_written() -> None:
    searcher = {"kind": "third_party", "name": "tamsin oglethorpe"}
    assert told("Tell tamsin, or oglethorpe.", searcher=searcher) == "Tell xanbaba, or xangibe."


def test_a_candidates_code_is_another_but_always_the_same() -> None:
    earlier = [
        {"candidate": code, "quote": "", "question": f"As of {code}?", "relevance": ""}
        for code in ("C-31", "C-07", "C-31")
    ]
    found = stripped(case(question="Is it as of C-07?", earlier=earlier), KNOWN, ORDINARY)
    codes = [one["candidate"] for one in found["earlier"]]
    assert codes[0] == codes[2] != codes[1]
    assert "C-31" not in json.dumps(found)
    assert found["request"]["question"] == f"Is it as of {codes[1]}?"


def test_a_name_that_comes_through_in_pieces_is_noticed() -> None:
    assert KNOWN.can_be_read_in("z e b e d e e xylo-phone smythe")
    assert not KNOWN.can_be_read_in("She plays the xylophone.")


def test_a_reader_is_told_which_words_may_be_names() -> None:
    found = stripped(case(question="Oglethorpe said so. Did she?"), KNOWN, ORDINARY)
    assert unsure_of(found, ORDINARY) == {"Oglethorpe", "Ranger"}


def corpus() -> Iterator[dict[str, Any]]:
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield {"earlier": [], "note": "", **json.loads(line)}


def test_the_gate_judges_nearly_every_case_as_before() -> None:
    same = []
    for one in corpus():
        before, after = (
            assess(read_case(each), shipped_policy())
            for each in (one, stripped(one, KNOWN, ORDINARY))
        )
        same.append(before.verdict is after.verdict and set(before.reasons) == set(after.reasons))
    assert len(same) > 150
    assert sum(same) / len(same) >= FLOOR


def test_handles_and_pages_of_the_corpus_are_nobodys_any_more() -> None:
    """What stays of the paths there is the platforms' own, or everyday words."""
    kept = []
    for one in corpus():
        before, after = (
            {word for text in strings_in(each["request"]["places"]) for word in text.split("/")[1:]}
            for each in (one, stripped(one, KNOWN, ORDINARY))
        )
        kept.append(len(before & after) / len(before) if before else 0)
    assert sum(kept) / len(kept) < 0.1
