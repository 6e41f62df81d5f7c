"""What the audit report and the copy for the candidate say of a school's due-diligence search."""

from collections.abc import Callable

import pytest

from screening.domain.due_diligence import DueDiligence
from screening.domain.words import Regime
from screening.reports.due_diligence_model import Schools
from screening.reports.html import report_html, subject_html
from screening.reports.model import Organisation
from screening.services.checks import filing
from screening.services.due_diligence import passing, regime_by_two, telling
from screening.services.reading.report.due_diligence import schools_at
from screening.services.reading.rights.subject import held_of, read_subject
from screening.services.reading.trail.chain import position_of, read_chain
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.due_diligence import DueDiligencePart, DueDiligenceSearch
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.reports.builders import report
from tests.services import schools
from tests.services.schools import FOUND
from tests.services.town import IMPROPER, Town, populated

WEXCOMBE = Organisation("Wexcombe Council", "#123456")


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def printed(town: Town, vacancy: str, position: int | None = None) -> Schools:
    with town.call("edith").look() as work:
        at = position_of(work, vacancy) if position is None else position
        return schools_at(work, read_chain(work, vacancy, at))


def whose(town: Town, part: str) -> str:
    with town.call("edith").look() as work:
        return work.session.get_one(DueDiligencePart, part).candidate_ref


@on_both
def test_it_is_a_section_of_its_own_and_no_check(town: Town) -> None:
    vacancy, (first, *_others) = schools.ready(town)
    check = town.draft(vacancy, whose(town, first))
    filing.submit(town.call("mara"), check, town.type_in(check, **IMPROPER))
    schools.look_up(town, first, schools.SOMETHING)
    for part in _others:
        schools.look_up(town, part)
    passing.pass_on(town.call("hugh"), first, "Ask about supervision.")
    passing.hand_over(town.call("hugh"), vacancy)
    passing.lock_scores(town.call("mara"), vacancy)
    shown = printed(town, vacancy)
    search = shown.search
    assert search is not None and search.state is DueDiligence.HANDED_OVER
    assert [one.candidate for one in search.parts] == ["C-01", "C-02", "C-03"]
    assert [one.stopped_before for one in search.parts] == [True, False, False]
    assert [one.passed_on for one in search.parts] == [True, False, False]
    page = report_html(report(schools=shown))
    section = page[page.index('<section id="schools">') : page.index('<section id="retention">')]
    assert "is no check" in section and "It is a post in a school." in section
    assert "Schools regime proposed:" in section and "no second person" not in section
    assert "Told: 3. Looked up: 3." in section
    assert "A check on them was not ready or rejected before." in section
    assert "supervision" not in page  # the words go with the candidate
    assert ', schools regime"' in page  # on every page


def test_a_report_of_any_other_vacancy_says_nothing_of_it(town: Town) -> None:
    shown = printed(town, town.vacancy())
    assert shown == Schools()
    assert "schools" not in report_html(report(schools=shown)).split("</style>")[1]


def test_at_an_earlier_position_it_says_what_was_so_then(town: Town) -> None:
    vacancy, _refs = schools.applied(town)
    with town.call("edith").look() as work:
        before = position_of(work, vacancy)
    schools_later = schools.shortlisted(town, "SCH-2")[0]
    telling.open_search(town.call("hugh"), schools_later, town.people["sam"].ref)
    assert printed(town, vacancy, before).search is None
    assert printed(town, vacancy, before).regime is Regime.SCHOOL
    assert printed(town, vacancy, 1).regime is Regime.CLAIMS


def test_one_that_waits_for_a_second_person_is_said_not_to_be_in_force(town: Town) -> None:
    vacancy = town.vacancy("SCH-1")
    regime_by_two.propose(town.call("hugh"), vacancy, "It is a post in a school.")
    shown = printed(town, vacancy)
    assert shown.regime is Regime.CLAIMS and shown.to_be_told and shown.waits
    page = report_html(report(schools=shown))
    assert "no second person has confirmed it: section 6 alone applies" in page
    assert ', schools regime"' not in page
    waiting = schools.proposal(town, vacancy)
    regime_by_two.decline(town.call("edith"), vacancy, waiting, "It is a library.")
    shown = printed(town, vacancy)
    assert not shown.waits
    assert "It is a library." in report_html(report(schools=shown))


Way = Callable[[Town], str]


def objected_twice(town: Town) -> str:
    vacancy, (first, second, _third) = schools.ready(town)
    for part in (first, second):
        telling.take_down(town.call("hugh"), part, "No.", objects=True)
    telling.decide(town.call("hugh"), first, upheld=False, reasons="So.")
    return vacancy


def begun_paused_and_gone_on(town: Town) -> str:
    vacancy, (first, second, _third) = schools.ready(town)
    schools.look_up(town, first)
    telling.take_down(town.call("hugh"), second, "No.", objects=True)
    telling.decide(town.call("hugh"), second, upheld=False, reasons="So.")
    telling.take_down(town.call("hugh"), second, "Still no.", objects=True)
    telling.decide(town.call("hugh"), second, upheld=False, reasons="So.")
    return vacancy


def upheld(town: Town) -> str:
    vacancy = objected_twice(town)
    second = schools.parts(town, vacancy)[1]
    telling.decide(town.call("hugh"), second, upheld=True, reasons="So.")
    return vacancy


@on_both
@pytest.mark.parametrize("way", [objected_twice, begun_paused_and_gone_on, upheld])
def test_the_state_that_is_printed_is_the_one_that_is_kept(town: Town, way: Way) -> None:
    vacancy = way(town)
    search = printed(town, vacancy).search
    with town.call("edith").look() as work:
        kept = work.session.get_one(DueDiligenceSearch, vacancy)
    assert search is not None and search.state == kept.state


def test_the_candidate_gets_all_of_it_in_their_copy_and_an_erased_one_is_erased(
    town: Town,
) -> None:
    vacancy, (first, *_others) = schools.handed_over(town)
    candidate = whose(town, first)
    with town.call("dara").look() as work:
        row = work.session.get_one(Candidate, candidate)
        held = held_of(work, row, work.session.get_one(Vacancy, vacancy))
        section = next(
            one for one in read_subject(held, WEXCOMBE).sections if one.name == "due-diligence"
        )
        texts = {
            each.free.text for record in held.records for each in held.says(record) if each.free
        }
        page = subject_html(read_subject(held, WEXCOMBE))
    assert len(section.entries) == 4  # told, begun, written down, screened
    assert FOUND in texts and "Ask about supervision at the club that closed." in texts
    assert "which tests no claim" in page
    town.erase(candidate)
    search = printed(town, vacancy).search
    assert search is not None
    gone = search.parts[0]
    assert gone.erased and gone.to_explore is None and gone.minutes is None
    assert gone.protected_seen is None and search.parts[1].protected_seen is False
    page = report_html(report(schools=printed(town, vacancy)))
    assert "Erased" in page
    assert "As far as it is still kept: something to explore at interview, 0;" in page
