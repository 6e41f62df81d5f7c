"""What is asked and written with less of SQLAlchemy in between is the same as with all of it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import bindparam, select

from screening.domain.errors import Conflict
from screening.domain.events import Event
from screening.ledger.record import ORGANISATION
from screening.store.direct import Insertion, Question
from screening.store.tables.record import idempotency, payload, vacancy_head
from tests.store.conftest import NOW, Work

BY_REF = select(vacancy_head).where(vacancy_head.c.vacancy_ref == bindparam("ref"))
BEFORE = (
    select(idempotency.c.key)
    .where(idempotency.c.made_at < bindparam("moment"), idempotency.c.result == bindparam("said"))
    .order_by(idempotency.c.key.desc())
)


def _happened(work: Work, *keys: str) -> None:
    for key in keys:
        with work(key=key) as unit:
            unit.record(Event.VACANCY_OPENED, vacancy_ref=ORGANISATION, payload={})
            unit.commit(result="done")


def test_the_answer_is_the_one_of_sqlalchemy(work: Work) -> None:
    _happened(work, "a", "b")
    with work(write=False) as unit:
        connection = unit.session.connection()
        for ref in (ORGANISATION, "f" * 32):
            usual = connection.execute(BY_REF, {"ref": ref}).one_or_none()
            assert Question(BY_REF).answer(connection, ref=ref) == usual
        assert Question(BY_REF).answer(connection, ref="f" * 32) is None


def test_it_is_the_first_and_moments_are_understood(work: Work) -> None:
    _happened(work, "a", "b")
    later = NOW + timedelta(seconds=1)
    with work(write=False) as unit:
        connection, question = unit.session.connection(), Question(BEFORE)
        assert question.answer(connection, said="done", moment=later) == ("b",)
        assert question.answer(connection, moment=later, said="") is None
        assert question.answer(connection, said="done", moment=NOW) is None
        with pytest.raises(Exception, match="time zone"):
            question.answer(connection, said="done", moment=datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused


def test_rows_are_those_of_sqlalchemy_and_go_with_their_transaction(work: Work) -> None:
    _happened(work, "a", "b", "c")
    rows = [
        {"owner": ORGANISATION, "retention": "account", "sealed": bytes([seq]), "seq": seq}
        for seq in range(3)
    ]
    wanted = select(payload).order_by(payload.c.seq)
    with work() as unit:
        connection = unit.session.connection()
        Insertion(payload).insert(connection, rows[:1])
        Insertion(payload).insert(connection, rows[1:])
        assert [dict(row._mapping) for row in connection.execute(wanted)] == rows
    with work(write=False) as unit:
        assert unit.session.connection().execute(wanted).all() == []


def test_what_is_unique_and_taken_is_a_conflict(work: Work) -> None:
    _happened(work, "a")
    row = {"seq": 0, "owner": ORGANISATION, "retention": "account", "sealed": None}
    with pytest.raises(Conflict), work() as unit:
        Insertion(payload).insert(unit.session.connection(), [row])
        Insertion(payload).insert(unit.session.connection(), [row])
