"""What HR says of a search without authorisation is so: who is recused takes no part in choosing,
and a breach that nobody told of as one has its hours all the same.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from screening.domain.errors import Conflict, NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.domain.words import Role, SearcherKind, WithheldBecause
from screening.services import unauthorised
from screening.services.checks import deciding, handing_over
from screening.services.checks.deciding import Searcher
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.desk.waiting import mine_to_decide
from screening.services.reading.registers.unauthorised import (
    list_breaches,
    list_no_breaches,
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
from screening.store.tables.registers import Recusal
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.town import Town, populated

PANEL = ("mara", "miles", "mo")
SEEN_BY = "hetty@example.test, MILES@example.test\nhetty@example.test"


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    town.add("mo", Role.MANAGER)
    town.add("henry", Role.HR)
    town.all_read_policy()
    return town


def told(town: Town, by: str = "mara", breach: Breach = Breach.NO, **other: object) -> str:
    today = town.now.date()
    given: dict[str, object] = {
        "made_by": MadeBy.ME,
        "email": "",
        "looked_on": today,
        "vacancy": "LIB-7",
        "whom": "C-01",
        "what": "A page.",
        "others": "",
        "breach": breach,
        "known_since": today,
    }
    return unauthorised.report(town.call(by), ReportText(**(given | other)))  # type: ignore[arg-type]  # names of its fields


def said(
    effect: Effect = Effect.RECUSAL, breach: Breach = Breach.NO, colleagues: str = ""
) -> Handled:
    return Handled(effect, breach, "They step back.", colleagues=colleagues)


def recused(town: Town, ref: str) -> set[str]:
    with town.call("dara").look() as work:
        persons = work.session.scalars(select(Recusal.person_ref).where(Recusal.report_ref == ref))
        return set(persons)


@on_both
def test_who_saw_it_scores_nobody_there_and_reads_nothing_more(town: Town) -> None:
    handed = town.handed_over(town.vacancy(panel=PANEL))
    handing_over.lock_scores(town.call("mara"), handed)
    assert town.see("mara", handed).panel.handed
    ref = told(town)
    handle(town.call("hugh"), ref, 1, said(colleagues=SEEN_BY))
    assert recused(town, ref) == {
        town.people[name].person_ref for name in ("mara", "hetty", "miles")
    }
    assert not town.see("mara", handed).panel.handed  # nor by the lock of before
    with pytest.raises(NotAllowed, match="recused"):
        handing_over.lock_scores(town.call("miles"), handed)
    with pytest.raises(NotAllowed, match="recused"):
        handing_over.record_influence(town.call("mara"), handed, {"E1": False}, "No.")
    handing_over.lock_scores(town.call("mo"), handed)
    handing_over.record_influence(town.call("mo"), handed, {"E1": False}, "No.")


@on_both
def test_who_saw_it_decides_and_hands_over_nothing_there_whatever_the_account(town: Town) -> None:
    town.add("hetty too", Role.HR, person=town.people["hetty"].person_ref)
    town.all_read_policy()
    vacancy = town.vacancy(panel=PANEL)
    searched = town.searched(vacancy)
    asked = town.submitted(vacancy, question="Did she post weekly in 2023 at all?")
    town.confirm(asked)
    elsewhere = town.submitted(town.vacancy("LIB-9", panel=("mo",)), by="mo")
    town.confirm(elsewhere)
    handle(town.call("hugh"), told(town), 1, said(colleagues=SEEN_BY))
    tainted = WithheldBecause.TAINTED
    for name in ("hetty", "hetty too"):
        by = town.call(name)
        with pytest.raises(NotAllowed, match="recused"):
            deciding.reject(by, asked, 1, "No.")
        with pytest.raises(NotAllowed, match="recused"):
            handing_over.hand_over(by, searched, "The posts are there.")
        with pytest.raises(NotAllowed, match="recused"):
            handing_over.withhold(by, searched, tainted, "It shows a child.")
        assert {row.ref for row in mine_to_decide(by)} == {elsewhere}
    with pytest.raises(NotValid) as refused:
        approve(town, asked, "hetty")
    assert set(refused.value.fields) == {"searcher"}
    deciding.reject(town.call("hetty"), elsewhere, 1, "No.")
    approve(town, asked, "sam")
    handing_over.hand_over(town.call("henry"), searched, "The posts are there.")


def approve(town: Town, check: str, searcher: str) -> None:
    deciding.approve(
        town.call("hugh"),
        check,
        1,
        scope=town.whole(check),
        searcher=Searcher(SearcherKind.HR, town.people[searcher].person_ref),
        reasons="It tests the claim.",
    )


def test_who_is_recused_is_named_to_those_who_deal_with_it_and_in_the_report(town: Town) -> None:
    vacancy = town.vacancy(panel=PANEL)
    candidate = town.candidate(vacancy)
    ref = told(town)
    with town.call("dara").look() as work:
        before = position_of(work, vacancy)
    handle(town.call("hugh"), ref, 1, said(colleagues=SEEN_BY))
    for name in ("hugh", "dara", "edith"):
        shown = read_report(town.call(name), ref)
        assert shown.recused == ("hetty", "mara", "miles")
        (event,) = shown.events
        (fact,) = (fact for fact in event.facts or () if fact.field == "recused")
        assert set(str(fact.value).split(", ")) == {"mara", "hetty", "miles"}
    with town.call("dara").look() as work:  # theirs to leave out of the candidate's copy
        row = work.session.get_one(Candidate, candidate)
        held = held_of(work, row, work.session.get_one(Vacancy, vacancy))
        said_of = [each for record in held.records for each in held.says(record)]
        (names,) = (each.free for each in said_of if each.field == "recused")
        assert names and "miles" in names.text and not names.own
    own = read_report(town.call("mara"), ref)
    assert own.recused == () and own.row.effect is Effect.RECUSAL
    town.erase(candidate)
    with town.call("dara").look() as work:
        (line,) = printed(work, read_chain(work, vacancy, position_of(work, vacancy)))
        assert line.erased and line.recused == ("hetty", "mara", "miles")
        (line,) = printed(work, read_chain(work, vacancy, before))
        assert line.recused == () and line.judged is None and not line.holds_nobody
    with pytest.raises(NotAllowed, match="recused"):  # whatever is erased of whom it was about
        deciding.reject(town.call("hetty"), town.submitted(vacancy), 1, "No.")


@on_both
def test_nobody_is_recused_by_mistake(town: Town) -> None:
    town.vacancy(panel=PANEL)
    ref = told(town)
    hugh = town.call("hugh")
    for wrong in (
        said(colleagues="nobody@example.test"),
        said(colleagues="miles@example.test nobody@example.test"),
        said(colleagues="HUGH@example.test"),  # who deals with it did not see it
        said(Effect.SCORED_AGAIN, colleagues="miles@example.test"),
        said(colleagues="miles@example.test\x00"),
    ):
        with pytest.raises(NotValid):
            handle(hugh, ref, 1, wrong)
    assert recused(town, ref) == set() and read_report(hugh, ref).row.effect is None
    handle(hugh, ref, 1, said(Effect.SCORED_AGAIN))
    assert recused(town, ref) == set()


@on_both
def test_who_is_not_known_cannot_be_held_to_it_and_who_is_named_later_where_can(town: Town) -> None:
    vacancy = town.vacancy(panel=PANEL)
    asked = town.submitted(vacancy)
    town.confirm(asked)
    somebody = {"made_by": MadeBy.SOMEBODY_ELSE, "email": "away@elsewhere.test"}
    ref = told(town, "mo", vacancy="", whom="", **somebody)
    hugh = town.call("hugh")
    assert not read_report(hugh, ref).looker_known
    handle(hugh, ref, 1, said())
    assert recused(town, ref) == set()
    with hugh.look() as work:
        assert open_records(work.session, work.vault, subject_ref=ref)[-1].payload["recused"] == []
    other = told(town, "mo", vacancy="", whom="", **somebody)
    handle(hugh, other, 1, said(colleagues="hetty@example.test"))
    assert asked in {row.ref for row in mine_to_decide(town.call("hetty"))}
    town.wait(minutes=1)
    for each in (ref, other):
        unauthorised.place(hugh, each, 2, "LIB-7", "")
    assert mine_to_decide(town.call("hetty")) == ()
    with hugh.look() as work:
        lines = printed(work, read_chain(work, vacancy, position_of(work, vacancy)))
    assert sorted((line.holds_nobody, line.recused) for line in lines) == [
        (False, ("hetty",)),
        (True, ()),
    ]


@on_both
@pytest.mark.parametrize("judged", [Breach.YES, Breach.UNSURE])
def test_hr_opens_the_breach_question_that_a_report_had_closed(town: Town, judged: Breach) -> None:
    town.vacancy(panel=PANEL)
    dara, hugh = town.call("dara"), town.call("hugh")
    two_days_ago = town.now.date() - timedelta(days=2)
    ref = told(town, looked_on=date(2026, 11, 20), known_since=two_days_ago)
    assert list_breaches(dara) == ()
    assert [row.ref for row in list_no_breaches(dara)] == [ref]
    town.wait(hours=3)
    handle(hugh, ref, 1, said(Effect.NONE, judged))
    assert list_no_breaches(dara) == ()
    (row,) = list_breaches(dara)
    # As if it had been told of as one: since the first moment of the day on which it was known.
    assert (row.breach, row.judged, row.state) == (Breach.NO, judged, "handled")
    beginning = row.notify_by - timedelta(hours=72) if row.notify_by else None
    assert beginning is not None and beginning.date() == two_days_ago
    assert Told.BREACH in {one.kind for one in list_notifications(dara).rows}
    record = last_of(town, ref)
    assert (record["judged"], record["effect"]) == (judged, Effect.NONE)
    ruling = BreachRuling.NOTIFIED
    unauthorised.decide_breach(dara, ref, 2, ruling, PersonTold.TOLD, "It is one.")
    assert read_report(dara, ref).row.state == "closed"


@on_both
def test_a_no_of_both_closes_it_and_data_protection_looks_at_it_all_the_same(town: Town) -> None:
    town.vacancy(panel=PANEL)
    dara = town.call("dara")
    ref = told(town)
    handle(town.call("hugh"), ref, 1, said(Effect.NONE))
    assert read_report(dara, ref).row.state == "closed"
    assert list_breaches(dara) == () and [row.ref for row in list_no_breaches(dara)] == [ref]
    with pytest.raises(NotAllowed):
        list_no_breaches(town.call("hugh"))
    unauthorised.decide_breach(
        dara, ref, 2, BreachRuling.NO_BREACH, PersonTold.NOT_TOLD, "A public page, once."
    )
    assert list_no_breaches(dara) == ()


def test_hr_stops_no_hours_and_opens_nothing_that_is_decided(town: Town) -> None:
    town.vacancy(panel=PANEL)
    dara, hugh = town.call("dara"), town.call("hugh")
    ref = told(town, breach=Breach.YES)
    (before,) = list_breaches(dara)
    town.wait(hours=1)
    handle(hugh, ref, 1, said(Effect.NONE, Breach.NO))
    (row,) = list_breaches(dara)
    assert (row.notify_by, row.state) == (before.notify_by, "handled")
    other = told(town)
    unauthorised.decide_breach(
        dara, other, 1, BreachRuling.NO_BREACH, PersonTold.NOT_TOLD, "A public page, once."
    )
    with pytest.raises(Conflict):
        handle(hugh, other, 1, said(Effect.NONE, Breach.YES))
    handle(hugh, other, 2, said(Effect.NONE, Breach.YES))
    assert read_report(dara, other).row.notify_by is None
    assert read_report(dara, other).row.state == "closed"


def test_where_the_words_are_erased_the_hours_run_since_it_was_told(town: Town) -> None:
    candidate = town.candidate(town.vacancy(panel=PANEL))
    ref = told(town, looked_on=date(2026, 11, 20), known_since=date(2026, 11, 20))
    telling = read_report(town.call("dara"), ref).row.reported_at
    town.erase(candidate)
    handle(town.call("hugh"), ref, 1, said(Effect.NONE, Breach.YES))
    (row,) = list_breaches(town.call("dara"))
    assert row.notify_by == telling + timedelta(hours=72)


def last_of(town: Town, ref: str) -> dict[str, object]:
    with town.call("dara").look() as work:
        record = open_records(work.session, work.vault, subject_ref=ref)[-1]
        assert record.event == Event.UNAUTHORISED_HANDLED
        return dict(record.payload or {})
