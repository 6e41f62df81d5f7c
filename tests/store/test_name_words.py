"""Keys of names: who is found by them, and what they tell of anybody."""

from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from screening.store import name_words
from screening.store.name_words import SLOTS, found, keep
from screening.store.tables.candidate import Candidate
from screening.store.tables.name_word import name_word
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from tests.store.conftest import NOW, Work

SECRET = bytes(range(32))
VACANCY = "b" * 32


def ref(number: int) -> str:
    return f"{number:032x}"


def add(unit: UnitOfWork, *names: str) -> None:
    """Candidates of a vacancy, each with the words of their name."""
    vacancy = Vacancy(
        ref=VACANCY, reference="R-1", reference_folded="r-1", title="Ranger", department="Parks",
        apply_by=NOW.date(), stage="advertised", folded="ranger", regime="standard",
        criteria_version=1, opened_at=NOW,
    )  # fmt: skip
    unit.session.add(vacancy)
    unit.session.flush()
    for number, name in enumerate(names):
        unit.session.add(
            Candidate(
                ref=ref(number), vacancy_ref=VACANCY, number=number, status="applied", added_at=NOW
            )
        )
        unit.session.flush()
        keep(unit.session, ref(number), SECRET, name.split())


def who(unit: UnitOfWork, *readings: str, secret: bytes = SECRET) -> list[str]:
    rows = found(unit.session, secret, [set(each.split()) for each in readings], 10)
    return [row.ref for row in rows]


def test_whoever_has_all_words_of_any_reading_is_found(work: Work) -> None:
    with work() as unit:
        add(unit, "mary jane obrien brien", "maryjane obrien", "jane brien", "mary")
        assert who(unit, "jane brien") == [ref(0), ref(2)]
        assert who(unit, "mary jane", "maryjane") == [ref(0), ref(1)]
        assert who(unit, "mary jane brien obrien") == [ref(0)]
        assert who(unit, "mary brien other") == []
        assert who(unit, "mary", secret=bytes(32)) == []


def test_words_kept_anew_take_the_place_of_those_before(work: Work) -> None:
    with work() as unit:
        add(unit, "ada jones", "ada")
        keep(unit.session, ref(0), SECRET, ["ada", "smith"])
        assert (who(unit, "jones"), who(unit, "ada smith")) == ([], [ref(0)])
        keep(unit.session, ref(0), SECRET, [])
        name_words.forget(unit.session, [ref(1)])
        assert unit.session.execute(select(name_word)).all() == []


def test_two_of_one_name_seldom_share_a_key(work: Work) -> None:
    """Each word is shared by one in ``SLOTS``, and one word's slot tells nothing of another's."""
    with work() as unit:
        add(unit, *["ada smith"] * 320)
        keys = Counter(unit.session.scalars(select(name_word.c.key)))
        assert 55 <= len(keys) <= 2 * SLOTS
        assert max(keys.values()) < 30
        mine: dict[str, frozenset[int]] = {}
        for key, whose in unit.session.execute(select(name_word.c.key, name_word.c.candidate_ref)):
            mine[whose] = mine.get(whose, frozenset()) | {key}
        pairs = Counter(mine.values())
        assert len(pairs) > 200, "the same two keys, and so the same two words, are rare"


def test_a_key_is_somebodys(work: Work) -> None:
    with work() as unit, pytest.raises(IntegrityError):
        keep(unit.session, ref(9), SECRET, ["ada"])
        unit.session.flush()
        unit.commit()
