"""One function for each thing that an auditor will want to read first.

Each is given one check and gives the numbers of the records where the thing shows. They judge
what was recorded; ``passed_with_same_question`` alone reads words, and only compares them.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from screening.domain.events import Event
from screening.domain.request import early_without_reason, elsewhere_without_reason
from screening.domain.words import State, Verdict
from screening.reports.check_model import Attempt, Check, Visit
from screening.reports.times import uk_day


def decided_on_own_request(check: Check) -> Iterator[int]:
    """The person who asked also decided."""
    return (decision.stamp.record for decision in check.decisions if decision.by_requester)


def decided_by_panel_member(check: Check) -> Iterator[int]:
    """The person who decided sits on the panel of the vacancy."""
    return (decision.stamp.record for decision in check.decisions if decision.by_panel_member)


def searched_without_approval(check: Check) -> Iterator[int]:
    """A visit is recorded and no approval is."""
    return _records(check.visits) if check.approval is None else iter(())


def searched_without_notice(check: Check) -> Iterator[int]:
    """A visit took place before any notice was sent to the candidate."""
    sent = check.notice.sent_on if check.notice else None
    return _records(visit for visit in check.visits if sent is None or uk_day(visit.at) < sent)


def searched_before_reply_was_due(check: Check) -> Iterator[int]:
    """A visit took place in the time the candidate had to reply, with no word to go ahead."""
    notice = check.notice
    if notice is None:
        return iter(())
    return _records(
        visit
        for visit in check.visits
        if notice.sent_on <= uk_day(visit.at) <= notice.reply_by and not _agreed_by(check, visit.at)
    )


def searched_outside_window(check: Check) -> Iterator[int]:
    """A visit's own time lies before the first or after the last authorised day."""
    window = check.window
    if window is None:
        return iter(())
    return _records(
        visit for visit in check.visits if not window.first <= uk_day(visit.at) <= window.last
    )


def looked_outside_scope(check: Check) -> Iterator[int]:
    """Something was looked at that the authorised scope does not cover."""
    return _records(visit for visit in check.visits if visit.outside_scope)


def took_longer_than_authorised(check: Check) -> Iterator[int]:
    """The minutes of all visits together exceed those authorised."""
    approval = check.approval
    if approval is None or approval.authorised is None:
        return iter(())
    minutes = sum(visit.minutes for visit in check.visits)
    return _records(check.visits) if minutes > approval.authorised.minutes else iter(())


def written_up_late(check: Check) -> Iterator[int]:
    """The outcome was recorded after the last day on which it could be in time."""
    outcome = check.outcome
    if outcome and outcome.due and uk_day(outcome.stamp.at) > outcome.due:
        yield outcome.stamp.record


def exposed(check: Check) -> Iterator[int]:
    """A protected characteristic was seen in a search."""
    return (exposure.stamp.record for exposure in check.exposures)


def exposed_and_nothing_arranged(check: Check) -> Iterator[int]:
    """A protected characteristic was seen, and nothing was arranged since."""
    arranged = _after_the_search(check, Event.EXPOSURE_HANDLED)
    last = max(arranged, default=-1)
    searched = check.outcome is not None
    return (one for one in exposed(check) if searched and one > last)


def held_back(check: Check) -> Iterator[int]:
    """HR wrote words for the panel that were held back."""
    return iter(_after_the_search(check, Event.WORDS_HELD_BACK))


def let_through(check: Check) -> Iterator[int]:
    """HR handed over words that had been held back."""
    return iter(_after_the_search(check, Event.WORDS_LET_THROUGH))


def searcher_on_panel(check: Check) -> Iterator[int]:
    """The person who searched, or is to search, sits on the panel."""
    if check.searcher_on_panel and check.approval:
        yield check.approval.stamp.record


def asked_after_something_protected(check: Check) -> Iterator[int]:
    """A request was not ready since its words ask after a protected characteristic."""
    return _stopped_as(check, "protected")


