"""A due-diligence search is never a way round: each way that somebody might try, and what stops it.

The gate is not passed by it either, so ordinary checks stay as they are.
"""

import pytest

from screening.domain.due_diligence import repeats, turned_on
from screening.domain.errors import NotPossible, NotValid
from screening.domain.importing import ListKind
from screening.domain.monitoring import Fate
from screening.domain.notifying import Told
from screening.domain.policy import shipped_policy
from screening.domain.words import (
    CandidateStatus,
    Delivery,
    Regime,
    Reliability,
    Result,
    Role,
    SearcherKind,
    Source,
    State,
    Sureness,
)
from screening.services import candidates, claims, vacancies
from screening.services.checks import deciding, filing, handing_over, notices, searching
from screening.services.checks import looking as looking_at
from screening.services.checks.authorising import Searcher
from screening.services.checks.searching import VisitText
from screening.services.claims import ClaimText, put_claim
from screening.services.due_diligence import looking, passing, regime_by_two, telling
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.equality.reviews import list_to_sign_off
from screening.services.reading.equality.signs import Sign
from screening.services.reading.equality.signs_counted import signs_in
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.due_diligence import DueDiligencePart
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services import schools
from tests.services.amendments import SLOWER
from tests.services.schools import FOUND
from tests.services.test_importing import brought_in, problems
from tests.services.town import ADDRESS, FAIR, IMPROPER, QUOTE, Town, populated

ITS_WORDS = "I led a club that closed after a complaint about supervision, as papers said."


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def signs(town: Town, vacancy: str) -> dict[Sign, int]:
    with town.call("edith").look() as work:
        return dict(signs_in(work, [vacancy]).get(vacancy, {}))


def whose(town: Town, part: str) -> str:
    with town.call("edith").look() as work:
        return work.session.get_one(DueDiligencePart, part).candidate_ref


def test_it_is_off_as_it_ships_and_nothing_turns_it_on_but_a_version_of_the_policy(
    store: Store,
) -> None:
    town = populated(store)
    assert not turned_on(shipped_policy())
    vacancy = town.vacancy()
    with pytest.raises(NotPossible, match="policy in force does not allow"):
        regime_by_two.propose(town.call("hugh"), vacancy, "It is a school.")
    assert read_vacancy(town.call("hugh"), vacancy).regime == Regime.CLAIMS


def test_turning_it_off_again_stops_what_is_under_way(town: Town) -> None:
    vacancy, (first, *_others) = schools.ready(town)
    schools.in_force(town, schools.OFF + SLOWER, "2026-off")
    for refused in (
        lambda: looking.begin(town.call("sam"), first),
        lambda: passing.hand_over(town.call("hugh"), vacancy),
    ):
        with pytest.raises(NotPossible, match="policy in force does not allow"):
            refused()
    telling.call_off(town.call("hugh"), vacancy, "The policy no longer allows it.")


def test_no_other_vacancy_is_open_to_it(town: Town) -> None:
    vacancy = town.vacancy()
    for name in ("Ada", "Bo"):
        town.candidate(vacancy, name)
    with pytest.raises(NotPossible):
        telling.open_search(town.call("hugh"), vacancy, town.people["sam"].ref)
    with pytest.raises(NotPossible, match="stays as it is"):
        regime_by_two.propose(town.call("hugh"), vacancy, "So that we can look.")


@on_both
def test_a_vacancy_in_which_somebody_was_looked_up_does_not_become_one_of_a_school(
    town: Town,
) -> None:
    check = town.searched(town.vacancy("LIB-9"))
    vacancy = town.see("hugh", check).vacancy_ref
    ref = town.see("hugh", check).candidate_ref
    candidates.set_status(town.call("hugh"), ref, CandidateStatus.APPLIED)
    with pytest.raises(NotPossible, match="stays as it is"):
        regime_by_two.propose(town.call("hugh"), vacancy, "So that we can look more.")


def test_a_search_without_any_check_comes_up_for_sign_off_and_officers_are_told(
    town: Town,
) -> None:
    vacancy, _refs = schools.handed_over(town)
    other = schools.shortlisted(town, "SCH-2")[0]
    assert [row.vacancy.ref for row in list_to_sign_off(town.call("edith"))] == [vacancy]
    for ref in (vacancy, other):
        vacancies.close_vacancy(town.call("hugh"), ref)
    told = list_notifications(town.call("edith")).rows
    assert [one.about for one in told if one.kind is Told.TO_SIGN_OFF] == [vacancy]
    assert {one.about for one in told if one.kind is Told.REGIME} == {vacancy, other}
    town.sign_off(vacancy)
    assert list_to_sign_off(town.call("edith")) == ()


def test_one_person_alone_is_not_looked_up(town: Town) -> None:
    vacancy, _refs = schools.shortlisted(town, people=1)
    with pytest.raises(NotPossible, match="Fewer than two"):
        telling.open_search(town.call("hugh"), vacancy, town.people["sam"].ref)


def test_nor_one_who_is_left_when_the_others_are_set_aside(town: Town) -> None:
    vacancy, (first, *others) = schools.ready(town)
    for part in others:
        candidates.set_status(town.call("hugh"), whose(town, part), CandidateStatus.WITHDREW)
    with pytest.raises(NotPossible, match="Only one person is left"):
        looking.begin(town.call("sam"), first)


def test_taking_somebody_off_the_list_does_not_let_the_panel_learn_of_the_others(
    town: Town,
) -> None:
    vacancy, (first, second, third) = schools.ready(town)
    candidates.set_status(town.call("hugh"), whose(town, third), CandidateStatus.NOT_APPOINTED)
    with pytest.raises(NotPossible, match="not on the shortlist any more"):
        looking.begin(town.call("sam"), third)
    for part in (first, second):
        schools.look_up(town, part)
    with pytest.raises(NotPossible, match="Not everybody"):
        passing.hand_over(town.call("hugh"), vacancy)


