"""Appending, and reading back what was appended."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from screening.domain.errors import NotCanonical, SealBroken
from screening.domain.events import Event
from screening.ledger.chain import GENESIS, log_link, vacancy_link
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import ORGANISATION, decode
from screening.store.engine import open_engine
from screening.store.ledger_store import heads, open_records
from screening.store.store import Store
from screening.store.tables.record import payload, record
from tests.store.conftest import HR, NOW, Work

VACANCY, OTHER = "b" * 32, "d" * 32
ANN, BEN = "c" * 32, "e" * 32
CHECK = "f" * 32

pytestmark = pytest.mark.usefixtures("store")


def _two_candidates(work: Work) -> None:
    with work() as unit:
        unit.record(Event.VACANCY_OPENED, vacancy_ref=VACANCY, payload={"title": "Ranger"})
        for ref, name in ((ANN, "Annabel Fernhill"), (BEN, "Ben")):
            unit.record(
                Event.CANDIDATE_ADDED, vacancy_ref=VACANCY, subject_ref=ref, payload={"name": name}
            )
        unit.record(Event.VACANCY_OPENED, vacancy_ref=OTHER, payload={"title": "Clerk"})
        unit.commit()


def test_what_was_said_comes_back_opened(work: Work) -> None:
    with work(key="k-1") as unit:
        unit.record(
            Event.CHECK_STARTED,
            vacancy_ref=VACANCY,
            subject_ref=ANN,
            check_ref=CHECK,
            payload={"question": "Cafe\u0301?", "places": [{"platform": "github"}], "minutes": 30},
        )
        (where,) = unit.commit()
    with work(write=False) as unit:
        (found,) = open_records(unit.session, unit.vault, check_ref=CHECK)
    assert (found.seq, found.leaf_hash) == (where.seq, where.leaf)
    assert found.event == Event.CHECK_STARTED
    assert found.occurred_at == NOW
    assert (found.actor_ref, found.actor_role) == (HR.ref, HR.role)
    assert (found.subject_ref, found.check_ref, found.policy_version) == (ANN, CHECK, "2026-1")
    assert found.payload == {
        "question": "Caf\u00e9?",
        "places": [{"platform": "github"}],
        "minutes": 30,
    }


def test_records_are_found_by_vacancy_subject_and_check(work: Work) -> None:
    _two_candidates(work)
    with work(write=False) as unit:

        def seqs(**wanted: str) -> list[int]:
            return [each.seq for each in open_records(unit.session, unit.vault, **wanted)]

        assert seqs() == [0, 1, 2, 3]
        assert seqs(vacancy_ref=VACANCY) == [0, 1, 2]
        assert seqs(vacancy_ref=VACANCY, subject_ref=BEN) == [2]
        assert seqs(check_ref=CHECK) == []


def test_every_record_stands_in_both_chains(work: Work) -> None:
    _two_candidates(work)
    with work() as unit:
        unit.record(Event.ACCOUNT_OPENED, vacancy_ref=ORGANISATION, payload={})
        unit.record(Event.VACANCY_CLOSED, vacancy_ref=VACANCY, payload={})
        unit.commit()
    log, chains = GENESIS, dict.fromkeys((VACANCY, OTHER, ORGANISATION), (0, GENESIS))
    with work(write=False) as unit:
        for seq, row in enumerate(unit.session.execute(select(record).order_by(record.c.seq))):
            found = decode(row.canonical)
            place, before = chains[found.vacancy_ref]
            leaf = leaf_hash(row.canonical.encode())
            assert (found.seq, found.prev_hash) == (str(seq), log.hex())
            assert (found.vacancy_seq, found.prev_vacancy_hash) == (str(place), before.hex())
            log, own = log_link(log, leaf), vacancy_link(found.vacancy_ref, before, leaf)
            chains[found.vacancy_ref] = (place + 1, own)
            assert (row.leaf, row.link, row.vacancy_link) == (leaf.hex(), log.hex(), own.hex())
        now = heads(unit.session)
    assert (now.log.size, now.log.link) == (6, log.hex())
    assert {ref: (head.size, bytes.fromhex(head.link)) for ref, head in now.vacancies.items()} == (
        chains
    )


def test_a_record_without_a_payload_opens_as_empty(work: Work) -> None:
    with work() as unit:
        unit.record(Event.VACANCY_CLOSED, vacancy_ref=VACANCY, payload={})
        unit.commit()
    with work(write=False) as unit:
        (found,) = open_records(unit.session, unit.vault)
        assert unit.session.execute(select(payload)).all() == []
    assert found.payload == {}


def test_nothing_that_was_said_lies_open(work: Work) -> None:
    _two_candidates(work)
    with work(write=False) as unit:
        rows = [*unit.session.execute(select(record)), *unit.session.execute(select(payload))]
    assert "Annabel" not in str(rows)
    assert b"Annabel" not in b"".join(
        each for row in rows for each in row if isinstance(each, bytes)
    )


def test_what_cannot_be_recorded_is_refused_at_once(work: Work) -> None:
    with work() as unit:
        for wrong in (1.5, "\ud800", {"é": 1}, object(), 2**53):
            with pytest.raises(NotCanonical):
                unit.record(Event.VACANCY_OPENED, vacancy_ref=VACANCY, payload={"x": wrong})
        with pytest.raises(ValueError, match="subject"):
            unit.record(Event.CANDIDATE_ADDED, vacancy_ref=VACANCY, payload={"name": "Ann"})
        unit.record(Event.VACANCY_OPENED, vacancy_ref="not a reference", payload={})
        with pytest.raises(NotCanonical, match="vacancy_ref"):
            unit.commit()
    with work(write=False) as unit:
        assert heads(unit.session).log.size == 0


def test_a_payload_that_was_swapped_is_refused(work: Work, owner_url: str) -> None:
    with work() as unit:
        for name in ("Ann", "Anne"):
            unit.record(
                Event.CANDIDATE_ADDED, vacancy_ref=VACANCY, subject_ref=ANN, payload={"name": name}
            )
        unit.commit()
    engine = open_engine(owner_url)
    on = " ON payload" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as outside:
        outside.execute(text(f"DROP TRIGGER payload_only_empties{on}"))
        outside.execute(
            text("UPDATE payload SET sealed = (SELECT sealed FROM payload WHERE seq = 1)")
        )
    engine.dispose()
    with work(write=False) as unit, pytest.raises(SealBroken):
        open_records(unit.session, unit.vault)


def test_a_payload_emptied_without_its_key_destroyed_is_not_called_erased(work: Work) -> None:
    _two_candidates(work)
    with work() as unit:
        unit.session.execute(text("UPDATE payload SET sealed = NULL WHERE seq = 1"))
        unit.commit()
    with work(write=False) as unit, pytest.raises(SealBroken, match="never destroyed"):
        open_records(unit.session, unit.vault)


def test_moments_keep_their_microseconds(store: Store) -> None:
    moment = datetime(2026, 3, 1, 0, 0, 0, 1, tzinfo=UTC)
    with store.unit_of_work(HR, lambda: moment) as unit:
        unit.record(Event.VACANCY_OPENED, vacancy_ref=VACANCY, payload={})
        unit.commit()
    with store.unit_of_work(HR, lambda: moment, write=False) as unit:
        assert open_records(unit.session, unit.vault)[0].occurred_at == moment
