"""Searches to find people: entered, asked about where they look like checks, and known again."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import select, text

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.sourcing import FoundBy, Sign
from screening.domain.words import CandidateStatus, Role
from screening.services import candidates, claims, sourcing
from screening.services.erasure import holds, registers
from screening.services.reading.equality.reviews import list_to_sign_off
from screening.services.reading.equality.signs import Sign as Seen
from screening.services.reading.registers.sourcing import list_applied, list_sourcing, read_sourcing
from screening.services.reading.rights.subject import held_of
from screening.services.sourcing import Sourced
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import SourcingNote, SourcingSearch
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.town import ADDRESS, QUOTE, Town, populated

PAGE = "https://www.linkedin.com/in/ada-q/"
NAME = "Ada Quillfeather"


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    town.add("hana", Role.HR, Role.MANAGER)
    return town


def said(town: Town, **other: object) -> Sourced:
    one = Sourced(
        "", "LinkedIn", "librarian Wexcombe open to work", "Find people.", town.now.date()
    )
    return replace(one, **other)  # type: ignore[arg-type]  # the names are those of its fields


def noted(town: Town, by: str = "mara", name: str = NAME, page: str = PAGE) -> tuple[str, str]:
    search = sourcing.enter(town.call(by), "", said(town))
    return search, sourcing.note(town.call(by), search, name, page)


@on_both
def test_an_entry_is_its_makers_and_hrs_and_officers_to_read(town: Town) -> None:
    town.vacancy(panel=("mara", "hana"))
    ref = sourcing.enter(town.call("mara"), "", said(town, vacancy="LIB-7"))
    assert list_sourcing(town.call("miles")).rows == ()
    assert [row.ref for row in list_sourcing(town.call("mara")).rows] == [ref]
    for name in ("mara", "hugh", "edith", "dara"):
        words = read_sourcing(town.call(name), ref).words
        assert words and words["purpose"] == "Find people."
    for name in ("miles", "hana", "alan"):
        with pytest.raises(NotFound):
            read_sourcing(town.call(name), ref)
    for name in ("edith", "alan"):
        with pytest.raises(NotAllowed):
            sourcing.enter(town.call(name), "", said(town))
    with pytest.raises(NotValid) as theirs:
        sourcing.enter(town.call("miles"), "", said(town, vacancy="LIB-7"))
    with pytest.raises(NotValid) as none:
        sourcing.enter(town.call("miles"), "", said(town, vacancy="LIB-99"))
    assert theirs.value.fields == none.value.fields


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ({"words": "quillfeather ada wexcombe"}, Sign.NAME),
        ({"purpose": f"Read {ADDRESS} again."}, Sign.ADDRESS),
        ({"words": "ada@example.test"}, Sign.ADDRESS),
        ({"purpose": "See what our applicants post."}, Sign.PURPOSE),
    ],
)
def test_what_looks_like_a_check_is_asked_about_and_on_record(
    town: Town, words: dict[str, str], sign: Sign
) -> None:
    vacancy = town.vacancy()
    hugh, mara = town.call("hugh"), town.call("mara")
    one = candidates.add_candidate(hugh, vacancy, NAME, "ada@example.test", CandidateStatus.APPLIED)
    claims.add_claim(mara, one, claims.ClaimText(QUOTE, claims.Source.CV, "Page 2", "E1", ADDRESS))
    ref = sourcing.enter(mara, "", said(town, vacancy="LIB-7", **words))
    shown = read_sourcing(mara, ref)
    assert shown.row.attempt and shown.row.signs == (sign,)
    with pytest.raises(NotPossible):
        sourcing.note(mara, ref, "Bo Ash", "linkedin.com/in/bo")
    with pytest.raises(NotFound):
        sourcing.keep(hugh, ref, "It is not his to say.")
    kept = sourcing.keep(mara, ref, "A namesake who is a publisher.")
    assert not read_sourcing(mara, kept).row.attempt
    assert read_sourcing(mara, ref).row.followed_by == kept
    with pytest.raises(NotPossible):
        sourcing.keep(mara, ref, "Once more.")
    with pytest.raises(NotPossible):
        sourcing.keep(mara, kept, "It is entered.")
    [row] = list_to_sign_off(town.call("edith"))
    assert row.signs == {Seen.LIKE_A_CHECK: 1, Seen.SOURCING_OPEN: 1}
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=vacancy)
        events = [one.event for one in found if one.subject_ref in {ref, kept}]
    assert events == [Event.SOURCING_QUESTIONED, Event.SOURCING_ENTERED]


def test_a_vacancy_without_applicants_names_nobody(town: Town) -> None:
    town.candidate(town.vacancy())
    town.vacancy("LIB-8")
    ref = sourcing.enter(town.call("mara"), "", said(town, vacancy="LIB-8", words=NAME))
    assert not read_sourcing(town.call("mara"), ref).row.attempt


def test_a_correction_is_a_new_entry_and_only_one_follows(town: Town) -> None:
    mara = town.call("mara")
    first = sourcing.enter(mara, "", said(town))
    second = sourcing.enter(mara, first, said(town, words="librarian"))
    assert read_sourcing(mara, second).follows == first
    with pytest.raises(NotPossible):
        sourcing.enter(mara, first, said(town, words="archivist"))
    with pytest.raises(NotFound):
        sourcing.enter(town.call("miles"), second, said(town))


def test_two_corrections_at_once_are_one(town: Town) -> None:
    first = sourcing.enter(town.call("mara"), "", said(town))
    outcomes: list[str] = []

    def correct() -> None:
        try:
            sourcing.enter(town.call("mara"), first, said(town))
            outcomes.append("done")
        except (Conflict, NotPossible):
            outcomes.append("late")

    _together(correct, correct)
    assert sorted(outcomes) == ["done", "late"]
    with town.call("mara").look() as work:
        follows = select(SourcingSearch).where(SourcingSearch.follows == first)
        assert len(work.session.scalars(follows).all()) == 1


def _together(*acts: Callable[[], None]) -> None:
    threads = [Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@on_both
@pytest.mark.parametrize(
    ("name", "contact", "by"),
    [
        ("Quillfeather, Ada", "", FoundBy.NAME),
        ("A. Quill", "linkedin.com/in/ada-q", FoundBy.ADDRESS),
    ],
)
def test_somebody_found_who_applies_is_known_again_by_hr_and_officers_alone(
    town: Town, name: str, contact: str, by: FoundBy
) -> None:
    search, _note = noted(town)
    vacancy = town.vacancy(panel=("mara", "hana"))
    one = candidates.add_candidate(
        town.call("hugh"), vacancy, name, contact, CandidateStatus.APPLIED
    )
    check = town.draft(vacancy, one)
    for who in ("hugh", "edith", "dara"):
        (row,) = list_applied(town.call(who))
        assert (row.candidate_ref, row.search_ref, row.found_by) == (one, search, by)
        assert town.see(who, check).sourced == (row,)
        assert read_sourcing(town.call(who), search).notes[0].applied == (row,)
    assert list_applied(town.call("hana")) == ()
    assert read_sourcing(town.call("hana"), search).notes[0].applied == ()
    for who in ("mara", "hana"):
        assert town.see(who, check).sourced == ()
    assert read_sourcing(town.call("mara"), search).notes[0].applied == ()


def test_an_address_given_later_tells_too_and_once(town: Town) -> None:
    noted(town, name="Bo Ash", page=ADDRESS)
    vacancy = town.vacancy()
    one = town.candidate(vacancy, "Somebody Else")
    assert list_applied(town.call("hugh")) == ()
    town.submitted(vacancy)
    (row,) = list_applied(town.call("hugh"))
    assert row.candidate_ref != one and row.found_by is FoundBy.ADDRESS


def test_somebody_noted_after_they_applied_is_known_too(town: Town) -> None:
    one = town.candidate(town.vacancy())
    search = sourcing.enter(town.call("mara"), "", said(town, vacancy="LIB-7"))
    sourcing.note(town.call("mara"), search, NAME, PAGE)
    assert [row.candidate_ref for row in list_applied(town.call("hugh"))] == [one]


@on_both
def test_officers_read_no_name_and_no_name_lies_in_plain(town: Town) -> None:
    search, note = noted(town)
    for name in ("edith", "dara"):
        assert read_sourcing(town.call(name), search).notes[0].name == ""
    for name in ("mara", "hugh"):
        assert read_sourcing(town.call(name), search).notes[0].name == NAME
    with town.call("dara").look() as work:
        rows = str(work.session.execute(text("SELECT * FROM sourcing_note")).all()).casefold()
        kept = work.session.get_one(SourcingNote, note)
        assert kept.name_key and kept.address_key
    assert "quillfeather" not in rows and "ada-q" not in rows
    with pytest.raises(NotValid):
        sourcing.note(town.call("mara"), search, NAME, "ask her")
    with pytest.raises(NotFound):
        sourcing.note(town.call("hugh"), search, NAME, PAGE)


@on_both
def test_a_note_goes_after_its_days_unless_held_and_knows_nobody_then(town: Town) -> None:
    vacancy = town.vacancy()
    search = sourcing.enter(town.call("mara"), "", said(town, vacancy="LIB-7"))
    note = sourcing.note(town.call("mara"), search, NAME, PAGE)
    town.wait(days=89)
    assert registers.erase_due(town.call("hugh")) == 0
    town.wait(days=2)
    holds.place(town.call("dara"), vacancy, "A claim.")
    assert registers.erase_due(town.call("hugh")) == 0
    holds.lift(town.call("dara"), vacancy, 1, "It is settled.")
    assert registers.erase_due(town.call("hugh")) == 1
    shown = read_sourcing(town.call("mara"), search)
    assert shown.notes[0].name is None and shown.words is not None
    town.candidate(vacancy)
    assert list_applied(town.call("hugh")) == ()
    _restored(town, note)
    assert registers.forget_again(town.call("hugh")) == 1
    with town.call("dara").look() as work:
        assert work.session.get_one(SourcingNote, note).name_key is None


def _restored(town: Town, note: str) -> None:
    """By what the note was known comes back with an older copy of the database."""
    with town.call("hugh").change(Role.HR) as work:
        work.session.get_one(SourcingNote, note).name_key = "0" * 32
        work.commit()


def test_the_note_goes_with_the_candidate_who_can_read_it_before(town: Town) -> None:
    search, note = noted(town)
    vacancy = town.vacancy()
    one = town.candidate(vacancy)
    with town.call("dara").look() as work:
        candidate = work.session.get_one(Candidate, one)
        held = held_of(work, candidate, work.session.get_one(Vacancy, vacancy))
        assert {Event.SOURCING_NOTED, Event.SOURCED_PERSON_APPLIED} <= {
            record.event for record in held.records
        }
        assert PAGE in str([held.says(record) for record in held.records])
    town.erase(one)
    assert read_sourcing(town.call("mara"), search).notes[0].name is None
    with town.call("dara").look() as work:
        kept = work.session.get_one(SourcingNote, note)
        assert (kept.name_key, kept.address_key) == (None, None)
        (record,) = open_records(work.session, work.vault, subject_ref=note)
        assert record.payload is None
