"""Keeping the words of names that an earlier release kept nothing of, or read otherwise."""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from screening.domain.errors import KeyDestroyed
from screening.services.call import Call
from screening.services.candidates import name_of
from screening.services.loading import load_vacancy
from screening.services.name_words import keep_words, present_form
from screening.store.tables.candidate import Candidate


def fill(call: Call) -> int:
    """Keep the words of names that are missing, or of another form; of how many people they were.

    Each vacancy is done by itself: interrupted anywhere, doing it again goes on from there.
    """
    with call.look() as work:
        wanted = select(Candidate.vacancy_ref).where(_lacks()).distinct()
        vacancies = work.session.scalars(wanted.order_by(Candidate.vacancy_ref)).all()
    return sum(_fill(call.as_clock(), ref) for ref in vacancies)


def count_without(session: Session) -> int:
    """How many people cannot be found by their names yet, or not by this way of reading them."""
    return session.scalar(select(func.count()).select_from(Candidate).where(_lacks())) or 0


def _fill(call: Call, vacancy_ref: str) -> int:
    done = 0
    with call.change() as work:
        # Erasing locks the vacancy too: it comes before this, and is seen, or after it.
        load_vacancy(work.session, vacancy_ref)
        for candidate in _without(work.session, vacancy_ref):
            with suppress(KeyDestroyed):  # erasing has begun
                keep_words(work, candidate, name_of(work, candidate))
                done += 1
        work.commit()
    return done


def _without(session: Session, vacancy_ref: str) -> Sequence[Candidate]:
    wanted = select(Candidate).where(Candidate.vacancy_ref == vacancy_ref, _lacks())
    return session.scalars(wanted.order_by(Candidate.number)).all()


def _lacks() -> ColumnElement[bool]:
    other = or_(Candidate.name_form.is_(None), Candidate.name_form != present_form())
    return other & Candidate.erased_at.is_(None)
