"""Searches without authorisation: told, placed, dealt with, and who reads what of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from screening.domain.candidate_codes import code_of
from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.domain.words import Role
from screening.services import unauthorised
from screening.services.erasure import registers
from screening.services.reading.equality.reviews import list_to_sign_off
from screening.services.reading.equality.signs import Sign
from screening.services.reading.registers.unauthorised import (
    list_breaches,
    list_others,
    list_own,
    list_to_handle,
    read_report,
)
from screening.services.reading.report.beside import unauthorised as printed
from screening.services.reading.rights.subject import held_of
from screening.services.reading.trail.chain import position_of, read_chain
from screening.services.unauthorised import ReportText
from screening.services.unauthorised_handling import Handled, handle
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.town import Town, populated

SEEN = "I looked at her holiday pictures on Instagram."


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    town.add("hana", Role.HR, Role.MANAGER)
    return town


def told(town: Town, **other: object) -> ReportText:
    today = town.now.date()
    one = ReportText(MadeBy.ME, "", today, "LIB-7", "C-01", SEEN, "Nobody.", Breach.UNSURE, today)
    return replace(one, **other)  # type: ignore[arg-type]  # the names are those of its fields


def said(effect: Effect, breach: Breach = Breach.NO, colleagues: str = "") -> Handled:
    return Handled(effect, breach, "She steps back.", colleagues=colleagues)


def applied(town: Town) -> tuple[str, str]:
    vacancy = town.vacancy(panel=("mara", "hana"))
    return vacancy, town.candidate(vacancy)


@on_both
def test_whoever_looked_tells_of_it_and_somebody_else_deals_with_it(town: Town) -> None:
    vacancy, candidate = applied(town)
    ref = unauthorised.report(town.call("mara"), told(town))
    (own,) = list_own(town.call("mara"))
    assert (own.ref, own.vacancy_ref, own.vacancy_reference) == (ref, "", "LIB-7")
    (row,) = list_to_handle(town.call("hugh"))
    assert (row.ref, row.vacancy_ref, row.candidate_ref) == (ref, vacancy, candidate)
    assert [one.ref for one in list_breaches(town.call("dara"))] == [ref]
    hugh = town.call("hugh")
    handle(hugh, ref, 1, Handled(Effect.RECUSAL, Breach.NO, "She steps back.", "Ask first."))
    assert read_report(town.call("mara"), ref).row.state == "handled"
    ruling = BreachRuling.NOT_NOTIFIED
    unauthorised.decide_breach(town.call("dara"), ref, 2, ruling, PersonTold.TOLD, "No risk.")
    shown = read_report(town.call("mara"), ref)
    assert (shown.row.state, shown.row.effect) == ("closed", Effect.RECUSAL)
    assert shown.events == ()
    assert [one.event for one in read_report(hugh, ref).events] == [
        Event.UNAUTHORISED_HANDLED,
        Event.BREACH_DECIDED,
    ]


@on_both
@pytest.mark.parametrize("name", ["miles", "hana", "alan"])
def test_nobody_else_knows_of_it(town: Town, name: str) -> None:
    applied(town)
    ref = unauthorised.report(town.call("mara"), told(town))
    assert list_others(town.call(name)).rows == ()
    with pytest.raises(NotFound):
        read_report(town.call(name), ref)
    with pytest.raises((NotFound, NotAllowed)):
        handle(town.call(name), ref, 1, said(Effect.NONE))


@on_both
def test_whoever_looked_does_not_deal_with_it_whatever_their_role(town: Town) -> None:
    applied(town)
    own = unauthorised.report(town.call("hugh"), told(town))
    with pytest.raises(NotFound):
        handle(town.call("hugh"), own, 1, said(Effect.NONE))
    found = told(town, made_by=MadeBy.SOMEBODY_ELSE, email="HUGH@example.test")
    ref = unauthorised.report(town.call("hetty"), found)
    assert list_others(town.call("hugh")).rows == ()
    with pytest.raises(NotFound):
        read_report(town.call("hugh"), ref)
    handle(town.call("hetty"), ref, 1, said(Effect.NONE))


def test_equality_reads_it_without_whom_it_was_about(town: Town) -> None:
    applied(town)
    ref = unauthorised.report(town.call("mara"), told(town, whom="C-01 Ada Quillfeather"))
    seen = read_report(town.call("edith"), ref)
    assert seen.told and not seen.told["whom"] and seen.told["what"] == SEEN
    assert not (seen.may_handle or seen.may_rule)
    for name in ("mara", "hugh", "dara"):
        said = read_report(town.call(name), ref).told
        assert said and said["whom"] == "C-01 Ada Quillfeather"


@on_both
def test_a_vacancy_without_a_check_is_one_to_look_at_then(town: Town) -> None:
    applied(town)
    assert list_to_sign_off(town.call("edith")) == ()
    unauthorised.report(town.call("mara"), told(town))
    [row] = list_to_sign_off(town.call("edith"))
    assert (row.vacancy.reference, row.signs) == ("LIB-7", {Sign.UNAUTHORISED: 1})


@on_both
def test_the_hours_run_from_when_it_was_known_and_end_with_the_decision(town: Town) -> None:
    applied(town)
    dara = town.call("dara")
    ref = unauthorised.report(town.call("mara"), told(town, breach=Breach.YES))
    assert list_breaches(dara)[0].hours_left == 72
    town.wait(hours=70, minutes=30)
    assert list_breaches(dara)[0].hours_left == 1
    town.wait(hours=2)
    assert list_breaches(dara)[0].hours_left == -1
    ruling = BreachRuling.NOTIFIED
    unauthorised.decide_breach(dara, ref, 1, ruling, PersonTold.TOLD, "It is serious.")
    assert list_breaches(dara) == ()
    assert read_report(dara, ref).ruled_late
    early = told(town, breach=Breach.YES, looked_on=date(2026, 11, 20))
    early = replace(early, known_since=town.now.date() - timedelta(days=2))
    unauthorised.report(town.call("mara"), early)
    assert (list_breaches(dara)[0].hours_left or 0) < 24
    unauthorised.report(town.call("mara"), told(town, breach=Breach.NO))
    assert len(list_breaches(dara)) == 1


def test_days_to_come_and_days_that_cannot_be(town: Town) -> None:
    tomorrow = town.now.date() + timedelta(days=1)
    for wrong in (
        {"looked_on": tomorrow},
        {"known_since": tomorrow},
        {"known_since": town.now.date() - timedelta(days=1)},
        {"what": " "},
    ):
        with pytest.raises(NotValid):
            unauthorised.report(town.call("mara"), told(town, **wrong))
    assert list_own(town.call("mara")) == ()


@on_both
def test_a_report_without_a_vacancy_is_placed_by_hr(town: Town) -> None:
    vacancy, candidate = applied(town)
    ref = unauthorised.report(town.call("alan"), told(town, vacancy="", whom="the librarian"))
    assert list_own(town.call("alan"))[0].vacancy_ref == ""
    hugh = town.call("hugh")
    for where, code in (("LIB-99", ""), ("LIB-7", "C-09")):
        with pytest.raises(NotValid):
            unauthorised.place(hugh, ref, 1, where, code)
    with pytest.raises(NotValid):  # of her own panel
        unauthorised.place(town.call("hana"), ref, 1, "LIB-7", "")
    unauthorised.place(hugh, ref, 1, "lib-7", "C-01")
    with pytest.raises(Conflict):
        handle(hugh, ref, 1, said(Effect.NONE))
    with pytest.raises(NotPossible):
        unauthorised.place(hugh, ref, 2, "LIB-7", "C-01")
    assert read_report(town.call("alan"), ref).row.vacancy_reference == ""
    handle(hugh, ref, 2, said(Effect.SCORED_AGAIN))
    with pytest.raises(NotPossible):
        handle(hugh, ref, 3, said(Effect.NONE))
    with hugh.look() as work:
        (line,) = printed(work, read_chain(work, vacancy, position_of(work, vacancy)))
    assert (line.candidate, line.effect) == ("C-01", Effect.SCORED_AGAIN)
    assert not line.told_by_looker or line.code == unauthorised.report_code(ref)


@on_both
def test_it_goes_with_the_candidate_and_stays_counted(town: Town) -> None:
    vacancy, candidate = applied(town)
    ref = unauthorised.report(town.call("mara"), told(town))
    handle(town.call("hugh"), ref, 1, said(Effect.RECUSAL))
    with town.call("dara").look() as work:
        held = held_of(
            work,
            work.session.get_one(Candidate, candidate),
            work.session.get_one(Vacancy, vacancy),
        )
        assert SEEN in str([held.says(record) for record in held.records])
    town.erase(candidate)
    with town.call("dara").look() as work:
        records = open_records(work.session, work.vault, subject_ref=ref)
        assert len(records) == 2 and all(one.payload is None for one in records)
        (line,) = printed(work, read_chain(work, vacancy, position_of(work, vacancy)))
        assert line.erased and line.effect is None
        assert code_of(1) != line.candidate
    assert read_report(town.call("mara"), ref).told is None
    ruling = BreachRuling.NO_BREACH
    unauthorised.decide_breach(town.call("dara"), ref, 2, ruling, PersonTold.NOT_TOLD, SEEN)
    with town.call("dara").look() as work:
        last = open_records(work.session, work.vault, subject_ref=ref)[-1]
        assert (last.event, last.payload) == (Event.BREACH_DECIDED, {})
    again = unauthorised.report(town.call("mara"), told(town))
    with town.call("dara").look() as work:
        assert work.session.get_one(UnauthorisedSearch, again).candidate_ref is None


def test_without_a_candidate_the_words_go_after_the_years_of_the_register(town: Town) -> None:
    ref = unauthorised.report(town.call("mara"), told(town, vacancy=""))
    town.wait(days=1094)
    assert registers.erase_due(town.call("hugh")) == 0
    town.wait(days=2)
    assert registers.erase_due(town.call("hugh")) == 1
    assert registers.erase_due(town.call("hugh")) == 0
    shown = read_report(town.call("mara"), ref)
    assert shown.told is None and shown.row.state == "open"
