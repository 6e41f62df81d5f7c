"""HR says what a search to find people was that is asked about; until then it is open."""

from threading import Thread

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.sourcing import FoundBy, Handling, Sign
from screening.domain.unauthorised import Breach, MadeBy
from screening.domain.words import Role
from screening.reports.beside_model import Questioned
from screening.services import sourcing, unauthorised
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.equality.reviews import list_to_sign_off
from screening.services.reading.equality.signs import Sign as Seen
from screening.services.reading.registers.narrowing import SourcingWanted
from screening.services.reading.registers.sourcing import list_sourcing, read_sourcing
from screening.services.reading.registers.sourcing_asked import list_questions, read_question
from screening.services.reading.registers.unauthorised import read_report
from screening.services.reading.report.beside import sourcing as reported
from screening.services.reading.rights.subject import held_of
from screening.services.reading.trail.chain import position_of, read_chain
from screening.services.sourcing import Sourced
from screening.services.sourcing_handling import handle
from screening.services.unauthorised import ReportText
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.town import Town, populated

pytestmark = on_both

NAME = "Ada Quillfeather"
WHY = "She publishes under that name, he says."


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    town.add("hana", Role.HR, Role.MANAGER)
    return town


def entered(town: Town, by: str = "mara", words: str = NAME, purpose: str = "Find people.") -> str:
    said = Sourced("LIB-7", "LinkedIn", words, purpose, town.now.date())
    return sourcing.enter(town.call(by), "", said)


def asked(town: Town, by: str = "mara") -> tuple[str, str]:
    """An entry that looked like a check of somebody who applied, and what is asked about it."""
    vacancy = town.vacancy(panel=("mara", "hana"))
    town.candidate(vacancy)
    ref = entered(town, by)
    (row,) = list_questions(town.call("hugh" if by != "hugh" else "edith"))
    assert (row.search_ref, row.why) == (ref, (Sign.NAME,))
    return ref, row.ref


def found(town: Town) -> tuple[str, str, str]:
    """Somebody whom an entry found, and who has applied: the entry, the question, the candidate."""
    said = Sourced("", "LinkedIn", "librarian", "Find people.", town.now.date())
    ref = sourcing.enter(town.call("mara"), "", said)
    sourcing.note(town.call("mara"), ref, NAME, "linkedin.com/in/ada")
    one = town.candidate(town.vacancy(panel=("mara", "hana")))
    (row,) = list_questions(town.call("hugh"))
    assert (row.candidate_ref, row.why) == (one, (FoundBy.NAME,))
    return ref, row.ref, one


def signs(town: Town) -> dict[Seen, int]:
    (row,) = list_to_sign_off(town.call("edith"))
    return {
        sign: count
        for sign, count in row.signs.items()
        if sign in {Seen.SOURCING_OPEN, Seen.UNAUTHORISED}
    }


def printed(town: Town, vacancy: str) -> Questioned:
    """What the report of ``vacancy`` prints of the one search that is asked about."""
    with town.call("edith").look() as work:
        (one,) = reported(work, read_chain(work, vacancy, position_of(work, vacancy))).questioned
        return one


def test_it_is_open_until_hr_says_that_it_was_a_search_to_find_people(town: Town) -> None:
    ref, question = asked(town)
    assert signs(town) == {Seen.SOURCING_OPEN: 1}
    open_ones = SourcingWanted(asked=True)
    assert [row.ref for row in list_sourcing(town.call("edith"), open_ones).rows] == [ref]
    assert handle(town.call("hugh"), question, Handling.SOURCING, WHY, "") == ""
    assert signs(town) == {} and list_questions(town.call("edith")) == ()
    assert list_sourcing(town.call("edith"), open_ones).rows == ()
    for name in ("hugh", "edith", "dara"):
        shown = read_sourcing(town.call(name), ref)
        assert shown.row.asked[0].handling is Handling.SOURCING
        assert shown.handled[question].reasons == WHY
    assert Told.SOURCING_SIGN not in unread(town, "hugh")
    with pytest.raises(NotPossible):
        handle(town.call("hugh"), question, Handling.CHECK, WHY, "")


