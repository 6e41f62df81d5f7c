"""A search to find people names somebody who has applied elsewhere: HR and officers learn it."""

from typing import Any

import pytest
from sqlalchemy import event

from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import CLOCK
from screening.domain.sourcing import FoundBy, Handling, Sign
from screening.domain.words import Role
from screening.reports.model import Organisation
from screening.services import sourcing, vacancies
from screening.services.call import Call
from screening.services.job_queue import claim
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.equality.reviews import list_to_sign_off
from screening.services.reading.equality.signs import Sign as Seen
from screening.services.reading.registers.narrowing import SourcingWanted
from screening.services.reading.registers.sourcing import list_sourcing, read_sourcing
from screening.services.reading.registers.sourcing_asked import AskedRow, list_questions
from screening.services.reading.report.beside import sourcing as reported
from screening.services.reading.rights.subject import held_of
from screening.services.reading.trail.chain import position_of, read_chain
from screening.services.sourcing import Sourced
from screening.services.sourcing_handling import handle
from screening.services.sourcing_names import look_for_names
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.town import Town, populated

pytestmark = on_both

NAME = "Ada Quillfeather"
PURPOSE = "Find people for the mobile library."


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    town.add("hana", Role.HR, Role.MANAGER)
    return town


@pytest.fixture
def candidate(town: Town) -> str:
    """Ada, who applied for LIB-7, on whose panel mara and hana sit."""
    return town.candidate(town.vacancy(panel=("mara", "hana")))


def entered(
    town: Town, words: str, vacancy: str = "", by: str = "mara", purpose: str = PURPOSE
) -> str:
    said = Sourced(vacancy, "LinkedIn", words, purpose, town.now.date())
    return sourcing.enter(town.call(by), "", said)


def looked_at(town: Town) -> None:
    """The worker looks at every entry that waits for it."""
    call = Call(town.store, CLOCK, town.clock)
    while mine := claim(call):
        look_for_names(call, mine, Organisation("Wexcombe", "#112233"))


def asked(town: Town, by: str = "hugh") -> list[tuple[str, str, tuple[Any, ...]]]:
    looked_at(town)
    return [(row.search_ref, row.candidate_ref, row.why) for row in list_questions(town.call(by))]


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        (NAME, PURPOSE),
        ("librarian QUILLFEATHER, Áda J. open to work", PURPOSE),
        ("linkedin.com/in/ada-quillfeather", PURPOSE),
        ("librarian", f"See what Ms {NAME} writes about books."),
    ],
)
def test_hr_and_officers_are_asked_and_whoever_entered_it_learns_nothing(
    town: Town, candidate: str, words: str, purpose: str
) -> None:
    ref = entered(town, words, purpose=purpose)
    assert list_questions(town.call("hugh")) == ()  # nothing before the worker came by
    for name in ("hugh", "edith"):
        assert asked(town, name) == [(ref, candidate, (FoundBy.WORDS,))]
        assert [one.about for one in told(town, name)] == [ref]
    (row,) = list_to_sign_off(town.call("edith"))
    assert row.signs[Seen.SOURCING_OPEN] == 1
    shown = read_sourcing(town.call("mara"), ref).row
    assert (shown.attempt, shown.signs, shown.asked, shown.followed_by) == (False, (), (), "")
    assert list_sourcing(town.call("mara")).rows == (shown,)
    assert list_sourcing(town.call("mara"), SourcingWanted(asked=True)).rows == ()
    assert told(town, "mara") == told(town, "hana") == []
    assert list_questions(town.call("hana")) == ()


def told(town: Town, name: str) -> list[Any]:
    rows = list_notifications(town.call(name)).rows
    return [one for one in rows if one.kind in {Told.SOURCED_APPLIED, Told.SOURCING_SIGN}]


def test_naming_another_vacancy_does_not_help(town: Town, candidate: str) -> None:
    town.vacancy("LIB-8")
    ref = entered(town, NAME, "LIB-8")
    assert asked(town) == [(ref, candidate, (FoundBy.WORDS,))]
    assert not read_sourcing(town.call("mara"), ref).row.attempt


def test_whoever_enters_it_cannot_tell_by_what_the_service_does(town: Town, candidate: str) -> None:
    done: list[str] = []

    def keep(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        done.append(statement)

    entered(town, "archivist")  # what is done once only is done
    event.listen(town.store.engine, "before_cursor_execute", keep)
    entered(town, "Bo Nobody-Here")
    nobody = done.copy()
    done.clear()
    entered(town, NAME)
    event.remove(town.store.engine, "before_cursor_execute", keep)
    assert done == nobody


def test_of_the_vacancy_that_it_is_for_it_is_asked_once(town: Town, candidate: str) -> None:
    ref = entered(town, NAME, "LIB-7")
    assert asked(town) == [(ref, "", (Sign.NAME,))]


@pytest.mark.parametrize("words", ["Quillfeather", "A. Quillfeather", "Dr Quillfeather", "Ada Ash"])
def test_one_word_of_a_name_is_not_enough(town: Town, candidate: str, words: str) -> None:
    entered(town, words)
    assert asked(town) == []


def test_nobody_of_a_closed_vacancy_or_erased_is_asked_about(town: Town, candidate: str) -> None:
    other = town.candidate(town.vacancy("LIB-8"))
    entered(town, NAME)
    with town.call("dara").look() as work:
        vacancy = work.session.get_one(Candidate, candidate).vacancy_ref
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.erase(other)
    assert asked(town) == []


def test_what_hr_says_goes_on_as_of_any_other_and_with_the_candidate(
    town: Town, candidate: str
) -> None:
    ref = entered(town, NAME)
    asked(town)
    (question,) = list_questions(town.call("hugh"))
    assert question.may_handle
    handle(town.call("hugh"), question.ref, Handling.CHECK, "He looked her up.", "")
    assert list_questions(town.call("edith")) == ()
    (row,) = row_of(town, ref)
    assert row.handling is Handling.CHECK and row.report_code
    with town.call("edith").look() as work:
        one = work.session.get_one(Candidate, candidate)
        vacancy = work.session.get_one(Vacancy, one.vacancy_ref)
        held = held_of(work, one, vacancy)
        events = [record.event for record in held.records]
        chain = read_chain(work, vacancy.ref, position_of(work, vacancy.ref))
        (printed,) = reported(work, chain).questioned
    assert Event.SOURCED_PERSON_APPLIED in events
    assert (printed.candidate, printed.why) == ("C-01", (FoundBy.WORDS,))
    town.erase(candidate)
    (row,) = row_of(town, ref)
    assert (row.erased, row.why, row.code) == (True, (), "")


def test_somebody_noted_who_has_applied_elsewhere_is_known_too(town: Town, candidate: str) -> None:
    town.vacancy("LIB-8")
    for vacancy in ("", "LIB-8"):
        ref = entered(town, "librarian", vacancy)
        sourcing.note(town.call("mara"), ref, "Quillfeather, Dr Ada", "linkedin.com/in/somebody")
        sourcing.note(town.call("mara"), ref, "Ada", "linkedin.com/in/ada")
        assert (ref, candidate, (FoundBy.NAME,)) in asked(town)
        assert [note.applied for note in read_sourcing(town.call("mara"), ref).notes] == [(), ()]
    assert len(asked(town)) == 2


def row_of(town: Town, ref: str) -> tuple[AskedRow, ...]:
    return read_sourcing(town.call("edith"), ref).row.asked
