from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from screening.domain.due_diligence import DueDiligence, ToExplore
from screening.domain.events import Event
from screening.domain.words import Disputed, Moment, Regime, Stage, State, Verdict
from screening.reports import exception_rules as rules
from screening.reports.beside_model import Sourcing
from screening.reports.check_model import Decision, Exposure, Finding, Influence, Step, Window
from screening.reports.due_diligence_model import DueDiligenceSearch, LookedUp, Schools
from screening.reports.exception_table import Weight
from screening.reports.exceptions import Beside, find_exceptions
from screening.reports.model import Declaration
from tests.reports.check_builders import ASKED, FIRST, LATER, full_check, other_checks, stamp
from tests.reports.test_beside import OPEN, TOLD


def fair_check():
    """A check in which nothing is out of order."""
    check = full_check()
    return replace(
        check,
        attempts=(replace(check.attempts[1], verdict=Verdict.PASS),),
        visits=check.visits[:1],
        exposures=(),
        objections=(),
    )


@pytest.fixture
def fair():
    return fair_check()


def decision(check, **changes):
    return replace(check, decisions=(replace(check.decisions[0], **changes),))


def visited(check, moment):
    return replace(check, visits=(replace(check.visits[0], at=moment),))


def stopped(check, rule):
    found = Finding(
        rule, "What it looks for", Verdict.BLOCK, "Section 6 of the policy", "It asks that."
    )
    earlier = replace(check.attempts[0], verdict=Verdict.BLOCK, request=FIRST, findings=(found,))
    return replace(check, attempts=(earlier, *check.attempts))


def unreasoned(check):
    request = replace(check.request, why_now="", why_not_supplied="")
    return replace(check, attempts=(replace(check.attempts[-1], request=request),))


def test_a_fair_check_has_no_exception(fair):
    assert find_exceptions([fair]) == ()


def test_no_check_has_no_exception():
    assert find_exceptions([]) == ()


CASES = {
    rules.decided_on_own_request: lambda c: decision(c, by_requester=True),
    rules.decided_by_panel_member: lambda c: decision(c, by_panel_member=True),
    rules.searched_without_approval: lambda c: replace(c, decisions=()),
    rules.searched_without_notice: lambda c: replace(c, notice=None),
    rules.searched_before_reply_was_due: lambda c: visited(
        c, datetime(2026, 11, 10, 23, 30, tzinfo=UTC)
    ),
    rules.searched_outside_window: lambda c: visited(c, datetime(2026, 11, 26, 0, 5, tzinfo=UTC)),
    rules.looked_outside_scope: lambda c: replace(
        c, visits=(replace(c.visits[0], outside_scope=True),)
    ),
    rules.took_longer_than_authorised: lambda c: replace(
        c, visits=(replace(c.visits[0], minutes=21),)
    ),
    rules.written_up_late: lambda c: replace(c, outcome=replace(c.outcome, due=date(2026, 11, 11))),
    rules.exposed: lambda c: replace(
        c, exposures=(Exposure(stamp(1, 16, "HR"), "HR", stamp(1, 16, "HR").at),)
    ),
    rules.exposed_and_nothing_arranged: lambda c: replace(
        c, exposures=(Exposure(stamp(1, 16, "HR"), "HR", stamp(1, 16, "HR").at),)
    ),
    rules.held_back: lambda c: replace(
        c, after_the_search=(Step(stamp(4, 17, "HR"), Event.WORDS_HELD_BACK, ""),)
    ),
    rules.let_through: lambda c: replace(
        c, after_the_search=(Step(stamp(4, 17, "HR"), Event.WORDS_LET_THROUGH, "Its subject."),)
    ),
    rules.passed_with_same_question: lambda c: replace(
        c,
        attempts=(
            replace(
                c.attempts[0],
                verdict=Verdict.BLOCK,
                request=replace(FIRST, question=f"  {LATER.question.upper()} "),
            ),
            c.attempts[0],
        ),
    ),
    rules.asked_after_something_protected: lambda c: stopped(c, "protected"),
    rules.asked_as_a_matter_of_course: lambda c: stopped(c, "routine"),
    rules.overturned: lambda c: replace(
        c, steps=(Step(stamp(4, 9, "HR"), Event.REFERRAL_OVERTURNED, "Reasons"),)
    ),
    rules.disputed: lambda c: replace(
        c, steps=(Step(stamp(4, 9, "HR"), Event.FINDING_DISPUTED, "Reasons", Disputed.WRONG),)
    ),
    rules.approved_with_cautions: lambda c: replace(
        c, attempts=(replace(c.attempts[0], verdict=Verdict.CAUTION),)
    ),
    rules.approved_early_without_reason: lambda c: decision(unreasoned(c), stage=Stage.SIFTING),
    rules.approved_elsewhere_without_reason: lambda c: decision(unreasoned(c), authorised=ASKED),
    rules.searcher_on_panel: lambda c: replace(c, searcher_on_panel=True),
    rules.objection_not_upheld: lambda c: replace(c, objections=full_check().objections),
    rules.outcome_waiting: lambda c: replace(c, state=State.SEARCHED),
    rules.looked_before_it_was_begun: lambda c: replace(
        c, begun=replace(c.visits[0].stamp, at=c.visits[0].at + timedelta(minutes=1))
    ),
    rules.left_too_long_by_hr: lambda c: replace(c, left_too_long=(9,)),
    rules.changed_a_score: lambda c: replace(
        c, influence=Influence(stamp(290, 19, "Panel"), True, "Because.")
    ),
}


