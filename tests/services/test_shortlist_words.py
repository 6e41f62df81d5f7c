"""What a candidate on a school's shortlist says on their own page, and what becomes of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from screening.domain.due_diligence import DueDiligence
from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import DUE_DILIGENCE_OF_ONE, Event
from screening.domain.notifying import Told
from screening.services import vacancies
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.due_diligence import answers, passing, telling
from screening.services.own_page import shortlist_words
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.rights.register import list_open
from screening.services.reading.schools.answers import read_answer
from screening.services.reading.schools.own_page import (
    ShortlistPage,
    Standing,
    preview_answer,
    read_shortlist_page,
)
from screening.services.reading.schools.search import list_due_diligence, read_due_diligence
from screening.services.reminding import clocks
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.due_diligence import DueDiligencePart
from tests.databases import on_both
from tests.services import schools
from tests.services.candidates import HERE, calling
from tests.services.outbox import Heard, new_since
from tests.services.town import Town, populated

TELLING = "That is right. My wife complained too."
CUT = "That is right. […] complained too."


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def page(town: Town, key: str) -> ShortlistPage:
    return read_shortlist_page(calling(town), key, HERE)


def unread(town: Town, name: str) -> list[Told | None]:
    return [one.kind for one in list_notifications(town.call(name)).rows if one.unread]


def events(town: Town, vacancy: str) -> list[str]:
    with town.call("hugh").look() as work:
        return [one.event for one in open_records(work.session, work.vault, vacancy_ref=vacancy)]


def panel_reads(town: Town, part: str, vacancy: str) -> str:
    shown = read_due_diligence(town.call("mara"), vacancy).parts
    return next(one.answer for one in shown if one.ref == part)


def test_an_objection_needs_no_words_stops_it_and_is_decided_with_reasons(town: Town) -> None:
    vacancy, (first, _second, _third) = schools.told(town)
    key = schools.page_key(town, first)
    schools.says(town, key, objects=True)
    shown = page(town, key)
    assert shown.standing is Standing.OBJECTED and not shown.objecting and shown.saying
    assert read_due_diligence(town.call("hugh"), vacancy).state is DueDiligence.PAUSED
    assert read_due_diligence(town.call("mara"), vacancy).state is DueDiligence.TOLD
    for name in ("hugh", "hetty"):
        assert unread(town, name).count(Told.OBJECTION) == 1
    for name in ("sam", "mara", "edith", "alan"):
        assert Told.OBJECTION not in unread(town, name)
    (row,) = list_open(town.call("dara"))
    assert (row.part_ref, row.is_known) == (first, True)
    with pytest.raises(NotPossible):
        schools.says(town, key, "Once more.", objects=True)
    telling.decide(town.call("hetty"), first, upheld=False, reasons="It is asked of everybody.")
    assert [one.words for one in page(town, key).said] == ["", "It is asked of everybody."]
    assert page(town, key).objecting and list_open(town.call("dara")) == ()


@on_both
def test_something_else_is_read_by_hr_and_not_by_the_searcher_or_the_panel(
    town: Town,
) -> None:
    _vacancy, (first, *_others) = schools.told(town)
    key = schools.page_key(town, first)
    with pytest.raises(NotValid):
        schools.says(town, key)
    schools.says(town, key, "The page with my name is not mine.")
    assert unread(town, "hetty") == [Told.SHORTLIST_WORDS] and Told.SHORTLIST_WORDS not in unread(
        town, "mara"
    )
    for name, reads in (("hugh", True), ("sam", False), ("edith", True), ("mara", False)):
        (shown, *_rest) = schools.shown(town, _vacancy, name)
        assert bool(shown.words) == reads
    assert page(town, key).standing is Standing.WAITS


def test_it_is_too_late_once_the_panel_was_told_or_it_is_over(town: Town) -> None:
    _vacancy, (first, *_others) = schools.handed_over(town)
    key = schools.page_key(town, first)
    for objects in (True, False):
        with pytest.raises(NotPossible):
            schools.says(town, key, "No.", objects=objects)
    vacancy, (first, *_others) = schools.told(town, "SCH-2")
    key = schools.page_key(town, first)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    with pytest.raises(NotPossible):
        schools.says(town, key, objects=True)
    assert page(town, key).standing is Standing.OVER


@on_both
def test_an_answer_is_screened_before_the_panel_reads_any_of_it(town: Town) -> None:
    vacancy, (first, *_others) = schools.handed_over(town)
    hugh, key = town.call("hugh"), schools.page_key(town, first)
    preview = preview_answer(calling(town), key, TELLING)
    assert preview.marked.held and preview.cut == CUT
    with pytest.raises(NotValid):
        shortlist_words.answer(calling(town), key, TELLING, fingerprint("Other words."))
    schools.answers(town, key, TELLING)
    assert not page(town, key).answering
    with pytest.raises(NotPossible):
        schools.answers(town, key, "And this.")
    assert [one.vacancy_ref for one in list_due_diligence(hugh)] == [vacancy]
    assert read_answer(hugh, first).cut == CUT
    passing.lock_scores(town.call("mara"), vacancy)
    with pytest.raises(NotValid):
        answers.pass_on(hugh, first, TELLING)
    assert Event.DUE_DILIGENCE_HELD_BACK in events(town, vacancy)
    assert panel_reads(town, first, vacancy) == ""
    answers.pass_on(hugh, first, CUT)
    assert panel_reads(town, first, vacancy) == CUT
    assert Told.SHORTLIST_WORDS not in unread(town, "hetty")
    assert [one.words for one in page(town, key).said] == [TELLING, CUT]
    assert list_due_diligence(hugh) == ()
    schools.answers(town, key, "One thing more.")


@on_both
def test_marked_words_stay_with_a_reason_that_is_kept(town: Town) -> None:
    vacancy, (first, *_others) = schools.handed_over(town)
    schools.answered(town, first, TELLING)
    same = AllTheSame("She is the one who complained.", fingerprint(TELLING))
    answers.pass_on(town.call("hugh"), first, TELLING, same)
    passing.lock_scores(town.call("mara"), vacancy)
    assert panel_reads(town, first, vacancy) == TELLING
    marks = len(read_answer(town.call("hugh"), first).marked.held)
    assert schools.shown(town, vacancy)[0].let_through == marks > 0


def test_one_that_is_kept_back_reaches_nobody_on_the_panel(town: Town) -> None:
    vacancy, (first, second, _third) = schools.handed_over(town)
    passing.lock_scores(town.call("mara"), vacancy)
    key = schools.answered(town, first)
    answers.keep_back(town.call("hugh"), first, "It names a child.")
    assert panel_reads(town, first, vacancy) == ""
    assert page(town, key).said[-1].words == "It names a child."
    for late in (
        lambda: answers.keep_back(town.call("hetty"), first, "Once more."),
        lambda: answers.pass_on(town.call("hugh"), first, "Nothing came of it."),
        lambda: schools.answered(town, second),  # nothing to explore
    ):
        with pytest.raises(NotPossible):
            late()


def test_what_hr_takes_down_for_them_by_then_waits_too(town: Town) -> None:
    vacancy, (first, second, _third) = schools.handed_over(town)
    hugh = town.call("hugh")
    telling.take_down(hugh, second, "Thank you.", objects=False)
    assert list_due_diligence(hugh) == ()
    telling.take_down(hugh, first, "Nothing came of it.", objects=False)
    with pytest.raises(NotPossible):
        telling.take_down(hugh, first, "And this.", objects=False)
    vacancies.close_vacancy(hugh, vacancy)
    assert [one.vacancy_ref for one in list_due_diligence(hugh)] == [vacancy]
    answers.pass_on(hugh, first, "Nothing came of it.")
    assert list_due_diligence(hugh) == ()


@pytest.mark.parametrize("name", ["sam", "mara", "edith", "alan"])
def test_who_may_not_decide_on_an_answer(town: Town, name: str) -> None:
    _vacancy, (first, *_others) = schools.handed_over(town)
    schools.answered(town, first)
    for act in (
        lambda: answers.pass_on(town.call(name), first, "Nothing came of it."),
        lambda: answers.keep_back(town.call(name), first, "No."),
        lambda: read_answer(town.call(name), first),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()


@on_both
def test_of_two_answers_at_once_one_is_taken(town: Town) -> None:
    vacancy, (first, *_others) = schools.handed_over(town)
    key, barrier = schools.page_key(town, first), Barrier(2)

    def send(words: str) -> bool:
        barrier.wait()
        try:
            schools.answers(town, key, words)
        except (NotPossible, Conflict):
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(send, ("This.", "That."))) == [False, True]
    assert events(town, vacancy).count(Event.DUE_DILIGENCE_REPLIED) == 1


def test_once_erased_no_answer_waits_and_no_word_is_left(town: Town) -> None:
    _vacancy, (first, *_others) = schools.handed_over(town)
    schools.answered(town, first, "Nothing came of it.")
    with town.call("hugh").look() as work:
        candidate = work.session.get_one(DueDiligencePart, first).candidate_ref
    town.erase(candidate)
    with town.call("hugh").look() as work:
        assert work.session.get_one(DueDiligencePart, first).answered_at is None
        found = open_records(work.session, work.vault, subject_ref=candidate)
        kept = {one.event for one in found if one.payload is not None}
        assert kept & DUE_DILIGENCE_OF_ONE == {Event.DUE_DILIGENCE_BEGUN}  # which has none
    with pytest.raises(NotPossible):
        answers.pass_on(town.call("hugh"), first, "Nothing came of it.")


def _opened(town: Town) -> None:
    schools.opened(town)


def _objected(town: Town) -> None:
    _vacancy, (first, *_others) = schools.told(town)
    schools.says(town, schools.page_key(town, first), objects=True)


def _written(town: Town) -> None:
    schools.written_down(town)


def _screened(town: Town) -> None:
    _vacancy, (first, *_others) = schools.written_down(town)
    passing.keep_back(town.call("hugh"), first, "It is about somebody else.")


def _answered(town: Town) -> None:
    _vacancy, (first, *_others) = schools.handed_over(town)
    schools.answered(town, first)


@on_both
@pytest.mark.parametrize("way", [_opened, _objected, _written, _screened, _answered])
def test_hr_is_told_again_of_what_waits_each_time_it_escalates(
    town: Town, way: Callable[[Town], None]
) -> None:
    way(town)

    def heard() -> Heard:
        return new_since(town, lambda: [clocks.look(town.call("alan")) for _twice in range(2)])

    heard()
    points: dict[int, set[str]] = {}
    for day in range(1, 17):
        town.wait(days=1)
        told = heard()
        reminded = {who for who, kinds in told.items() if Told.STILL_WAITS in kinds}
        points |= {day: reminded} if reminded else {}
    assert len(points) == 2
    first, second = points
    assert second - first == 7
    assert all(said == {"hugh", "hetty"} for said in points.values())
