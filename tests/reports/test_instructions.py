"""The instruction sheet of a third party: all that it may go by, and no more."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations

from screening.domain.conduct import RULES
from screening.reports.html import instructions_html
from screening.reports.instructions import Instructions, instruction_parts
from screening.reports.model import Organisation

SHEET = Instructions(
    organisation=Organisation("Harbour Vale Council", "#123456"),
    reference="HV-1/3",
    searcher="Vetters Ltd",
    dated=date(2026, 11, 11),
    question="Did the campaign run for eight weeks?",
    candidate_name="Ada Quillfeather",
    places=("youtube.com/@saltmarsh-swim", "X"),
    search_words=("Saltmarsh Swim", "safety week"),
    looking_at="Posts of the campaign.",
    published_from=date(2025, 5, 1),
    published_to=date(2025, 8, 31),
    minutes=20,
    first_day=date(2026, 11, 12),
    last_day=date(2026, 11, 25),
    contact_name="Tom Bright",
    contact="tom@harbourvale.example",
)


def everything(sheet: Instructions) -> str:
    parts = instruction_parts(sheet)
    return " ".join(
        line for part in parts for line in (part.heading, *part.paragraphs, *part.points)
    )


def test_it_says_all_that_they_may_go_by() -> None:
    text = everything(SHEET)
    for told in (
        "Did the campaign run", "Ada Quillfeather", "1. youtube.com", "2. X", "at most 20 minutes",
        "12 November 2026 to 25 November 2026", "Saltmarsh Swim, safety week", "Posts of the",
        "published from 1 May 2025 to 31 August 2025", "Tom Bright: tom@harbourvale.example",
        "religion or belief", "screenshots of people", "say so: that is an answer", *RULES,
    ):  # fmt: skip
        assert told in text, told


def test_what_was_not_given_is_not_mentioned() -> None:
    bare = replace(SHEET, candidate_name="", search_words=(), looking_at="")
    text = everything(replace(bare, published_from=None, published_to=None))
    for words in ("It is about", "search words", "Read only this", "published"):
        assert words not in text, words
    assert "published from 1 May 2025 on" in everything(replace(bare, published_to=None))
    assert "published up to 31 August 2025" in everything(replace(bare, published_from=None))


def test_one_minute_is_not_several() -> None:
    assert "at most 1 minute, all places" in everything(replace(SHEET, minutes=1))


def test_what_was_typed_is_just_text() -> None:
    odd = replace(SHEET, question="Is 50% of %(name)s <b>%s</b> theirs?")
    assert "Is 50% of %(name)s <b>%s</b> theirs?" in everything(odd)
    assert "&lt;b&gt;%s&lt;/b&gt;" in instructions_html(odd)


def test_another_language_comes_through_gettext() -> None:
    class Shouting(NullTranslations):
        def gettext(self, message: str) -> str:
            return "!" + message

    headings = [part.heading for part in instruction_parts(SHEET, Shouting()) if part.heading]
    assert len(headings) == 8
    assert all(heading.startswith("!") for heading in headings)