def asked_as_a_matter_of_course(check: Check) -> Iterator[int]:
    """A request was not ready since its words are of looking people up as a routine."""
    return _stopped_as(check, "routine")


def passed_with_same_question(check: Check) -> Iterator[int]:
    """A request was not ready; the next one asked the same, to the letter, and passed."""
    for earlier, later in pairwise(check.attempts):
        passed = earlier.verdict is Verdict.BLOCK and later.verdict is not Verdict.BLOCK
        if passed and _question(earlier) and _question(earlier) == _question(later):
            yield earlier.stamp.record
            yield later.stamp.record


def overturned(check: Check) -> Iterator[int]:
    """HR let a request through that the rules had found not ready."""
    return (step.stamp.record for step in check.steps if step.event is Event.REFERRAL_OVERTURNED)


def disputed(check: Check) -> Iterator[int]:
    """HR or an officer said that the rules were wrong about a request."""
    return (step.stamp.record for step in check.steps if step.event is Event.FINDING_DISPUTED)


def approved_with_cautions(check: Check) -> Iterator[int]:
    """A request was approved although the rules had advised caution."""
    if check.approval and check.attempts and check.attempts[-1].verdict is Verdict.CAUTION:
        yield check.approval.stamp.record


def approved_early_without_reason(check: Check) -> Iterator[int]:
    """A request was approved before the last stage, and does not say why then."""
    approval, request = check.approval, check.request
    if approval and approval.stage and request and early_without_reason(request, approval.stage):
        yield approval.stamp.record


def approved_elsewhere_without_reason(check: Check) -> Iterator[int]:
    """A place was approved that the candidate did not give, and the request does not say why."""
    approval, request = check.approval, check.request
    if approval is None or approval.authorised is None or request is None:
        return
    if elsewhere_without_reason(request, approval.authorised.places):
        yield approval.stamp.record


def objection_not_upheld(check: Check) -> Iterator[int]:
    """The candidate objected, and the check went on."""
    return (one.answered.record for one in check.objections if one.answered and not one.upheld)


def outcome_waiting(check: Check) -> Iterator[int]:
    """An outcome is recorded, and HR has neither handed it over nor withheld it."""
    if check.outcome and check.state is State.SEARCHED:
        yield check.outcome.stamp.record


def changed_a_score(check: Check) -> Iterator[int]:
    """The panel recorded that the outcome changed how it scored a candidate."""
    if check.influence and check.influence.changed:
        yield check.influence.stamp.record


def looked_before_it_was_begun(check: Check) -> Iterator[int]:
    """A visit's own time lies before its searcher confirmed the rules of conduct, which begins the
    search. Times of visits are given to the minute.
    """
    if check.begun is None:
        return iter(())
    begun = check.begun.at.replace(second=0, microsecond=0)
    return _records(visit for visit in check.visits if visit.at < begun)


def left_too_long_by_hr(check: Check) -> Iterator[int]:
    """A request waited for HR's decision for longer than the policy gives HR."""
    return iter(check.left_too_long)


def _stopped_as(check: Check, rule: str) -> Iterator[int]:
    for attempt in check.attempts:
        stops = {one.rule for one in attempt.findings if one.verdict is Verdict.BLOCK}
        if attempt.verdict is Verdict.BLOCK and rule in stops:
            yield attempt.stamp.record


def _after_the_search(check: Check, event: Event) -> list[int]:
    return [step.stamp.record for step in check.after_the_search if step.event is event]


def _records(visits: Iterable[Visit]) -> Iterator[int]:
    return (visit.stamp.record for visit in visits)


def _agreed_by(check: Check, moment: datetime) -> bool:
    return check.agreed is not None and check.agreed.at <= moment


def _question(attempt: Attempt) -> str:
    return " ".join(attempt.request.question.casefold().split()) if attempt.request else ""