def test_neither_who_made_it_nor_a_panel_says_or_learns_what_it_was(town: Town) -> None:
    ref, question = asked(town)
    for name in ("mara", "hana", "edith", "dara", "miles", "alan"):
        with pytest.raises((NotAllowed, NotFound)):
            handle(town.call(name), question, Handling.SOURCING, WHY, "")
    handle(town.call("hugh"), question, Handling.CHECK, WHY, "")
    assert read_sourcing(town.call("mara"), ref).row.asked == ()
    assert list_sourcing(town.call("mara")).rows[0].asked == ()
    for name in ("hana", "edith"):
        with pytest.raises(NotFound):
            read_question(town.call(name), question)


def test_whoever_made_it_in_hr_does_not_deal_with_it_either(town: Town) -> None:
    ref, question = asked(town, "hugh")
    assert list_questions(town.call("hugh")) == ()
    assert read_sourcing(town.call("hugh"), ref).row.asked == ()
    with pytest.raises(NotFound):
        handle(town.call("hugh"), question, Handling.SOURCING, WHY, "")
    handle(town.call("sam"), question, Handling.SOURCING, WHY, "")


def test_a_check_goes_among_the_searches_without_authorisation(town: Town) -> None:
    ref, question, one = found(town)
    report = handle(town.call("hugh"), question, Handling.CHECK, WHY, "")
    assert signs(town) == {Seen.UNAUTHORISED: 1}
    shown = read_report(town.call("dara"), report)
    assert shown.told and shown.told["what"] == WHY and shown.row.notify_by
    assert (shown.row.candidate_ref, shown.made_by) == (one, MadeBy.SOMEBODY_ELSE)
    with pytest.raises(NotFound):  # whoever looked learns nothing of it there
        read_report(town.call("mara"), report)
    (row,) = read_sourcing(town.call("edith"), ref).row.asked
    assert (row.report_ref, row.report_code) == (report, shown.row.code)


def test_a_check_that_was_told_of_is_named_and_not_entered_twice(town: Town) -> None:
    _ref, question = asked(town)
    today = town.now.date()
    texts = (MadeBy.ME, "", today, "LIB-7", "", "Her page.", "", Breach.NO, today)
    told = unauthorised.report(town.call("mara"), ReportText(*texts))
    other = unauthorised.report(town.call("miles"), ReportText(*texts))
    code, wrong = unauthorised.report_code(told), unauthorised.report_code(other)
    for typed, was in ((wrong, Handling.CHECK), ("%", Handling.CHECK), (code, Handling.SOURCING)):
        with pytest.raises(NotValid) as refused:
            handle(town.call("hugh"), question, was, WHY, typed)
        assert set(refused.value.fields) == {"report"}
    assert handle(town.call("hugh"), question, Handling.CHECK, WHY, code.lower()) == told
    assert signs(town)[Seen.UNAUTHORISED] == 2


def test_two_answers_at_once_are_one(town: Town) -> None:
    _ref, question = asked(town)
    outcomes: list[str] = []

    def answer(name: str) -> None:
        try:
            handle(town.call(name), question, Handling.CHECK, WHY, "")
            outcomes.append("done")
        except (Conflict, NotPossible):
            outcomes.append("late")

    threads = [Thread(target=answer, args=(name,)) for name in ("hugh", "sam")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "late"]
    assert signs(town) == {Seen.UNAUTHORISED: 1}


def test_the_report_says_why_it_is_asked_about_and_what_hr_said(town: Town) -> None:
    ref, question = asked(town)
    vacancy = read_sourcing(town.call("edith"), ref).row.vacancy_ref

    code = sourcing.entry_code(ref)
    one = printed(town, vacancy)
    assert (one.code, one.why, one.is_open, len(one.records)) == (code, (Sign.NAME,), True, 1)
    handle(town.call("hugh"), question, Handling.CHECK, WHY, "")
    one = printed(town, vacancy)
    assert (one.code, one.why, one.is_open, len(one.records)) == (code, (Sign.NAME,), False, 2)
    assert one.handling is Handling.CHECK and one.report.startswith("U-")


