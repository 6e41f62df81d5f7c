"""Telling the candidate, and what they say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from screening.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Delivery, Role, SearcherKind, State, SuppliedBy
from screening.reports.model import Organisation
from screening.reports.notice import PlaceTold, notice_parts
from screening.services import vacancies
from screening.services.checks import clockwork, deciding, filing, notices
from screening.services.checks.authorising import Searcher
from screening.services.letters import notice_letter
from screening.services.reading.checks.draft import read_request
from screening.services.reading.telling.notice import read_notice
from tests.databases import on_both
from tests.services.town import ADDRESS, FAIR, MONDAY, QUOTE, Town

HERE = Organisation("Wexcombe Council", "#2d4a5e")


@pytest.fixture
def approved(town: Town) -> str:
    return town.approved(town.vacancy())


def notified(town: Town, check: str) -> str:
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    return check


def test_the_reply_period_runs_from_the_delivery(town: Town, approved: str) -> None:
    notified(town, approved)
    shown = town.see("hugh", approved)
    assert shown.state is State.NOTIFIED
    assert shown.reply_until == datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    assert shown.scope and shown.scope.not_before == shown.reply_until
    assert shown.scope.not_after == datetime(2026, 12, 14, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("off", [timedelta(minutes=1), timedelta(days=-1)])
def test_it_reached_them_after_the_approval_and_before_now(
    town: Town, approved: str, off: timedelta
) -> None:
    with pytest.raises(NotValid) as refused:
        notices.send_notice(town.call("hugh"), approved, Delivery.POST, town.now + off)
    assert set(refused.value.fields) == {"delivered"}


def test_it_is_sent_once(town: Town, approved: str) -> None:
    notified(town, approved)
    with pytest.raises(NotPossible):
        notices.send_notice(town.call("hetty"), approved, Delivery.POST, town.now)


def test_the_panel_and_managers_send_nothing(town: Town) -> None:
    town.add("pat", Role.HR, Role.MANAGER)
    check = town.approved(town.vacancy(panel=("mara", "pat")))
    for name in ("mara", "pat"):
        with pytest.raises(NotAllowed):
            notices.send_notice(town.call(name), check, Delivery.POST, town.now)
    with pytest.raises(NotFound):
        notices.send_notice(town.call("hugh"), "0" * 32, Delivery.POST, town.now)


def test_a_candidate_who_agrees_need_not_be_waited_for(town: Town, approved: str) -> None:
    notified(town, approved)
    town.wait(days=1)
    notices.candidate_agrees(town.call("hugh"), approved, "Please go ahead.")
    shown = town.see("hugh", approved)
    assert shown.state is State.READY
    assert shown.scope and shown.scope.not_before == town.now


@pytest.mark.parametrize("words", ["", " ", "y" * 5001])
def test_words_are_needed(town: Town, approved: str, words: str) -> None:
    notified(town, approved)
    with pytest.raises(NotValid) as refused:
        notices.raise_objection(town.call("hugh"), approved, words)
    assert set(refused.value.fields) == {"words"}
    with pytest.raises(NotValid) as refused:
        notices.cancel(town.call("hugh"), approved, words)
    assert set(refused.value.fields) == {"reasons"}


@on_both
def test_an_objection_pauses_and_gives_back_the_time(town: Town, approved: str) -> None:
    notified(town, approved)
    before = town.see("hugh", approved)
    notices.raise_objection(town.call("hugh"), approved, "That page is my sister's.")
    assert town.see("hugh", approved).state is State.PAUSED
    town.wait(days=20)
    assert clockwork.tick(town.call("hugh")) == 0
    notices.decide_objection(town.call("hetty"), approved, upheld=False, reasons="It is theirs.")
    after = town.see("hugh", approved)
    assert after.state is State.NOTIFIED
    assert before.reply_until and after.reply_until == before.reply_until + timedelta(days=20)
    assert before.scope and before.scope.not_after and after.scope
    assert after.scope.not_after == before.scope.not_after + timedelta(days=20)


def test_an_objection_while_ready_goes_back_to_ready(town: Town) -> None:
    check = town.ready(town.vacancy())
    notices.raise_objection(town.call("hugh"), check, "Please do not.")
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It bears on E1.")
    assert town.see("hugh", check).state is State.READY


def test_an_objection_upheld_cancels(town: Town, approved: str) -> None:
    notified(town, approved)
    notices.raise_objection(town.call("hugh"), approved, "That page is my sister's.")
    notices.decide_objection(town.call("hugh"), approved, upheld=True, reasons="It is.")
    assert town.see("hugh", approved).state is State.STOPPED
    town.wait(days=10)
    clockwork.tick(town.call("hugh"))
    assert town.see("hugh", approved).state is State.CANCELLED


def test_the_panel_does_not_read_what_the_candidate_said(town: Town, approved: str) -> None:
    notified(town, approved)
    notices.raise_objection(town.call("hugh"), approved, "That page is my sister's.")
    assert town.see("mara", approved).last(Event.OBJECTION_RAISED) is None
    assert town.see("hugh", approved).last(Event.OBJECTION_RAISED)


def test_nothing_is_cancelled_once_somebody_has_searched(town: Town) -> None:
    check = town.searched(town.vacancy())
    with pytest.raises(NotPossible):
        notices.cancel(town.call("hugh"), check, "Too late.")


def test_a_closed_vacancy_sends_no_notice(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.approved(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    with pytest.raises(NotPossible):
        notices.send_notice(town.call("hugh"), check, Delivery.POST, town.now)


def test_a_letter_that_was_sent_names_who_sent_it(town: Town, approved: str) -> None:
    assert read_notice(town.call("hetty"), approved, HERE).contact_name == "hetty"
    notices.send_notice(town.call("hugh"), approved, Delivery.POST, town.now)
    again = read_notice(town.call("hetty"), approved, HERE)
    assert (again.contact_name, again.contact) == ("hugh", "hugh@example.test")


def test_the_notice_says_what_was_approved(town: Town, approved: str) -> None:
    notice = read_notice(town.call("hugh"), approved, HERE)
    assert (notice.claim, notice.minutes) == (QUOTE, 30)
    assert notice.places == (PlaceTold(ADDRESS, SuppliedBy.CANDIDATE),)
    assert notice.criteria == ("Experience of running a social media channel (E1)",)
    assert notice.candidate_name == "Ada Quillfeather"
    assert notice.searcher_name == "sam"
    assert notice.contact == "hugh@example.test"
    assert notice.data_protection_contact == "dara, dara@example.test"
    assert (notice.reply_by.isoformat(), notice.first_day.isoformat()) == (
        "2026-11-30",
        "2026-12-01",
    )
    text = " ".join(line for part in notice_parts(notice) for line in part.paragraphs)
    assert "365 days after we have closed the vacancy" in text
    assert "sam, who works in our HR team, would look" in text
    assert "%(" not in text and "{" not in text


def test_the_notice_explains_each_code_and_says_where_an_address_is_from(town: Town) -> None:
    check = town.draft(town.vacancy())
    version = town.type_in(check, **FAIR | {"question": f"{FAIR['question']} It is e2, too."})
    shown = read_request(town.call("mara"), check).request
    found = replace(shown.scope.places[0], supplied_by=SuppliedBy.FOUND)
    request = replace(shown, scope=replace(shown.scope, places=(found,)))
    version = filing.save_draft(town.call("mara"), check, version, request)
    filing.submit(town.call("mara"), check, version)
    town.confirm(check)
    searcher = Searcher(SearcherKind.HR, town.people["sam"].person_ref)
    whole = {"scope": town.whole(check), "searcher": searcher, "reasons": "It tests the claim."}
    deciding.approve(town.call("hugh"), check, 1, **whole)
    notice = read_notice(town.call("hugh"), check, HERE)
    assert notice.places == (PlaceTold(ADDRESS, SuppliedBy.FOUND),)
    assert notice.criteria == (
        "Experience of running a social media channel (E1)",
        "Writes plainly for the public (E2)",
    )


def test_a_sent_notice_keeps_its_dates(town: Town, approved: str) -> None:
    notified(town, approved)
    town.wait(days=3)
    assert read_notice(town.call("hetty"), approved, HERE).dated == MONDAY.date()


def test_there_is_no_notice_of_what_was_not_approved(town: Town) -> None:
    check = town.submitted(town.vacancy())
    with pytest.raises(NotPossible):
        read_notice(town.call("hugh"), check, HERE)
    with pytest.raises(NotAllowed):
        read_notice(town.call("mara"), check, HERE)


def test_the_letter_is_a_pdf(town: Town, approved: str) -> None:
    letter = notice_letter(town.call("hugh"), approved, HERE, "https://here.example/{}".format)
    assert letter.startswith(b"%PDF-1.7")
