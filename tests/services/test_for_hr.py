"""What HR does next: what is due first comes first, and nothing is cut off unseen."""

from datetime import timedelta

import pytest

from screening.domain.errors import NotAllowed
from screening.domain.events import Event
from screening.domain.words import Answered
from screening.services.checks import clockwork, notices
from screening.services.reading.desk import for_hr
from screening.services.reading.desk.for_hr import InHandWanted, in_hrs_hands, read_in_hand
from screening.services.reading.desk.waiting import DeskRow
from screening.services.reading.pages import Turning
from tests.databases import on_both
from tests.services.candidates import answers_with, link_to, replies_with
from tests.services.town import Town


def filled(town: Town) -> None:
    """Something of each kind, begun on different days; TOL-1 is nobody's to do anything about, and
    MIN-1 not hetty's.
    """
    town.searched(town.vacancy("SEA-1"))
    objecting = town.told(town.vacancy("OBJ-1"))
    town.told(town.vacancy("TOL-1"))
    told = town.handed_over(town.vacancy("ANS-1"))
    town.approved(town.vacancy("MIN-1"), by="hetty")
    town.wait(days=1)
    town.approved(town.vacancy("APP-1"))
    town.wait(days=1)
    answers_with(town, link_to(town, objecting), Answered.OBJECT, "No.")
    town.wait(days=1)
    replies_with(town, link_to(town, told), "I wrote them all.")
    town.wait(hours=1)
    town.handed_over(town.vacancy("NEW-1"))


def every(town: Town, size: int, wanted: InHandWanted = for_hr.EVERY) -> list[DeskRow]:
    """The whole list, turned over page by page."""
    rows: list[DeskRow] = []
    page = read_in_hand(town.call("hetty"), wanted, Turning(size=size))
    while page.rows:
        rows += page.rows
        assert len(page.rows) <= size
        if not page.after:
            break
        page = read_in_hand(town.call("hetty"), wanted, Turning(after=page.last, size=size))
    return rows


@on_both
def test_the_whole_list_goes_by_due_day_and_misses_nothing(town: Town) -> None:
    filled(town)
    rows = every(town, 2)
    names = [row.vacancy_reference for row in rows]
    assert names == [row.vacancy_reference for row in every(town, 25)]
    assert sorted(names) == ["ANS-1", "APP-1", "MIN-1", "NEW-1", "OBJ-1", "SEA-1"]
    days = [row.due for row in rows if row.due]
    assert len(days) == len(rows) and days == sorted(days)
    assert {row.vacancy_reference: row.to_do for row in rows} == {
        "SEA-1": (Event.HANDED_OVER,),
        "MIN-1": (),
        "APP-1": (Event.NOTICE_SENT,),
        "OBJ-1": (Event.OBJECTION_UPHELD,),
        "ANS-1": (Event.CANDIDATE_REPLIED,),
        "NEW-1": (Event.CANDIDATE_TOLD,),
    }
    back = read_in_hand(town.call("hetty"), turning=Turning(size=4))
    more = read_in_hand(town.call("hetty"), turning=Turning(after=back.last, size=4))
    again = read_in_hand(town.call("hetty"), turning=Turning(before=more.first, size=4))
    assert again.rows == back.rows and (more.before, back.after) == (4, 2)


@on_both
def test_what_nobody_can_do_never_hides_what_somebody_must(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        town.told(town.vacancy(f"TOL-{number}"))
        town.approved(town.vacancy(f"MIN-{number}"), by="hetty")
    town.wait(days=2)
    fresh = town.told(town.vacancy("OBJ-1"))
    answers_with(town, link_to(town, fresh), Answered.OBJECT, "No.")
    monkeypatch.setattr(for_hr, "MOST", 2)
    first, second = in_hrs_hands(town.call("hetty"))
    assert (first.ref, first.to_do) == (fresh, (Event.OBJECTION_UPHELD,))
    assert second.why_not_mine
    assert len(every(town, 25)) == 4


def test_it_is_narrowed_to_what_is_mine_or_late_or_of_a_vacancy(town: Town) -> None:
    filled(town)
    mine = {row.vacancy_reference for row in every(town, 25, InHandWanted(mine=True))}
    assert mine == {"SEA-1", "APP-1", "OBJ-1", "ANS-1", "NEW-1"}
    (one,) = every(town, 25, InHandWanted(words="app-1"))
    assert one.vacancy_reference == "APP-1"
    assert every(town, 25, InHandWanted(department="Parks")) == []
    for _day in range(14):
        late = {row.vacancy_reference for row in every(town, 25) if row.overdue}
        found = every(town, 25, InHandWanted(overdue=True))
        assert {row.vacancy_reference for row in found} == late
        town.wait(days=1)
    assert len(late) == 6


def test_an_outcome_waits_from_when_it_can_be_handed_over(town: Town) -> None:
    early = town.searched(town.vacancy("SEA-1"))
    check = town.told(town.vacancy("SEA-2"))
    notices.candidate_agrees(town.call("hugh"), check, "Go ahead.")
    clockwork.tick(town.call("alan"))
    rows = every(town, 25)
    assert [row.ref for row in rows] == [early]
    assert rows[0].due and rows[0].due > town.now + timedelta(days=4)


def test_no_panel_and_nobody_else_reads_it(town: Town) -> None:
    for name in ("mara", "edith", "alan"):
        with pytest.raises(NotAllowed):
            read_in_hand(town.call(name))
