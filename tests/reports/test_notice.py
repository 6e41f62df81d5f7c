from dataclasses import replace
from datetime import date
from gettext import NullTranslations

from screening.domain.lawful_basis import BasisTold
from screening.domain.words import SuppliedBy
from screening.reports.html import notice_html
from screening.reports.model import Organisation
from screening.reports.notice import PlaceTold, notice_parts
from tests.reading_age import grade
from tests.reports import builders
from tests.reports.conftest import text_of


class Shouting(NullTranslations):
    def gettext(self, message: str) -> str:
        return "!" + message


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


def test_it_says_of_each_address_who_gave_it_and_what_a_code_of_the_job_means():
    for giver, told in (
        (SuppliedBy.CANDIDATE, "you gave us this"),
        (SuppliedBy.FOUND, "you did not give us this, we found it"),
        (SuppliedBy.UNKNOWN, "we did not write down whether you gave us this"),
    ):
        notice = builders.notice(
            places=(PlaceTold("a.example/100%", giver),),
            criteria=("Plans campaigns (E2)", "Writes plainly (D1)"),
        )
        for own_page in (False, True):
            lines = everything(notice_parts(notice, own_page=own_page))
            assert f"a.example/100% – {told}" in lines
            assert "The job asks for this: Plans campaigns (E2); Writes plainly (D1)" in lines


def test_one_day_and_one_minute_are_not_several():
    text = " ".join(everything(notice_parts(builders.notice(minutes=1, kept_days=1))))
    assert "at most 1 minute." in text
    assert "what we found 1 day after" in text


def test_what_people_typed_is_marked_with_the_language_they_typed_it_in():
    """On a page or letter in either language; the words of ours are the page's own."""
    welsh = "A yw'r swyddi hyn yn dangos bod y gwaith wedi ei wneud gan yr ymgeisydd?"
    polish = "Czy to jest jego praca i czy ona nie jest z innej strony?"
    notice = builders.notice(question=welsh, looking_at=polish)
    for language in (NullTranslations(), Shouting()):
        pieces = {text: tongue for part in notice_parts(notice, language)
                  for line in part.paragraphs for text, tongue in line.pieces}  # fmt: skip
        assert pieces[welsh] == "cy"
        assert pieces[notice.relevance] == "en"
        assert pieces[polish] == ""
        assert {text for text, tongue in pieces.items() if tongue is not None} == {
            notice.claim, welsh, notice.relevance, *notice.criteria, polish, *notice.search_words,
        }  # fmt: skip
    page = notice_html(notice, Shouting())
    assert f'<span lang="en">{notice.relevance}</span>' in page
    assert '<span lang="cy">A yw&#39;r' in page


def test_without_search_words_none_are_mentioned():
    text = " ".join(everything(notice_parts(builders.notice(search_words=()))))
    assert "search for these words" not in text


def test_a_per_cent_sign_or_a_name_of_a_value_is_just_text():
    parts = notice_parts(replace(builders.notice(), question="Is 50% of %(claim)s %s yours?"))
    assert any("Is 50% of %(claim)s %s yours?" in line for line in everything(parts))


def test_another_language_comes_through_gettext():
    assert all(line[0] == "!" for part in notice_parts(builders.notice(), Shouting())
               for line in (*filter(None, [part.heading]), *part.paragraphs))  # fmt: skip


def test_what_somebody_wrote_about_them_stands_as_a_quotation():
    typed = {
        "question": "Does she run the page?",
        "relevance": "He offers this for E2.",
        "looking_at": "Only what they post.",
    }
    for own_page in (False, True):
        lines = everything(notice_parts(builders.notice(**typed), own_page=own_page))
        (frame,) = (n for n, line in enumerate(lines) if "They may call you" in line)
        for words in typed.values():
            (at,) = (n for n, line in enumerate(lines) if words in line)
            assert at > frame and f"“{words}”" in lines[at]


def test_its_own_words_can_be_read_at_eleven():
    """The letter and the page, with the values that people typed left out."""
    blank = builders.notice(
        claim="X", question="X", relevance="X", basis=BasisTold("X"), recipients="X", searcher="X",
        looking_at="X", contact="X", data_protection_contact="X", link="X",
        organisation=Organisation("X", "#123456", "X"),
    )  # fmt: skip
    for own_page in (False, True):
        assert grade(everything(notice_parts(blank, own_page=own_page))) <= 6.0


def test_it_says_how_to_answer_and_what_silence_means():
    here = Organisation("Harbour Vale Council", "#1d5f8a", "01632 960 001")
    link = "https://here.example/your-page/abcd-efgh"
    linked = builders.notice(organisation=here, link=link, link_until=date(2026, 12, 1))
    text = " ".join(everything(notice_parts(linked)))
    for told in (
        link, "until 1 December 2026", "01632 960 001", "in another form", "If we hear nothing",
        "not mean that you said yes", "panel is not told",
    ):  # fmt: skip
        assert told in text, told
    assert "your own page, for a phone" in notice_html(linked)
    assert "your own page" not in notice_html(builders.notice())
    on_page = " ".join(everything(notice_parts(linked, own_page=True)))
    assert link not in on_page and "This letter" not in on_page
