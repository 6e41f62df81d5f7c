"""The words of every candidate's name: kept with it, and what somebody is found by.

What is kept are keys (``store/name_words.py``), made under a secret that the vault derives: no list
of names lies in plain.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement

from screening.domain.name_words import form, words_kept
from screening.domain.words import Retention
from screening.ledger.record import ORGANISATION
from screening.store import name_words
from screening.store.tables.candidate import Candidate
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_KEY = KeyRef(ORGANISATION, Retention.ACCOUNT)
_PURPOSE = "name"


def present_form() -> str:
    """By which way of reading names, and of making keys of them, words are kept now."""
    return f"{form()}/{name_words.SLOTS}"


def keep_words(work: UnitOfWork, candidate: Candidate, name: str) -> None:
    """Let ``candidate`` be found by the words of ``name``, and no more by those they had before."""
    candidate.name_form = present_form()
    work.session.flush()
    name_words.keep(work.session, candidate.ref, _secret(work), words_kept(name))


def candidates_with(
    work: UnitOfWork,
    readings: Collection[Collection[str]],
    most: int,
    *further: ColumnElement[bool],
) -> Sequence[Candidate]:
    """Those who have all words of any of ``readings``, and of whom all that is ``further`` said is
    so: ``most`` at most, the latest added first.
    """
    return name_words.found(work.session, _secret(work), readings, most, *further)


def _secret(work: UnitOfWork) -> bytes:
    return work.vault.secret(_KEY, _PURPOSE)
