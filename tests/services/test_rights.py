"""The register: entered, counted, answered; each step on record, and one step a version."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from screening.domain.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    NotPossible,
    NotValid,
    ScreeningError,
)
from screening.domain.events import Event
from screening.domain.rights import Channel, RightsKind, RightsState, Step
from screening.domain.words import Retention, Role
from screening.reports.model import Organisation
from screening.services import rights
from screening.services.calendar import day_of
from screening.services.checks import notices
from screening.services.reading.rights import register
from screening.services.reading.rights.entry import RightsShown, read_rights
from screening.services.reading.rights.register import Over, count_over, list_entries, list_open
from screening.services.rights import Asked
from screening.services.subject_access import look_at
from screening.store.ledger_store import open_records
from screening.store.tables.record import payload
from tests.databases import on_both
from tests.services.town import Town

MONDAY = date(2026, 11, 23)
WORDS = "Please send me all that you hold about me, and what Tom wrote."


@pytest.fixture
def candidate(town: Town) -> str:
    """Somebody who applied."""
    return town.candidate(town.vacancy())


def enter(
    town: Town, candidate: str, kind: RightsKind = RightsKind.ACCESS, by: str = "dara"
) -> str:
    """An entry received on the town's first day."""
    return rights.enter(town.call(by), candidate, Asked(kind, Channel.EMAIL, MONDAY, WORDS))


def step(town: Town, ref: str, which: Step, words: str = "We wrote to you.") -> None:
    """Take a step on the newest version, today."""
    rights.take_step(town.call("dara"), ref, see(town, ref).version, which, words)


def see(town: Town, ref: str, by: str = "dara") -> RightsShown:
    return read_rights(town.call(by), ref)


@on_both
def test_a_request_goes_from_receipt_to_its_answer(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)
    shown = see(town, ref)
    assert (shown.row.name, shown.row.code, shown.row.due) == (
        "LIB-7/R-1",
        "C-01",
        date(2026, 12, 23),
    )
    assert shown.asked == WORDS
    assert "12A" in shown.source
    step(town, ref, Step.ACKNOWLEDGE, "")
    step(town, ref, Step.ANSWER, "We sent you the copy.")
    shown = see(town, ref)
    assert shown.row.state is RightsState.ANSWERED
    assert [one.words for one in shown.events] == ["", "We sent you the copy."]
    assert shown.steps == ()
    assert list_open(town.call("dara")) == ()
    assert [row.ref for row in list_entries(town.call("dara")).rows] == [ref]


def test_each_step_is_on_record_and_its_words_are_sealed(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)
    step(town, ref, Step.EXTEND, "It is a lot to read.")
    with town.call("dara").look() as work:
        records = open_records(work.session, work.vault, subject_ref=candidate)[-2:]
        sealed = b"".join(row.sealed for row in work.session.execute(payload.select()))
    assert [one.event for one in records] == [Event.RIGHTS_ENTERED, Event.RIGHTS_EXTENDED]
    assert WORDS.encode() not in sealed
    assert see(town, ref).row.due == date(2027, 2, 23)


@on_both
def test_the_clock_begins_anew_with_who_they_are(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)
    step(town, ref, Step.ASK_IDENTITY)
    shown = see(town, ref)
    assert (shown.row.state, shown.row.due) == (RightsState.IDENTITY, None)
    town.wait(days=8)
    step(town, ref, Step.GO_ON)
    assert (see(town, ref).row.state, see(town, ref).row.due) == (
        RightsState.OPEN,
        date(2027, 1, 4),  # a month later is New Year's Day, a Friday
    )


def test_days_of_waiting_for_what_it_is_about_do_not_count(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)
    step(town, ref, Step.ACKNOWLEDGE)
    with pytest.raises(NotValid):
        step(town, ref, Step.ASK_CLARIFICATION, "")
    step(town, ref, Step.ASK_CLARIFICATION)
    town.wait(days=6)
    step(town, ref, Step.GO_ON)
    shown = see(town, ref)
    assert (shown.row.state, shown.not_counted) == (RightsState.ACKNOWLEDGED, 7)
    assert shown.row.due == date(2026, 12, 30)


def test_an_extension_that_comes_too_late_is_none(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)
    town.wait(days=31)
    with pytest.raises(NotValid) as refused:
        step(town, ref, Step.EXTEND)
    assert "on" in refused.value.fields
    rights.take_step(town.call("dara"), ref, 1, Step.EXTEND, "Told.", date(2026, 12, 23))
    assert see(town, ref).row.state is RightsState.EXTENDED


