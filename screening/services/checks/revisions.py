"""Revisions: what was submitted, in a shape that no authorisation can grow out of."""

from datetime import date
from typing import Any

from screening.domain.platforms import platform_class
from screening.domain.request import Request
from screening.gate.assessment import Assessment
from screening.store.policies import keep_policy
from screening.store.tables.candidate import Claim
from screening.store.tables.check import Check, Revision, RevisionPlace, RevisionTerm
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 12, 31)
"""An open period, as the database compares it."""


def day_or_open(day: date) -> str:
    """``day`` as a request writes it: an ISO date, or empty where the period is open."""
    return "" if day in (FIRST_DAY, LAST_DAY) else day.isoformat()


def write_revision(
    work: UnitOfWork, check: Check, request: Request, assessment: Assessment
) -> None:
    """The rows of the next revision of ``check``; its words are in the record."""
    keep_policy(work.session, work.policy)
    number = check.revision + 1
    scope = request.scope
    work.session.add(
        Revision(
            check_ref=check.ref,
            number=number,
            submitted_at=work.now,
            verdict=assessment.verdict,
            policy_digest=assessment.policy_digest,
            minutes=scope.minutes,
            from_date=date.fromisoformat(scope.from_date) if scope.from_date else FIRST_DAY,
            to_date=date.fromisoformat(scope.to_date) if scope.to_date else LAST_DAY,
        )
    )
    work.session.flush()
    for position, place in enumerate(scope.places):
        work.session.add(
            RevisionPlace(
                check_ref=check.ref,
                revision=number,
                position=position,
                platform=platform_class(place.platform, place.address),
                supplied_by=place.supplied_by,
            )
        )
    for position in range(len(scope.terms)):
        work.session.add(RevisionTerm(check_ref=check.ref, revision=number, position=position))
    work.session.flush()


def what_is_counted(
    vacancy: Vacancy, claim: Claim, request: Request, assessment: Assessment
) -> dict[str, Any]:
    """The codes by which an attempt is counted, as fields of their own in its record.

    A record is committed to field by field: so each of these can be opened and proven later, while
    the words that were typed, which stand in the other fields, stay closed.
    """
    return {
        "verdict": assessment.verdict.value,
        "rules": sorted({finding.rule for finding in assessment.findings}),
        "stage": vacancy.stage,
        "criterion": claim.criterion,
        "platforms": sorted(
            {platform_class(place.platform, place.address) for place in request.scope.places}
        ),
    }
