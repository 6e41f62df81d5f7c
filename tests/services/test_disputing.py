"""HR or an officer says that the gate was wrong: nothing changes but that it is said."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from screening.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Role, ShouldBe, State
from screening.services import vacancies
from screening.services.checks.disputing import dispute_finding
from screening.services.missed import Missed, report_missed
from screening.services.reading.checks.check import AttemptShown
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER, Town

WHY = "She asks about the work, not about the person."
QUILL = "Ada\nQuillfeather"
"""The candidate's name, over two lines."""
FISHING = Missed("fishing", "request.question", "plain  CAPTIONS")


@pytest.fixture
def stopped(town: Town) -> str:
    """A request of mara's that was not ready."""
    return town.submitted(town.vacancy(), **IMPROPER)


def mark(town: Town, check: str, by: str = "hugh", **other: object) -> None:
    """Say that the first finding of the first attempt should have been nothing."""
    given = {"revision": 1, "number": 1, "should_be": ShouldBe.NOTHING, "reason": WHY} | other
    dispute_finding(town.call(by), check, **given)  # type: ignore[arg-type]  # named above


def attempt(town: Town, name: str, check: str) -> AttemptShown:
    """The first attempt as that person sees it."""
    return town.see(name, check).attempts[0]


@pytest.mark.parametrize("by", ["hugh", "edith"])
def test_a_finding_is_marked_and_nothing_else_changes(town: Town, stopped: str, by: str) -> None:
    before = town.see("hugh", stopped)
    mark(town, stopped, by)
    after = town.see("hugh", stopped)
    assert (after.state, after.state_since, after.doings) == (
        before.state,
        before.state_since,
        before.doings,
    )
    [said] = after.attempts[0].disputes
    assert said.is_about(after.attempts[0].findings[0])
    assert not said.is_about(after.attempts[0].findings[-1])
    assert (said.should_be, said.reason, said.by) == (ShouldBe.NOTHING, WHY, by)
    assert after.attempts[0].findings == before.attempts[0].findings


def test_the_record_says_where_and_not_what(town: Town, stopped: str) -> None:
    mark(town, stopped)
    with town.call("hugh").look() as work:
        record = open_records(work.session, work.vault, check_ref=stopped)[-1]
    assert record.payload is not None
    assert set(record.payload) == {
        "revision",
        "kind",
        "rule",
        "signal",
        "field",
        "start",
        "end",
        "should_be",
        "reason",
    }
    assert (record.event, record.actor_role) == (Event.FINDING_DISPUTED, Role.HR)


def test_whoever_asked_and_their_panel_learn_nothing_of_it(town: Town) -> None:
    town.add("pat", Role.HR, Role.MANAGER)
    vacancy = town.vacancy("LIB-8", panel=("mara", "pat"))
    check = town.submitted(vacancy, by="hetty", **IMPROPER)
    blind = ("hetty", "pat", "mara")
    for name in blind:
        with pytest.raises(NotAllowed):
            mark(town, check, name)
    mark(town, check, "edith")
    for name in blind:
        shown = town.see(name, check)
        assert shown.last(Event.FINDING_DISPUTED) is None
        assert shown.attempts[0].disputes == ()
        assert not shown.reviewing
    for name in ("hugh", "edith", "dara"):
        assert town.see(name, check).attempts[0].disputes


@pytest.mark.parametrize("by", ["mara", "dara"])
def test_neither_managers_nor_the_data_protection_officer_mark(
    town: Town, stopped: str, by: str
) -> None:
    with pytest.raises(NotAllowed):
        mark(town, stopped, by)


def test_an_officer_who_sat_on_the_panel_does_not_mark(town: Town) -> None:
    town.add("erin", Role.EQUALITY, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "erin"))
    check = town.submitted(vacancy, **IMPROPER)
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["mara"].ref])
    with pytest.raises(NotAllowed):
        mark(town, check, "erin")


def test_one_person_marks_a_finding_once_whatever_their_account(town: Town, stopped: str) -> None:
    hugh = town.people["hugh"]
    town.add("hugh2", Role.EQUALITY, person=hugh.person_ref)
    mark(town, stopped)
    for again in ("hugh", "hugh2"):
        with pytest.raises(NotPossible):
            mark(town, stopped, again, should_be=ShouldBe.CAUTION)
    mark(town, stopped, "edith", should_be=ShouldBe.CAUTION)
    mark(town, stopped, number=2)
    assert len(attempt(town, "hugh", stopped).disputes) == 3


def test_sent_twice_it_is_said_once(town: Town, stopped: str) -> None:
    call = town.call("hugh", key="k" * 32)
    for _ in range(2):
        dispute_finding(call, stopped, 1, 1, ShouldBe.NOTHING, WHY)
    assert len(attempt(town, "hugh", stopped).disputes) == 1