def test_a_complaint_is_acknowledged_then_answered(town: Town, candidate: str) -> None:
    ref = enter(town, candidate, RightsKind.COMPLAINT)
    row = see(town, ref).row
    assert (row.due, row.acknowledge) == (date(2026, 12, 22), True)
    step(town, ref, Step.ACKNOWLEDGE)
    row = see(town, ref).row
    assert (row.due, row.acknowledge) == (date(2026, 12, 23), False)
    with pytest.raises(NotPossible):
        step(town, ref, Step.EXTEND)


@pytest.mark.parametrize("which", [Step.ANSWER, Step.REFUSE, Step.EXTEND])
def test_what_the_person_is_told_has_to_be_given(town: Town, candidate: str, which: Step) -> None:
    ref = enter(town, candidate)
    with pytest.raises(NotValid):
        step(town, ref, which, "  ")
    assert see(town, ref).row.state is RightsState.OPEN


def test_days_to_come_and_days_before_are_refused(town: Town, candidate: str) -> None:
    for day in (date(2026, 11, 24),):
        with pytest.raises(NotValid):
            rights.enter(
                town.call("dara"),
                candidate,
                Asked(RightsKind.ACCESS, Channel.POST, day, WORDS),
            )
    ref = enter(town, candidate)
    for day in (date(2026, 11, 22), date(2026, 11, 24)):
        with pytest.raises(NotValid):
            rights.take_step(town.call("dara"), ref, 1, Step.ACKNOWLEDGE, "", day)


def test_what_is_due_soonest_comes_first_and_what_is_late_is_marked(
    town: Town, candidate: str
) -> None:
    access = enter(town, candidate)
    waits = enter(town, candidate, RightsKind.ERASURE)
    complaint = enter(town, candidate, RightsKind.COMPLAINT)
    step(town, waits, Step.ASK_IDENTITY)
    rows = list_open(town.call("dara"))
    assert [row.ref for row in rows] == [complaint, access, waits]
    assert [row.overdue for row in rows] == [False] * 3
    town.wait(days=30)
    assert [row.overdue for row in list_open(town.call("dara"))] == [True, False, False]


@on_both
def test_an_open_objection_to_a_check_is_listed_once_and_leads_there(town: Town) -> None:
    check = town.told(town.vacancy())
    notices.raise_objection(town.call("hugh"), check, "That is not me.")
    (row,) = list_open(town.call("dara"))
    assert (row.check_ref, row.kind, row.due) == (check, RightsKind.OBJECTION, date(2026, 12, 23))
    assert (row.name, row.check_number) == ("LIB-7", 1)  # the word between is the page's
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It is.")
    assert list_open(town.call("dara")) == ()


def test_the_month_of_an_objection_runs_from_its_receipt(town: Town) -> None:
    check = town.told(town.vacancy())
    town.wait(days=3)
    raise_it = notices.raise_objection
    for day in (date(2026, 11, 22), date(2026, 11, 27)):
        with pytest.raises(NotValid) as refused:
            raise_it(town.call("hugh"), check, "That is not me.", day)
        assert "received" in refused.value.fields
    raise_it(town.call("hugh"), check, "That is not me.", date(2026, 11, 24))
    (row,) = list_open(town.call("dara"))
    assert (row.received, row.due, row.is_known) == (
        date(2026, 11, 24),
        date(2026, 12, 24),
        True,
    )
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It is.")
    raise_it(town.call("hugh"), check, "I do not agree.")
    (row,) = list_open(town.call("dara"))
    assert (row.received, row.is_known) == (date(2026, 11, 26), False)


@on_both
def test_once_erased_an_objection_is_counted_from_when_it_was_written_down(town: Town) -> None:
    check = town.told(town.vacancy())
    town.wait(days=3)
    notices.raise_objection(town.call("hugh"), check, "That is not me.", MONDAY)
    town.store.vault.destroy(town.see("hugh", check).candidate_ref, [Retention.REQUEST])
    (row,) = list_open(town.call("dara"))
    assert (row.received, row.is_known) == (date(2026, 11, 26), False)


