"""Finding candidates by the words of their names, which are kept as keys and nothing else.

A word has ``SLOTS`` keys, and a candidate one of them: so who reads the table without the secret
cannot tell that two share a name unless they share a slot too, nor count how often a name comes.
"""

import hashlib
from collections.abc import Collection, Sequence

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    func,
    insert,
    select,
    union,
)
from sqlalchemy.orm import Session

from screening.store.among import among
from screening.store.tables.candidate import Candidate
from screening.store.tables.name_word import name_word

SLOTS = 32
_KEY_BYTES = 8


def keep(session: Session, candidate_ref: str, secret: bytes, words: Collection[str]) -> None:
    """Let the candidate be found by ``words``, and by no others from here on."""
    forget(session, [candidate_ref])
    keys = {_key(secret, word, _slot(secret, word, candidate_ref)) for word in words}
    if keys:
        rows = [{"key": key, "candidate_ref": candidate_ref} for key in sorted(keys)]
        session.execute(insert(name_word), rows)


def forget(session: Session, candidate_refs: Sequence[str]) -> None:
    """Let these candidates be found by no name any more."""
    session.execute(delete(name_word).where(of_candidates(candidate_refs)))


def found(
    session: Session,
    secret: bytes,
    readings: Collection[Collection[str]],
    most: int,
    *further: ColumnElement[bool],
) -> Sequence[Candidate]:
    """Those who have all words of any of ``readings``, and of whom all that is ``further`` said is
    so: ``most`` at most, the latest added first.
    """
    each = [_with_all(session, secret, words) for words in readings]
    refs = union(*each).subquery() if len(each) > 1 else each[0].subquery()
    wanted = select(Candidate).join(refs, refs.c.candidate_ref == Candidate.ref)
    wanted = wanted.where(Candidate.erased_at.is_(None), *further)
    return session.scalars(
        wanted.order_by(Candidate.added_at.desc(), Candidate.ref).limit(most)
    ).all()


def of_candidates(refs: Sequence[str]) -> ColumnElement[bool]:
    """The rows of these candidates."""
    return name_word.c.candidate_ref.in_(refs)


def _with_all(session: Session, secret: bytes, words: Collection[str]) -> Select[str]:
    """The candidates who have each of ``words``: of each word exactly one key is theirs."""
    keys = [_key(secret, word, slot) for word in words for slot in range(SLOTS)]
    having = select(name_word.c.candidate_ref).where(among(session, name_word.c.key, keys))
    if len(words) == 1:
        return having
    return having.group_by(name_word.c.candidate_ref).having(func.count() == len(words))


def _key(secret: bytes, word: str, slot: int) -> int:
    return int.from_bytes(_digest(secret, f"{slot}\0{word}"), "big", signed=True)


def _slot(secret: bytes, word: str, candidate_ref: str) -> int:
    return int.from_bytes(_digest(secret, f"{candidate_ref}\0{word}"), "big") % SLOTS


def _digest(secret: bytes, text: str) -> bytes:
    return hashlib.blake2b(text.encode(), key=secret, digest_size=_KEY_BYTES).digest()
