"""Checks of a fictional council for the tests: one that went all the way, and each other end."""

from datetime import UTC, date, datetime, timedelta

from screening.domain.events import Event
from screening.domain.request import Place, Request, Scope
from screening.domain.words import (
    Answered,
    Delivery,
    Reliability,
    Result,
    Source,
    State,
    SuppliedBy,
    Sureness,
    Verdict,
    WithheldBecause,
)
from screening.reports.check_model import (
    Attempt,
    Check,
    Decision,
    Exposure,
    Finding,
    HandOver,
    Influence,
    Line,
    NoticeSent,
    Objection,
    Outcome,
    Stamp,
    Step,
    Told,
    Visit,
    Window,
)

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MANAGER, OFFICER = "Ruth Adeyemi, manager", "Tom Bright, HR"

PLACES = (
    Place("youtube", "https://www.youtube.com/@saltmarsh-swim", SuppliedBy.CANDIDATE),
    Place("x", "https://x.com/saltmarshswim", SuppliedBy.FOUND),
)
ASKED = Scope(
    PLACES,
    ("“Saltmarsh Swim” campaign", "open-water safety week"),
    "Posts of the campaign account from the weeks of the campaign.",
    "2025-05-01",
    "2025-08-31",
    45,
)
NARROWED = Scope(
    PLACES[:1],
    ASKED.terms[:1],
    ASKED.looking_at,
    "2025-06-01",
    "2025-07-31",
    20,
)
FIRST = Request(
    question="What does she post on social media?",
    relevance="We want someone who is good online.",
    scope=ASKED,
    alternatives="",
    searcher_name=OFFICER,
)
LATER = Request(
    question="Did the campaign run for eight weeks, and did she write its posts as she says?",
    relevance=(
        "The post is to run our water-safety campaign. She names this campaign as her evidence for "
        "criterion E2, and says that she alone wrote it."
    ),
    scope=ASKED,
    alternatives="Her referee left the council; the interview panel asked and could not settle it.",
    why_not_supplied="The second account is named in the campaign's own press release.",
    searcher_name=OFFICER,
)
TOO_WIDE = Finding(
    "question-open",
    "The question can be answered only by looking at everything",
    Verdict.BLOCK,
    "Section 6: directly relevant to a skill or claim",
    "This asks to look at all that somebody posts. Ask about what they say they did.",
    ("on social media",),
)
UNNAMED = Finding(
    "place-not-given",
    "A place that the candidate did not give needs a reason",
    Verdict.CAUTION,
    "ICO recruitment guidance (draft): least data",
    "The candidate did not give this place.",
)


def stamp(hours: int, record: int, by: str) -> Stamp:
    return Stamp(START + timedelta(hours=hours), record, by)


def full_check(number: int = 1) -> Check:
    """A check that has been through everything, with a variance and an exposure on the way."""
    at = (number - 1) * 20
    first, later, approved = (stamp(h, at + r, MANAGER) for h, r in ((2, 8), (3, 9), (27, 10)))
    approved = Stamp(approved.at, approved.record, OFFICER)
    notice, objection = stamp(30, at + 11, OFFICER), stamp(50, at + 12, "C-07, through HR")
    visit, second = stamp(246, at + 14, OFFICER), stamp(247, at + 15, OFFICER)
    lines = (
        Line(first, Event.CHECK_NOT_READY),
        Line(later, Event.CHECK_SUBMITTED),
        Line(approved, Event.CHECK_APPROVED),
        Line(notice, Event.NOTICE_SENT),
        Line(objection, Event.OBJECTION_RAISED, (Told("What they said", Answered.NOT_MINE),)),
        Line(visit, Event.VISIT_RECORDED),
        Line(second, Event.VISIT_RECORDED),
    )
    return Check(
        code=f"Check {number}",
        candidate=f"C-{6 + number:02d}",
        criterion="E2",
        requester=MANAGER,
        state=State.CLOSED,
        claim="I planned and wrote the whole “Saltmarsh Swim” campaign, eight weeks, 40,000 views.",
        source=Source.APPLICATION,
        source_where="section 4, second paragraph",
        attempts=(
            Attempt(first, Verdict.BLOCK, FIRST, (TOO_WIDE, UNNAMED)),
            Attempt(later, Verdict.CAUTION, LATER, (UNNAMED,)),
        ),
        decisions=(
            Decision(
                approved,
                Event.CHECK_APPROVED,
                "One account and two months answer the question; the other account adds nothing.",
                NARROWED,
                narrowed=True,
            ),
        ),
        searcher=OFFICER,
        notice=NoticeSent(notice, date(2026, 11, 3), Delivery.EMAIL, date(2026, 11, 10)),
        objections=(
            Objection(
                objection,
                "The account is the charity's, not mine.",
                stamp(70, at + 13, OFFICER),
                False,
                "The question is about the campaign, which is on the charity's account.",
            ),
        ),
        window=Window(date(2026, 11, 11), date(2026, 11, 25)),
        visits=(
            Visit(visit, visit.at, "youtube.com/@saltmarsh-swim", "Nine posts, June and July", 14),
            Visit(
                second,
                second.at,
                "youtube.com/@saltmarsh-swim/community",
                "One page of comments",
                3,
                True,
                "The link opened the comments; closed at once.",
            ),
        ),
        exposures=(Exposure(stamp(248, at + 16, OFFICER), OFFICER, second.at),),
        outcome=Outcome(
            stamp(250, at + 17, OFFICER),
            Result.BORNE_OUT,
            Reliability.HIGH,
            Sureness.CERTAIN,
            "Posts run for eight weeks and are signed with her initials.",
            date(2026, 11, 16),
        ),
        hand_over=HandOver(
            stamp(270, at + 18, OFFICER), "The campaign ran for eight weeks; she wrote its posts."
        ),
        influence=Influence(
            stamp(290, at + 19, MANAGER), False, "E2 was scored 4 on the interview and stays 4."
        ),
        lines=lines,
    )


