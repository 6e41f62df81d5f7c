"""What was authorised, and until when the candidate could reply, as one reader may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from screening.domain.events import Event
from screening.domain.words import SearcherKind
from screening.services.checks.reply_time import as_told
from screening.services.story import Story
from screening.store.tables.decision import Authorisation, AuthorisedPlace, AuthorisedTerm
from screening.store.tables.search import Notice
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ScopeShown:
    """What was authorised. Places and words are positions in the approved revision."""

    revision: int
    places: tuple[int, ...]
    terms: tuple[int, ...]
    from_date: date
    to_date: date
    minutes: int
    searcher_kind: SearcherKind
    searcher_name: str
    not_before: datetime | None
    not_after: datetime | None
    used_at: datetime | None


def reply_until(work: UnitOfWork, notice: Notice, story: Story, knows: bool) -> datetime | None:
    """Until when the candidate can reply, as a reader may know it."""
    return notice.reply_until if knows else as_told(work, story)


def scope_shown(
    work: UnitOfWork, authorisation: Authorisation, story: Story, knows: bool
) -> ScopeShown:
    """What ``authorisation`` allows. When it may be used tells when the candidate answered: only
    who ``knows`` of that reads it.
    """
    approval = next(record for record in story if record.event == Event.CHECK_APPROVED)
    places = select(AuthorisedPlace.position).where(
        AuthorisedPlace.check_ref == authorisation.check_ref
    )
    terms = select(AuthorisedTerm.position).where(
        AuthorisedTerm.check_ref == authorisation.check_ref
    )
    return ScopeShown(
        revision=authorisation.revision,
        places=tuple(work.session.scalars(places.order_by(AuthorisedPlace.position))),
        terms=tuple(work.session.scalars(terms.order_by(AuthorisedTerm.position))),
        from_date=authorisation.from_date,
        to_date=authorisation.to_date,
        minutes=authorisation.minutes,
        searcher_kind=SearcherKind(authorisation.searcher_kind),
        searcher_name=(approval.payload or {}).get("searcher_name", ""),
        not_before=authorisation.not_before if knows else None,
        not_after=authorisation.not_after if knows else None,
        used_at=authorisation.used_at if knows else None,
    )
