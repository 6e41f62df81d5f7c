"""What is looked for in the checks: each rule with its heading, its weight and what it rests on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from screening.domain.text import N_
from screening.reports import exception_rules as rules
from screening.reports.check_model import Check


class Weight(StrEnum):
    """How an exception is headed."""

    OUTSIDE = "outside"
    ATTENTION = "attention"


@dataclass(frozen=True)
class Sought:
    """One test: what looks at a check, and how what it finds is headed."""

    look: Callable[[Check], Iterator[int]]
    weight: Weight
    title: str
    source: str


_CHOICE = N_("This organisation's choice; separation of duties")
_ONLINE = N_("Council practice for online research")
SECTION_6 = N_("Section 6 of the policy")
SOUGHT = (
    Sought(
        rules.decided_on_own_request,
        Weight.OUTSIDE,
        N_("The person who asked for the check also decided it"),
        _CHOICE,
    ),
    Sought(
        rules.decided_by_panel_member,
        Weight.OUTSIDE,
        N_("The check was decided by a member of the panel"),
        _CHOICE,
    ),
    Sought(
        rules.searched_without_approval,
        Weight.OUTSIDE,
        N_("A search was made without an approval"),
        SECTION_6,
    ),
    Sought(
        rules.searched_without_notice,
        Weight.OUTSIDE,
        N_("A search was made before the candidate was told"),
        N_("UK GDPR Articles 13 and 14; ICO recruitment guidance (draft)"),
    ),
    Sought(
        rules.searched_before_reply_was_due,
        Weight.OUTSIDE,
        N_("A search was made while the candidate still had time to reply"),
        N_("This organisation's choice"),
    ),
    Sought(
        rules.searched_outside_window,
        Weight.OUTSIDE,
        N_("A search was made outside the authorised dates"),
        _ONLINE,
    ),
    Sought(
        rules.looked_outside_scope,
        Weight.OUTSIDE,
        N_("Something was looked at outside the authorised scope"),
        SECTION_6,
    ),
    Sought(
        rules.took_longer_than_authorised,
        Weight.OUTSIDE,
        N_("The search took longer than the minutes authorised"),
        _ONLINE,
    ),
    Sought(
        rules.written_up_late,
        Weight.OUTSIDE,
        N_("The outcome was written up late"),
        _ONLINE,
    ),
    Sought(
        rules.exposed_and_nothing_arranged,
        Weight.OUTSIDE,
        N_("A protected characteristic was seen, and nothing was arranged for who saw it"),
        N_("Equality Act 2010 s.136: who decided must be able to say that it played no part"),
    ),
    Sought(
        rules.asked_after_something_protected,
        Weight.ATTENTION,
        N_("A request was stopped that asks after something protected, as the rules read it"),
        N_("Section 6 of the policy; Equality Act 2010 s.136"),
    ),
    Sought(
        rules.asked_as_a_matter_of_course,
        Weight.ATTENTION,
        N_("A request was stopped that checks as a matter of course, as the rules read it"),
        N_("Section 6 of the policy: no systematic or routine checking"),
    ),
    Sought(
        rules.exposed,
        Weight.ATTENTION,
        N_("A protected characteristic was seen"),
        N_("Section 6 of the policy; Equality Act 2010"),
    ),
    Sought(
        rules.held_back,
        Weight.ATTENTION,
        N_("Words for the panel were held back, and had to be changed or explained"),
        N_("Section 6 of the policy; Equality Act 2010 s.136"),
    ),
    Sought(
        rules.let_through,
        Weight.ATTENTION,
        N_("Words that were held back from the panel were let through"),
        N_("Section 6 of the policy; Equality Act 2010 s.136"),
    ),
    Sought(
        rules.passed_with_same_question,
        Weight.ATTENTION,
        N_("A request that was not ready later passed with the same question"),
        N_("Section 6 of the policy: the claim, not its wording, must carry the search"),
    ),
    Sought(
        rules.overturned,
        Weight.ATTENTION,
        N_("HR overturned a finding that the request was not ready"),
        _CHOICE,
    ),
    Sought(
        rules.disputed,
        Weight.ATTENTION,
        N_("HR or an officer marked a finding as wrong, or something as missed"),
        _CHOICE,
    ),
    Sought(
        rules.approved_with_cautions,
        Weight.ATTENTION,
        N_("The request was approved with a caution standing"),
        SECTION_6,
    ),
    Sought(
        rules.approved_early_without_reason,
        Weight.ATTENTION,
        N_("A check was approved before the last stage, without a reason"),
        N_("ICO recruitment guidance (draft): as late as possible"),
    ),
    Sought(
        rules.approved_elsewhere_without_reason,
        Weight.ATTENTION,
        N_("A place that the candidate did not give was approved, without a reason"),
        N_("This organisation's choice; ICO recruitment guidance (draft): least data"),
    ),
    Sought(
        rules.searcher_on_panel,
        Weight.ATTENTION,
        N_("The searcher sits on the panel"),
        N_("This organisation's choice: the searcher is off the panel unless a reason is given"),
    ),
    Sought(
        rules.objection_not_upheld,
        Weight.ATTENTION,
        N_("The candidate objected and the check went on"),
        N_("UK GDPR Article 21"),
    ),
    Sought(
        rules.outcome_waiting,
        Weight.ATTENTION,
        N_("An outcome waits to be handed over or withheld"),
        N_("UK GDPR Article 5(1)(a): fairness"),
    ),
    Sought(
        rules.changed_a_score,
        Weight.ATTENTION,
        N_("The outcome changed a score"),
        N_("Equality Act 2010 s.136: who decided must be able to say why"),
    ),
    Sought(
        rules.looked_before_it_was_begun,
        Weight.OUTSIDE,
        N_("A visit is dated before the searcher confirmed the rules of conduct"),
        _ONLINE,
    ),
    Sought(
        rules.left_too_long_by_hr,
        Weight.OUTSIDE,
        N_("A request waited for HR longer than the policy allows"),
        N_("This organisation's choice"),
    ),
)
