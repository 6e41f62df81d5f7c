"""What the report and the signs say of words that disagree, and with what an edition goes."""

import pytest

from screening.domain.declarations import Declared
from screening.domain.events import Event
from screening.domain.sourcing import Handling
from screening.domain.unauthorised import Breach, Effect, MadeBy
from screening.domain.words import CandidateStatus, Moment, SearcherKind, Source, Stage
from screening.reports.exceptions import Place, find_exceptions
from screening.reports.html import report_html
from screening.reports.model import Report
from screening.reports.printed import Section
from screening.services import (
    candidates,
    claims,
    declaring,
    sourcing,
    unauthorised,
    unauthorised_handling,
    vacancies,
)
from screening.services.checks import deciding
from screening.services.checks.deciding import Narrowing, Searcher
from screening.services.claims import ClaimText
from screening.services.erasure import registers
from screening.services.reading.equality.reviews import list_reviews
from screening.services.reading.equality.signs import Sign
from screening.services.reading.equality.timeline import Wanted, read_timeline
from screening.services.reading.registers.sourcing_asked import list_questions
from screening.services.reading.report.editions import read_editions
from screening.services.sourcing import Sourced
from screening.services.sourcing_handling import handle
from screening.services.unauthorised import ReportText
from screening.services.unauthorised_handling import Handled
from tests.databases import on_both
from tests.reported import issued
from tests.services.test_reporting_reading import only, printed
from tests.services.town import QUOTE, Town

pytestmark = on_both

DISAGREE = "declared that they made no search, and one of theirs"
SEEN = "I looked at her pictures of the fair."
SHORTLIST = Moment.SHORTLIST


@pytest.fixture
def vacancy(town: Town) -> str:
    """One whose panel is asked for its word."""
    vacancy = town.vacancy(panel=("mara", "miles"))
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.SHORTLISTED)
    return vacancy


def told(town: Town, by: str, whom: str = "", email: str = "") -> str:
    today = town.now.date()
    made_by = MadeBy.SOMEBODY_ELSE if email else MadeBy.ME
    text = ReportText(made_by, email, today, "LIB-7", whom, SEEN, "", Breach.NO, today)
    return unauthorised.report(town.call(by), text)


def disagreeing(report: Report) -> list[Place]:
    lines = find_exceptions(report.checks, report.declarations)
    return [place for line in lines if DISAGREE in line.title for place in line.places]


def contradicted(town: Town) -> int:
    (row,) = list_reviews(town.call("edith")).rows
    return row.signs.get(Sign.CONTRADICTED, 0)


def test_a_word_and_a_search_that_disagree_stand_out_whichever_came_first(
    town: Town, vacancy: str
) -> None:
    declaring.declare(town.call("mara"), vacancy, SHORTLIST, searched=False)
    assert contradicted(town) == 0
    assert disagreeing(printed(town, vacancy)) == []
    told(town, "mara")
    assert contradicted(town) == 1
    report = printed(town, vacancy)
    [place] = disagreeing(report)
    [given] = [one for one in report.declarations if one.stamp]
    assert given.stamp is not None
    assert (place.check, place.records) == ("mara", (given.stamp.record, given.stamp.record + 2))
    assert "a search of theirs without authorisation is recorded" in report_html(report)
    told(town, "sam", email="miles@example.test")
    assert contradicted(town) == 1, "miles has not given his word"
    declaring.declare(town.call("miles"), vacancy, SHORTLIST, searched=False)
    assert contradicted(town) == 2
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["mara"].ref])
    assert {place.check for place in disagreeing(printed(town, vacancy))} == {"mara", "miles"}


def test_whoever_says_that_they_searched_is_not_contradicted(town: Town, vacancy: str) -> None:
    declaring.declare(town.call("mara"), vacancy, SHORTLIST, searched=True)
    declaring.declare(town.call("miles"), vacancy, SHORTLIST, searched=False)
    told(town, "mara")
    assert contradicted(town) == 0
    assert disagreeing(printed(town, vacancy)) == []


def test_a_trail_says_what_was_declared(town: Town, vacancy: str) -> None:
    declaring.declare(town.call("mara"), vacancy, SHORTLIST, searched=False)
    entry = read_timeline(town.call("edith"), vacancy, Wanted()).entries[0]
    assert [fact.value for fact in entry.facts or ()] == [SHORTLIST, Declared.NONE, "2026-1"]


def test_it_prints_who_looked_and_how_it_was_dealt_with(town: Town, vacancy: str) -> None:
    ref = told(town, "miles")
    unauthorised_handling.handle(
        town.call("hugh"),
        ref,
        1,
        Handled(Effect.RECUSAL, Breach.NO, "He steps back.", "Ask first."),
    )
    sourced = Sourced("LIB-7", "LinkedIn", "museum editor", "Find writers.", town.now.date())
    sourcing.enter(town.call("mara"), "", sourced)
    report = printed(town, vacancy)
    assert [one.looker for one in report.unauthorised] == ["miles"]
    assert [one.recused for one in report.unauthorised] == [("miles",)]
    said = str([line.said for line in report.lines[Section.BESIDE]])
    for words in (SEEN, "He steps back.", "Ask first.", "museum editor", "Find writers."):
        assert words in said
        assert words in report_html(report)


