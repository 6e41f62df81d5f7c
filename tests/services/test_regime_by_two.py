"""Putting a vacancy under the schools regime: of which department, and by two people."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy.exc import DBAPIError

from screening.domain.due_diligence import RegimeState
from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.importing import ListKind
from screening.domain.notifying import Told
from screening.domain.words import Regime, Role, Stage
from screening.services import reviewing, vacancies
from screening.services.call import Call
from screening.services.due_diligence import regime, regime_by_two, telling
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.equality.reviews import read_signing
from screening.services.reading.equality.signs import Sign
from screening.services.reading.equality.signs_counted import signs_in
from screening.services.reading.schools.regime import list_proposals, read_regime
from screening.services.reading.schools.search import read_due_diligence
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.services.vacancies import VacancyDetails
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.regime import RegimeProposal
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services import schools
from tests.services.amendments import SLOWER
from tests.services.test_importing import looked_at
from tests.services.town import Town, populated

pytestmark = on_both

WHY = "The post is in a primary school."


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def proposed(town: Town, reference: str = "SCH-1") -> tuple[str, str]:
    """A vacancy for which hugh proposed it, and the proposal."""
    vacancy = town.vacancy(reference)
    regime_by_two.propose(town.call("hugh"), vacancy, WHY)
    return vacancy, schools.proposal(town, vacancy)


def moved(town: Town, vacancy: str, department: str) -> None:
    details = VacancyDetails("SCH-1", "Teacher", department, date(2026, 12, 1))
    vacancies.change_details(town.call("hugh"), vacancy, details)


def regime_of(town: Town, vacancy: str) -> Regime:
    return read_vacancy(town.call("hugh"), vacancy).regime


def reason(town: Town, vacancy: str) -> str:
    waiting = read_regime(town.call("hetty"), vacancy).waiting
    return waiting.reason if waiting else ""


def events(town: Town, vacancy: str) -> list[str]:
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=vacancy)
    return [one.event for one in found if one.event.startswith("regime")]


def told(town: Town, name: str) -> list[Told | None]:
    return [one.kind for one in list_notifications(town.call(name)).rows if one.unread]


def test_until_a_second_person_confirms_it_section_6_alone_applies(town: Town) -> None:
    vacancy, waiting = proposed(town)
    assert regime_of(town, vacancy) is Regime.CLAIMS
    shown = read_due_diligence(town.call("mara"), vacancy)
    assert shown.proposed and shown.regime is Regime.CLAIMS
    assert read_vacancy(town.call("mara"), vacancy).regime_proposed
    assert reason(town, vacancy) == WHY
    regime_by_two.confirm(town.call("hetty"), vacancy, waiting, "It is one.")
    assert regime_of(town, vacancy) is Regime.SCHOOL
    assert not read_vacancy(town.call("mara"), vacancy).regime_proposed
    assert events(town, vacancy) == [Event.REGIME_PROPOSED, Event.REGIME_CHANGED]


def test_nothing_is_opened_while_it_waits(town: Town) -> None:
    vacancy, waiting = proposed(town)
    for name in ("Ada", "Bo"):
        town.candidate(vacancy, name)
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.SHORTLISTED)
    with pytest.raises(NotPossible, match="looked up but by a check"):
        telling.open_search(town.call("hugh"), vacancy, town.people["sam"].ref)
    assert not read_due_diligence(town.call("hugh"), vacancy).doings
    with pytest.raises(NotPossible, match="stays as it is"):
        regime_by_two.confirm(town.call("hetty"), vacancy, waiting, "It is one.")
    assert read_regime(town.call("hetty"), vacancy).too_late
    regime_by_two.decline(town.call("hetty"), vacancy, waiting, "It is too late for that.")
    assert regime_of(town, vacancy) is Regime.CLAIMS


def test_who_proposed_it_does_not_confirm_it_from_any_account(town: Town) -> None:
    vacancy, waiting = proposed(town)
    town.add("hugh2", Role.EQUALITY, person=town.people["hugh"].person_ref)
    for name in ("hugh", "hugh2"):
        with pytest.raises(NotAllowed):
            regime_by_two.confirm(town.call(name), vacancy, waiting, "So.")
        with pytest.raises(NotAllowed):
            regime_by_two.decline(town.call(name), vacancy, waiting, "So.")
        assert not read_regime(town.call(name), vacancy).may_decide


def test_nobody_on_the_panel_confirms_it_nor_anybody_without_the_role(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    vacancy, waiting = proposed(town)
    seats = [town.people[name].ref for name in ("mara", "hana")]
    vacancies.set_panel(town.call("hugh"), vacancy, seats)
    vacancies.set_panel(town.call("hugh"), vacancy, seats[:1])  # hana sat there
    for name in ("hana", "mara", "dara", "alan", "miles"):
        with pytest.raises((NotAllowed, NotFound)):
            regime_by_two.confirm(town.call(name), vacancy, waiting, "So.")
    with pytest.raises(NotAllowed):
        regime_by_two.withdraw(town.call("hana"), vacancy, waiting)
    assert regime_of(town, vacancy) is Regime.CLAIMS


def test_who_confirmed_it_joins_no_panel_there_and_an_officer_who_did_does_not_sign_off(
    town: Town,
) -> None:
    vacancy, waiting = proposed(town)
    regime_by_two.confirm(town.call("hetty"), vacancy, waiting, "It is one.")
    with pytest.raises(NotValid):
        vacancies.set_panel(town.call("hugh"), vacancy, [town.people["hetty"].ref])
    other, waiting = proposed(town, "SCH-2")
    regime_by_two.confirm(town.call("edith"), other, waiting, "It is one.")
    for ref in (vacancy, other):
        read = read_signing(town.call("edith"), ref).records
        signing = reviewing.Signing("All read.", read, despite=True)
        if ref == other:
            with pytest.raises(NotAllowed):
                reviewing.sign_off(town.call("edith"), ref, signing)
        else:
            reviewing.sign_off(town.call("edith"), ref, signing)


def test_only_a_department_that_the_policy_names(town: Town) -> None:
    vacancy = town.vacancy("SCH-1")
    moved(town, vacancy, "Housing")
    assert not read_vacancy(town.call("hugh"), vacancy).may_choose_regime
    with pytest.raises(NotPossible, match="does not name the department"):
        regime_by_two.propose(town.call("hugh"), vacancy, WHY)
    moved(town, vacancy, "  schools ")
    assert read_vacancy(town.call("hugh"), vacancy).may_choose_regime
    regime_by_two.propose(town.call("hugh"), vacancy, WHY)


def test_a_vacancy_stays_in_its_department_while_it_is_proposed_or_in_force(town: Town) -> None:
    vacancy, waiting = proposed(town)
    with pytest.raises(NotValid) as refused:
        moved(town, vacancy, "Schools")
    assert set(refused.value.fields) == {"department"}
    list_of_hr = "Reference,Job title,Department,Closing date\nSCH-1,Teacher,Schools,2026-12-01\n"
    _ref, fates = looked_at(town, ListKind.VACANCIES, list_of_hr)
    assert [field for one in fates.rows for field, _said in one.problems] == ["department"]
    moved(town, vacancy, " Libraries")  # the rest may be mended
    assert read_vacancy(town.call("hugh"), vacancy).title == "Teacher"
    regime_by_two.confirm(town.call("hetty"), vacancy, waiting, "It is one.")
    with pytest.raises(NotValid):
        moved(town, vacancy, "Housing")
    regime.leave(town.call("hugh"), vacancy, "A mistake.")
    moved(town, vacancy, "Housing")


def test_what_is_confirmed_is_of_the_department_that_was_proposed(town: Town) -> None:
    """Were it moved all the same, as it could be once, nobody confirms what they did not read."""
    vacancy, waiting = proposed(town)
    with town.call("hugh").change(Role.HR) as work:
        work.session.get_one(Vacancy, vacancy).department = "Schools"
        work.commit()
    with pytest.raises(Conflict, match="another than when this was proposed"):
        regime_by_two.confirm(town.call("hetty"), vacancy, waiting, "It is one.")
    regime_by_two.decline(town.call("hetty"), vacancy, waiting, "It was moved.")


def test_who_decides_reads_from_what_the_department_was_last_changed(town: Town) -> None:
    vacancy = town.vacancy("SCH-1")
    assert read_regime(town.call("hetty"), vacancy).department_changed is None
    for name in ("Housing", "Schools"):
        moved(town, vacancy, name)
    at = town.now
    town.wait(days=1)
    moved(town, vacancy, "Schools")
    changed = read_regime(town.call("edith"), vacancy).department_changed
    assert changed is not None
    assert (changed.at, changed.by, changed.before) == (at, "hugh", "Housing")


def test_a_policy_that_names_no_department_leaves_it_off(store: Store) -> None:
    town = populated(store)
    on = schools.ON.partition("[schools.departments]")[0]
    schools.in_force(town, on)
    with pytest.raises(NotPossible, match="policy in force does not allow"):
        regime_by_two.propose(town.call("hugh"), town.vacancy(), WHY)


def test_it_is_confirmed_declined_or_withdrawn_once(town: Town) -> None:
    ways: dict[str, Callable[[str, str], None]] = {
        Event.REGIME_CHANGED: lambda ref, one: regime_by_two.confirm(
            town.call("hetty"), ref, one, "So."
        ),
        Event.REGIME_DECLINED: lambda ref, one: regime_by_two.decline(
            town.call("edith"), ref, one, "No."
        ),
        Event.REGIME_WITHDRAWN: lambda ref, one: regime_by_two.withdraw(town.call("sam"), ref, one),
    }
    for number, (event, way) in enumerate(ways.items()):
        vacancy, waiting = proposed(town, f"SCH-{number}")
        with pytest.raises(NotPossible, match="waits for a second person"):
            regime_by_two.propose(town.call("sam"), vacancy, WHY)
        way(vacancy, waiting)
        assert events(town, vacancy)[-1] == event
        for again in ways.values():
            with pytest.raises(NotPossible):
                again(vacancy, waiting)
        assert len(events(town, vacancy)) == 2


def test_what_was_proposed_anew_is_read_again_before_it_is_decided(town: Town) -> None:
    vacancy, old = proposed(town)
    regime_by_two.withdraw(town.call("hugh"), vacancy, old)
    regime_by_two.propose(town.call("sam"), vacancy, "Another reason.")
    with pytest.raises(Conflict):
        regime_by_two.confirm(town.call("hetty"), vacancy, old, "So.")
    with pytest.raises(Conflict):
        regime_by_two.withdraw(town.call("hugh"), vacancy, old)
    assert reason(town, vacancy) == "Another reason."


def test_of_two_who_decide_at_once_one_does(town: Town) -> None:
    vacancy, waiting = proposed(town)
    both = Barrier(2)

    def decide(call: Call, way: Callable[[Call, str, str, str], None]) -> bool:
        both.wait()
        try:
            way(call, vacancy, waiting, "So.")
        except (Conflict, NotPossible):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        yes = pool.submit(decide, town.call("hetty"), regime_by_two.confirm)
        no = pool.submit(decide, town.call("sam"), regime_by_two.decline)
        assert yes.result() is not no.result()
    assert (regime_of(town, vacancy) is Regime.SCHOOL) is yes.result()


def test_the_database_refuses_one_person_for_both_and_a_second_decision(town: Town) -> None:
    vacancy, ref = proposed(town)

    def decided(**columns: object) -> None:
        with town.call("hugh").change(Role.HR) as work:
            row = work.session.get_one(RegimeProposal, ref)
            for name, value in columns.items():
                setattr(row, name, value)
            work.session.flush()
            work.commit()

    mine = {"decided_by": town.people["hugh"].ref, "decided_at": town.now}
    yes = {"state": RegimeState.CONFIRMED, "decided_person": town.people["hugh"].person_ref}
    with pytest.raises(DBAPIError):
        decided(**yes, **mine)
    regime_by_two.decline(town.call("hetty"), vacancy, ref, "No.")
    with pytest.raises(DBAPIError):
        decided(state=RegimeState.CONFIRMED)


def test_those_who_may_decide_are_told_and_it_is_on_their_first_page(town: Town) -> None:
    vacancy, waiting = proposed(town)
    for name in ("hetty", "sam", "edith"):
        assert Told.REGIME_PROPOSED in told(town, name)
        assert [one.ref for one in list_proposals(town.call(name))] == [vacancy]
    for name in ("hugh", "mara", "dara", "miles"):
        assert Told.REGIME_PROPOSED not in told(town, name)
        assert list_proposals(town.call(name)) == ()
    regime_by_two.decline(town.call("hetty"), vacancy, waiting, "No.")
    assert Told.REGIME_DECIDED in told(town, "hugh")
    assert Told.REGIME_PROPOSED not in told(town, "sam")
    assert list_proposals(town.call("edith")) == ()
    closing, _ref = proposed(town, "SCH-9")
    vacancies.close_vacancy(town.call("hugh"), closing)
    assert Told.REGIME_PROPOSED not in told(town, "sam")
    assert list_proposals(town.call("edith")) == ()
    assert not read_due_diligence(town.call("hugh"), closing).proposed, "nobody confirms it now"


def test_nobody_misses_what_they_may_decide_for_what_they_proposed_themselves(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screening.services.reading.schools.regime.MOST", 1)
    proposed(town)
    town.wait(minutes=1)
    other = town.vacancy("SCH-2")
    regime_by_two.propose(town.call("sam"), other, WHY)
    assert [one.ref for one in list_proposals(town.call("hugh"))] == [other]


def test_officers_see_by_a_sign_that_one_was_declined(town: Town) -> None:
    vacancy, waiting = proposed(town)
    with town.call("edith").look() as work:
        assert Sign.REGIME not in signs_in(work, [vacancy]).get(vacancy, {})
    regime_by_two.decline(town.call("hetty"), vacancy, waiting, "No.")
    with town.call("edith").look() as work:
        assert signs_in(work, [vacancy])[vacancy][Sign.REGIME] == 1


def test_taking_a_vacancy_out_of_it_takes_one_person_and_a_policy_in_force_is_no_condition(
    town: Town,
) -> None:
    vacancy, _refs = schools.applied(town)
    schools.in_force(town, schools.OFF + SLOWER, "2026-off")
    with pytest.raises(NotValid):
        regime.leave(town.call("hugh"), vacancy, " ")
    regime.leave(town.call("hugh"), vacancy, "A mistake.")
    assert regime_of(town, vacancy) is Regime.CLAIMS
    with pytest.raises(NotPossible, match="already"):
        regime.leave(town.call("hugh"), vacancy, "A mistake.")
