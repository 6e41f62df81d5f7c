"""A candidate on a school's shortlist has a page of their own: its link, and what it says."""

import pytest

from screening.domain.errors import Conflict, LinkDead, NotAllowed, NotFound, NotPossible
from screening.domain.events import Event
from screening.domain.words import CandidateStatus
from screening.services import candidates, letters
from screening.services.due_diligence import looking, passing, telling
from screening.services.own_page import links, shortlist
from screening.services.reading.schools.notice import read_due_diligence_notice
from screening.services.reading.schools.own_page import (
    ShortlistPage,
    Standing,
    read_letter_to_one,
    read_shortlist_page,
)
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.due_diligence import DueDiligencePart
from tests.databases import on_both
from tests.services import schools
from tests.services.candidates import HERE, calling
from tests.services.town import Town, populated


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def page(town: Town, key: str) -> ShortlistPage:
    return read_shortlist_page(calling(town), key, HERE)


def dead(town: Town, key: str) -> None:
    with pytest.raises(LinkDead):
        page(town, key)


def test_each_reads_what_the_panel_was_told_of_them_and_of_nobody_else(town: Town) -> None:
    _vacancy, parts = schools.handed_over(town)
    shown = [page(town, schools.page_key(town, part)) for part in parts]
    assert [one.standing for one in shown] == [Standing.TOLD] * 3
    assert sum(bool(one.told) for one in shown) == 1
    assert all(schools.FOUND not in repr(one) and "Ada" not in repr(one) for one in shown)


def test_it_works_until_it_ends_or_is_replaced(town: Town) -> None:
    vacancy, _refs = schools.told(town)
    part = schools.parts(town, vacancy)[0]
    old = schools.page_key(town, part)
    assert page(town, old.upper().replace("-", "")).standing is Standing.WAITS
    assert shortlist.link_for(town.call("hetty"), part).key == ""
    new = schools.page_key(town, part, by="hetty")
    dead(town, old)
    with pytest.raises(Conflict):
        shortlist.make_link(town.call("hugh"), part, 1)
    town.wait(days=28, minutes=-1)
    assert page(town, new)
    town.wait(minutes=1)
    dead(town, new)
    dead(town, "")
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=vacancy)
    made = [one.event for one in found if one.event in (Event.LINK_MADE, Event.LINK_RENEWED)]
    assert made == [Event.LINK_MADE, Event.LINK_RENEWED]


@on_both
def test_one_of_a_part_and_one_of_a_check_open_their_own_page_alone(town: Town) -> None:
    vacancy, _refs = schools.told(town)
    key = schools.page_key(town, schools.parts(town, vacancy)[0])
    with pytest.raises(LinkDead), town.call("hugh").look() as work:
        links.opened(work, key)
    links.end_every_link(town.call("hugh"))
    dead(town, key)


def test_nobody_learns_there_that_another_objected(town: Town) -> None:
    vacancy, _refs = schools.told(town)
    first, second = schools.parts(town, vacancy)[:2]
    keys = [schools.page_key(town, first), schools.page_key(town, second)]
    telling.take_down(town.call("hugh"), first, "Please do not.", objects=True)
    assert [page(town, key).standing for key in keys] == [Standing.OBJECTED, Standing.WAITS]
    telling.call_off(town.call("hugh"), vacancy, "Reasons.")
    assert [page(town, key).standing for key in keys] == [Standing.OVER] * 2


