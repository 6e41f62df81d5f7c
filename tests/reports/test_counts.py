from dataclasses import replace

from screening.domain.words import State
from screening.reports.counts import attempts_not_ready, happened, standing
from tests.reports.builders import many, none
from tests.reports.check_builders import full_check


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


def test_rules_are_counted_by_attempt_and_cautions_are_left_out():
    (count,) = attempts_not_ready(many(12).checks)
    assert count.title == "The question can be answered only by looking at everything"
    assert count.number == 6
