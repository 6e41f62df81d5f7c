"""What candidates say on their own page, who learns of it, and what becomes of it."""

import pytest
from sqlalchemy import select

from screening.domain.errors import NotAllowed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Answered, Reliability, State, Sureness
from screening.services import subject_access, vacancies
from screening.services.checks import clockwork, handing_over, notices
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.own_page import answers, replies
from screening.services.reading.checks.holding_back import preview_reply, read_reply
from screening.services.reading.desk.for_hr import in_hrs_hands
from screening.services.reading.desk.waiting import asked_by
from screening.services.reading.equality.timeline import Wanted, read_timeline
from screening.services.reading.rights.subject import held_of, read_subject
from screening.services.reading.telling.own_page import Standing
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.store.tables.candidate import Candidate
from screening.store.tables.search import LetThrough
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.candidates import (
    HERE,
    answers_with,
    calling,
    link_to,
    page_at,
    replies_with,
)
from tests.services.town import Town

MY_WORDS = "That account is my sister's: quokka."


@pytest.fixture
def check(town: Town) -> str:
    return town.told(town.vacancy())


@pytest.fixture
def key(town: Town, check: str) -> str:
    return link_to(town, check)


def test_it_says_who_said_it(town: Town, check: str, key: str) -> None:
    answers_with(town, key, Answered.NOT_MINE, MY_WORDS)
    raised = town.see("hugh", check).last(Event.OBJECTION_RAISED)
    assert raised and raised.payload
    assert (raised.by, raised.by_role) == ("the candidate, by their own link", "candidate")
    assert raised.payload["kind"] == Answered.NOT_MINE
    vacancy = town.see("hugh", check).vacancy_ref
    entries = read_timeline(town.call("edith"), vacancy, Wanted()).entries
    assert entries[0].by == "the candidate, by their own link"
    assert MY_WORDS in [fact.value for fact in entries[0].facts or ()]


@pytest.mark.parametrize("answered", [Answered.NOT_MINE, Answered.EVIDENCE, Answered.OBJECT])
def test_it_stops_the_search_until_hr_has_decided(
    town: Town, check: str, key: str, answered: Answered
) -> None:
    answers_with(town, key, answered, MY_WORDS)
    town.wait(days=20)
    clockwork.tick(town.call("hugh"))
    assert town.see("hugh", check).state is State.PAUSED
    assert page_at(town, key).standing is Standing.PAUSED
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It is the one.")
    page = page_at(town, key)
    assert (page.said[-1].event, page.said[-1].words) == (
        Event.OBJECTION_NOT_UPHELD,
        "It is the one.",
    )
    assert page.notice.reply_by > town.now.date()


def test_evidence_that_will_do_ends_the_check(town: Town, check: str, key: str) -> None:
    answers_with(town, key, Answered.EVIDENCE, "My old manager can show you the plan.")
    notices.decide_objection(town.call("hugh"), check, upheld=True, reasons="The plan will do.")
    assert town.see("hugh", check).state is State.STOPPED
    page = page_at(town, key)
    assert (page.standing, page.answers) == (Standing.OVER, ())


def test_an_objection_needs_no_words_and_a_correction_does(town: Town, key: str) -> None:
    for answered in (Answered.NOT_MINE, Answered.EVIDENCE):
        with pytest.raises(NotValid) as refused:
            answers_with(town, key, answered, " ")
        assert set(refused.value.fields) == {"words"}
    with pytest.raises(NotValid):
        answers_with(town, key, Answered.OBJECT, "y" * 5001)
    answers_with(town, key, Answered.OBJECT)


def test_going_ahead_and_confirming(town: Town, check: str, key: str) -> None:
    answers_with(town, key, Answered.MINE)
    assert town.see("hugh", check).state is State.NOTIFIED  # it is no agreement
    assert Answered.MINE not in page_at(town, key).answers
    with pytest.raises(NotPossible):
        answers_with(town, key, Answered.MINE)
    answers_with(town, key, Answered.GO_AHEAD)
    shown = town.see("hugh", check)
    assert shown.state is State.READY and shown.scope and shown.scope.not_before == town.now
    assert page_at(town, key).answers == (Answered.NOT_MINE, Answered.EVIDENCE, Answered.OBJECT)


