"""Finding somebody by name: by whom, who is found, and what stays of it."""

import pytest
from sqlalchemy import func, select

from screening.domain.errors import NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.words import CandidateStatus, Role
from screening.ledger.record import ORGANISATION
from screening.services import candidates
from screening.services.by_name import MOST, Found, find_by_name
from screening.services.call import Call
from screening.services.candidates import Person, write_person
from screening.services.erasure import holds
from screening.services.reading.rights.by_name import list_looks
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.name_word import name_word
from tests.databases import on_both
from tests.services.town import Town

WHY = "A letter asks for a copy."


def find(town: Town, name: str, by: str = "hugh", why: str = WHY) -> Found:
    return find_by_name(town.call(by), name, why)


def refs(found: Found) -> list[str]:
    return [row.candidate_ref for row in found.rows]


def recorded(town: Town) -> list[OpenedRecord]:
    with town.call("hugh").look() as work:
        return open_records(
            work.session, work.vault, vacancy_ref=ORGANISATION, event=Event.NAME_LOOKED_UP
        )


def keys_of(town: Town, candidate: str) -> int:
    with town.call("hugh").look() as work:
        of_theirs = select(func.count()).where(name_word.c.candidate_ref == candidate)
        return work.session.scalar(of_theirs) or 0


@on_both
def test_somebody_is_found_in_every_vacancy_and_nobody_else(town: Town) -> None:
    parks, housing = town.vacancy("PRK-1"), town.vacancy("HSG-1", panel=("miles",))
    first = town.candidate(parks, "Mary-Jane O'Brien")
    town.wait(minutes=1)
    second = town.candidate(housing, "Ms Mary Jane OBrien")
    town.candidate(housing, "Mary O'Brian")
    town.candidate(parks, "Jane Brien")
    for typed in ("mary jane obrien", "O’BRIEN, Mary-Jane", "Obrien jane mary"):
        assert refs(find(town, typed)) == [second, first], "the latest added first"
    assert refs(find(town, "Brien Jane Quillfeather")) == []
    assert refs(find(town, "Bri")) == []


@on_both
def test_many_words_and_many_who_share_one(town: Town) -> None:
    vacancy = town.vacancy()
    for _number in range(MOST):
        town.candidate(vacancy, "John Smith")
    found = find(town, "smith")
    assert (len(found.rows), found.more) == (MOST, False)
    town.wait(minutes=1)
    rare = town.candidate(vacancy, "Zebedee Smith")
    found = find(town, "smith")
    assert (len(found.rows), found.more, refs(found)[0]) == (MOST, True, rare)
    assert refs(find(town, "smith zebedee smith")) == [rare]
    assert recorded(town)[1].payload == {"found": "20", "more": "yes", "reason": WHY}
    find(town, "smith " * 33)
    find(town, " ".join(f"{a}ä-ö{a}" for a in "abcdef"))


@on_both
def test_hr_reads_the_name_and_a_data_protection_officer_works_by_reference(town: Town) -> None:
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy)
    holds.place(town.call("dara"), vacancy, "A claim is under way.")
    [to_hr], [to_officer] = (find(town, "quillfeather", by).rows for by in ("hugh", "dara"))
    assert (to_hr.name, to_officer.name) == ("Ada Quillfeather", "")
    for row in (to_hr, to_officer):
        assert (row.candidate_ref, row.vacancy_ref, row.code) == (candidate, vacancy, "C-01")
        assert (row.vacancy_reference, row.status) == ("LIB-7", CandidateStatus.SHORTLISTED)
        assert row.held
    town.add("pia", Role.DATA_PROTECTION, Role.MANAGER)
    own = town.vacancy("PRK-1", panel=("pia",))
    town.candidate(own)
    names = {row.vacancy_reference: row.name for row in find(town, "ada", "pia").rows}
    assert names == {"LIB-7": "", "PRK-1": "Ada Quillfeather"}, "she sits on that panel"


