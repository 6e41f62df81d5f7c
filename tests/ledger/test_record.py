"""Record format v1 is final: these bytes and hashes never change."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785

from screening.domain.errors import NotCanonical
from screening.ledger.chain import GENESIS, length_prefixed, log_link, vacancy_link
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import GRAMMAR, Record, decode, encode, instant, timestamp

RECORD = Record(
    actor_ref="0123456789abcdef0123456789abcdef",
    actor_role="hr",
    check_ref="",
    event_type="vacancy_opened",
    idempotency_key="form:Zm9v-1",
    log_id="fedcba9876543210fedcba9876543210",
    occurred_at="2026-11-22T09:00:00.000000Z",
    payload_commit="aa" * 32,
    payload_schema="1",
    policy_version="2026-1",
    prev_hash="00" * 32,
    prev_vacancy_hash="00" * 32,
    seq="0",
    subject_ref="",
    v="1",
    vacancy_ref="00112233445566778899aabbccddeeff",
    vacancy_seq="0",
)
SPELLED = (
    '{"actor_ref":"0123456789abcdef0123456789abcdef","actor_role":"hr","check_ref":"",'
    '"event_type":"vacancy_opened","idempotency_key":"form:Zm9v-1",'
    '"log_id":"fedcba9876543210fedcba9876543210","occurred_at":"2026-11-22T09:00:00.000000Z",'
    f'"payload_commit":"{"aa" * 32}","payload_schema":"1","policy_version":"2026-1",'
    f'"prev_hash":"{"00" * 32}","prev_vacancy_hash":"{"00" * 32}","seq":"0","subject_ref":"",'
    '"v":"1","vacancy_ref":"00112233445566778899aabbccddeeff","vacancy_seq":"0"}'
)


def _sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def test_the_spelling_is_the_one_of_rfc_8785() -> None:
    assert encode(RECORD) == SPELLED
    assert SPELLED.encode() == rfc8785.dumps(RECORD._asdict())
    assert decode(SPELLED) == RECORD
    assert list(GRAMMAR) == sorted(GRAMMAR) == list(Record._fields)


def test_leaf_and_links_are_what_the_format_says() -> None:
    leaf = _sha256(b"\x00", SPELLED.encode())
    assert leaf_hash(SPELLED.encode()) == leaf
    eight = [n.to_bytes(8, "big") for n in range(64)]
    assert log_link(GENESIS, leaf) == _sha256(
        eight[21], b"screening/v1/link/log", eight[32], bytes(32), eight[32], leaf
    )
    ref = bytes.fromhex(RECORD.vacancy_ref)
    assert vacancy_link(RECORD.vacancy_ref, GENESIS, leaf) == _sha256(
        *(eight[25], b"screening/v1/link/vacancy", eight[16], ref),
        *(eight[32], bytes(32), eight[32], leaf),
    )


def test_they_never_change() -> None:
    leaf = leaf_hash(SPELLED.encode())
    assert leaf.hex() == "3275c25bc71d24e99738b18a51ef182050826d52b8649d0c204c33bd0d1668e1"
    assert (
        log_link(GENESIS, leaf).hex()
        == "8a0fe3c00a265048f6f742251d5f71eb597a4bd147e2670ba2622b28bc25c5c7"
    )
    own = vacancy_link(RECORD.vacancy_ref, GENESIS, leaf)
    assert own.hex() == "9208430df799828b0f83a488e37ebbdfb8e916f9e9253bf3c659b6c1c8eb75b5"


def test_parts_cannot_run_into_each_other() -> None:
    assert length_prefixed(b"ab", b"c") != length_prefixed(b"a", b"bc")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("actor_ref", ""),
        ("actor_ref", "0123456789ABCDEF0123456789ABCDEF"),
        ("actor_role", ""),
        ("actor_role", 'h"r'),
        ("check_ref", "ab"),
        ("event_type", "Opened"),
        ("event_type", "ev\u00e9nement"),
        ("idempotency_key", "a\\b"),
        ("idempotency_key", "x" * 129),
        ("idempotency_key", "a\n"),
        ("occurred_at", "2026-11-22T09:00:00Z"),
        ("occurred_at", "2026-11-22T09:00:00.000000+00:00"),
        ("payload_commit", "AA" * 32),
        ("prev_hash", "00"),
        ("seq", "01"),
        ("seq", "-1"),
        ("seq", "\u0661"),
        ("seq", "9" * 20),
        ("v", "2"),
        ("vacancy_ref", ""),
    ],
)
def test_a_value_outside_the_grammar_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(NotCanonical, match=name):
        encode(RECORD._replace(**{name: value}))
    with pytest.raises(NotCanonical):
        decode(json.dumps(RECORD._asdict() | {name: value}, separators=(",", ":")))


@pytest.mark.parametrize(
    "source",
    [
        SPELLED + "\n",
        " " + SPELLED,
        SPELLED.replace('":"', '": "', 1),
        SPELLED.replace('"seq":"0",', ""),
        SPELLED.replace('"seq":"0"', '"seq":0'),
        SPELLED.replace('"seq":"0"', '"seq":"0","seq":"0"'),
        SPELLED.replace('"v":"1"', '"v":"1","w":"1"'),
        SPELLED.replace("hr", "\\u0068r"),
        json.dumps(dict(reversed(json.loads(SPELLED).items())), separators=(",", ":")),
    ],
)
def test_another_spelling_of_the_same_record_is_refused(source: str) -> None:
    with pytest.raises(NotCanonical):
        decode(source)


def test_moments_are_spelled_in_utc_to_the_microsecond() -> None:
    moment = datetime(2026, 3, 29, 2, 30, 0, 7, tzinfo=timezone(timedelta(hours=1)))
    assert timestamp(moment) == "2026-03-29T01:30:00.000007Z"
    assert instant(timestamp(moment)) == moment
    assert instant(timestamp(moment)).tzinfo == UTC
    with pytest.raises(NotCanonical):
        instant("2026-02-30T00:00:00.000000Z")