@on_both
def test_several_at_once_each_say_it_once(town: Town, stopped: str) -> None:
    names = ("hugh", "hugh", "hetty", "edith", "edith")
    ready = Barrier(len(names))

    def one(name: str) -> bool:
        ready.wait()
        try:
            mark(town, stopped, name)
        except NotPossible:
            return False
        return True

    with ThreadPoolExecutor(len(names)) as pool:
        managed = list(pool.map(one, names))
    assert sum(managed) == 3
    said = sorted(one.by for one in attempt(town, "hugh", stopped).disputes)
    assert said == ["edith", "hetty", "hugh"]


def test_what_was_missed_is_kept_by_its_place(town: Town) -> None:
    check = town.submitted(town.vacancy())
    report_missed(town.call("edith"), check, 1, FISHING, ShouldBe.BLOCK, "It is about her.")
    [said] = attempt(town, "hugh", check).disputes
    assert said.missed
    assert FAIR["question"][said.start : said.end] == "plain captions"
    assert town.see("mara", check).state is State.AWAITING
    lacking = Missed("unexplained", "request.why_now")
    report_missed(town.call("edith"), check, 1, lacking, ShouldBe.CAUTION, "It does not say.")
    assert attempt(town, "hugh", check).disputes[1].end == 0
    with pytest.raises(NotPossible):
        report_missed(town.call("edith"), check, 1, FISHING, ShouldBe.CAUTION, "Again.")


def test_no_name_is_guessed_by_marking_words(town: Town) -> None:
    """An officer's words are looked for in what the officer reads; HR's in what was written."""
    question = f"Does {QUILL}\nwrite plain captions, as {QUILL} says?"
    check = town.submitted(town.vacancy(), question=question)
    for guess in ("Quill", QUILL, "does quillfeather write", "[name]" * 160):
        guessed = Missed("fishing", "request.question", guess)
        with pytest.raises(NotValid):
            report_missed(town.call("edith"), check, 1, guessed, ShouldBe.BLOCK, WHY)
    copied = (
        ("edith", "does [name] WRITE plain", f"Does {QUILL}\nwrite plain"),
        ("edith", "as [name] says", f"as {QUILL} says"),
        ("edith", "am", QUILL),
        ("hugh", f"{QUILL} Write", f"{QUILL}\nwrite"),
    )
    for by, words, _written in copied:
        shown = Missed("fishing", "request.question", words)
        report_missed(town.call(by), check, 1, shown, ShouldBe.BLOCK, WHY)
    marks = attempt(town, "hugh", check).disputes
    assert [question[one.start : one.end] for one in marks] == [text for *_by, text in copied]


@pytest.mark.parametrize(
    ("missed", "should_be", "box"),
    [
        (Missed("fishing", "request.question", "embarrassing"), ShouldBe.BLOCK, "words"),
        (Missed("fishing", "request.question", "a\x07b"), ShouldBe.BLOCK, "words"),
        (Missed("nothing-of-ours", "request.question"), ShouldBe.BLOCK, "rule"),
        (Missed("fishing", "request.places[7].address"), ShouldBe.BLOCK, "field"),
        (FISHING, ShouldBe.NOTHING, "should_be"),
    ],
)
def test_what_cannot_have_been_missed(
    town: Town, missed: Missed, should_be: ShouldBe, box: str
) -> None:
    check = town.submitted(town.vacancy())
    with pytest.raises(NotValid) as refused:
        report_missed(town.call("hugh"), check, 1, missed, should_be, WHY)
    assert set(refused.value.fields) == {box}
    assert attempt(town, "hugh", check).disputes == ()


def test_what_was_found_is_no_correction_of_itself(town: Town, stopped: str) -> None:
    for wrong in ({"should_be": ShouldBe.BLOCK}, {"reason": "  "}):
        with pytest.raises(NotValid):
            mark(town, stopped, **wrong)


@pytest.mark.parametrize("where", [{"revision": 2}, {"revision": 0}, {"number": 0}, {"number": 99}])
def test_what_never_was(town: Town, stopped: str, where: dict[str, int]) -> None:
    with pytest.raises(NotFound):
        mark(town, stopped, **where)
    with pytest.raises(NotFound):
        mark(town, "0" * 32, **where)


def test_after_the_vacancy_is_closed_it_can_still_be_said(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy, **IMPROPER)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    mark(town, check, "edith")
    shown = town.see("hugh", check)
    assert (shown.state, len(shown.attempts[0].disputes)) == (State.EXPIRED, 1)


def test_nothing_is_said_of_somebody_erased_and_what_was_said_goes(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy, **IMPROPER)
    mark(town, check)
    candidate = town.see("hugh", check).candidate_ref
    town.erase(candidate)
    with pytest.raises(NotPossible):
        mark(town, check, "edith")
    shown = town.see("hugh", check)
    assert shown.attempts[0].disputes == ()
    assert not shown.disputing
    [left] = shown.every(Event.FINDING_DISPUTED)
    assert left.payload is None
