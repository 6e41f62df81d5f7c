"""Wordings are found again by their keys, within bounds, and go with their candidate."""

from collections.abc import Sequence

import pytest
from sqlalchemy import FromClause, func, insert, select, text

from screening.domain.words import Retention
from screening.store import erasure, wordings
from screening.store.store import Store
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check, Revision
from screening.store.tables.vacancy import Vacancy
from screening.store.tables.wording import wording, wording_key
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef
from screening.store.wordings import SLOTS, Wording, alike, forget, keep
from tests.store.conftest import NOW, Work

VACANCY, PERSON, ACCOUNT = "b" * 32, "a" * 32, "9" * 32
KEYS = list(range(-(2**63), -(2**63) + 40)) + [2**63 - 1]


def ref(number: int) -> str:
    return f"{number:032x}"


def candidates(unit: UnitOfWork, count: int) -> None:
    """So many candidates of one vacancy, a check on each, with two revisions."""
    unit.session.add(
        Account(
            ref=ACCOUNT,
            person_ref=PERSON,
            email="m@example.test",
            email_folded="m@example.test",
            name="Mara",
            password_hash="",
            opened_at=NOW,
        )
    )
    unit.session.add(
        Vacancy(
            ref=VACANCY,
            reference="R-1",
            reference_folded="r-1",
            title="Ranger",
            department="Parks",
            apply_by=NOW.date(),
            stage="advertised",
            folded="ranger",
            regime="standard",
            criteria_version=1,
            opened_at=NOW,
        )
    )
    unit.session.flush()
    each = [ref(number) for number in range(count)]
    of_vacancy = [{"ref": one, "vacancy_ref": VACANCY} for one in each]
    _rows(unit, Candidate, [r | {"number": n, "status": "applied", "claims": 1, "added_at": NOW}
                            for n, r in enumerate(of_vacancy)])  # fmt: skip
    claim = {"number": 1, "criterion": "E1", "criteria_version": 1, "source": "cv", "version": 1,
             "added_at": NOW, "added_by": ACCOUNT}  # fmt: skip
    _rows(unit, Claim, [r | claim | {"candidate_ref": r["ref"]} for r in of_vacancy])
    check = {"state": "awaiting-decision", "state_before": "", "state_since": NOW, "revision": 2,
             "requester": ACCOUNT, "requester_person": PERSON, "searcher_person": "",
             "started_at": NOW}  # fmt: skip
    _rows(unit, Check, [r | check | {"candidate_ref": r["ref"], "claim_ref": r["ref"], "number": n}
                        for n, r in enumerate(of_vacancy)])  # fmt: skip
    shape = {"submitted_at": NOW, "verdict": "pass", "policy_digest": "", "minutes": 30,
             "from_date": NOW.date(), "to_date": NOW.date()}  # fmt: skip
    _rows(unit, Revision, [shape | {"check_ref": one, "number": number}
                           for one in each for number in (1, 2)])  # fmt: skip


def _rows(unit: UnitOfWork, table: type, rows: Sequence[dict[str, object]]) -> None:
    unit.session.execute(insert(table), list(rows))


def kept(unit: UnitOfWork, number: int, keys: Sequence[int], revision: int = 1) -> None:
    keep(unit.session, Wording(ref(number), ref(number), revision, PERSON, VACANCY), "f", keys)


def found(unit: UnitOfWork, keys: Sequence[int], fewest: int = 3, most: int = 10) -> list[int]:
    """The numbers of the candidates that are found."""
    return [int(one.candidate_ref, 16) for one in alike(unit.session, keys, fewest, most)]


def count(unit: UnitOfWork, table: FromClause = wording_key) -> int:
    return unit.session.scalar(select(func.count()).select_from(table)) or 0


def test_the_likest_come_first_and_the_unlike_not_at_all(work: Work) -> None:
    with work() as unit:
        candidates(unit, 4)
        kept(unit, 0, KEYS[:20])
        kept(unit, 1, KEYS)
        kept(unit, 2, KEYS[:2])
        kept(unit, 3, [])
        unit.commit()
    with work(write=False) as unit:
        assert found(unit, KEYS) == [1, 0]
        assert found(unit, KEYS, fewest=1) == [1, 0, 2]
        assert found(unit, KEYS, most=1) == [1]
        assert found(unit, []) == []
        besides = wording.c.candidate_ref != ref(1)
        assert [one.candidate_ref for one in alike(unit.session, KEYS, 3, 10, besides)] == [ref(0)]


