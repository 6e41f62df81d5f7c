"""The life of a due-diligence search, in its one table."""

import pytest

from screening.domain.amendment import read_policy_file
from screening.domain.due_diligence import (
    OVER,
    STRETCHES,
    DueDiligence,
    after,
    allows,
    can_happen,
    turned_on,
)
from screening.domain.errors import NotPossible
from screening.domain.events import DUE_DILIGENCE_OF_ALL, DUE_DILIGENCE_OF_ONE, Event
from screening.domain.policy import Policy, policy_of, shipped_policy
from screening.domain.policy_shape import shape_problems

AFTER_THE_END = {
    Event.DUE_DILIGENCE_REPLIED,
    Event.DUE_DILIGENCE_RECORDED,
    Event.DUE_DILIGENCE_LOCKED,
    Event.DUE_DILIGENCE_HELD_BACK,
    Event.DUE_DILIGENCE_ANSWER_PASSED_ON,
    Event.DUE_DILIGENCE_ANSWER_KEPT_BACK,
}


def test_every_event_of_it_has_its_row() -> None:
    events = DUE_DILIGENCE_OF_ALL | DUE_DILIGENCE_OF_ONE
    assert {row.event for row in STRETCHES} == events - {Event.DUE_DILIGENCE_OPENED}


@pytest.mark.parametrize("state", OVER)
def test_once_over_it_stays_so(state: DueDiligence) -> None:
    for event in {row.event for row in STRETCHES}:
        if can_happen(event, state):
            assert event in AFTER_THE_END
            assert after(event, state, None) is state


def test_an_objection_that_is_not_upheld_leads_back_and_one_that_is_ends_it() -> None:
    paused, searching = DueDiligence.PAUSED, DueDiligence.SEARCHING
    assert after(Event.DUE_DILIGENCE_NOT_UPHELD, paused, searching) is searching
    assert after(Event.DUE_DILIGENCE_UPHELD, paused, searching) is DueDiligence.CALLED_OFF
    with pytest.raises(NotPossible):
        after(Event.DUE_DILIGENCE_BEGUN, paused, searching)


def test_nothing_is_handed_over_or_begun_before_anybody_was_told() -> None:
    for event in (Event.DUE_DILIGENCE_BEGUN, Event.DUE_DILIGENCE_HANDED_OVER):
        assert not can_happen(event, DueDiligence.OPENED)


@pytest.mark.parametrize("schools", [{}, {"search": {}}, {"search": {"value": False}}])
def test_a_policy_that_does_not_say_so_does_not_turn_it_on(schools: dict[str, object]) -> None:
    assert not turned_on(policy_of(dict(shipped_policy().data) | {"schools": schools}))
    without = {name: part for name, part in shipped_policy().data.items() if name != "schools"}
    assert not turned_on(policy_of(without))


def with_departments(departments: object, on: bool = True) -> Policy:
    data = shipped_policy().data
    schools = {**data["schools"], "search": {"value": on, "source": "The governors"}}
    return policy_of({**data, "schools": {**schools, "departments": departments}})


def test_it_is_on_only_in_the_departments_that_the_policy_names() -> None:
    policy = with_departments({"names": ["Wexcombe Schools"], "source": "The governors"})
    assert allows(policy, " wexcombe  SCHOOLS") and not allows(policy, "Schools")
    assert turned_on(policy) and not shape_problems(policy)
    for off in (
        with_departments({"names": [], "source": "Nobody yet"}),
        with_departments({"names": ["Wexcombe Schools"], "source": "The governors"}, on=False),
    ):
        assert not turned_on(off) and not allows(off, "Wexcombe Schools")


@pytest.mark.parametrize("wrong", [{"names": "Schools"}, {"names": [""]}, {"names": [1]}, {}, 3])
def test_departments_that_are_no_list_of_texts_are_refused(wrong: object) -> None:
    assert any(
        "schools.departments" in problem for problem in shape_problems(with_departments(wrong))
    )


def test_an_amendment_takes_the_list_over_and_adds_to_it() -> None:
    first = shipped_policy()

    def amended(base: Policy, version: str, name: str) -> Policy:
        head = f'version = "{version}"\neffective_from = 2027-01-04\nwhy = "So."\n'
        based = f'based_on = {{ version = "{base.version}", digest = "{base.digest}" }}\n'
        said = f'[schools.departments]\nadd = ["{name}"]\nsource = "The governors"\n'
        return read_policy_file((head + based + said).encode(), lambda _digest: base)

    second = amended(first, "2027-1", "Schools")
    third = amended(second, "2027-2", "Colleges")
    assert third.names("schools", "departments") == ("Schools", "Colleges")
    assert second.text("schools", "told") == first.text("schools", "told")