def test_there_is_one_search_and_no_second_after_it_was_called_off(town: Town) -> None:
    vacancy, _parts = schools.told(town)
    telling.call_off(town.call("hugh"), vacancy, "We changed our mind.")
    with pytest.raises(Exception, match="one due-diligence search"):
        telling.open_search(town.call("hugh"), vacancy, town.people["sam"].ref)


def test_ordinary_checks_stay_under_the_gate(town: Town) -> None:
    vacancy, _parts = schools.handed_over(town)
    check = town.submitted(vacancy, **IMPROPER)
    assert town.see("mara", check).state is State.NOT_READY
    assert len(read_vacancy(town.call("hugh"), vacancy).checks) == 1  # the search is none of them


@pytest.mark.parametrize("changed", [False, True])
def test_what_it_found_becomes_no_claim(town: Town, changed: bool) -> None:
    vacancy, (first, *_others) = schools.written_down(town)
    candidate, mara = whose(town, first), town.call("mara")
    text = ClaimText(ITS_WORDS, Source.INTERVIEW, "", "E1", ADDRESS)
    with pytest.raises(NotValid) as refused:
        if changed:
            fair = ClaimText(QUOTE, Source.CV, "", "E1", ADDRESS)
            claims.change_claim(mara, claims.add_claim(mara, candidate, fair), 1, text)
        else:
            claims.add_claim(mara, candidate, text)
    assert "tests no claim" in refused.value.fields["quote"]


def test_nor_does_it_come_in_with_a_file(town: Town) -> None:
    vacancy, (first, *_others) = schools.written_down(town)
    candidate, mara = whose(town, first), town.call("mara")
    code = next(one.code for one in read_vacancy(mara, vacancy).candidates if one.ref == candidate)
    file = f'Vacancy,Applicant number,Criterion,Quote,Source\nSCH-1,{code},E1,"{ITS_WORDS}",CV\n'
    assert problems(town, ListKind.CLAIMS, file) == [(2, ["quote"])]
    fair = file.replace(ITS_WORDS, QUOTE)
    assert brought_in(town, ListKind.CLAIMS, fair) == {Fate.NEW: 1}
    text = ClaimText(ITS_WORDS, Source.CV, "", "E1", ADDRESS)
    with town.call("hugh").change(Role.HR) as work:
        held = work.session.get_one(Candidate, candidate)
        with pytest.raises(NotValid):
            put_claim(work, held, work.session.get_one(Vacancy, vacancy), text)


def test_nor_the_outcome_of_a_check(town: Town) -> None:
    vacancy, (first, *_others) = schools.written_down(town)
    check = town.draft(vacancy, whose(town, first))
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    town.confirm(check)
    searcher = Searcher(SearcherKind.HR, town.people["hetty"].person_ref)
    scope = town.whole(check)
    deciding.approve(town.call("hugh"), check, 1, scope=scope, searcher=searcher, reasons="Fair.")
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    notices.candidate_agrees(town.call("hugh"), check, "Go ahead.")
    hetty = town.call("hetty")
    looking_at.begin_search(hetty, check)
    searching.record_visit(hetty, check, VisitText(0, "", town.now, 5, "Captions."))
    judged = Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN
    with pytest.raises(NotValid) as refused:
        searching.record_outcome(hetty, check, *judged, FOUND)
    assert "tests no claim" in refused.value.fields["answer"]
    searching.record_outcome(hetty, check, *judged, "Three posts a week.")
    town.wait(days=12)  # until then the panel hears nothing
    with pytest.raises(NotValid) as refused:
        handing_over.hand_over(town.call("hugh"), check, FOUND)
    assert "tests no claim" in refused.value.fields["words"]


def test_whoever_asked_for_a_check_does_not_search(town: Town) -> None:
    vacancy, _refs = schools.shortlisted(town)
    town.submitted(vacancy, by="sam")
    with pytest.raises(NotValid):
        telling.open_search(town.call("hugh"), vacancy, town.people["sam"].ref)


def test_whoever_searched_decides_on_no_check_there(town: Town) -> None:
    vacancy, _parts = schools.written_down(town)
    check = town.submitted(vacancy)
    town.confirm(check)
    with pytest.raises(Exception, match="cannot decide"):
        deciding.reject(town.call("sam"), check, 1, "Not needed.")


def test_it_is_shown_where_somebody_is_looked_up_after_a_check_on_them_was_stopped(
    town: Town,
) -> None:
    vacancy, (first, second, _third) = schools.ready(town)
    assert Sign.STOPPED_BEFORE not in signs(town, vacancy)
    check = town.draft(vacancy, whose(town, first))
    version = town.type_in(check, **IMPROPER)
    filing.submit(town.call("mara"), check, version)
    schools.look_up(town, second)
    assert Sign.STOPPED_BEFORE not in signs(town, vacancy)
    schools.look_up(town, first)
    assert signs(town, vacancy)[Sign.STOPPED_BEFORE] == 1


@pytest.mark.parametrize(
    ("text", "found", "same"),
    [
        (
            "a club, that CLOSED after a complaint!",
            "club that closed after a complaint",
            True,
        ),
        ("closed after a complaint", "a club that closed after a complaint", False),
        ("complaint", "complaint", True),
        ("A complaint was made.", "complaint", True),
        ("Nothing like it at all, in any way.", "a club that closed after a complaint", False),
        ("", "", False),
    ],
)
def test_what_counts_as_repeating(text: str, found: str, same: bool) -> None:
    assert repeats(text, found) is same