def other_checks() -> tuple[Check, ...]:
    """One check in each of the other ways to end or to wait."""
    base = {
        "criterion": "E1",
        "requester": MANAGER,
        "source": Source.CV,
        "source_where": "page 2",
        "claim": "I write a blog on coastal planning that planners across the county read.",
    }
    made = []
    for number, (state, verdict) in enumerate(
        (
            (State.NOT_READY, Verdict.BLOCK),
            (State.AWAITING, Verdict.PASS),
            (State.REJECTED, Verdict.PASS),
            (State.NOTIFIED, Verdict.CAUTION),
            (State.WITHDRAWN, Verdict.BLOCK),
            (State.WITHHELD, Verdict.PASS),
            (State.EXPIRED, Verdict.PASS),
            (State.DRAFT, None),
        ),
        start=2,
    ):
        made.append(_other(number, state, verdict, base))
    return tuple(made)


def _other(number, state, verdict, base):
    at = 30 + number * 4
    attempts = (Attempt(stamp(at, at, MANAGER), verdict, FIRST, (TOO_WIDE,)),) if verdict else ()
    if verdict in {Verdict.PASS, Verdict.CAUTION}:
        attempts = (Attempt(stamp(at, at, MANAGER), verdict, LATER),)
    answers = {State.REJECTED: Event.CHECK_REJECTED}
    answer = answers.get(state, Event.CHECK_APPROVED)
    decided = state in {State.REJECTED, State.NOTIFIED, State.WITHHELD, State.EXPIRED}
    decision = Decision(
        stamp(at + 20, at + 1, OFFICER),
        answer,
        "Reasons as given on the form.",
        LATER.scope if answer is Event.CHECK_APPROVED else None,
    )
    withheld = state is State.WITHHELD
    return Check(
        code=f"Check {number}",
        candidate=f"C-{number + 10}",
        state=state,
        **base,
        attempts=attempts,
        decisions=(decision,) if decided else (),
        steps=(Step(stamp(at + 5, at + 2, MANAGER), Event.CHECK_WITHDRAWN, "We asked instead."),)
        if state is State.WITHDRAWN
        else (),
        searcher=OFFICER if decided else "",
        outcome=Outcome(
            stamp(at + 60, at + 2, OFFICER),
            Result.INCONCLUSIVE,
            Reliability.LOW,
            Sureness.UNSURE,
            "Two people of this name.",
        )
        if withheld
        else None,
        hand_over=HandOver(
            stamp(at + 61, at + 3, OFFICER),
            "Not the applicant's blog.",
            WithheldBecause.WRONG_PERSON,
        )
        if withheld
        else None,
        lines=(Line(stamp(at, at, MANAGER), Event.CHECK_STARTED),),
    )