def test_of_two_answers_at_once_one_wins(town: Town, check: str, key: str) -> None:
    answers_with(town, key, Answered.OBJECT)
    for late in Answered:
        with pytest.raises(NotPossible):
            answers_with(town, key, late, "Late.")
    assert len(town.see("hugh", check).every(Event.OBJECTION_RAISED)) == 1


def test_a_second_click_is_the_same_as_the_first(town: Town, check: str, key: str) -> None:
    for _click in range(2):
        answers.answer(calling(town, "5" * 32), key, Answered.OBJECT, "")
    assert len(town.see("hugh", check).every(Event.OBJECTION_RAISED)) == 1


def test_whoever_answers_has_been_told(town: Town) -> None:
    check = town.approved(town.vacancy())
    key = link_to(town, check)
    assert page_at(town, key).answers == tuple(Answered)
    answers_with(town, key, Answered.MINE)
    shown = town.see("hugh", check)
    sent = shown.last(Event.NOTICE_SENT)
    assert shown.state is State.NOTIFIED and shown.reply_until
    assert sent and sent.payload and sent.payload["delivery"] == "own-page"


def test_it_is_too_late_once_somebody_looked_or_the_vacancy_is_closed(town: Town) -> None:
    searched = town.searched(town.vacancy())
    key = link_to(town, searched)
    assert page_at(town, key).answers == ()
    with pytest.raises(NotPossible):
        answers_with(town, key, Answered.OBJECT)
    vacancy = town.vacancy("LIB-8")
    told = town.told(vacancy)
    other = link_to(town, told)
    town.wait(days=12)  # until the time to reply is over, for which closing waits
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    assert page_at(town, other).standing is Standing.OVER
    with pytest.raises(NotPossible):
        answers_with(town, other, Answered.OBJECT)


def test_the_panel_is_not_told(town: Town, check: str, key: str) -> None:
    before = town.see("mara", check)
    town.wait(days=1)
    answers_with(town, key, Answered.OBJECT, MY_WORDS)
    after = town.see("mara", check)
    assert (after.state, after.state_since) == (before.state, before.state_since)
    assert after.events == before.events and "quokka" not in repr(after)
    for rows in (read_vacancy(town.call("mara"), after.vacancy_ref).checks,
                 asked_by(town.call("mara"))):  # fmt: skip
        assert [row.state for row in rows] == [State.NOTIFIED]
    assert [row.state for row in in_hrs_hands(town.call("hugh"))] == [State.PAUSED]


def test_staff_do_nothing_as_a_candidate(town: Town, key: str) -> None:
    for name in ("hugh", "mara", "edith", "alan"):
        with pytest.raises(NotAllowed):
            answers.answer(town.call(name), key, Answered.GO_AHEAD, "")
        with pytest.raises(NotAllowed):
            replies.reply(town.call(name), key, "No.", "")
    with pytest.raises(NotAllowed):
        notices.cancel(calling(town), "0" * 32, "Nobody's business.")


def test_what_the_panel_was_told_is_read_and_answered(town: Town) -> None:
    check = town.searched(town.vacancy())
    key = link_to(town, check)
    assert page_at(town, key).told is None
    with pytest.raises(NotPossible):
        replies_with(town, key, "Too early.")
    handing_over.hand_over(town.call("hugh"), check, "The posts are there.")
    told = page_at(town, key).told
    assert told and (told.words, told.reliability, told.sureness) == (
        "The posts are there.", Reliability.HIGH, Sureness.CERTAIN)  # fmt: skip
    replies_with(town, key, "I am 61 and I wrote them all: wombat.")
    assert not page_at(town, key).replying
    with pytest.raises(NotPossible):
        replies_with(town, key, "Once more.")
    assert "wombat" not in repr(town.see("mara", check))
    assert town.see("hugh", check).reply_waits and not town.see("mara", check).reply_waits
    assert [row.ref for row in in_hrs_hands(town.call("hugh"))] == [check]