def test_what_hr_says_of_somebody_who_applied_is_theirs_and_goes_with_them(town: Town) -> None:
    ref, question, one = found(town)
    handle(town.call("hugh"), question, Handling.SOURCING, WHY, "")
    with town.call("dara").look() as work:
        candidate = work.session.get_one(Candidate, one)
        vacancy = work.session.get_one(Vacancy, candidate.vacancy_ref)
        held = held_of(work, candidate, vacancy)
        records = [record for record in held.records if record.event == Event.SOURCING_HANDLED]
        assert WHY in str([held.says(record) for record in records])
    town.erase(one)
    assert read_sourcing(town.call("edith"), ref).handled[question].reasons is None
    left = printed(town, vacancy.ref)
    assert left.erased and not left.is_open and left.code == ""


def test_what_is_open_about_somebody_who_is_erased_waits_for_nobody(town: Town) -> None:
    ref, question, one = found(town)
    assert signs(town) == {Seen.SOURCING_OPEN: 1}
    assert Told.SOURCED_APPLIED in unread(town, "sam")
    town.erase(one)
    assert list_questions(town.call("hugh")) == ()
    assert Told.SOURCED_APPLIED not in unread(town, "sam")
    for name in ("hugh", "edith"):
        assert list_sourcing(town.call(name), SourcingWanted(asked=True)).rows == ()
        assert read_sourcing(town.call(name), ref).row.asked == ()
    for act in (lambda: read_question(town.call("hugh"), question), lambda: answer(town, question)):
        with pytest.raises(NotPossible, match="erased"):
            act()


def test_what_another_search_is_asked_about_waits_on(town: Town) -> None:
    ref, _question, one = found(town)
    sourcing.note(town.call("mara"), ref, "Bo Ash", "linkedin.com/in/bo")
    other = town.candidate(town.vacancy("HSG-1"), "Bo Ash")
    town.erase(one)
    (row,) = list_questions(town.call("hugh"))
    assert row.candidate_ref == other
    assert Told.SOURCED_APPLIED in unread(town, "sam")


def test_no_code_of_somebody_erased_stands_beside_the_words_that_found_them(town: Town) -> None:
    ref, question, one = found(town)
    answer(town, question, Handling.CHECK)
    town.erase(one)
    for name in ("hugh", "edith", "dara"):
        shown = read_sourcing(town.call(name), ref)
        (row,) = shown.row.asked
        assert row.erased and row.handling is Handling.CHECK
        said = (row.code, row.vacancy_reference, row.why, row.report_ref, row.report_code)
        assert said == ("", "", (), "", "")
        assert [each.applied for each in shown.notes] == [()]


def test_no_name_stands_beside_the_code_of_whom_a_search_for_no_vacancy_found(town: Town) -> None:
    """Nor on the entry before, which has the same words and leads there."""
    mara, words = town.call("mara"), f"{NAME} librarian"
    said = Sourced("", "LinkedIn", words, f"Vet {NAME}.", town.now.date())
    before = sourcing.enter(mara, "", said)
    after = sourcing.keep(mara, before, f"{NAME} has not applied.")
    sourcing.note(mara, after, NAME, "linkedin.com/in/ada")
    town.candidate(town.vacancy())
    rows = list_questions(town.call("hugh"))
    for row in rows:
        handle(town.call("hugh"), row.ref, Handling.SOURCING, f"{NAME} publishes.", "")
    assert {row.search_ref for row in rows} == {before, after}
    for ref in (before, after):
        shown = read_sourcing(town.call("edith"), ref)
        assert "Quillfeather" not in str((shown.words, shown.handled))
        assert "publishes" in str(shown.handled)
        assert NAME in str(read_sourcing(town.call("hugh"), ref).words)


def answer(town: Town, question: str, was: Handling = Handling.SOURCING) -> None:
    handle(town.call("hugh"), question, was, WHY, "")


def unread(town: Town, name: str) -> list[Told | None]:
    return [one.kind for one in list_notifications(town.call(name)).rows if one.unread]