@pytest.mark.parametrize("name", ["mara", "edith", "alan"])
def test_nobody_else_looks_and_nothing_is_recorded(town: Town, name: str) -> None:
    town.candidate(town.vacancy())
    with pytest.raises(NotAllowed):
        find(town, "Quillfeather", by=name)
    assert recorded(town) == []


@pytest.mark.parametrize("name", ["mara", "hugh", "edith", "alan"])
def test_only_a_data_protection_officer_reads_who_looked(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        list_looks(town.call(name))


@on_both
def test_each_look_is_on_record_without_the_name(town: Town) -> None:
    town.candidate(town.vacancy())
    find(town, "quillfeather", why="Ada Quillfeather wrote; Quillfeather's letter is with me.")
    town.wait(minutes=1)
    find(town, "Nobody", by="dara")
    newest, first = list_looks(town.call("dara"))
    assert (newest.by, newest.found, newest.more, newest.reason) == ("dara", 0, False, WHY)
    assert (first.by, first.found) == ("hugh", 1)
    assert first.reason == "[name] wrote; [name]'s letter is with me."
    said, *_more = recorded(town)
    assert (said.subject_ref, said.actor_role) == ("", "hr")
    assert set(said.payload or {}) == {"found", "more", "reason"}


def test_a_look_with_the_same_key_is_recorded_again(town: Town) -> None:
    for _time in range(2):
        find_by_name(town.call("hugh", "once"), "Ada", WHY)
    assert len(recorded(town)) == 2


@pytest.mark.parametrize(
    ("name", "why", "field"),
    [
        ("", WHY, "name"),
        ("J", WHY, "name"),
        ("Mrs J.", WHY, "name"),
        ("x" * 10_000, WHY, "name"),
        ("Ada\x00", WHY, "name"),
        (" ".join(f"{a}{b}" for a in "abcdefgh" for b in "ijklmnop"), WHY, "name"),
        ("Ada", " ", "reason"),
        ("Ada", "x" * 10_000, "reason"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_and_not_recorded(
    town: Town, name: str, why: str, field: str
) -> None:
    with pytest.raises(NotValid) as refused:
        find(town, name, why=why)
    assert set(refused.value.fields) == {field}
    assert recorded(town) == []


@on_both
def test_another_name_is_found_and_the_one_before_is_not(town: Town) -> None:
    candidate = town.candidate(town.vacancy(), "Ada Jones")
    with town.call("hugh").change(Role.HR) as work:
        write_person(work, work.session.get_one(Candidate, candidate), Person("Ada Smith", ""))
        work.commit()
    assert refs(find(town, "Ada Smith")) == [candidate]
    assert refs(find(town, "Ada Jones")) == []


def test_what_is_not_committed_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    vacancy = town.vacancy()
    monkeypatch.setattr(candidates, "know_again", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        town.candidate(vacancy)
    assert refs(find(town, "Quillfeather")) == []


@on_both
def test_who_is_erased_is_found_by_no_name(town: Town) -> None:
    vacancy = town.vacancy()
    gone, stays = (town.candidate(vacancy, "Ada Quillfeather") for _time in range(2))
    assert keys_of(town, gone) == 2
    town.erase(gone)
    assert (keys_of(town, gone), keys_of(town, stays)) == (0, 2)
    assert refs(find(town, "Quillfeather")) == [stays]


def test_the_keys_are_the_installations_own_and_tell_no_two_apart(town: Town) -> None:
    """Many of one name have many keys, and not one is a plain digest of a word of it."""
    vacancy = town.vacancy()
    for _number in range(40):
        town.candidate(vacancy, "Ada Quillfeather")
    with town.call("hugh").look() as work:
        keys = work.session.scalars(select(name_word.c.key)).all()
    assert len(keys) == 80
    assert len(set(keys)) > 20


def test_a_call_by_the_clock_finds_nobody(town: Town) -> None:
    call: Call = town.call("hugh").as_clock()
    with pytest.raises(NotAllowed):
        find_by_name(call, "Ada", WHY)