def test_a_template_used_by_all_takes_no_more_room_than_by_a_few(work: Work) -> None:
    many = 8 * SLOTS
    with work() as unit:
        candidates(unit, many + 1)
        kept(unit, many, KEYS)
        for number in range(many):
            kept(unit, number, KEYS)
        unit.commit()
    with work(write=False) as unit:
        assert count(unit) <= SLOTS * len(KEYS)
        newest = found(unit, KEYS, most=10)
        assert len(newest) == 10
        assert min(newest) >= many - 4 * SLOTS


def test_what_one_sends_again_and_again_hides_nobody_else(work: Work) -> None:
    with work() as unit:
        candidates(unit, 60)
        kept(unit, 0, KEYS)
        for number in (1, 2):
            kept(unit, 1, KEYS[number:], revision=number)
        unit.commit()
        assert found(unit, KEYS) == [1, 0]
        assert alike(unit.session, KEYS, 3, 10)[0].revision == 2


def test_two_that_share_everything_meet_in_few_slots(work: Work) -> None:
    with work() as unit:
        candidates(unit, 2)
        kept(unit, 0, KEYS)
        kept(unit, 1, KEYS)
        assert count(unit) > 1.7 * len(KEYS)


def test_a_look_up_reads_nothing_but_the_index(store: Store) -> None:
    """Neither database opens the table itself: what is counted lies in the primary key's index."""
    sqlite = store.engine.dialect.name == "sqlite"
    asked = "SELECT wording, count(*) FROM wording_key WHERE key IN (1, 2) GROUP BY wording"
    with store.engine.connect() as connection:
        if not sqlite:  # an empty table is read through otherwise
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            connection.execute(text("SET LOCAL enable_bitmapscan = off"))
        plan = connection.execute(text(f"EXPLAIN {'QUERY PLAN ' * sqlite}{asked}")).all()
    ways = "USING PRIMARY KEY (key=?)" if sqlite else "Index Only Scan using pk_wording_key"
    assert ways in str(plan)


def test_forgotten_with_every_key_and_nothing_of_others(work: Work) -> None:
    with work() as unit:
        candidates(unit, 2)
        kept(unit, 0, KEYS)
        kept(unit, 0, KEYS[:9], revision=2)
        kept(unit, 1, KEYS)
        assert forget(unit.session, wordings.of_candidates([ref(0)])) == 2
        assert found(unit, KEYS) == [1]
        assert forget(unit.session, wordings.of_candidates([ref(1)])) == 1
        assert (count(unit), count(unit, wording)) == (0, 0)


def test_erasing_takes_them_and_an_erasure_cut_short_is_found_by_them(
    store: Store, work: Work
) -> None:
    with work() as unit:
        candidates(unit, 2)
        kept(unit, 0, KEYS)
        kept(unit, 1, KEYS)
        unit.commit()
    store.vault.destroy(ref(0), [Retention.IDENTITY])
    with work() as unit:
        assert erasure.unfinished(unit.session, unit.vault.tombstones()) == set()
    store.vault.destroy(ref(0), [Retention.REQUEST])
    with work() as unit:
        assert erasure.unfinished(unit.session, unit.vault.tombstones()) == {
            KeyRef(ref(0), Retention.REQUEST)
        }
        erasure.empty(unit.session, ref(0), [Retention.OUTCOME])
        assert count(unit, wording) == 2
        erasure.empty(unit.session, ref(0), [Retention.REQUEST])
        assert erasure.unfinished(unit.session, unit.vault.tombstones()) == set()
        assert found(unit, KEYS) == [1]
        unit.commit()


@pytest.mark.parametrize("purpose", ["wording", "another"])
def test_a_secret_of_the_vault_is_always_the_same(store: Store, purpose: str) -> None:
    key = KeyRef("0" * 32, Retention.ACCOUNT)
    first = store.vault.secret(key, purpose)
    store.vault.destroy("5" * 32, [Retention.REQUEST])  # whatever was kept in memory goes
    assert store.vault.secret(key, purpose) == first
    assert len(first) == 32
    assert store.vault.secret(key, "third") != first
    assert store.vault.secret(KeyRef("1" * 32, Retention.ACCOUNT), purpose) != first