@pytest.mark.parametrize("name", ["sam", "mara", "edith", "alan"])
def test_who_may_not_make_it(town: Town, name: str) -> None:
    vacancy, _refs = schools.told(town)
    part = schools.parts(town, vacancy)[0]
    for act in (
        lambda: shortlist.make_link(town.call(name), part, 0),
        lambda: shortlist.link_for(town.call(name), part),
        lambda: read_letter_to_one(town.call(name), part, HERE),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()


def test_the_letter_carries_the_name_and_the_link(town: Town) -> None:
    vacancy, _refs = schools.told(town)
    part = schools.parts(town, vacancy)[0]
    schools.page_key(town, part)
    assert read_letter_to_one(town.call("hugh"), part, HERE).candidate_name == "Ada 0"
    made: list[str] = []

    def address(key: str) -> str:
        made.append(key)
        return f"https://example.test/{key}"

    content = letters.shortlist_letter(town.call("hugh"), part, HERE, address)
    assert content.startswith(b"%PDF")
    assert made == [shortlist.link_for(town.call("hugh"), part).key]


def test_it_is_dead_once_the_candidate_is_erased(town: Town) -> None:
    vacancy, _refs = schools.told(town)
    part = schools.parts(town, vacancy)[0]
    key = schools.page_key(town, part)
    with town.call("hugh").look() as work:
        candidate = work.session.get_one(DueDiligencePart, part).candidate_ref
    town.erase(candidate)
    dead(town, key)
    assert shortlist.link_for(town.call("hugh"), part).number == 0
    with pytest.raises(NotPossible):
        shortlist.make_link(town.call("hugh"), part, 0)


def standings(town: Town, keys: list[str]) -> list[Standing]:
    return [page(town, key).standing for key in keys]


@on_both
def test_it_says_how_far_it_is_and_what_came_of_who_withdrew(town: Town) -> None:
    vacancy, parts = schools.told(town)
    hugh, candidates_of = town.call("hugh"), {}
    with hugh.look() as work:
        for part in parts:
            candidates_of[part] = work.session.get_one(DueDiligencePart, part).candidate_ref
    keys = [schools.page_key(town, part) for part in parts]
    assert standings(town, keys) == [Standing.WAITS] * 3
    assert all(page(town, key).saying and page(town, key).objecting for key in keys)
    town.wait(days=12)
    assert standings(town, keys) == [Standing.MAY_LOOK] * 3
    candidates.set_status(hugh, candidates_of[parts[2]], CandidateStatus.WITHDREW)
    looking.begin(town.call("sam"), parts[0])
    assert standings(town, keys) == [Standing.LOOKING, Standing.MAY_LOOK, Standing.WITHDREW]
    looking.write_down(town.call("sam"), parts[0], schools.SOMETHING)
    schools.look_up(town, parts[1])
    assert standings(town, keys) == [Standing.LOOKED, Standing.LOOKED, Standing.WITHDREW]
    passing.pass_on(hugh, parts[0], "Ask about the club that closed.")
    passing.hand_over(hugh, vacancy)
    assert standings(town, keys) == [Standing.TOLD, Standing.TOLD, Standing.NOT_TOLD]
    candidates.set_status(hugh, candidates_of[parts[0]], CandidateStatus.WITHDREW)
    after = page(town, keys[0])
    assert (after.standing, after.withdrew) == (Standing.TOLD, True)
    assert not after.answering and not after.saying
    assert not page(town, keys[2]).looked_up


@on_both
def test_who_withdrew_after_being_looked_up_is_told_that_the_panel_learned_nothing(
    town: Town,
) -> None:
    vacancy, parts = schools.written_down(town)
    with town.call("hugh").look() as work:
        first = work.session.get_one(DueDiligencePart, parts[0]).candidate_ref
    passing.pass_on(town.call("hugh"), parts[0], "Ask about the club that closed.")
    candidates.set_status(town.call("hugh"), first, CandidateStatus.WITHDREW)
    passing.hand_over(town.call("hugh"), vacancy)
    passing.lock_scores(town.call("mara"), vacancy)
    shown = page(town, schools.page_key(town, parts[0]))
    assert (shown.standing, shown.looked_up, shown.told) == (Standing.NOT_TOLD, True, "")


def test_the_texts_stay_those_under_which_the_search_was_opened(town: Town) -> None:
    vacancy, parts = schools.told(town)
    before = page(town, schools.page_key(town, parts[0])).notice.looked_for
    other = '[schools.looked_for]\ntext = "Anything at all"\nsource = "Decided"\n'
    schools.in_force(town, schools.ON + other, "2026-other")
    assert page(town, schools.page_key(town, parts[0])).notice.looked_for == before
    sent = read_due_diligence_notice(town.call("hugh"), vacancy, HERE)
    assert sent.looked_for == before != "Anything at all"
