"""The due-diligence search of a school's shortlist: its conditions, its life, who reads what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from screening.domain.due_diligence import DueDiligence, ToExplore
from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import DUE_DILIGENCE_OF_ONE, Event
from screening.domain.words import CandidateStatus, Delivery, Role, Stage
from screening.services import candidates, reporting, vacancies
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.due_diligence import looking, passing, regime, regime_by_two, telling
from screening.services.editions import editions_printing
from screening.services.reading.schools.search import list_due_diligence, read_due_diligence
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.due_diligence import DueDiligencePart
from tests.databases import on_both
from tests.services import schools
from tests.services.schools import FOUND, NOTHING, SOMETHING
from tests.services.town import Town, populated

TELLING = "Ask about her wedding with her wife."


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def state(town: Town, vacancy: str, name: str = "hugh") -> DueDiligence | None:
    return read_due_diligence(town.call(name), vacancy).state


def events(town: Town, vacancy: str) -> list[str]:
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=vacancy)
    return [one.event for one in found if one.event.startswith(("due_diligence", "regime"))]


@on_both
def test_everybody_is_told_looked_up_and_handed_over_at_once(town: Town) -> None:
    vacancy, _parts = schools.handed_over(town)
    assert state(town, vacancy) is DueDiligence.HANDED_OVER
    assert events(town, vacancy) == [
        Event.REGIME_PROPOSED,
        Event.REGIME_CHANGED,
        Event.DUE_DILIGENCE_OPENED,
        *[Event.DUE_DILIGENCE_TOLD] * 3,
        *[Event.DUE_DILIGENCE_BEGUN, Event.DUE_DILIGENCE_RECORDED] * 3,
        Event.DUE_DILIGENCE_WORDED,
        Event.DUE_DILIGENCE_HANDED_OVER,
    ]


def test_the_panel_reads_what_to_explore_once_its_scores_are_locked(town: Town) -> None:
    vacancy, _parts = schools.handed_over(town)
    before = schools.shown(town, vacancy, "mara")
    assert not any(part.given_to_reader or part.given or part.words for part in before)
    passing.lock_scores(town.call("mara"), vacancy)
    with pytest.raises(Conflict):
        passing.lock_scores(town.call("mara"), vacancy)
    after = schools.shown(town, vacancy, "mara")
    assert [part.given for part in after] == [
        "Ask about supervision at the club that closed.",
        "",
        "",
    ]
    assert all(part.given_to_reader for part in after)
    assert not any(part.words or part.to_explore or part.minutes for part in after)


def test_officers_and_hr_off_the_panel_read_what_was_written_down(town: Town) -> None:
    vacancy, _parts = schools.written_down(town)
    for name in ("hugh", "sam", "edith", "dara"):
        first, second, _third = schools.shown(town, vacancy, name)
        assert [word.words for word in first.words] == [FOUND]
        assert (first.to_explore, second.to_explore) == (ToExplore.SOMETHING, ToExplore.NOTHING)
        assert bool(first.name) is (name in ("hugh", "sam"))
    with pytest.raises(NotFound):
        read_due_diligence(town.call("miles"), vacancy)


def test_no_one_is_looked_up_before_everybody_was_told_and_could_answer(town: Town) -> None:
    vacancy, (first, *_others) = schools.told(town)
    with pytest.raises(NotPossible, match="time to reply"):
        looking.begin(town.call("sam"), first)
    town.wait(days=12)
    late = town.candidate(vacancy, "Late Comer")
    with pytest.raises(NotPossible, match="has not been told"):
        looking.begin(town.call("sam"), first)
    telling.tell_all(town.call("hugh"), vacancy, Delivery.POST, town.now.date())
    looking.begin(town.call("sam"), first)
    with pytest.raises(NotPossible, match="twice"):
        looking.begin(town.call("sam"), first)
    assert late in {part.candidate_ref for part in rows(town)}
    with pytest.raises(NotPossible, match="time to reply"):
        looking.begin(town.call("sam"), schools.parts(town, vacancy)[-1])


def rows(town: Town) -> list[DueDiligencePart]:
    with town.call("edith").look() as work:
        return list(work.session.query(DueDiligencePart))


def test_only_the_named_searcher_looks_and_they_do_not_hand_over(town: Town) -> None:
    vacancy, (first, *_others) = schools.ready(town)
    with pytest.raises(NotAllowed):
        looking.begin(town.call("hugh"), first)
    for refused in (
        lambda: passing.hand_over(town.call("sam"), vacancy),
        lambda: telling.call_off(town.call("sam"), vacancy, "No."),
        lambda: telling.take_down(town.call("sam"), first, "No.", objects=True),
    ):
        with pytest.raises(NotAllowed):
            refused()


@pytest.mark.parametrize("name", ["mara", "edith", "dara", "alan"])
def test_nobody_else_takes_a_step(town: Town, name: str) -> None:
    vacancy, (first, *_others) = schools.ready(town)
    call = town.call(name)
    for refused in (
        lambda: looking.begin(call, first),
        lambda: looking.write_down(call, first, NOTHING),
        lambda: telling.decide(call, first, upheld=True, reasons="So."),
        lambda: passing.pass_on(call, first, "Words."),
        lambda: passing.hand_over(call, vacancy),
        lambda: regime.leave(call, vacancy, "So."),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            refused()


def test_an_objection_stops_it_for_everybody_until_it_is_decided(town: Town) -> None:
    vacancy, (first, second, _third) = schools.ready(town)
    looking.begin(town.call("sam"), second)
    telling.take_down(town.call("hugh"), first, "I am in hiding from somebody.", objects=True)
    telling.take_down(town.call("hugh"), second, "Nor me.", objects=True)
    assert state(town, vacancy) is DueDiligence.PAUSED
    assert state(town, vacancy, "mara") is DueDiligence.SEARCHING
    for part in (first, _third):
        with pytest.raises(NotPossible):
            looking.begin(town.call("sam"), part)
    looking.write_down(town.call("sam"), second, NOTHING)
    telling.decide(town.call("hetty"), second, upheld=False, reasons="No ground is named.")
    assert state(town, vacancy) is DueDiligence.PAUSED
    telling.decide(town.call("hetty"), first, upheld=False, reasons="The account is public.")
    assert state(town, vacancy) is DueDiligence.SEARCHING
    telling.take_down(town.call("hugh"), first, "It puts me at risk.", objects=True)
    telling.decide(town.call("hetty"), first, upheld=True, reasons="It does.")
    assert state(town, vacancy) is DueDiligence.CALLED_OFF
    with pytest.raises(NotPossible):
        looking.begin(town.call("sam"), _third)
    with pytest.raises(NotPossible):
        passing.hand_over(town.call("hugh"), vacancy)


def test_nothing_goes_to_the_panel_before_all_are_looked_up_and_screened(town: Town) -> None:
    vacancy, (first, second, third) = schools.ready(town)
    schools.look_up(town, first, SOMETHING)
    passing.pass_on(town.call("hugh"), first, "Ask about supervision.")
    schools.look_up(town, second)
    with pytest.raises(NotPossible, match="Not everybody"):
        passing.hand_over(town.call("hugh"), vacancy)
    schools.look_up(town, third, SOMETHING)
    with pytest.raises(NotPossible, match="Not everybody"):
        passing.hand_over(town.call("hugh"), vacancy)
    passing.keep_back(town.call("hugh"), third, "It is somebody of the same name.")
    passing.hand_over(town.call("hugh"), vacancy)
    passing.lock_scores(town.call("mara"), vacancy)
    given = [part.given for part in schools.shown(town, vacancy, "mara")]
    assert given == ["Ask about supervision.", "", ""]


def test_what_the_panel_is_told_is_screened_like_an_outcome(town: Town) -> None:
    vacancy, (first, *_others) = schools.written_down(town)
    with pytest.raises(NotValid):
        passing.pass_on(town.call("hugh"), first, TELLING)
    with pytest.raises(NotValid):
        passing.pass_on(
            town.call("hugh"), first, TELLING, AllTheSame("It is fine.", fingerprint("other"))
        )
    same = AllTheSame("She spoke of it in public herself.", fingerprint(TELLING))
    passing.pass_on(town.call("hugh"), first, TELLING, same)
    assert [part.let_through > 0 for part in rows(town) if part.ref == first] == [True]
    with pytest.raises(NotPossible):
        passing.pass_on(town.call("hugh"), first, "Ask about supervision.")


def test_who_withdraws_is_not_looked_up_and_holds_nothing_up(town: Town) -> None:
    vacancy, (first, second, third) = schools.ready(town)
    schools.look_up(town, first)
    schools.look_up(town, second)
    ref = next(part.candidate_ref for part in rows(town) if part.ref == third)
    candidates.set_status(town.call("hugh"), ref, CandidateStatus.WITHDREW)
    with pytest.raises(NotPossible, match="withdrew"):
        looking.begin(town.call("sam"), third)
    passing.hand_over(town.call("hugh"), vacancy)


@on_both
def test_more_minutes_than_allowed_are_written_down_and_shown(town: Town) -> None:
    vacancy, (first, *_others) = schools.ready(town)
    looking.begin(town.call("sam"), first)
    looking.write_down(
        town.call("sam"), first, looking.LookedUp("A page.", 31, True, ToExplore.NOTHING)
    )
    shown = schools.shown(town, vacancy, "edith")[0]
    assert shown.over_minutes and shown.protected_seen


def test_closing_the_vacancy_ends_it_and_what_was_seen_can_still_be_written_down(
    town: Town,
) -> None:
    vacancy, (first, *_others) = schools.ready(town)
    looking.begin(town.call("sam"), first)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    assert state(town, vacancy) is DueDiligence.CALLED_OFF
    looking.write_down(town.call("sam"), first, NOTHING)
    with pytest.raises(NotPossible):
        passing.hand_over(town.call("hugh"), vacancy)


@on_both
def test_the_regime_is_chosen_with_a_reason_before_anybody_is_shortlisted(town: Town) -> None:
    vacancy, (first, *_others) = schools.applied(town)
    hugh = town.call("hugh")
    regime.leave(hugh, vacancy, "A mistake.")
    with pytest.raises(NotValid):
        regime_by_two.propose(hugh, vacancy, " ")
    schools.put_under(town, vacancy, "No mistake.")
    candidates.set_status(hugh, first, CandidateStatus.SHORTLISTED)
    candidates.set_status(hugh, first, CandidateStatus.APPLIED)
    with pytest.raises(NotPossible, match="stays as it is"):
        regime.leave(hugh, vacancy, "To look up nobody.")
    assert read_vacancy(hugh, vacancy).may_choose_regime is False


def test_somebody_in_hr_who_sits_on_the_panel_does_not_propose_the_regime(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    vacancy = town.vacancy("SCH-2", panel=("hana",))
    with pytest.raises(NotAllowed):
        regime_by_two.propose(town.call("hana"), vacancy, "So that we can look.")


def test_the_searcher_is_off_the_panel_and_stays_so(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    vacancy, _refs = schools.shortlisted(town)
    hugh, people = town.call("hugh"), town.people
    vacancies.set_panel(hugh, vacancy, [people["mara"].ref, people["hana"].ref])
    for name in ("hana", "mara"):
        with pytest.raises(NotValid):
            telling.open_search(hugh, vacancy, people[name].ref)
    vacancies.set_panel(hugh, vacancy, [people["mara"].ref])
    with pytest.raises(NotValid):
        telling.open_search(hugh, vacancy, people["hana"].ref)
    telling.open_search(hugh, vacancy, people["sam"].ref)
    with pytest.raises(NotValid):
        vacancies.set_panel(hugh, vacancy, [people["mara"].ref, people["sam"].ref])


def test_one_of_two_who_open_it_at_once_is_told_that_it_was_opened(town: Town) -> None:
    vacancy, _refs = schools.opened(town)
    with pytest.raises(Conflict):
        telling.open_search(town.call("hetty"), vacancy, town.people["sam"].ref)


@on_both
def test_two_who_hand_over_at_once_hand_over_once(town: Town) -> None:
    vacancy, (first, *_others) = schools.written_down(town)
    passing.pass_on(town.call("hugh"), first, "Ask about supervision.")
    barrier = Barrier(2)

    def give(name: str) -> bool:
        barrier.wait()
        try:
            passing.hand_over(town.call(name), vacancy)
        except (NotPossible, Conflict):
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(give, ("hugh", "hetty"))) == [False, True]
    assert events(town, vacancy).count(Event.DUE_DILIGENCE_HANDED_OVER) == 1


@on_both
def test_it_waits_on_the_first_page_for_whoever_can_take_a_step(town: Town) -> None:
    vacancy, _parts = schools.told(town)

    def waiting(name: str) -> list[str]:
        return [one.vacancy_ref for one in list_due_diligence(town.call(name))]

    assert {name: waiting(name) for name in ("hugh", "sam", "mara")} == {
        "hugh": [],
        "sam": [],
        "mara": [],
    }
    town.wait(days=12)
    assert (waiting("sam"), waiting("hugh"), waiting("miles")) == ([vacancy], [], [])


def test_an_edition_that_prints_somebody_goes_with_them(town: Town) -> None:
    vacancy, (first, *_others) = schools.told(town)
    reporting.request_report(town.call("edith"), vacancy)
    ref = next(part.candidate_ref for part in rows(town) if part.ref == first)
    with town.call("edith").look() as work:
        assert len(editions_printing(work.session, ref)) == 1


def test_the_records_of_one_person_are_sealed_with_them_and_go_with_them(town: Town) -> None:
    vacancy, (first, *_others) = schools.handed_over(town)
    part = next(one for one in rows(town) if one.ref == first)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.erase(part.candidate_ref)
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, subject_ref=part.candidate_ref)
        left = work.session.get_one(DueDiligencePart, first)
    assert {one.event for one in found} & DUE_DILIGENCE_OF_ONE
    assert not any(one.payload for one in found if one.event in DUE_DILIGENCE_OF_ONE)
    assert (left.to_explore, left.passed_on, left.protected_seen) == (None, None, False)
    passing.lock_scores(town.call("mara"), vacancy)
    shown = schools.shown(town, vacancy, "mara")[0]
    assert shown.erased and not shown.given and not shown.words
    with pytest.raises(NotPossible):
        telling.take_down(town.call("hugh"), first, "Please.", objects=False)


def test_a_notice_is_dated_between_the_opening_and_today(town: Town) -> None:
    vacancy, _refs = schools.opened(town)
    for day in (town.now.date() - timedelta(days=1), town.now.date() + timedelta(days=1)):
        with pytest.raises(NotValid):
            telling.tell_all(town.call("hugh"), vacancy, Delivery.EMAIL, day)


def test_at_no_other_stage_is_anybody_looked_up(town: Town) -> None:
    vacancy, (first, *_others) = schools.ready(town)
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.INTERVIEWED)
    with pytest.raises(NotPossible, match="stage"):
        looking.begin(town.call("sam"), first)
