"""The words of the product: every code that is stored, shown or sent, once."""

from enum import StrEnum


class Role(StrEnum):
    """What an account may come here to do. One account may have several."""

    MANAGER = "manager"
    HR = "hr"
    EQUALITY = "equality"
    DATA_PROTECTION = "data-protection"
    ADMINISTRATOR = "administrator"


class Stage(StrEnum):
    """How far a vacancy has come."""

    ADVERTISED = "advertised"
    SIFTING = "sifting"
    SHORTLISTED = "shortlisted"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    CLOSED = "closed"


class Regime(StrEnum):
    """By which rule applicants for a vacancy may be looked up online.

    ``claims``: section 6, a check of one claim. ``school``: besides, everybody on the shortlist
    once and alike, where the policy in force allows it (``due_diligence``).
    """

    CLAIMS = "claims"
    SCHOOL = "school"


class CandidateStatus(StrEnum):
    """How far one applicant has come."""

    APPLIED = "applied"
    SHORTLISTED = "shortlisted"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    APPOINTED = "appointed"
    NOT_APPOINTED = "not-appointed"
    WITHDREW = "withdrew"


class CriterionKind(StrEnum):
    """Whether the job cannot be done without it."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"


class Source(StrEnum):
    """Where the candidate said what is quoted."""

    CV = "cv"
    APPLICATION = "application"
    COVERING_LETTER = "covering_letter"
    INTERVIEW = "interview"
    PORTFOLIO = "portfolio"
    REFERENCE = "reference"


class SuppliedBy(StrEnum):
    """Who gave the address of a place to look."""

    CANDIDATE = "candidate"
    FOUND = "found"
    UNKNOWN = "unknown"


class SearcherKind(StrEnum):
    """Who looks."""

    HR = "hr"
    MANAGER = "manager"
    THIRD_PARTY = "third_party"


class State(StrEnum):
    """Where a check is in its life; see ``lifecycle``."""

    DRAFT = "draft"
    NOT_READY = "not-ready"
    REFERRED = "referred"
    AWAITING = "awaiting-decision"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    NOTIFIED = "notified"
    READY = "ready"
    PAUSED = "paused"
    STOPPED = "stopped"
    SEARCHING = "searching"
    SEARCHED = "searched"
    HANDED_OVER = "handed-over"
    WITHHELD = "withheld"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Verdict(StrEnum):
    """What the gate says of a request."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    CAUTION = "caution"
    BLOCK = "block"


class Disputed(StrEnum):
    """In which way a person says that the gate was wrong."""

    WRONG = "wrong"
    MISSED = "missed"


class ShouldBe(StrEnum):
    """What a person says that the gate should have found, where it found otherwise."""

    NOTHING = "nothing"
    CAUTION = "caution"
    BLOCK = "block"


class PolicyState(StrEnum):
    """What became of a version of the policy; all but the first are for good."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Result(StrEnum):
    """What a search showed about the claim."""

    BORNE_OUT = "borne-out"
    CONTRADICTED = "contradicted"
    INCONCLUSIVE = "inconclusive"
    NOTHING_FOUND = "nothing-found"


class Reliability(StrEnum):
    """How far the place that was read can be relied on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Sureness(StrEnum):
    """How sure the searcher is that it is the right person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class WithheldBecause(StrEnum):
    """Why HR keeps an outcome from the panel."""

    WRONG_PERSON = "wrong-person"
    TAINTED = "tainted"
    BEYOND_QUESTION = "beyond-question"


class Measure(StrEnum):
    """What HR arranges where somebody saw a protected characteristic.

    ``recusal``: they neither score, decide nor hand over in this vacancy, and are not named to
    search. ``barrier``: they tell nobody.
    """

    RECUSAL = "recusal"
    BARRIER = "barrier"


class Moment(StrEnum):
    """When each member of a panel gives their word that they made no search of their own."""

    SHORTLIST = "shortlist"
    DECISION = "decision"


class Delivery(StrEnum):
    """How a notice reached the candidate. ``own-page``: they answered it there."""

    EMAIL = "email"
    POST = "post"
    BY_HAND = "by-hand"
    OWN_PAGE = "own-page"


class Answered(StrEnum):
    """What a candidate says on their own page before anybody searches.

    ``mine``: the places are theirs, and no more than that. The last three stop the search until
    HR has decided.
    """

    GO_AHEAD = "go-ahead"
    MINE = "mine"
    NOT_MINE = "not-mine"
    EVIDENCE = "evidence"
    OBJECT = "object"


class Retention(StrEnum):
    """How long a sealed text is kept; each class has a key of its own."""

    IDENTITY = "identity"
    REQUEST = "request"
    OUTCOME = "outcome"
    MONITORING = "monitoring"
    VACANCY = "vacancy"
    ACCOUNT = "account"
    SIGNING = "signing"


class ErasedBecause(StrEnum):
    """Why a candidate's data was erased. ``before``: it had been, and this finished it."""

    RETENTION_OVER = "retention-over"
    ASKED = "asked"
    MISTAKE = "mistake"
    BEFORE = "before"


class ErasureState(StrEnum):
    """What became of a proposal to erase a candidate.

    ``stopped``: a hold was put on the vacancy. ``overtaken``: the data was erased without it.
    """

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    OVERTAKEN = "overtaken"


class Given(StrEnum):
    """What the person it is about gets of a text that is held of them."""

    WHOLE = "whole"
    PARTLY = "partly-withheld"
    WITHHELD = "withheld"
    UNREAD = "not-reviewed-yet"
    ERASED = "erased"


class Became(StrEnum):
    """What became of a check one attempt of which was not ready to send."""

    CHANGED = "changed"
    ASKED_INSTEAD = "asked-instead"
    OVERTURNED = "overturned"
    GIVEN_UP = "given-up"
    WITH_HR = "with-hr"
    STILL = "still"


class FollowUpKind(StrEnum):
    """What an equality officer asks of a colleague: to answer something, to do it, or to meet what
    a sign-off was given under.
    """

    QUERY = "query"
    ACTION = "action"
    CONDITION = "condition"


class FollowUpState(StrEnum):
    """How it stands. Only the officer ends it: satisfied, or since it is needed no more."""

    ASKED = "asked"
    ANSWERED = "answered"
    SATISFIED = "satisfied"
    WITHDRAWN = "withdrawn"


class Redaction(StrEnum):
    """What a data protection officer decides of one text before the person gets it."""

    MARKED = "marked"
    MORE = "more"
    WHOLE = "whole"
    LEFT = "left"
