"""What calls for an officer's look: what each sign is called and means, and where it is seen."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from screening.services.reading.equality.signs import Counts, Sign, gravest_first
from screening.services.reading.trail.kinds import Kind


class SignWording(NamedTuple):
    """``kind`` is the part of the trail that shows it; empty where queries and actions do."""

    label: Any
    meaning: Any
    kind: str


SIGNS: Mapping[Sign, SignWording] = {
    Sign.PROTECTED: SignWording(
        _l("Asked after something protected"),
        _l("attempts that were stopped since, as the rules read them, they ask after that."),
        Kind.NOT_READY,
    ),
    Sign.UNAUTHORISED: SignWording(
        _l("Searches without authorisation"),
        _l("searches that somebody told of, made without an authorisation or beyond it."),
        Kind.BESIDE,
    ),
    Sign.CONTRADICTED: SignWording(
        _l("Declarations that disagree"),
        _l(
            "declarations of having made no search, by members of the panel of whom a search "
            "without authorisation is recorded, before or after they gave their word."
        ),
        Kind.BESIDE,
    ),
    Sign.LIKE_A_CHECK: SignWording(
        _l("Looked like a check"),
        _l("attempts to enter a search to find people that looked like a check of an applicant."),
        Kind.BESIDE,
    ),
    Sign.SOURCING_OPEN: SignWording(
        _l("Sourcing not settled"),
        _l(
            "times that a search to find people looked like a check, or somebody whom it found "
            "has applied, and HR has not said yet what it was."
        ),
        Kind.BESIDE,
    ),
    Sign.REGIME: SignWording(
        _l("Schools regime changed, or declined"),
        _l(
            "times that the vacancy was put under the schools regime or taken out of it, or that "
            "a second person declined to put it there."
        ),
        Kind.DUE_DILIGENCE,
    ),
    Sign.NOT_READY: SignWording(
        _l("Attempts not ready"),
        _l("requests that the service held back. By itself that is no fault of whoever asked."),
        Kind.NOT_READY,
    ),
    Sign.REFUSED: SignWording(
        _l("Refused"), _l("requests that HR rejected for good."), Kind.REFUSED
    ),
    Sign.RECYCLED: SignWording(
        _l("Recycled wording"),
        _l("attempts that gave much the same reason as others did."),
        Kind.REQUESTS,
    ),
    Sign.REPEATED: SignWording(
        _l("Repeated questions"),
        _l("attempts that asked much the same as others did."),
        Kind.REQUESTS,
    ),
    Sign.SHARE: SignWording(
        _l("Much of the shortlist"),
        _l("attempts made when a large part of the shortlist had a check already."),
        Kind.REQUESTS,
    ),
    Sign.FAST: SignWording(
        _l("Fast approvals"),
        _l("approvals that came soon after the request was sent. By itself that is no fault."),
        Kind.DECISIONS,
    ),
    Sign.VARIANCE: SignWording(
        _l("Looks outside the scope"),
        _l(
            "pages that were looked at, or words searched for, that nobody had approved; or people "
            "looked up for a school for longer than allowed."
        ),
        Kind.SEARCHES,
    ),
    Sign.EXPOSURE: SignWording(
        _l("Exposures"),
        _l("a protected characteristic was seen; which one is recorded nowhere."),
        Kind.SEARCHES,
    ),
    Sign.HELD_BACK: SignWording(
        _l("Words held back"),
        _l("texts that HR wrote for the panel and that had to be changed, or explained, first."),
        Kind.PANEL,
    ),
    Sign.LOG_LATE: SignWording(
        _l("Logs overdue"),
        _l("searches that were written up too late, or not yet, though their time is over."),
        Kind.SEARCHES,
    ),
    Sign.UNDECLARED: SignWording(
        _l("Declarations missing"),
        _l("declarations that are due, of whether one made a search of one’s own, and not made."),
        Kind.PANEL,
    ),
    Sign.UNANSWERED: SignWording(
        _l("Queries, conditions and actions overdue"),
        _l("what equality officers asked, and nobody answered by its day."),
        "",
    ),
    Sign.STOPPED_BEFORE: SignWording(
        _l("Looked up after a check was stopped"),
        _l(
            "people in a school’s due-diligence search on whom a check had been refused or not "
            "ready before. By itself that is no fault: see whether it answered what was refused."
        ),
        Kind.DUE_DILIGENCE,
    ),
}


def signs_seen(counts: Counts) -> list[tuple[SignWording, int]]:
    """The signs that were seen, the gravest first, each with how often."""
    return [(SIGNS[one], counts[one]) for one in gravest_first(counts)]


def minutes_of(period: timedelta) -> int:
    """``period`` in whole minutes."""
    return int(period.total_seconds()) // 60
