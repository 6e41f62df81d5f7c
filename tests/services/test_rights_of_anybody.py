"""Requests of people who have no page here: counted and answered as all are, and erased."""

from datetime import date
from pathlib import Path

import pytest

from screening.domain.errors import KeyDestroyed, NotAllowed, NotFound, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import CLOCK
from screening.domain.rights import Channel, RightsKind, RightsState, Step
from screening.domain.words import Role
from screening.services import rights
from screening.services.call import Call
from screening.services.erasure import erasing, registers
from screening.services.erasure.registers import key_of_request
from screening.services.reading.rights.entry import RightsShown, read_rights
from screening.services.reading.rights.register import Over, count_over, list_entries, list_open
from screening.services.reminding import clocks
from screening.services.rights import Asked, Outsider
from screening.store.ledger_store import open_records
from screening.store.tables.outbox import Notification
from screening.store.tables.record import payload, record
from screening.store.tables.rights import RightsRequest
from tests.databases import on_both
from tests.services.town import Town

MONDAY = date(2026, 11, 23)
JANE = Outsider("Jane Smith, 1 High Street", "A page on which my brother was looked at")
WORDS = "Send me what you hold about me."


def enter(town: Town, kind: RightsKind = RightsKind.ACCESS, by: str = "hugh") -> str:
    return rights.enter_of(town.call(by), JANE, Asked(kind, Channel.POST, MONDAY, WORDS))


def see(town: Town, ref: str, by: str = "dara") -> RightsShown:
    return read_rights(town.call(by), ref)


def answered(town: Town) -> str:
    ref = enter(town)
    rights.take_step(town.call("dara"), ref, 1, Step.ANSWER, "We hold nothing.")
    return ref


@on_both
def test_it_has_the_clock_of_all_and_is_taken_to_its_end(town: Town) -> None:
    ref = enter(town)
    shown = see(town, ref)
    assert (shown.row.name, shown.row.code, shown.row.candidate_ref) == (f"R-{ref[:6]}", "", "")
    assert (shown.row.due, shown.who, shown.about) == (date(2026, 12, 23), JANE.who, JANE.about)
    assert (shown.asked, shown.vacancy_ref) == (WORDS, "")
    assert [row.ref for row in list_open(town.call("dara"))] == [ref]
    rights.take_step(town.call("dara"), ref, 1, Step.ACKNOWLEDGE, "")
    rights.take_step(town.call("dara"), ref, 2, Step.ANSWER, "We hold nothing.")
    shown = see(town, ref)
    assert shown.row.state is RightsState.ANSWERED
    assert [one.words for one in shown.events] == ["", "We hold nothing."]
    assert list_open(town.call("dara")) == ()
    assert [row.ref for row in list_entries(town.call("dara")).rows] == [ref]
    assert count_over(town.call("dara")) == Over(1, 0, 0)


@on_both
def test_what_it_says_is_sealed_under_a_key_of_its_own(town: Town) -> None:
    ref = enter(town)
    with town.call("dara").look() as work:
        (entered,) = open_records(work.session, work.vault, subject_ref=ref)
        row = work.session.execute(
            payload.select()
            .join(record, record.c.seq == payload.c.seq)
            .where(record.c.subject_ref == ref)
        ).one()
        columns = vars(work.session.get_one(RightsRequest, ref)).values()
    assert entered.event == Event.RIGHTS_ENTERED
    assert (row.owner, row.retention) == key_of_request(ref)
    for text in (JANE.who, JANE.about, WORDS):
        assert text.encode() not in row.sealed
        assert text not in map(str, columns)


def test_officers_are_told_of_it_and_reminded(town: Town) -> None:
    ref = enter(town)
    town.wait(days=26)
    clocks.look(town.call("alan"))
    with town.call("dara").look() as work:
        found = work.session.query(Notification).where(Notification.about == ref).all()
        told = {one.kind for one in found if one.account_ref == town.people["dara"].ref}
    assert told == {Told.RIGHTS, Told.RIGHTS_NEAR}


def test_hr_sees_their_own_and_an_officer_of_any_panel_all(town: Town) -> None:
    town.add("petra", Role.DATA_PROTECTION, Role.MANAGER)
    town.vacancy(panel=("mara", "petra"))
    ref = enter(town)
    assert [row.ref for row in list_open(town.call("hugh"))] == [ref]
    assert see(town, ref, "hugh").steps == ()
    assert list_open(town.call("hetty")) == ()
    with pytest.raises(NotFound):
        see(town, ref, "hetty")
    assert [row.ref for row in list_open(town.call("petra"))] == [ref]
    assert see(town, ref, "petra").steps


@pytest.mark.parametrize("name", ["mara", "edith", "alan"])
def test_nobody_else_enters_or_reads(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        enter(town, by=name)
    with pytest.raises(NotFound):
        see(town, enter(town), name)


@pytest.mark.parametrize(
    ("who", "words", "received", "wrong"),
    [
        (" ", WORDS, MONDAY, "who"),
        ("Jane", " ", MONDAY, "words"),
        ("J" * 5000, WORDS, MONDAY, "who"),
        ("Jane", WORDS, date(2026, 11, 24), "received"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    town: Town, who: str, words: str, received: date, wrong: str
) -> None:
    asked = Asked(RightsKind.ACCESS, Channel.POST, received, words)
    with pytest.raises(NotValid) as refused:
        rights.enter_of(town.call("hugh"), Outsider(who, ""), asked)
    assert wrong in refused.value.fields


@on_both
def test_its_words_go_once_it_is_over_and_its_years_are(town: Town) -> None:
    over, open_still = answered(town), enter(town)
    clock = Call(town.store, CLOCK, town.clock)
    town.wait(days=1094)
    assert registers.erase_due(clock) == 0
    town.wait(days=1)
    assert registers.erase_due(clock) == 1
    assert registers.erase_due(clock) == 0
    shown = see(town, over)
    assert (shown.erased, shown.who, shown.about, shown.asked) == (True, None, None, None)
    assert [one.words for one in shown.events] == [None]
    assert shown.row.state is RightsState.ANSWERED
    assert see(town, open_still).who == JANE.who, "it is not over"
    with town.call("dara").look() as work:
        sealed = work.session.scalars(
            payload.select().with_only_columns(payload.c.sealed).where(payload.c.owner == over)
        ).all()
        keys = list(registers.gone(work.session))
        assert sealed and set(sealed) == {None}
    assert keys == [key_of_request(over)]
    with pytest.raises(KeyDestroyed):
        town.store.vault.ensure(key_of_request(over))


def test_the_key_that_an_older_vault_brings_back_is_destroyed_again(
    town: Town, vault_url: str
) -> None:
    file = Path(vault_url.removeprefix("sqlite:///"))
    ref, clock = answered(town), Call(town.store, CLOCK, town.clock)
    town.wait(days=1095)
    town.store.vault.engine.dispose()
    older = file.read_bytes()
    registers.erase_due(clock)
    town.store.vault.engine.dispose()
    file.write_bytes(older)
    town.store.vault.refresh()
    assert not town.store.vault.is_destroyed(key_of_request(ref)), "it is an older vault"
    erasing.bury(clock)
    town.store.vault.refresh()
    assert town.store.vault.is_destroyed(key_of_request(ref))
