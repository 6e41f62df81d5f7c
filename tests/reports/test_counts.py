from dataclasses import replace

from screening.domain.events import Event
from screening.domain.words import Disputed, State
from screening.reports.check_model import Step
from screening.reports.counts import attempts_not_ready, disagreements, happened, standing
from tests.reports.builders import many, none
from tests.reports.check_builders import full_check, stamp


def numbers(counts):
    return {count.title: count.number for count in counts}


def test_every_check_stands_in_exactly_one_line_whatever_its_state():
    for state in State:
        assert sum(count.number for count in standing([replace(full_check(), state=state)])) == 1


def test_standing_adds_up_to_all_checks():
    checks = many(12).checks
    assert sum(count.number for count in standing(checks)) == len(checks)


def test_nothing_to_count_is_noughts():
    assert set(numbers(standing(none().checks)).values()) == {0}
    assert set(numbers(happened(none().checks)).values()) == {0}
    assert attempts_not_ready(none().checks) == ()


def test_what_happened_to_the_twelve():
    counts = numbers(happened(many(12).checks))
    assert counts["Requested: at least one attempt recorded"] == 11
    assert counts["Approved with a narrower scope"] == 4
    assert counts["Searched with something outside the scope"] == 4
    assert counts["Withheld from the panel"] == 1
    assert counts["Withdrawn by the requester"] == 1


def test_disagreements_are_counted_each_time():
    def step(event, kind=None):
        return Step(stamp(1, 9, "HR"), event, "Reasons", kind)

    steps = (
        step(Event.CHECK_REFERRED),
        step(Event.REFERRAL_UPHELD),
        step(Event.CHECK_REFERRED),
        step(Event.OVERTURN_PROPOSED),
        step(Event.REFERRAL_OVERTURNED),
        step(Event.FINDING_DISPUTED, Disputed.WRONG),
        step(Event.FINDING_DISPUTED, Disputed.WRONG),
        step(Event.FINDING_DISPUTED, Disputed.MISSED),
        step(Event.FINDING_DISPUTED),
    )
    counts = numbers(disagreements([replace(full_check(), steps=steps), full_check(2)]))
    assert list(counts.values()) == [2, 1, 1, 2, 1, 1]
    assert counts["Findings marked as wrong by HR or an officer"] == 2
    assert set(numbers(disagreements([full_check()])).values()) == {0}


def test_rules_are_counted_by_attempt_and_cautions_are_left_out():
    (count,) = attempts_not_ready(many(12).checks)
    assert count.title == "The question can be answered only by looking at everything"
    assert count.number == 6
