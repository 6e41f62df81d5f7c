"""A third party's return: within the approval, beyond it, all of it or nothing, and once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.reconciling import Beyond
from screening.domain.words import State
from screening.reports.model import Organisation
from screening.services.checks.returning import Returned, record_return, weigh_return
from screening.services.checks.searching import VisitText
from screening.services.reading.checks.check import read_check
from screening.services.reading.checks.instructions import read_instructions
from screening.services.reading.checks.reconciled import reconciled
from screening.store.tables.search import Visit
from tests.databases import on_both
from tests.services.town import Town

WEXCOMBE = Organisation("Wexcombe Council", "#123456")


@pytest.fixture
def outside(town: Town) -> str:
    return town.outside(town.vacancy())


def look(town: Town, **changed: object) -> VisitText:
    plain = VisitText(0, "", town.now, 20, "Captions of 2023")
    return replace(plain, **changed)  # type: ignore[arg-type]  # by name


def rows(town: Town) -> int:
    with town.call("hugh").look() as work:
        return len(work.session.scalars(select(Visit)).all())


def test_all_of_it_is_recorded_within_and_beyond(town: Town, outside: str) -> None:
    early = town.now - timedelta(days=40)
    visits = (
        look(town),
        look(town, position=None, elsewhere="x.com/ada", minutes=5, explanation="A link led on."),
        look(town, occurred_at=early, minutes=9, explanation="Before you asked us."),
    )
    weighed = weigh_return(town.call("hugh"), outside, Returned(visits, kept_to_rules=True))
    expected = ((), (Beyond.PLACE,), (Beyond.MINUTES, Beyond.DAYS))
    assert (weighed.beyond, weighed.minutes, rows(town)) == (expected, 34, 0)

    record_return(town.call("hugh"), outside, Returned(visits, False, "They signed in."))
    shown = read_check(town.call("edith"), outside)
    done = reconciled(shown)
    assert shown.state is State.SEARCHING
    assert done and [visit.number for visit in done.went_beyond] == [2, 3]
    assert (done.kept_to_rules, done.why_not) == (False, "They signed in.")
    assert [event.payload["variance"] for event in shown.every(Event.VISIT_RECORDED)] == [  # type: ignore[index]  # nothing is erased
        False,
        True,
        True,
    ]
    with town.call("edith").look() as work:
        kept = work.session.scalars(select(Visit.variance).order_by(Visit.ref)).all()
    assert kept == [False, True, True]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"position": None, "elsewhere": "x.com/ada"}, "not approved"),
        ({"minutes": 31}, "longer"),
        ({"occurred_at": datetime.fromisoformat("2026-01-01T09:00+00:00")}, "outside the days"),
        ({"occurred_at": datetime.fromisoformat("2030-01-01T09:00+00:00")}, "passed"),
        ({"minutes": 0}, "whole number"),
        ({"read": " "}, "what was read"),
        ({"read": "x" * 5001}, "too long"),
        ({"position": None, "elsewhere": ""}, "Fill this in"),
    ],
)
def test_one_wrong_row_keeps_all_from_being_recorded(
    town: Town, outside: str, changed: dict[str, object], said: str
) -> None:
    returned = Returned((look(town, minutes=1), look(town, **changed)), kept_to_rules=True)
    with pytest.raises(NotValid, match=said) as refused:
        record_return(town.call("hugh"), outside, returned)
    assert set(refused.value.fields) == {"rows-2"}
    assert rows(town) == 0
    assert town.see("hugh", outside).state is State.READY


def test_none_too_many_and_no_word_on_the_rules(town: Town, outside: str) -> None:
    for returned in (
        Returned((), kept_to_rules=True),
        Returned((look(town, minutes=1, explanation="Long."),) * 101, kept_to_rules=True),
        Returned((look(town),), kept_to_rules=False),
    ):
        with pytest.raises(NotValid):
            record_return(town.call("hugh"), outside, returned)
    assert rows(town) == 0


def test_twice_does_nothing_twice(town: Town, outside: str) -> None:
    returned = Returned((look(town),), kept_to_rules=True)
    for _again in range(2):
        record_return(town.call("hugh", "r" * 32), outside, returned)
    with pytest.raises(NotPossible):
        record_return(town.call("hugh"), outside, returned)
    with pytest.raises(NotPossible):
        weigh_return(town.call("hetty"), outside, returned)
    assert rows(town) == 1


@on_both
def test_of_two_who_enter_one_wins(town: Town, outside: str) -> None:
    def enter(name: str) -> bool:
        returned = Returned((look(town, read=name),), kept_to_rules=True)
        try:
            record_return(town.call(name), outside, returned)
        except (Conflict, NotPossible):
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(enter, ("hugh", "hetty"))) == [False, True]
    assert rows(town) == 1
    assert len(town.see("hugh", outside).every(Event.RETURN_RECORDED)) == 1


def test_nobody_else_enters_it_nor_for_a_searcher_of_ours(town: Town, outside: str) -> None:
    returned = Returned((look(town),), kept_to_rules=True)
    for name in ("mara", "edith", "alan"):
        with pytest.raises((NotAllowed, NotFound)):
            record_return(town.call(name), outside, returned)
    ours = town.ready(town.vacancy("HSG-1"))
    with pytest.raises(NotPossible, match="one of us"):
        record_return(town.call("sam"), ours, returned)
    assert rows(town) == 0


@on_both
def test_the_sheet_names_nobody_who_can_be_found_without(town: Town, outside: str) -> None:
    sheet = read_instructions(town.call("hugh"), outside, WEXCOMBE)
    assert (sheet.candidate_name, sheet.contact_name) == ("", "hugh")
    assert (sheet.minutes, sheet.places) == (30, ("instagram.com/harbourmuseum",))
    assert "Quillfeather" not in repr(sheet)


def test_there_is_no_sheet_while_nobody_may_look(town: Town) -> None:
    check = town.approved(town.vacancy(), third_party="Vetters Ltd")
    with pytest.raises(NotPossible):
        read_instructions(town.call("hugh"), check, WEXCOMBE)
    done = town.outside(town.vacancy("HSG-1"))
    record_return(town.call("hugh"), done, Returned((look(town),), kept_to_rules=True))
    with pytest.raises(NotPossible):
        read_instructions(town.call("hugh"), done, WEXCOMBE)
    ours = town.ready(town.vacancy("ENV-1"))
    with pytest.raises(NotFound):
        read_instructions(town.call("sam"), ours, WEXCOMBE)


@on_both
def test_other_search_words_are_a_variance_and_ticked_ones_must_be_authorised(
    town: Town, outside: str
) -> None:
    wide = Returned((look(town, other_terms="Ada Quillfeather"),), kept_to_rules=True)
    with pytest.raises(NotValid, match="search words were not approved"):
        record_return(town.call("hugh"), outside, wide)
    ticked = Returned((look(town, terms=("Ada Quillfeather",)),), kept_to_rules=True)
    with pytest.raises(NotValid, match="that were approved"):
        record_return(town.call("hugh"), outside, ticked)
    why = look(town, other_terms="Ada Quillfeather", explanation="The page had moved.")
    record_return(town.call("hugh"), outside, Returned((why,), kept_to_rules=True))
    done = reconciled(town.see("edith", outside))
    assert done and [visit.other_terms for visit in done.went_beyond] == ["[name]"]
