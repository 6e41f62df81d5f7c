"""How to reach a candidate: on record when it becomes another, and kept from whoever would gain."""

import pytest

from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.importing import ListKind
from screening.domain.monitoring import Fate
from screening.domain.words import Role
from screening.services import subject_access, vacancies
from screening.services.checks import filing
from screening.services.importing import importing
from screening.services.reading.equality.timeline import Wanted, read_timeline
from screening.services.reading.rights.subject import held_of, read_subject
from screening.services.reading.telling.mails import read_mails
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.candidates import HERE
from tests.services.test_importing import (
    CANDIDATES,
    brought_in,
    everything,
    looked_at,
    person,
    records,
    vacancy,
)
from tests.services.town import FAIR, Town

OTHER = "someone.else@example.test"
MOVED = CANDIDATES.replace("ada@example.test", OTHER)
RENAMED = CANDIDATES.replace("Quillfeather", "Quill")


def asked(town: Town, by: str = "mara") -> str:
    """A check on the candidate who is imported first, sent by that person."""
    check = town.draft(vacancy(town).ref, person(town).ref, by)
    filing.submit(town.call(by), check, town.type_in(check, by, **FAIR))
    return check


def refused(town: Town, by: str, text: str = MOVED) -> list[str]:
    """The columns for which that person's file is not taken; it is not brought in either."""
    ref, shown = looked_at(town, ListKind.CANDIDATES, text, by)
    if found := [column for one in shown.rows for column, _said in one.problems]:
        with pytest.raises(NotValid):
            importing.bring_in(town.call(by), ref, shown.digest)
    return found


def test_another_address_is_on_record_and_in_their_copy_and_no_officer_reads_it(
    town: Town,
) -> None:
    everything(town)
    assert brought_in(town, ListKind.CANDIDATES, MOVED)[Fate.CHANGED] == 1
    ref, candidate = vacancy(town).ref, person(town).ref
    told = [
        (one.event, one.payload and one.payload.get("contact"))
        for one in records(town, ref)
        if one.subject_ref == candidate and one.event in (Event.CANDIDATE_ADDED,
                                                          Event.CANDIDATE_CHANGED)
    ]  # fmt: skip
    assert told == [
        (Event.CANDIDATE_ADDED, "ada@example.test"),
        (Event.CANDIDATE_CHANGED, OTHER),
    ]
    seen = repr(read_timeline(town.call("edith"), ref, Wanted()))
    assert OTHER not in seen and "ada@example.test" not in seen
    dara = town.call("dara")
    subject_access.look_at(dara, candidate, "They asked.", HERE)
    with dara.look() as work:
        row = work.session.get_one(Candidate, candidate)
        held = held_of(work, row, work.session.get_one(Vacancy, ref))
        copy = read_subject(held, HERE)
    values = [said.value for said in copy.everything_said() if said.field == "contact"]
    assert values.count("ada@example.test") == 1 and values.count(OTHER) == 2  # now, and then


@on_both
def test_who_sits_on_the_panel_brings_in_no_other_address(town: Town) -> None:
    everything(town)
    town.add("pat", Role.HR, Role.MANAGER)
    assert refused(town, "pat", CANDIDATES) == []
    seats = [town.people[name].ref for name in ("mara", "pat")]
    vacancies.set_panel(town.call("hugh"), vacancy(town).ref, seats)
    assert refused(town, "pat") == ["contact"]
    assert refused(town, "pat", RENAMED) == []
    vacancies.set_panel(town.call("hugh"), vacancy(town).ref, seats[:1])
    assert refused(town, "pat") == ["contact"]
    assert person(town).contact == "ada@example.test"
    assert refused(town, "hugh") == []


def test_who_asked_for_a_check_brings_in_no_other_address_until_it_is_over(town: Town) -> None:
    everything(town)
    check = asked(town, by="hetty")
    assert refused(town, "hetty") == ["contact"]
    assert refused(town, "hetty", CANDIDATES.replace("Bo;Ash;;", "Bo;Ash;bo@example.test;")) == []
    assert refused(town, "hugh") == []
    filing.withdraw(town.call("hetty"), check, "It is settled.")
    assert refused(town, "hetty") == []


@on_both
def test_whoever_sends_the_link_is_told_of_the_change(town: Town) -> None:
    everything(town)
    check = asked(town)
    brought_in(town, ListKind.CANDIDATES, RENAMED)
    assert read_mails(town.call("hugh"), check).changed is None
    town.wait(days=1)
    brought_in(town, ListKind.CANDIDATES, MOVED, by="hetty")
    changed_at = town.now
    town.wait(days=1)
    brought_in(town, ListKind.CANDIDATES, RENAMED.replace("ada@example.test", OTHER))
    mails = read_mails(town.call("hugh"), check)
    assert mails.changed and (mails.changed.by, mails.changed.at) == ("hetty", changed_at)
    assert mails.address == OTHER
    town.erase(person(town).ref)
    assert read_mails(town.call("hugh"), check).changed is None
