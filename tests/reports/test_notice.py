import re
from dataclasses import replace
from gettext import NullTranslations

from screening.reports.notice import notice_parts
from tests.reports import builders
from tests.reports.conftest import text_of


def everything(parts):
    return [line for part in parts for line in (part.heading, *part.paragraphs, *part.points)]


def test_it_says_everything_that_a_candidate_must_be_told():
    text = " ".join(everything(notice_parts(builders.notice())))
    for told in (
        "Harbour Vale Council", "In your application you said", "Did the campaign run",
        "youtube.com/@saltmarsh-swim", "Saltmarsh Swim", "at most 20 minutes", "Tom Bright",
        "between 11 November 2026 and 25 November 2026", "until 10 November 2026 to reply",
        "HR, the three members of the panel", "erase this check and what we found 365 days "
        "after we have closed", "Article 6(1)(e)", "object", "put right", "see the data",
        "Information Commissioner", "dpo@harbourvale.example", "never a computer",
    ):  # fmt: skip
        assert told in text, told


def test_the_letter_prints_what_the_page_shows(files):
    letter = text_of(files["notice"]).replace("- ", "-")
    for line in everything(notice_parts(builders.notice())):
        assert " ".join(line.split()).replace("- ", "-") in letter, line


def test_without_search_words_none_are_mentioned():
    text = " ".join(everything(notice_parts(builders.notice(search_words=()))))
    assert "search for these words" not in text


def test_a_per_cent_sign_or_a_name_of_a_value_is_just_text():
    parts = notice_parts(replace(builders.notice(), question="Is 50% of %(claim)s %s yours?"))
    assert any("Is 50% of %(claim)s %s yours?" in line for line in everything(parts))


def test_another_language_comes_through_gettext():
    class Shouting(NullTranslations):
        def gettext(self, message: str) -> str:
            return "!" + message

    assert all(line[0] == "!" for part in notice_parts(builders.notice(), Shouting())
               for line in (*filter(None, [part.heading]), *part.paragraphs))  # fmt: skip


def syllables(word):
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)


def test_its_own_words_can_be_read_at_eleven():
    """Flesch–Kincaid grade of our sentences, the typed values left out; grade 6 is age 11 to 12."""
    blank = builders.notice(
        claim="X", question="X", relevance="X", basis="X", recipients="X", searcher="X",
        looking_at="X", contact="X", data_protection_contact="X",
    )  # fmt: skip
    text = " ".join(line.rstrip(".:") + "." for line in everything(notice_parts(blank)) if line)
    sentences = [s for s in re.split(r"[.:?]\s", text) if s.strip()]
    words = re.findall(r"[A-Za-z’']+", text)
    grade = (
        0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    )
    assert grade <= 6.0
