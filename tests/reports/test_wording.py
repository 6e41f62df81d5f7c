"""What the report says of people and of itself, read off its page: no more than is recorded."""

import re
from dataclasses import replace
from html import unescape

from screening.domain.events import Event
from screening.domain.words import Moment
from screening.reports.check_model import Step
from screening.reports.exception_table import Weight
from screening.reports.exceptions import find_exceptions, looked_for
from screening.reports.html import report_html
from screening.reports.model import Declaration, Retained
from tests.reports import builders
from tests.reports.check_builders import full_check, other_checks, stamp


def words_of(*checks, **changes) -> str:
    page = report_html(replace(builders.report(checks), **changes))
    body = page[page.index("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_each_member_could_read_the_answer_from_when_their_scores_were_locked():
    """Handing over makes it ready; it is read later. The report must not turn that round."""
    locks = [
        Step(stamp(hours, number, by), Event.SCORES_LOCKED, "")
        for hours, number, by in ((280, 19, "Gareth Bevan, manager"), (285, 20, "Ann Lee, manager"))
    ]
    text = words_of(replace(full_check(), after_the_search=tuple(locks)))
    ready, first, second = (
        text.index(words)
        for words in (
            "Made ready The campaign ran for eight weeks",
            "Could be read By Gareth Bevan, manager, from 14 November 2026, 1:00am, once they said "
            "that their scores were locked (record 19).",
            "Could be read By Ann Lee, manager, from 14 November 2026, 6:00am",
        )
    )
    assert ready < first < second
    assert "Panel was told" not in text
    assert "nobody had said that their scores were locked" not in text


def test_nobody_could_read_what_was_handed_over_before_scores_were_locked():
    assert "nobody had said that their scores were locked" in words_of(full_check())


def test_the_method_lists_every_test_and_no_other():
    """Whatever an exception can be headed by stands there, so that the list cannot fall behind."""
    method = words_of(full_check()).partition("Tests for exceptions")[2]
    for weight in Weight:
        for title in looked_for(weight):
            assert title in method
    declared = (
        Declaration("Ben", Moment.SHORTLIST, stamp(4, 17, "Ben"), searched=True),
        Declaration("Cas", Moment.DECISION),
    )
    found = find_exceptions((full_check(), *other_checks()), declared)
    assert len(found) > 5
    assert all(line.title in looked_for(line.weight) for line in found)


def test_what_was_found_is_told_as_whoever_asked_read_it():
    """In the gate's words to them, with theirs quoted; what stopped the attempt and what did not,
    apart. Under the heading of a rule alone it would read as an accusation.
    """
    text = words_of(full_check()).partition("Attempt 1:")[2]
    block = (
        "To change: This asks to look at all that somebody posts. Ask about what they say they "
        "did. “on social media” (question-open; Section 6"
    )
    assert block in text
    assert "To consider: The candidate did not give this place. (place-not-given" in text
    assert "The question can be answered only by looking at everything" not in text


def test_the_policy_of_the_edition_is_not_said_to_have_judged_every_attempt():
    text = words_of(full_check())
    assert "Rules at the time of this edition" in text
    assert "Rules that every request was judged by" not in text


def test_what_two_people_decide_goes_on_no_day_that_is_printed():
    line = Retained("C-01", "The same", None, by_two=True)
    kept = words_of(retention=(line,)).partition("Data of this vacancy, and when")[2]
    assert "C-01 The same On no fixed day: when two people decide it No" in kept


def test_that_nothing_was_asked_is_said_though_a_declaration_is_missing():
    text = words_of(declarations=(Declaration("Cas", Moment.DECISION),))
    statement = "No check was requested, stopped or recorded in this service for this vacancy."
    assert statement in text
    assert "Found by fixed tests from the records" in text