@pytest.mark.parametrize("rule", CASES, ids=lambda rule: rule.__name__)
def test_each_rule_finds_its_own_case_and_names_a_record(rule, fair):
    spoilt = CASES[rule](fair)
    assert list(rule(fair)) == []
    assert list(rule(spoilt))
    titles = {line.title for line in find_exceptions([spoilt])}
    assert titles, "a rule that nobody lists finds nothing for a reader"


def test_every_rule_is_tried_and_listed():
    written = {
        name
        for name, thing in vars(rules).items()
        if getattr(thing, "__module__", "") == rules.__name__
    }
    public = {name for name in written if not name.startswith("_")}
    assert {rule.__name__ for rule in CASES} == public
    found = {
        line.title for change in CASES.values() for line in find_exceptions([change(fair_check())])
    }
    assert len(found) == len(public)


def test_a_reason_or_the_last_stage_is_enough(fair):
    early = decision(unreasoned(fair), stage=Stage.INTERVIEWED)
    assert not list(rules.approved_early_without_reason(early))
    reasoned = replace(fair.request, why_now="They go abroad.", why_not_supplied="It is theirs.")
    check = replace(fair, attempts=(replace(fair.attempts[0], request=reasoned),))
    check = decision(check, stage=Stage.SIFTING, authorised=ASKED)
    assert not list(rules.approved_early_without_reason(check))
    assert not list(rules.approved_elsewhere_without_reason(check))


def test_no_visit_is_early_once_the_candidate_has_agreed(fair):
    early = visited(fair, datetime(2026, 11, 9, 12, 0, tzinfo=UTC))
    agreed = replace(early, agreed=stamp(100, 12, "C-07, through HR"))
    assert list(rules.searched_before_reply_was_due(early))
    assert not list(rules.searched_before_reply_was_due(agreed))


def test_a_visit_on_the_last_day_counts_by_uk_time():
    """11.30pm in summer time is 10.30pm UTC of the same day; half past midnight is the next day."""
    check = replace(full_check(), window=Window(date(2026, 7, 1), date(2026, 7, 2)))
    inside = visited(check, datetime(2026, 7, 2, 22, 30, tzinfo=UTC))
    outside = visited(check, datetime(2026, 7, 2, 23, 30, tzinfo=UTC))
    assert not list(rules.searched_outside_window(inside))
    assert list(rules.searched_outside_window(outside))


def test_what_is_outside_the_policy_comes_first():
    weights = [line.weight for line in find_exceptions([*other_checks(), full_check()])]
    assert weights == sorted(weights, key=lambda weight: weight is not Weight.OUTSIDE)
    assert set(weights) == set(Weight)


