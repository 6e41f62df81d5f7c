"""Read models for the tests: a vacancy of a fictional council with none, one or many checks."""

from datetime import date, timedelta
from hashlib import sha256

from screening.domain.events import Event
from screening.domain.lawful_basis import BasisTold
from screening.domain.words import (
    CandidateStatus,
    CriterionKind,
    Stage,
    SuppliedBy,
)
from screening.reports.check_model import Check, Line, Stamp, Told, Value
from screening.reports.model import (
    Checkpoint,
    Criterion,
    Edition,
    Member,
    Organisation,
    Pair,
    Period,
    PolicyInForce,
    Record,
    Report,
    Retained,
    Rule,
    SignOff,
    Vacancy,
)
from screening.reports.notice import Notice, PlaceTold
from screening.reports.printed import Section
from tests.reports.check_builders import (
    MANAGER,
    OFFICER,
    START,
    full_check,
    other_checks,
)

COUNCIL = Organisation("Harbour Vale Council", "#1d5f8a")


def chain(length: int) -> tuple[Record, ...]:
    kinds = ("Vacancy opened", "Candidate added", "Claim added", "Request sent to HR", "Approved")
    return tuple(
        Record(
            number,
            START + timedelta(minutes=17 * number),
            kinds[number % len(kinds)],
            "hr",
            sha256(b"leaf%d" % number).hexdigest(),
            sha256(b"link%d" % number).hexdigest(),
        )
        for number in range(length)
    )


def lines() -> dict[Section, tuple[Line, ...]]:
    """A line or two for each section that prints some."""

    def line(record: int, event: Event, about: str = "", **said: Value) -> Line:
        told = tuple(Told(label.capitalize(), value) for label, value in said.items())
        return Line(Stamp(START, record, OFFICER), event, told, about)

    return {
        Section.COURSE: (
            line(0, Event.VACANCY_OPENED, reference="HVC-2026-0142"),
            line(5, Event.STAGE_CHANGED, before=Stage.ADVERTISED, now=Stage.INTERVIEWED),
        ),
        Section.CANDIDATES: (
            line(1, Event.CANDIDATE_ADDED, "C-07", status=CandidateStatus.APPLIED),
            line(6, Event.CANDIDATE_STATUS_CHANGED, "C-07", now=CandidateStatus.INTERVIEWED),
            Line(Stamp(START, 7, OFFICER), Event.CANDIDATE_STATUS_CHANGED, None, "C-08"),
            line(8, Event.CLAIM_ADDED, "C-07", quote="I ran it."),
        ),
        Section.BESIDE: (line(9, Event.SOURCING_ENTERED, "S-1f09ac", searched=START.date()),),
        Section.RETENTION: (line(10, Event.HOLD_PLACED, reason="A claim."),),
    }


def report(checks: tuple[Check, ...] = (), **changes) -> Report:
    records = chain(12 + 6 * len(checks))
    values = {
        "organisation": COUNCIL,
        "vacancy": Vacancy(
            "HVC-2026-0142",
            "Water Safety Campaign Officer",
            "Coast and Leisure",
            Stage.INTERVIEWED,
            "Section 6: verification of a claim",
            (
                Criterion("E1", CriterionKind.ESSENTIAL, "Writes clearly for the public."),
                Criterion("E2", CriterionKind.ESSENTIAL, "Has run a public-safety campaign."),
                Criterion("D1", CriterionKind.DESIRABLE, "Knows the coast and its users."),
            ),
            2,
            14,
            date(2026, 10, 1),
        ),
        "edition": Edition(
            "R-2026-0031",
            1,
            len(records) - 1,
            records[-1].link,
            records[-1].at,
            "Priya Nair, equality officer",
            "Official – sensitive: personal data",
            Checkpoint(
                1204,
                sha256(b"checkpoint").hexdigest(),
                "d02061c1",
                f"screening/{'c' * 32}\n1204\n{'R' * 43}=\n{records[-1].leaf}\n",
            ),
        ),
        "policy": PolicyInForce(
            "2026-1",
            "Looking applicants up online",
            sha256(b"policy").hexdigest(),
            date(2026, 11, 1),
            (
                Rule("claim-missing", "The request rests on a claim", "Section 6"),
                Rule(
                    "question-open",
                    "The question can be answered without looking at everything",
                    "Section 6; UK GDPR Article 5(1)(c)",
                ),
                Rule(
                    "place-not-given",
                    "A place the candidate did not give needs a reason",
                    "ICO recruitment guidance (draft of 2023)",
                ),
            ),
            (
                Period("Decision", "2 working days", "This organisation's choice"),
                Period(
                    "Time to reply", "5 working days", "This organisation's choice; ICO guidance"
                ),
                Period("Authorisation", "14 days", "Council practice for online research"),
            ),
        ),
        "panel": (
            Member("Ruth Adeyemi", "Recruiting manager, chair", date(2026, 10, 1)),
            Member("Owen Price", "Service manager", date(2026, 10, 1), date(2026, 11, 4)),
            Member("Leila Haddad", "Service manager", date(2026, 11, 4)),
        ),
        "pairs": (Pair(MANAGER, OFFICER, len(checks), max(len(checks) - 1, 0)),) if checks else (),
        "checks": checks,
        "retention": (
            Retained("All candidates", "Name and contact", date(2027, 11, 20)),
            Retained("C-07", "Search and outcome", date(2027, 11, 20), held=True),
            Retained("C-03", "Name, claims and requests", date(2026, 11, 1), date(2026, 11, 1)),
        ),
        "records": records,
        "lines": lines(),
        "sign_offs": (
            SignOff(
                "Priya Nair, equality officer", START + timedelta(days=20), 77, "Read in full."
            ),
        )
        if checks
        else (),
    }
    return Report(**{**values, **changes})


def none() -> Report:
    return report()


def one() -> Report:
    return report((full_check(),))


def many(count: int = 12) -> Report:
    """``count`` checks: the full one, each other kind, then full ones again."""
    checks = (full_check(), *other_checks())[:count]
    more = tuple(full_check(number) for number in range(len(checks) + 1, count + 1))
    return report(checks + more)


def notice(**changes) -> Notice:
    values = {
        "organisation": COUNCIL,
        "reference": "HVC-2026-0142 / C-07",
        "candidate_name": "Jan Kowalski",
        "job_title": "Water Safety Campaign Officer",
        "dated": date(2026, 11, 3),
        "claim": "I planned and wrote the whole “Saltmarsh Swim” campaign.",
        "claim_source": "application",
        "question": "Did the campaign run for eight weeks, and did you write its posts?",
        "relevance": "the job is to run our water-safety campaign.",
        "criteria": ("Plans and runs public campaigns (E2)",),
        "places": (PlaceTold("youtube.com/@saltmarsh-swim", SuppliedBy.CANDIDATE),),
        "search_words": ("Saltmarsh Swim",),
        "looking_at": "Posts of the campaign account from June and July 2025.",
        "minutes": 20,
        "searcher": "Tom Bright, who works in HR and is not on the interview panel,",
        "first_day": date(2026, 11, 11),
        "last_day": date(2026, 11, 25),
        "reply_by": date(2026, 11, 10),
        "basis": BasisTold(
            "it is part of a public task of ours to choose staff fairly (UK GDPR Article 6(1)(e))."
        ),
        "recipients": "HR, the three members of the panel, and the equality officer",
        "kept_days": 365,
        "contact_name": "Tom Bright",
        "contact": "recruitment@harbourvale.example, 01632 960 001",
        "data_protection_contact": "the data protection officer, dpo@harbourvale.example",
    }
    return Notice(**{**values, **changes})