def test_an_approval_says_from_what_it_was_narrowed(town: Town) -> None:
    check = town.submitted(town.vacancy())
    town.confirm(check)
    scope = Narrowing([0], [], "2022-01-01", "2023-12-31", 20)
    searcher = Searcher(SearcherKind.HR, town.people["sam"].person_ref)
    hugh = town.call("hugh")
    deciding.approve(hugh, check, 1, scope=scope, searcher=searcher, reasons="Less will do.")
    vacancy = town.see("hugh", check).vacancy_ref
    request = town.see("hugh", check).attempts[0].request
    assert request is not None
    [entry] = [
        one
        for one in read_timeline(town.call("edith"), vacancy, Wanted()).entries
        if one.event is Event.CHECK_APPROVED
    ]
    facts = {fact.label: fact.value for fact in entry.facts or ()}
    assert (facts["Minutes"], facts["Minutes asked for"]) == ("20", str(request.scope.minutes))
    assert facts["Search words left out"] == "; ".join(request.scope.terms)
    asked = f"{request.scope.from_date} – {request.scope.to_date}"
    assert (facts["Period"], facts["Period asked for"]) == ("2022-01-01 – 2023-12-31", asked)
    assert "Places left out" not in facts
    page, minutes = report_html(printed(town, vacancy)), request.scope.minutes
    assert f'Minutes: <span class="said">20</span>; asked for: <span class="said">{minutes}' in page


def test_how_far_each_came_is_printed_and_words_only_of_whom_something_was_asked(
    town: Town,
) -> None:
    vacancy, hugh = town.vacancy(), town.call("hugh")
    unasked = town.candidate(vacancy, "Bo Ash")
    words = ClaimText("I keep bees on the roof.", Source.CV, "Page 1", "E1", "")
    claims.add_claim(town.call("mara"), unasked, words)
    candidates.set_status(hugh, unasked, CandidateStatus.NOT_APPOINTED)
    town.submitted(vacancy)
    report = printed(town, vacancy)
    assert QUOTE in str(report.lines[Section.CANDIDATES])
    assert "bees" not in report_html(report)
    steps = [
        line.said[-1].value
        for line in report.lines[Section.CANDIDATES]
        if line.said and line.about == "C-01" and line.event is not Event.CLAIM_ADDED
    ]
    assert steps == [CandidateStatus.SHORTLISTED, CandidateStatus.NOT_APPOINTED]
    assert only(report).candidate == "C-02"


@pytest.mark.usefixtures("quick_reports")
def test_an_edition_goes_with_whom_its_registers_are_about_and_with_their_time(
    town: Town, vacancy: str
) -> None:
    candidate = town.candidate(vacancy)
    town.candidate(vacancy, "Bo Ash")
    issued(town, vacancy)
    told(town, "mara", whom="C-01")
    issued(town, vacancy)
    town.erase(candidate)
    assert [one.erased for one in read_editions(town.call("edith"), vacancy).editions] == [
        True,
        False,
    ], "newest first: the first edition printed nothing of it"
    told(town, "miles")
    issued(town, vacancy)
    town.wait(days=3 * 365 + 2)
    assert registers.erase_due(town.call("hugh")) == 1
    editions = read_editions(town.call("edith"), vacancy).editions
    assert [one.erased for one in editions] == [True, True, False]


@pytest.mark.usefixtures("quick_reports")
def test_an_edition_goes_with_whom_searches_to_find_people_had_found(
    town: Town, vacancy: str
) -> None:
    other = town.candidate(vacancy, "Bo Ash")
    issued(town, vacancy)
    mara, hugh = town.call("mara"), town.call("hugh")
    ref = sourcing.enter(mara, "", Sourced("", "LinkedIn", "clerk", "Find.", town.now.date()))
    sourcing.note(mara, ref, "Ada Quillfeather", "linkedin.com/in/ada")
    candidate = town.candidate(vacancy)
    issued(town, vacancy)
    (question,) = list_questions(hugh)
    handle(hugh, question.ref, Handling.SOURCING, "She is the sister of a colleague.", "")
    issued(town, vacancy)
    town.erase(other)
    erased = [one.erased for one in read_editions(town.call("edith"), vacancy).editions]
    assert erased == [False, False, False], "nothing is printed of the other but codes"
    town.erase(candidate)
    erased = [one.erased for one in read_editions(town.call("edith"), vacancy).editions]
    assert erased == [True, True, False], "newest first"