def test_one_line_gathers_the_same_thing_from_all_checks():
    lines = find_exceptions([full_check(1), full_check(2)])
    scope = next(line for line in lines if "outside the authorised scope" in line.title)
    assert [(place.check, place.records) for place in scope.places] == [
        ("Check 1", (15,)),
        ("Check 2", (35,)),
    ]


def test_an_erased_question_is_not_called_the_same(fair):
    gone = tuple(
        replace(fair.attempts[0], verdict=verdict, request=None)
        for verdict in (Verdict.BLOCK, Verdict.PASS)
    )
    assert not list(rules.passed_with_same_question(replace(fair, attempts=gone)))


def test_a_later_approval_is_the_one_that_counts(fair):
    first = Decision(stamp(20, 10, "HR"), Event.CHECK_RETURNED, "Say which page.")
    later = replace(fair.decisions[0], stamp=stamp(30, 11, "HR"))
    check = replace(fair, decisions=(first, later))
    assert check.approval == later
    assert later.stamp.at - first.stamp.at == timedelta(hours=10)


def test_what_was_arranged_later_answers_an_exposure(fair):
    seen = CASES[rules.exposed_and_nothing_arranged](fair)
    arranged = Step(stamp(4, 17, "HR"), Event.EXPOSURE_HANDLED, "Told on Monday.")
    assert not list(rules.exposed_and_nothing_arranged(replace(seen, after_the_search=(arranged,))))
    searching = replace(seen, outcome=None)
    assert not list(rules.exposed_and_nothing_arranged(searching)), "there is time for it still"


def test_declarations_that_are_missing_or_tell_of_a_search_are_named():
    kept = Declaration("Ann", Moment.SHORTLIST, stamp(4, 17, "Ann"))
    told = replace(kept, name="Ben", searched=True)
    missing = Declaration("Cas", Moment.DECISION)
    lines = find_exceptions([], (kept, told, missing))
    found = [
        (line.weight, [(p.check, p.candidate, p.records) for p in line.places]) for line in lines
    ]
    assert found == [
        (Weight.OUTSIDE, [("Ben", "shortlist", (17,))]),
        (Weight.ATTENTION, [("Cas", "decision", ())]),
    ]


def test_a_caution_of_such_a_rule_is_no_stopped_request(fair):
    stops = stopped(fair, "protected")
    [first, *rest] = stops.attempts
    mild = tuple(replace(one, verdict=Verdict.CAUTION) for one in first.findings)
    cautioned = replace(stops, attempts=(replace(first, findings=mild), *rest))
    assert not list(rules.asked_after_something_protected(cautioned))


def test_searches_that_are_no_checks_are_exceptions_too():
    """A vacancy without a check is not one in which nothing was."""
    day = date(2026, 11, 9)
    unseen = LookedUp(
        "C-01", day, day, 0, 0, 10, False, ToExplore.NOTHING, None, None, False, False
    )
    seen = replace(unseen, candidate="C-02", protected_seen=True)
    search = DueDiligenceSearch(
        stamp(1, 4, "HR"), "1", "Sam", 30, 2, DueDiligence.HANDED_OVER, None, "", (), (unseen, seen)
    )
    beside = Beside((TOLD,), Sourcing(3, (OPEN,), 0), Schools(Regime.SCHOOL, (), search))
    lines = find_exceptions([], (), beside)
    found = [
        (line.weight, [(p.check, p.candidate, p.records) for p in line.places]) for line in lines
    ]
    assert found == [
        (Weight.OUTSIDE, [("U-1f09ac", "C-07", (12, 14))]),
        *2 * [(Weight.ATTENTION, [("S-2b09ac", "", (9,))])],
        (Weight.ATTENTION, [("School’s search", seen.candidate, ())]),
    ]
    assert find_exceptions([], (), Beside()) == ()


def test_a_visit_in_the_minute_in_which_the_search_was_begun_is_none_before_it(fair):
    at = fair.visits[0].at + timedelta(seconds=40)
    begun = replace(fair, begun=replace(fair.visits[0].stamp, at=at))
    assert not list(rules.looked_before_it_was_begun(begun))