def test_the_panel_reads_what_hr_passes_on_and_nothing_else(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    key = link_to(town, check)
    theirs = "I am 61 and I wrote them all: wombat."
    replies_with(town, key, theirs)
    with pytest.raises(NotAllowed):
        replies.pass_on(town.call("mara"), check, "All of it.")
    replies.pass_on(town.call("hugh"), check, "I wrote them all.")
    assert "wrote" not in repr(town.see("mara", check).every(Event.REPLY_PASSED_ON))
    handing_over.lock_scores(town.call("mara"), check)
    passed = town.see("mara", check).last(Event.REPLY_PASSED_ON)
    assert passed and passed.payload and passed.payload["words"] == "I wrote them all."
    assert "wombat" not in repr(town.see("mara", check))
    assert page_at(town, key).said[-1].words == "I wrote them all."
    for late in (replies.pass_on, replies.keep_back):
        with pytest.raises(NotPossible):
            late(town.call("hetty"), check, "Twice.")
    replies_with(town, key, "One thing more.")
    replies.keep_back(town.call("hetty"), check, "It is about somebody else.")
    assert page_at(town, key).said[-1].event is Event.REPLY_KEPT_BACK
    assert len(town.see("mara", check).every(Event.REPLY_KEPT_BACK)) == 0


def test_what_they_may_not_learn_is_held_back_of_an_answer_too(town: Town) -> None:
    check = town.handed_over(town.vacancy())
    key, hugh = link_to(town, check), town.call("hugh")
    theirs = "I wrote them all. My wife helped with two."
    with pytest.raises(NotValid) as unseen:
        replies.reply(calling(town), key, theirs, fingerprint("Something else."))
    assert set(unseen.value.fields) == {"words"} and page_at(town, key).replying
    shown = preview_reply(calling(town), key, theirs)
    assert any("My wife" in theirs[one.start : one.end] for one in shown.marked.held)
    assert shown.cut.startswith("I wrote them all.") and "wife" not in shown.cut
    replies.reply(calling(town), key, theirs, shown.marked.fingerprint)
    assert read_reply(hugh, check, theirs).cut == shown.cut
    for same in (AllTheSame(), AllTheSame("It is her work.", fingerprint("Another text."))):
        with pytest.raises(NotValid):
            replies.pass_on(hugh, check, theirs, same)
    assert town.see("hugh", check).reply_waits
    replies.pass_on(hugh, check, shown.cut)
    assert not town.see("hugh", check).every(Event.WORDS_LET_THROUGH)


@on_both
def test_each_time_words_are_let_through_is_counted(town: Town) -> None:
    check = town.searched(town.vacancy())
    hugh, outcome = town.call("hugh"), "Three posts a week, and her wedding with her wife."
    same = AllTheSame("The wedding is an exhibit.", fingerprint(outcome))
    handing_over.hand_over(hugh, check, outcome, same)
    key = link_to(town, check)
    for words in ("My wife is the exhibit.", "My husband is the other one."):
        replies_with(town, key, words)
        replies.pass_on(hugh, check, words, AllTheSame("They are the work.", fingerprint(words)))
    told = town.see("edith", check).every(Event.WORDS_LET_THROUGH)
    assert [one.payload["reasons"] for one in told if one.payload] == [
        "The wedding is an exhibit.", "They are the work.", "They are the work."]  # fmt: skip
    with hugh.look() as work:
        rows = work.session.scalars(select(LetThrough).order_by(LetThrough.number)).all()
    assert [(row.check_ref, row.number) for row in rows] == [(check, 1), (check, 2), (check, 3)]


def test_their_copy_holds_what_they_said(town: Town, check: str, key: str) -> None:
    answers_with(town, key, Answered.NOT_MINE, MY_WORDS)
    dara, candidate = town.call("dara"), town.see("hugh", check).candidate_ref
    subject_access.look_at(dara, candidate, "They asked.", HERE)
    with dara.look() as work:
        row = work.session.get_one(Candidate, candidate)
        held = held_of(work, row, work.session.get_one(Vacancy, row.vacancy_ref))
        subject = read_subject(held, HERE)
    said = {
        (entry.event, each.field): each.value
        for section in subject.sections
        for entry in section.entries
        for each in entry.said
    }
    assert said[Event.OBJECTION_RAISED, "words"] == MY_WORDS
    assert said[Event.OBJECTION_RAISED, "kind"] is Answered.NOT_MINE
    by = {e.by for section in subject.sections for e in section.entries
          if e.event is Event.OBJECTION_RAISED}  # fmt: skip
    assert by == {"you, on your own page"}
