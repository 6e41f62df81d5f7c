"""Who may do what to which vacancy and check. ``lifecycle`` says when.

A person is not an account: two accounts of one person share a ``person_ref``, and every rule of
separation goes by person. ``check_may`` raises; ``may`` answers, for pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from screening.domain.errors import NotAllowed, NotFound
from screening.domain.refusals import WHY_NOT
from screening.domain.text import N_
from screening.domain.words import Role

CLOCK_REF = "0" * 32
OPERATOR_REF = "0" * 31 + "1"
CANDIDATE_REF = "0" * 31 + "2"


@dataclass(frozen=True)
class Actor:
    """Who is doing something: an account, the person behind it, and its roles."""

    ref: str
    person_ref: str
    name: str
    roles: frozenset[Role]

    def has(self, *roles: Role) -> bool:
        """Whether the actor has any of ``roles``."""
        return bool(self.roles & set(roles))


CLOCK = Actor(ref=CLOCK_REF, person_ref=CLOCK_REF, name="clock", roles=frozenset())
"""What happens because time has passed."""

OPERATOR = Actor(
    ref=OPERATOR_REF,
    person_ref=OPERATOR_REF,
    name="operator",
    roles=frozenset({Role.EQUALITY, Role.DATA_PROTECTION}),
)
"""Whoever has the command line. Every record they bring about says so: its role is "operator"."""

CANDIDATE = Actor(ref=CANDIDATE_REF, person_ref=CANDIDATE_REF, name="candidate", roles=frozenset())
"""Whoever holds the link to a candidate's own page. Which candidate, the record's subject says."""


@dataclass(frozen=True)
class Ties:
    """How people stand to a vacancy and, where there is one, to a check. All are person refs."""

    panel: frozenset[str]
    once_on_panel: frozenset[str] = frozenset()
    outside_decider: str = ""
    requester: str = ""
    searcher: str = ""
    involved: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()

    @property
    def ever_on_panel(self) -> frozenset[str]:
        """Everybody who sits or sat on the panel."""
        return self.panel | self.once_on_panel


class Action(StrEnum):
    """Something that only some people may do."""

    SEE_VACANCY = "see-vacancy"
    SEE_NAMES = "see-names"
    SET_UP = "set-up"
    ADD_CLAIM = "add-claim"
    CONFIRM_CLAIM = "confirm-claim"
    FILE = "file"
    SEE_CHECK = "see-check"
    CHANGE = "change"
    DECIDE = "decide"
    DISPUTE = "dispute"
    SEE_DISPUTES = "see-disputes"
    SEE_WEIGHED = "see-weighed"
    READ_REQUESTS = "read-requests"
    HANDLE = "handle"
    DEAL_WITH_CANDIDATE = "deal-with-candidate"
    OPEN_EVIDENCE = "open-evidence"
    SEARCH = "search"
    SEE_OUTCOME = "see-outcome"
    SEE_STANDING = "see-standing"
    SEE_REPLIES = "see-replies"
    LOCK_SCORES = "lock-scores"
    RECORD_INFLUENCE = "record-influence"
    DECLARE = "declare"
    SEE_DECLARATIONS = "see-declarations"
    READ_TRAIL = "read-trail"
    ANSWER_QUERY = "answer-query"
    READ_PAIRS = "read-pairs"
    REVIEW = "review"
    SIGN_OFF = "sign-off"
    PROPOSE_ERASURE = "propose-erasure"
    SEE_ERASURE = "see-erasure"
    CONFIRM_ERASURE = "confirm-erasure"
    HOLD = "hold"
    SEE_THAT_ERASING_WAITS = "see-that-erasing-waits"
    SEE_RETENTION = "see-retention"
    ADMINISTER = "administer"
    READ_POLICY = "read-policy"
    SEE_REPLAYED = "see-replayed"
    DECIDE_POLICY = "decide-policy"
    SEE_WITNESSES = "see-witnesses"
    GIVE_ACCESS = "give-access"
    ENTER_RIGHTS = "enter-rights"
    SEE_WHO_LOOKED = "see-who-looked"
    BRING_MONITORING = "bring-monitoring"
    COUNT_MONITORING = "count-monitoring"
    REGISTER_SOURCING = "register-sourcing"
    SEE_SOURCED = "see-sourced"
    SEE_SOURCING_HANDLED = "see-sourcing-handled"
    HANDLE_SOURCING = "handle-sourcing"
    SEE_UNAUTHORISED = "see-unauthorised"
    HANDLE_UNAUTHORISED = "handle-unauthorised"
    DECIDE_BREACH = "decide-breach"
    KEEP_PROCESSING = "keep-processing"
    CHOOSE_REGIME = "choose-regime"
    CONFIRM_REGIME = "confirm-regime"
    HANDLE_DUE_DILIGENCE = "handle-due-diligence"
    SEE_DUE_DILIGENCE = "see-due-diligence"
    LOOK_SHORTLIST_UP = "look-shortlist-up"


Rule = Callable[[Actor, Ties], bool]


def _has(*roles: Role) -> Rule:
    return lambda actor, _ties: actor.has(*roles)


def _any(*rules: Rule) -> Rule:
    return lambda actor, ties: any(rule(actor, ties) for rule in rules)


def _all(*rules: Rule) -> Rule:
    return lambda actor, ties: all(rule(actor, ties) for rule in rules)


def _on_panel(actor: Actor, ties: Ties) -> bool:
    return actor.has(Role.MANAGER) and actor.person_ref in ties.panel


def _off_panel(actor: Actor, ties: Ties) -> bool:
    return actor.person_ref not in ties.ever_on_panel


def _asked(actor: Actor, ties: Ties) -> bool:
    return actor.person_ref == ties.requester


def _did_not_ask(actor: Actor, ties: Ties) -> bool:
    return actor.person_ref != ties.requester


def _did_not_look(actor: Actor, ties: Ties) -> bool:
    return actor.person_ref != ties.searcher


def _not_involved(actor: Actor, ties: Ties) -> bool:
    return actor.person_ref not in ties.involved


def _not_recused(actor: Actor, ties: Ties) -> bool:
    return actor.person_ref not in ties.recused


def _nobody_else_named(actor: Actor, ties: Ties) -> bool:
    return ties.outside_decider in ("", actor.person_ref)


def _searcher(actor: Actor, ties: Ties) -> bool:
    return actor.person_ref == ties.searcher and actor.has(Role.MANAGER, Role.HR)


def _not_an_operator(actor: Actor, _ties: Ties) -> bool:
    """An operator is nobody in particular."""
    return actor.person_ref != OPERATOR_REF


_hr = _has(Role.HR)
_equality = _has(Role.EQUALITY)
_protector = _has(Role.DATA_PROTECTION)
_inspector = _any(_equality, _protector)

_hr_off_panel = _all(_hr, _off_panel)
_inspector_off_panel = _all(_inspector, _off_panel)

_requester = _all(_asked, _any(_on_panel, _hr))

_sees_all_of_it = _any(_hr_off_panel, _inspector_off_panel)

_handler = _all(_hr_off_panel, _did_not_ask)
"""Whoever asked does not answer for the candidate, nor pass on the outcome."""

_judge_of_the_gate = _any(_handler, _all(_equality, _off_panel, _did_not_ask))

_handler_who_did_not_look = _all(_hr_off_panel, _did_not_look)
"""Neither whoever looked deals with it, nor a colleague of theirs on the panel."""

_handler_apart_from_the_search = _all(_handler, _did_not_look, _not_recused)
"""Whoever is to look knows what was approved and since when they may, and nothing that the
candidate says or sends besides: they neither read it, nor write it down, nor decide what comes of
it, nor have the link to the candidate's page. Nor has somebody who was recused for what they saw.
"""

_scorer = _all(_on_panel, _not_recused)
"""Whoever was recused scores nobody here: they saw what they should not have seen."""

_apart_from_the_erased = _all(_off_panel, _not_involved, _did_not_ask, _not_an_operator)
"""Nobody has what they did themselves erased, nor erases alone. ``requester`` proposed it,
``involved`` had a part in a check on the candidate.
"""


MAY: dict[Action, Rule] = {
    Action.SEE_VACANCY: _any(_on_panel, _hr, _inspector),
    Action.SEE_NAMES: _any(_on_panel, _hr),
    Action.SET_UP: _hr,
    Action.ADD_CLAIM: _any(_on_panel, _hr),
    Action.CONFIRM_CLAIM: _hr_off_panel,
    Action.FILE: _any(_on_panel, _hr),
    Action.SEE_CHECK: _any(_on_panel, _hr, _inspector, _searcher),
    Action.CHANGE: _requester,
    Action.DECIDE: _all(_handler, _nobody_else_named, _not_recused),
    Action.DISPUTE: _judge_of_the_gate,
    Action.SEE_DISPUTES: _any(_handler, _inspector_off_panel),
    Action.SEE_WEIGHED: _judge_of_the_gate,
    Action.READ_REQUESTS: _any(_requester, _hr_off_panel, _inspector_off_panel),
    Action.HANDLE: _all(_handler, _not_recused),
    Action.DEAL_WITH_CANDIDATE: _handler_apart_from_the_search,
    Action.OPEN_EVIDENCE: _handler_apart_from_the_search,
    Action.SEARCH: _searcher,
    Action.SEE_OUTCOME: _any(_hr_off_panel, _searcher, _inspector_off_panel),
    Action.SEE_STANDING: _sees_all_of_it,
    Action.SEE_REPLIES: _all(_sees_all_of_it, _did_not_look, _not_recused),
    Action.LOCK_SCORES: _scorer,
    Action.RECORD_INFLUENCE: _scorer,
    Action.DECLARE: _on_panel,
    Action.SEE_DECLARATIONS: _any(_hr, _inspector),
    Action.READ_TRAIL: _inspector_off_panel,
    Action.ANSWER_QUERY: _hr_off_panel,
    Action.READ_PAIRS: _inspector,
    Action.REVIEW: _equality,
    Action.SIGN_OFF: _all(_equality, _off_panel, _not_involved),
    Action.PROPOSE_ERASURE: _protector,
    Action.SEE_ERASURE: _any(_protector, _hr_off_panel),
    Action.CONFIRM_ERASURE: _all(_any(_protector, _hr), _apart_from_the_erased),
    Action.HOLD: _protector,
    Action.SEE_THAT_ERASING_WAITS: _has(Role.DATA_PROTECTION, Role.ADMINISTRATOR),
    Action.SEE_RETENTION: _any(_protector, _hr),
    Action.ADMINISTER: _has(Role.ADMINISTRATOR),
    Action.READ_POLICY: _has(Role.HR, Role.EQUALITY, Role.DATA_PROTECTION, Role.ADMINISTRATOR),
    Action.SEE_REPLAYED: _any(_hr, _inspector),
    Action.DECIDE_POLICY: _all(_equality, _did_not_ask),
    Action.SEE_WITNESSES: _has(Role.EQUALITY, Role.ADMINISTRATOR),
    Action.GIVE_ACCESS: _all(_protector, _off_panel),
    Action.ENTER_RIGHTS: _any(_hr, _protector),
    Action.SEE_WHO_LOOKED: _protector,
    Action.BRING_MONITORING: _all(_equality, _off_panel),
    Action.COUNT_MONITORING: _equality,
    Action.REGISTER_SOURCING: _any(_on_panel, _hr),
    Action.SEE_SOURCED: _sees_all_of_it,
    Action.SEE_SOURCING_HANDLED: _all(_any(_hr, _inspector), _off_panel, _did_not_look),
    Action.HANDLE_SOURCING: _handler_who_did_not_look,
    Action.SEE_UNAUTHORISED: _all(_any(_hr, _inspector), _off_panel, _did_not_look),
    Action.HANDLE_UNAUTHORISED: _handler_who_did_not_look,
    Action.DECIDE_BREACH: _all(_protector, _off_panel, _did_not_look),
    Action.KEEP_PROCESSING: _protector,
    Action.CHOOSE_REGIME: _hr_off_panel,
    Action.CONFIRM_REGIME: _all(_any(_hr, _equality), _off_panel, _did_not_ask, _not_an_operator),
    Action.HANDLE_DUE_DILIGENCE: _all(_handler_who_did_not_look, _not_recused),
    Action.SEE_DUE_DILIGENCE: _sees_all_of_it,
    Action.LOOK_SHORTLIST_UP: _all(_hr_off_panel, _not_involved, _not_recused),
}

NOBODY_TIES = Ties(panel=frozenset())


def may(actor: Actor, action: Action, ties: Ties = NOBODY_TIES) -> bool:
    """Whether ``actor`` may do ``action``, as things stand in ``ties``."""
    return MAY[action](actor, ties)


def check_may(actor: Actor, action: Action, ties: Ties = NOBODY_TIES) -> None:
    """Raise NotAllowed unless ``actor`` may do ``action``."""
    if not may(actor, action, ties):
        raise NotAllowed(WHY_NOT.get(action, N_("Your role does not allow this.")))


def check_may_know(actor: Actor, action: Action, ties: Ties = NOBODY_TIES) -> None:
    """Raise NotFound unless ``actor`` may do ``action``: who may not know of it sees nothing."""
    if not may(actor, action, ties):
        raise NotFound(N_("There is nothing here."))
