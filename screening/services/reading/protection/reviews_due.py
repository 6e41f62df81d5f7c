"""What a data protection officer has to look at again, and by when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from screening.domain.kept_settings import SettingKind
from screening.domain.people import Action, check_may
from screening.domain.rights import months_after
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.reading.protection.processing.facts import next_review, review_months
from screening.services.reading.telling.lawful_basis import basis_in_force
from screening.store.kept_settings import newest


class Reviewed(StrEnum):
    """What is looked at again."""

    POLICY = "policy"
    BASIS = "basis"
    ASSESSMENT = "assessment"


@dataclass(frozen=True)
class ReviewDue:
    """``due`` is None where nothing is there to look at again: it has yet to be set or written."""

    what: Reviewed
    due: date | None
    over: bool


def read_next_review(call: Call) -> date:
    """The day by which what is set today is to be looked at again, unless another is chosen."""
    check_may(call.actor, Action.KEEP_PROCESSING)
    with call.look() as work:
        return next_review(work)


def list_reviews_due(call: Call) -> tuple[ReviewDue, ...]:
    """All three, always: a day that is far away is known as well."""
    check_may(call.actor, Action.KEEP_PROCESSING)
    with call.look() as work:
        basis, written = basis_in_force(work), newest(work.session, SettingKind.ASSESSMENT)
        due = {
            Reviewed.POLICY: months_after(work.policy.effective_from, review_months(work.policy)),
            Reviewed.BASIS: basis.review_by if basis else None,
            Reviewed.ASSESSMENT: (
                date.fromisoformat(written.content["review_by"]) if written else None
            ),
        }
        today = day_of(work.now)
    return tuple(ReviewDue(what, day, day is None or day < today) for what, day in due.items())
