"""The Welsh catalogue is whole: every text that the source has, each with what it must hold."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from screening.services.settings import ROOT
from screening.web.languages import LANGUAGES, TRANSLATIONS

ALIKE = {
    *("CSV", "XLSX", "CV", "%(link)s", "am", "pm", "Person %(number)s", "Panel", "panel"),
    "OWASP ASVS 5.0 V7",
    "SHA-256",
    "%(question)s: “%(said)s”",
}
"""What is the same in Welsh."""
_HELD = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?\w+[^>]*>")
"""Places for other texts, and mark-up."""


@cache
def welsh() -> Catalog:
    with (TRANSLATIONS / "cy" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What ``make translations`` gathers, by the words of the Makefile."""
    (command,) = re.findall(
        r"babel\.messages\.frontend -q (extract .*?) -o messages\.pot \.",
        (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " "),
    )
    made = tmp_path_factory.mktemp("source") / "messages.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(["pybabel", "-q", *command.split(), "-o", str(made), "."])
    with made.open("rb") as file:
        return read_po(file)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Each text, without the head of the file."""
    return (message for message in catalogue if message.id)


def both(message: Message) -> Iterator[tuple[str, str]]:
    """Each form of a translation with the form that it is held to: in plurals that of many."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from ((message.id[1], form) for form in message.string)


def held(text: str) -> list[str]:
    """What has to stand in a translation of ``text`` too."""
    return sorted(_HELD.findall(text))


def test_every_language_has_a_catalogue_that_was_compiled() -> None:
    for code in LANGUAGES.keys() - {"en_GB"}:
        folder = TRANSLATIONS / code / "LC_MESSAGES"
        assert (folder / "messages.mo").is_file(), "run make setup"
        assert [made.name for made in Path(folder).glob("*.po")] == ["messages.po"]


def test_it_holds_what_the_source_has_and_nothing_else(source: Catalog) -> None:
    there = {message.id for message in messages(source)}
    known = {message.id for message in messages(welsh())}
    assert there - known == set(), "run make translations, then translate these"
    assert known - there == set(), "run make translations: these are in no file any more"


def test_every_text_is_translated() -> None:
    missing = [m.id for m in messages(welsh()) for _in, form in both(m) if not form or m.fuzzy]
    assert missing == []
    same = {m.id for m in messages(welsh()) for english, form in both(m) if english == form}
    assert same == ALIKE


def test_a_translation_holds_the_same_places_and_mark_up() -> None:
    whole = [pair for m in messages(welsh()) if isinstance(m.id, str) for pair in both(m)]
    assert [pair for pair in whole if held(pair[0]) != held(pair[1])] == []


def test_plurals_have_each_form_of_the_language() -> None:
    catalogue = welsh()
    assert catalogue.num_plurals == Catalog(locale="cy").num_plurals
    for message in messages(catalogue):
        if not isinstance(message.id, str):
            assert len(message.string) == catalogue.num_plurals, message.id
            forms = [held(form) for form in message.string]
            assert forms[0] == held(message.id[1]), message.id  # any number
            assert all(set(form) <= set(forms[0]) for form in forms), message.id


def test_what_begins_or_ends_with_a_space_does_so_in_both() -> None:
    uneven = [
        pair
        for message in messages(welsh())
        for pair in both(message)
        if len({text[:1].isspace() for text in pair}) > 1
        or len({text[-1:].isspace() for text in pair}) > 1
    ]
    assert uneven == []
