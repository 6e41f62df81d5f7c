"""How each stored code reads on a page, and which colour its tag has."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from screening.domain.declarations import Declared
from screening.domain.names import STATE_NAMES
from screening.domain.notifying import STATE_NAMES as MESSAGE_NAMES
from screening.domain.notifying import TOLD_NAMES, MessageState, Told
from screening.domain.rights import Channel, RightsKind, RightsState, Step
from screening.domain.words import (
    Answered,
    Became,
    CandidateStatus,
    CriterionKind,
    Delivery,
    Disputed,
    ErasedBecause,
    ErasureState,
    FollowUpKind,
    FollowUpState,
    Given,
    Measure,
    Moment,
    PolicyState,
    Redaction,
    Reliability,
    Result,
    Role,
    SearcherKind,
    ShouldBe,
    Source,
    Stage,
    State,
    SuppliedBy,
    Sureness,
    Verdict,
    WithheldBecause,
)
from screening.services.reading.administration.substitutes import Standing
from screening.web.wording_beside import WORDINGS_BESIDE, Wording
from screening.web.wording_settings import WORDINGS_SETTINGS

_STATE_COLOURS: dict[State, str] = {
    State.NOT_READY: "yellow",
    State.REFERRED: "purple",
    State.AWAITING: "blue",
    State.RETURNED: "yellow",
    State.REJECTED: "red",
    State.APPROVED: "green",
    State.NOTIFIED: "teal",
    State.READY: "teal",
    State.PAUSED: "orange",
    State.STOPPED: "orange",
    State.SEARCHING: "blue",
    State.SEARCHED: "blue",
    State.HANDED_OVER: "green",
    State.WITHHELD: "orange",
}

_MESSAGE_COLOURS: dict[MessageState, str] = {
    MessageState.WAITING: "blue",
    MessageState.TAKEN: "blue",
    MessageState.SENT: "green",
    MessageState.FAILED: "red",
}

# By enumeration first: codes of two of them may be the same text, and then are equal.
WORDINGS: dict[type[StrEnum], dict[StrEnum, Wording]] = (
    WORDINGS_BESIDE
    | WORDINGS_SETTINGS
    | {
        Role: {
            Role.MANAGER: Wording(_l("Recruiting manager")),
            Role.HR: Wording(_l("HR")),
            Role.EQUALITY: Wording(_l("Equality officer")),
            Role.DATA_PROTECTION: Wording(_l("Data protection officer")),
            Role.ADMINISTRATOR: Wording(_l("Administrator")),
        },
        Stage: {
            Stage.ADVERTISED: Wording(_l("Advertised")),
            Stage.SIFTING: Wording(_l("Sifting")),
            Stage.SHORTLISTED: Wording(_l("Shortlisted")),
            Stage.INTERVIEWED: Wording(_l("Interviewed")),
            Stage.OFFERED: Wording(_l("Offered")),
            Stage.CLOSED: Wording(_l("Closed")),
        },
        CandidateStatus: {
            CandidateStatus.APPLIED: Wording(_l("Applied")),
            CandidateStatus.SHORTLISTED: Wording(_l("Shortlisted"), "blue"),
            CandidateStatus.INTERVIEWED: Wording(_l("Interviewed"), "blue"),
            CandidateStatus.OFFERED: Wording(_l("Offered"), "teal"),
            CandidateStatus.APPOINTED: Wording(_l("Appointed"), "green"),
            CandidateStatus.NOT_APPOINTED: Wording(_l("Not appointed")),
            CandidateStatus.WITHDREW: Wording(_l("Withdrew")),
        },
        CriterionKind: {
            CriterionKind.ESSENTIAL: Wording(_l("Essential")),
            CriterionKind.DESIRABLE: Wording(_l("Desirable")),
        },
        Source: {
            Source.CV: Wording(_l("CV")),
            Source.APPLICATION: Wording(_l("Application form")),
            Source.COVERING_LETTER: Wording(_l("Covering letter")),
            Source.INTERVIEW: Wording(_l("Interview")),
            Source.PORTFOLIO: Wording(_l("Portfolio")),
            Source.REFERENCE: Wording(_l("A referee’s reference")),
        },
        SuppliedBy: {
            SuppliedBy.CANDIDATE: Wording(_l("Given by the candidate")),
            SuppliedBy.FOUND: Wording(_l("Found by us")),
            SuppliedBy.UNKNOWN: Wording(_l("Not known")),
        },
        SearcherKind: {
            SearcherKind.HR: Wording(_l("Someone in HR")),
            SearcherKind.MANAGER: Wording(_l("A manager")),
            SearcherKind.THIRD_PARTY: Wording(_l("A third party")),
        },
        State: {
            state: Wording(_l(name), _STATE_COLOURS.get(state, "grey"))
            for state, name in STATE_NAMES.items()
        },
        Told: {kind: Wording(_l(name)) for kind, name in TOLD_NAMES.items()},
        MessageState: {
            state: Wording(_l(name), _MESSAGE_COLOURS.get(state, "grey"))
            for state, name in MESSAGE_NAMES.items()
        },
        Verdict: {
            Verdict.PASS: Wording(_l("Ready to send"), "green"),
            Verdict.CAUTION: Wording(_l("Ready, with something to consider"), "yellow"),
            Verdict.BLOCK: Wording(_l("Not ready to send"), "yellow"),
        },
        Disputed: {
            Disputed.WRONG: Wording(_l("A finding is wrong")),
            Disputed.MISSED: Wording(_l("Something was missed")),
        },
        ShouldBe: {
            ShouldBe.NOTHING: Wording(_l("Nothing")),
            ShouldBe.CAUTION: Wording(_l("Something to consider")),
            ShouldBe.BLOCK: Wording(_l("Something to change")),
        },
        PolicyState: {
            PolicyState.PROPOSED: Wording(_l("Proposed"), "blue"),
            PolicyState.CONFIRMED: Wording(_l("Confirmed"), "green"),
            PolicyState.REJECTED: Wording(_l("Rejected"), "red"),
            PolicyState.WITHDRAWN: Wording(_l("Withdrawn")),
        },
        Result: {
            Result.BORNE_OUT: Wording(_l("Borne out"), "green"),
            Result.CONTRADICTED: Wording(_l("Contradicted"), "orange"),
            Result.INCONCLUSIVE: Wording(_l("Inconclusive")),
            Result.NOTHING_FOUND: Wording(_l("Nothing found")),
        },
        Reliability: {
            Reliability.HIGH: Wording(_l("High")),
            Reliability.MEDIUM: Wording(_l("Medium")),
            Reliability.LOW: Wording(_l("Low")),
        },
        Sureness: {
            Sureness.CERTAIN: Wording(_l("Certain")),
            Sureness.LIKELY: Wording(_l("Likely")),
            Sureness.UNSURE: Wording(_l("Unsure")),
        },
        WithheldBecause: {
            WithheldBecause.WRONG_PERSON: Wording(_l("It was the wrong person")),
            WithheldBecause.TAINTED: Wording(_l("It shows what the panel must not know")),
            WithheldBecause.BEYOND_QUESTION: Wording(_l("It goes beyond the question")),
        },
        ErasedBecause: {
            ErasedBecause.RETENTION_OVER: Wording(_l("The time it is kept for was over")),
            ErasedBecause.ASKED: Wording(_l("The candidate asked")),
            ErasedBecause.MISTAKE: Wording(_l("It should not have been kept")),
            ErasedBecause.BEFORE: Wording(_l("It had been erased before; this finished it")),
        },
        ErasureState: {
            ErasureState.PROPOSED: Wording(_l("Proposed"), "blue"),
            ErasureState.CONFIRMED: Wording(_l("Confirmed"), "red"),
            ErasureState.DECLINED: Wording(_l("Declined"), "green"),
            ErasureState.WITHDRAWN: Wording(_l("Withdrawn")),
            ErasureState.STOPPED: Wording(_l("Stopped by a hold"), "orange"),
            ErasureState.OVERTAKEN: Wording(_l("Erased meanwhile")),
        },
        Given: {
            Given.WHOLE: Wording(_l("Given as it is"), "green"),
            Given.PARTLY: Wording(_l("Partly withheld"), "yellow"),
            Given.WITHHELD: Wording(_l("Withheld"), "orange"),
            Given.UNREAD: Wording(_l("Not looked through yet"), "blue"),
            Given.ERASED: Wording(_l("Erased")),
        },
        RightsKind: {
            RightsKind.ACCESS: Wording(_l("A copy of what is held (Article 15)")),
            RightsKind.RECTIFICATION: Wording(_l("To put something right (Article 16)")),
            RightsKind.ERASURE: Wording(_l("To erase something (Article 17)")),
            RightsKind.RESTRICTION: Wording(_l("To use something only in part (Article 18)")),
            RightsKind.OBJECTION: Wording(_l("An objection (Article 21)")),
            RightsKind.COMPLAINT: Wording(_l("A complaint (section 164A)")),
        },
        Channel: {
            Channel.EMAIL: Wording(_l("By e-mail")),
            Channel.POST: Wording(_l("By post")),
            Channel.PHONE: Wording(_l("By telephone")),
            Channel.IN_PERSON: Wording(_l("In person")),
        },
        RightsState: {
            RightsState.OPEN: Wording(_l("Open"), "blue"),
            RightsState.ACKNOWLEDGED: Wording(_l("Acknowledged"), "blue"),
            RightsState.IDENTITY: Wording(_l("Waiting: who they are"), "orange"),
            RightsState.CLARIFICATION: Wording(_l("Waiting: what it is about"), "orange"),
            RightsState.EXTENDED: Wording(_l("Extended"), "yellow"),
            RightsState.ANSWERED: Wording(_l("Answered"), "green"),
            RightsState.REFUSED: Wording(_l("Refused"), "red"),
            RightsState.WITHDRAWN: Wording(_l("Taken back")),
            RightsState.UPHELD: Wording(_l("Upheld"), "green"),
            RightsState.NOT_UPHELD: Wording(_l("Not upheld"), "orange"),
            RightsState.UNDECIDED: Wording(_l("Ended with the search, not decided")),
        },
        Step: {
            Step.ACKNOWLEDGE: Wording(_l("I acknowledged it")),
            Step.ASK_IDENTITY: Wording(_l("I asked them to show who they are: the clock stops")),
            Step.ASK_CLARIFICATION: Wording(_l("I asked what it is about: the clock stops")),
            Step.GO_ON: Wording(_l("They gave what I asked for: the clock goes on")),
            Step.EXTEND: Wording(_l("I told them that it takes longer, and why")),
            Step.ANSWER: Wording(_l("I answered it")),
            Step.REFUSE: Wording(_l("I refused it, and told them why")),
            Step.WITHDRAW: Wording(_l("They took it back")),
        },
        Became: {
            Became.CHANGED: Wording(_l("Changed, then ready to send")),
            Became.ASKED_INSTEAD: Wording(_l("Candidate to be asked instead")),
            Became.OVERTURNED: Wording(_l("Found by HR to be ready as it was")),
            Became.GIVEN_UP: Wording(_l("Given up, cancelled or lapsed")),
            Became.WITH_HR: Wording(_l("Waits for HR: the requester thinks it was ready")),
            Became.STILL: Wording(_l("Not ready still")),
        },
        FollowUpKind: {
            FollowUpKind.QUERY: Wording(_l("Query"), "blue"),
            FollowUpKind.ACTION: Wording(_l("Action"), "purple"),
            FollowUpKind.CONDITION: Wording(_l("Condition"), "yellow"),
        },
        FollowUpState: {
            FollowUpState.ASKED: Wording(_l("Not answered"), "blue"),
            FollowUpState.ANSWERED: Wording(_l("Answered: waits for an officer"), "yellow"),
            FollowUpState.SATISFIED: Wording(_l("Done"), "green"),
            FollowUpState.WITHDRAWN: Wording(_l("Withdrawn")),
        },
        Redaction: {
            Redaction.MARKED: Wording(_l("Withhold what is marked")),
            Redaction.MORE: Wording(_l("Withhold what is marked, and more")),
            Redaction.WHOLE: Wording(_l("Withhold the whole text")),
            Redaction.LEFT: Wording(_l("Give it as it is")),
        },
        Standing: {
            Standing.NOW: Wording(_l("Now"), "green"),
            Standing.COMING: Wording(_l("Coming"), "blue"),
            Standing.OVER: Wording(_l("Over")),
        },
        Measure: {
            Measure.RECUSAL: Wording(_l("Recused: they neither score nor decide in this vacancy")),
            Measure.BARRIER: Wording(_l("A barrier: they tell nobody what they saw")),
        },
        Declared: {
            Declared.NONE: Wording(_l("That they made no search but those recorded here")),
            Declared.SEARCHED: Wording(_l("That they made a search that is not recorded here")),
        },
        Moment: {
            Moment.SHORTLIST: Wording(_l("Shortlist")),
            Moment.DECISION: Wording(_l("Decision")),
        },
        Delivery: {
            Delivery.EMAIL: Wording(_l("By e-mail")),
            Delivery.POST: Wording(_l("By post")),
            Delivery.BY_HAND: Wording(_l("By hand")),
            Delivery.OWN_PAGE: Wording(_l("On their own page, where they answered")),
        },
        Answered: {
            Answered.GO_AHEAD: Wording(_l("Go ahead")),
            Answered.MINE: Wording(_l("It is theirs")),
            Answered.NOT_MINE: Wording(_l("It is not theirs, or something is wrong")),
            Answered.EVIDENCE: Wording(_l("They offer evidence of their own instead")),
            Answered.OBJECT: Wording(_l("They object")),
        },
    }
)


def label(word: StrEnum) -> str:
    """What ``word`` is called, in the reader's language."""
    return str(WORDINGS[type(word)][word].label)


def tag_colour(word: StrEnum) -> str:
    """The Design System's colour name for the tag of ``word``."""
    return WORDINGS[type(word)][word].colour


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """All of ``words`` as a form's choices: code and label."""
    return [(word.value, label(word)) for word in words]
