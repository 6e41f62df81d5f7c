"""Copies of what was said about a candidate that are out of this service's reach.

What it knows of: editions that somebody may have downloaded, notices, instructions to a third
party, outcomes that a panel has read, exports of the log with what was said. It holds no name and
no words, so it can be shown after the candidate was erased as well.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screening.domain.words import Delivery, SearcherKind
from screening.services.editions import editions_printing
from screening.services.exporting import opened_exports
from screening.services.reading.people import names_of
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.decision import Authorisation
from screening.store.tables.search import HandOver, Notice
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class EditionCopy:
    """An edition of the audit report that prints the candidate, and who asked for it."""

    number: int
    issued_at: datetime
    asked_by: str


@dataclass(frozen=True)
class NoticeCopy:
    """A notice that went to the candidate, by the number of its check."""

    check: int
    delivery: Delivery
    sent_at: datetime


@dataclass(frozen=True)
class Copies:
    """All that is known; ``searched_outside`` and ``told_to_panel`` are numbers of checks.

    ``exported_at``: when the whole log was written to a file, with what was said. ``on_a_server``:
    the database's files are those of a server, which no service can write anew.
    """

    editions: tuple[EditionCopy, ...]
    notices: tuple[NoticeCopy, ...]
    searched_outside: tuple[int, ...]
    told_to_panel: tuple[int, ...]
    exported_at: tuple[datetime, ...]
    on_a_server: bool


def copies_elsewhere(work: UnitOfWork, candidate: Candidate) -> Copies:
    """What is known of copies of ``candidate``'s data elsewhere."""
    issued = [
        one for one in editions_printing(work.session, candidate.ref) if one.issued_at is not None
    ]
    names = names_of(work.session, [one.requested_by for one in issued])
    on_them = Check.candidate_ref == candidate.ref
    notices = work.session.execute(
        select(Check.number, Notice.delivery, Notice.sent_at)
        .join(Notice, Notice.check_ref == Check.ref)
        .where(on_them)
        .order_by(Check.number)
    )
    outside = select(Check.number).join(Authorisation, Authorisation.check_ref == Check.ref)
    told = select(Check.number).join(HandOver, HandOver.check_ref == Check.ref)
    third_party = Authorisation.searcher_kind == SearcherKind.THIRD_PARTY
    return Copies(
        editions=tuple(
            EditionCopy(one.number, one.issued_at, names[one.requested_by])
            for one in issued
            if one.issued_at is not None
        ),
        notices=tuple(NoticeCopy(number, Delivery(how), at) for number, how, at in notices),
        searched_outside=tuple(
            work.session.scalars(outside.where(on_them, third_party).order_by(Check.number))
        ),
        told_to_panel=tuple(
            work.session.scalars(
                told.where(on_them, HandOver.withheld_because == "").order_by(Check.number)
            )
        ),
        exported_at=tuple(one.occurred_at for one in opened_exports(work, candidate)),
        on_a_server=work.session.get_bind().dialect.name == "postgresql",
    )