def test_hr_enters_and_sees_their_own_alone(town: Town, candidate: str) -> None:
    mine, other = enter(town, candidate, by="hugh"), enter(town, candidate, by="hetty")
    assert [row.ref for row in list_open(town.call("hugh"))] == [mine]
    assert see(town, mine, "hugh").steps == ()
    with pytest.raises(NotFound):
        see(town, other, "hugh")
    with pytest.raises(NotAllowed):
        rights.take_step(town.call("hugh"), mine, 1, Step.ANSWER, "Done.")
    assert {row.ref for row in list_open(town.call("dara"))} == {mine, other}


@pytest.mark.parametrize("name", ["mara", "edith", "alan"])
def test_nobody_else_enters_or_reads(town: Town, candidate: str, name: str) -> None:
    with pytest.raises(NotAllowed):
        enter(town, candidate, by=name)
    with pytest.raises(NotAllowed):
        list_open(town.call(name))
    with pytest.raises(NotFound):
        see(town, enter(town, candidate), name)


def test_an_officer_of_the_panel_answers_nobody_there(town: Town) -> None:
    town.add("petra", Role.DATA_PROTECTION, Role.MANAGER)
    ref = enter(town, town.candidate(town.vacancy(panel=("mara", "petra"))))
    assert list_open(town.call("petra")) == ()
    with pytest.raises(NotFound):
        see(town, ref, "petra")
    with pytest.raises(NotFound):
        rights.take_step(town.call("petra"), ref, 1, Step.ANSWER, "Done.")


@on_both
def test_of_two_steps_at_once_one_is_taken(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)

    def take(which: Step) -> str:
        try:
            rights.take_step(town.call("dara"), ref, 1, which, "Told.")
        except ScreeningError as error:
            return type(error).__name__
        return "taken"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(take, [Step.ANSWER, Step.REFUSE] * 2))
    assert answers.count("taken") == 1
    assert set(answers) <= {"taken", Conflict.__name__, NotPossible.__name__}
    assert see(town, ref).version == 2
    with town.call("dara").look() as work:
        records = open_records(work.session, work.vault, subject_ref=candidate)
    assert sum(one.event in {Event.RIGHTS_ANSWERED, Event.RIGHTS_REFUSED} for one in records) == 1


def test_a_step_on_what_has_changed_is_a_conflict(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)
    step(town, ref, Step.ACKNOWLEDGE)
    with pytest.raises(Conflict):
        rights.take_step(town.call("dara"), ref, 1, Step.ANSWER, "Told.")


def test_numbers_go_by_vacancy_and_a_second_click_enters_nothing(
    town: Town, candidate: str
) -> None:
    asked = Asked(RightsKind.ACCESS, Channel.EMAIL, MONDAY, WORDS)
    first = rights.enter(town.call("dara", "k" * 32), candidate, asked)
    assert rights.enter(town.call("dara", "k" * 32), candidate, asked) == first
    assert see(town, enter(town, candidate)).row.name == "LIB-7/R-2"
    other = enter(town, town.candidate(town.vacancy("HSG-1")))
    assert see(town, other).row.name == "HSG-1/R-1"


def test_it_is_part_of_what_the_person_may_have(town: Town, candidate: str) -> None:
    step(town, enter(town, candidate), Step.ANSWER, "We sent it.")
    subject = look_at(
        town.call("dara"), candidate, "LIB-7/R-1", Organisation("Wexcombe", "#123456")
    )
    (section,) = (each for each in subject.sections if each.name == "rights")
    said = {one.field: one.value for entry in section.entries for one in entry.said}
    assert (said["asked"], said["words"]) == (WORDS, "We sent it.")


def test_after_erasing_it_is_ended_without_words(town: Town, candidate: str) -> None:
    ref = enter(town, candidate, RightsKind.ERASURE)
    town.erase(candidate)
    assert see(town, ref).asked is None
    step(town, ref, Step.ANSWER, "Your data is erased.")
    shown = see(town, ref)
    assert (shown.row.state, shown.asked) == (RightsState.ANSWERED, None)
    assert {one.words for one in shown.events} == {None}
    with pytest.raises(NotPossible):
        enter(town, candidate)


def test_after_erasing_hr_is_not_told_of_entries_that_others_made(
    town: Town, candidate: str
) -> None:
    mine, other = enter(town, candidate, by="hugh"), enter(town, candidate, by="hetty")
    step(town, other, Step.ANSWER)
    assert see(town, mine, "hugh").events == ()
    town.erase(candidate)
    assert see(town, mine, "hugh").events == ()
    assert [one.event for one in see(town, mine).events] == [Event.RIGHTS_ANSWERED]


