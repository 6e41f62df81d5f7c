import re
from collections import Counter
from importlib.resources import files

import pytest

from screening.domain.policy import shipped_policy
from screening.gate.lexicon import load
from screening.gate.phrases import Phrases
from screening.gate.words import read

OWN = {
    path.name.removesuffix(".toml"): load(path.name.removesuffix(".toml"))
    for path in files("screening.gate.lexicon").iterdir()
    if path.name.endswith(".toml")
}
LISTS = {**shipped_policy().gate["lexicon"], **OWN}
NAMES = sorted(LISTS)
LETTERS = r"[\w\u0900-\u0dff]+"  # Indian vowel signs are no \w
PART = re.compile(rf"\.\.|(?:<\w+>|{LETTERS}\*?)(?:\|(?:<\w+>|{LETTERS}\*?))*\??")


def tables(kind: str) -> list[tuple[str, str, list[str]]]:
    return [
        (name, table, entry[kind])
        for name in NAMES
        for table, entry in LISTS[name].items()
        if kind in entry
    ]


def test_no_list_is_both_policy_and_the_gates_own() -> None:
    assert not OWN.keys() & shipped_policy().gate["lexicon"].keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_list_gives_its_reason(name: str) -> None:
    assert all(entry["reason"] for entry in LISTS[name].values())


@pytest.mark.parametrize(("name", "table", "phrases"), tables("phrases"))
def test_phrases_are_well_formed_and_stand_once(name: str, table: str, phrases: list[str]) -> None:
    assert [phrase for phrase, count in Counter(phrases).items() if count > 1] == []
    parts = [part for phrase in phrases for part in phrase.split()]
    assert [part for part in parts if not PART.fullmatch(part)] == []
    assert [phrase for phrase in phrases if phrase.startswith("..") or phrase.endswith("..")] == []


def test_classes_that_phrases_name_exist() -> None:
    classes = set(LISTS["classes"])
    named = {
        name
        for _, _, phrases in tables("phrases")
        for phrase in phrases
        for name in re.findall(r"<(\w+)>", phrase)
    }
    assert named <= classes


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("red flag*", "any red flags here", "red flags"),
        ("red flag*", "a red and flag", ""),
        ("what .. like", "what she is like", "what she is like"),
        ("what .. like", "what one two three four five six like", ""),
        ("is <who> ill", "is she ill", "is she ill"),
        ("so very? good", "so good", "so good"),
        ("one|two men", "two men", "two men"),
        ("good bye", "good. bye", ""),
        ("is <who>|they ill", "is they ill", "is they ill"),
        ("is <who>|they? ill", "is she ill", "is she ill"),
        ("is <who>|they? ill", "is ill", "is ill"),
        ("is <who>|they ill", "is who ill", ""),
        ("<who> won't", "she won't go", "she won't"),
        ("they'll see", "they'll see", "they'll see"),
        ("<who> didn't", "the o'neills didn't", "o'neills didn't"),
        ("<who> drinks", "the girls drinks", "girls drinks"),
        ("one .. .. four", "one two three four", "one two three four"),
        ("a* good", "x good", ""),
    ],
)
def test_how_a_phrase_is_found(phrase: str, text: str, found: str) -> None:
    lexicon = Phrases({"concept": [phrase]}, {"who": ["he", "she", "girl*", "o'neills"]})
    passage = read(text, lexicon.known)
    starts, ends = passage.starts, passage.ends
    spans = [(starts[span.first], ends[span.last]) for span in lexicon.find(passage)]
    assert [text[start:end] for start, end in spans] == ([found] if found else [])