def test_where_too_much_waits_it_is_the_oldest_that_is_shown(
    town: Town, candidate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MOST", 1)
    oldest = enter(town, candidate)
    town.wait(days=20)
    late = Asked(RightsKind.ACCESS, Channel.EMAIL, day_of(town.now), WORDS)
    rights.enter(town.call("dara"), candidate, late)
    assert [row.ref for row in list_open(town.call("dara"))] == [oldest]


def ended(town: Town, ref: str) -> tuple[date | None, date | None, int | None, bool]:
    """When it was due, when it ended, by how many working days too late, acknowledged late."""
    (row,) = (row for row in list_entries(town.call("dara")).rows if row.ref == ref)
    assert see(town, ref).row == row
    return row.due, row.closed_on, row.late, row.acknowledged_late


def test_what_was_answered_late_says_so(town: Town, candidate: str) -> None:
    late, in_time, back_dated = (enter(town, candidate) for _entry in range(3))
    due = date(2026, 12, 23)
    town.wait(days=30)
    step(town, in_time, Step.ANSWER)
    town.wait(days=8)
    step(town, late, Step.ANSWER)
    rights.take_step(town.call("dara"), back_dated, 1, Step.ANSWER, "We sent it then.", due)
    assert ended(town, in_time) == (due, due, None, False)
    assert ended(town, back_dated) == (due, due, None, False)
    # From the 23rd to the 31st: the 24th, 29th, 30th and 31st are working days.
    assert ended(town, late) == (due, date(2026, 12, 31), 4, False)
    assert count_over(town.call("dara")) == Over(3, 1, 0)


def test_by_how_much_it_was_late_may_be_no_working_day(town: Town, candidate: str) -> None:
    town.wait(days=2)
    asked = Asked(RightsKind.COMPLAINT, Channel.EMAIL, day_of(town.now), WORDS)
    ref = rights.enter(town.call("dara"), candidate, asked)
    town.wait(days=31)
    step(town, ref, Step.ANSWER)
    christmas = date(2026, 12, 25)
    assert ended(town, ref) == (christmas, date(2026, 12, 26), 0, True)


def test_while_we_wait_for_the_person_nothing_is_late(town: Town, candidate: str) -> None:
    ref = enter(town, candidate)
    step(town, ref, Step.ASK_IDENTITY)
    town.wait(days=90)
    step(town, ref, Step.REFUSE, "You did not show who you are.")
    assert ended(town, ref) == (None, day_of(town.now), None, False)


def test_a_complaint_that_was_acknowledged_late_says_so(town: Town, candidate: str) -> None:
    late, in_time, never = (enter(town, candidate, RightsKind.COMPLAINT) for _entry in range(3))
    town.wait(days=29)
    step(town, in_time, Step.ACKNOWLEDGE, "")
    town.wait(days=1)
    step(town, late, Step.ACKNOWLEDGE, "")
    (waits,) = (row for row in list_open(town.call("dara")) if row.ref == late)
    assert (waits.acknowledge, waits.due) == (False, date(2026, 12, 23))
    assert waits.acknowledged_late
    assert not see(town, in_time).row.acknowledged_late
    for ref in (late, in_time, never):
        step(town, ref, Step.ANSWER)
    assert ended(town, late) == (date(2026, 12, 23), date(2026, 12, 23), None, True)
    assert not ended(town, in_time)[3]
    assert ended(town, never)[3]  # the answer is the first that they heard, a day too late
    assert see(town, late).acknowledge_by == date(2026, 12, 22)
    assert count_over(town.call("dara")) == Over(3, 0, 2)


@on_both
def test_what_was_late_is_counted_for_those_who_may_read_it(town: Town, candidate: str) -> None:
    mine, other = enter(town, candidate, by="hugh"), enter(town, candidate, by="hetty")
    town.wait(days=60)
    for ref in (mine, other):
        step(town, ref, Step.ANSWER)
    assert count_over(town.call("hugh")) == Over(1, 1, 0)
    assert count_over(town.call("dara")) == Over(2, 2, 0)
    with pytest.raises(NotAllowed):
        count_over(town.call("edith"))
