"""A council of any size, made of one check that went all the way: a benchmark needs many.

The first is played through the services. The others are its rows under other references, and its
records appended anew, in bulk: chained, guarded and sealed as ever, each person under keys of their
own. What is short-cut: what a record says, and the salts of that, are the same in all copies;
nobody's gate was asked; a name or a draft beside the log is so many random bytes, which no key
opens; and wordings have keys drawn by lot.
"""

import random
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import LargeBinary, Table, insert, select

from screening.domain.people import OPERATOR
from screening.domain.words import Retention
from screening.ledger.canonical import canonical
from screening.ledger.chain import GENESIS, length_prefixed, log_link, vacancy_link
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import Record, decode, encode
from screening.services import checkpointing
from screening.services.call import Call
from screening.store import tables
from screening.store.appending import place_of
from screening.store.engine import database_file, writing
from screening.store.ledger_store import heads, open_content
from screening.store.store import Store
from screening.store.tables.record import log_head, payload, record, vacancy_head
from screening.store.tables.wording import wording, wording_key
from tests.databases import MASTER_KEY
from tests.services.town import Town

CHECKS_EACH = 10
"""Checks of a vacancy, each of a candidate of its own."""
_AT_A_TIME = 20  # vacancies
_FIRST = "MADE-0"
_OF_THE_LOG = {record, payload, log_head, vacancy_head, wording_key}
CHANCE = random.Random(20261129)  # noqa: S311 - chance that can be had again
Row = dict[str, Any]
Rows = dict[Table, list[Row]]
Vary = Callable[[str, Row, int, int], None]
"""Changes a row of a table before it is written: of which vacancy, and which of its checks."""


@dataclass(frozen=True)
class Said:
    """A record to be multiplied, with what it commits to and what is sealed of it."""

    record: Record
    commitments: str
    retention: str
    content: bytes


@dataclass(frozen=True)
class Model:
    """What is multiplied: records and rows of a vacancy, and of its only check (``own``)."""

    vacancy: str
    refs: frozenset[str]
    said: tuple[Said, ...]
    own_said: tuple[Said, ...]
    rows: tuple[tuple[Table, Row], ...]
    own_rows: tuple[tuple[Table, Row], ...]


@dataclass
class _Log:
    """The ends of the chains as they grow, and the keys that texts are sealed under."""

    size: int
    link: bytes
    wordings: Iterator[int]
    chains: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    keys: dict[tuple[str, str], AESGCM] = field(default_factory=dict)
    wrapped: list[tuple[str, str, bytes]] = field(default_factory=list)

    def seal(self, owner: str, retention: str, place: str, content: bytes) -> bytes:
        """As the vault does."""
        if (owner, retention) not in self.keys:
            key = secrets.token_bytes(32)
            self.keys[owner, retention] = AESGCM(key)
            self.wrapped.append((owner, retention, aes_key_wrap(MASTER_KEY, key)))
        bound = length_prefixed(*(part.encode() for part in (owner, retention, place)))
        nonce = secrets.token_bytes(12)
        return b"\x01" + nonce + self.keys[owner, retention].encrypt(nonce, content, bound)


def alike(_table: str, _row: Row, number: int, place: int) -> None:
    """Leave every row as it is."""


def make(
    store: Store,
    town: Town,
    checks: int,
    vary: Vary = alike,
    without: Collection[str] = (),
    each: int = CHECKS_EACH,
) -> int:
    """Fill ``store`` until it has that many checks; the answer is how many records it has then.

    Each vacancy has ``each`` of them. Nothing is written into the tables ``without``.
    """
    model = _model(town)
    with town.call("edith").look() as work:
        log = heads(work.session).log
    numbers = iter(range(1, -(-checks // each) + 1))
    wordings = count(2)  # the first is the model's
    size, link = log.size, bytes.fromhex(log.link)
    while some := list(islice(numbers, _AT_A_TIME)):
        now = _Log(size, link, wordings)
        _add(store, model, now, some, vary, without, each)
        size, link = now.size, now.link
    return checkpointing.make(Call(store, OPERATOR, town.clock))


def _model(town: Town) -> Model:
    vacancy = town.vacancy(_FIRST)
    refs = {town.closed(vacancy)}
    rows: list[tuple[Table, Row]] = []
    with town.call("edith").look() as work:
        found = work.session.execute(
            select(record, payload.c.owner, payload.c.retention, payload.c.sealed)
            .join_from(record, payload)
            .where(record.c.vacancy_ref == vacancy)
            .order_by(record.c.seq)
        )
        said = [
            Said(
                decode(row.canonical),
                row.commitments,
                row.retention,
                canonical(open_content(work.vault, row)),
            )
            for row in found
        ]
        refs |= {each.record.subject_ref for each in said} - {""}
        for table in tables.metadata.sorted_tables:
            if table not in _OF_THE_LOG:
                for row in map(dict, work.session.execute(select(table)).mappings()):
                    if (refs | {vacancy}) & _texts(row):
                        rows.append((table, row))
                        refs |= {row.get("ref", vacancy)} - {vacancy}
    own = [each for each in said if each.record.subject_ref or each.record.check_ref]
    own_rows = [row for row in rows if refs & _texts(row[1])]
    return Model(
        vacancy,
        frozenset(refs),
        tuple(each for each in said if each not in own),
        tuple(own),
        tuple(row for row in rows if row not in own_rows),
        tuple(own_rows),
    )


def _texts(row: Row) -> set[str]:
    return {value for value in row.values() if isinstance(value, str)}


def _add(
    store: Store,
    model: Model,
    log: _Log,
    numbers: list[int],
    vary: Vary,
    without: Collection[str],
    each: int,
) -> None:
    """Add a vacancy of each number, with ``each`` checks."""
    rows: Rows = {}
    for number in numbers:
        names = {model.vacancy: secrets.token_hex(16), _FIRST: f"MADE-{number}"}
        names[_FIRST.lower()] = names[_FIRST].lower()
        change = partial(vary, number=number)
        _put(rows, model.rows, names, 0, change, each)
        _say(rows, model.said, names, log)
        for place in range(1, each + 1):
            own = names | {ref: secrets.token_hex(16) for ref in model.refs}
            _put(rows, model.own_rows, own, place, change, each)
            _say(rows, model.own_said, own, log)
    if wording.name not in without:
        _number_wordings(rows, log.wordings)
    _keep_keys(store, log)
    with writing(store.engine).begin() as connection:
        for table in (record, *(each for each in tables.metadata.sorted_tables if each != record)):
            if table in rows and table.name not in without:
                connection.execute(insert(table), rows[table])


def _put(
    rows: Rows,
    found: Iterable[tuple[Table, Row]],
    names: Mapping[str, str],
    place: int,
    change: Callable[..., None],
    each: int,
) -> None:
    for table, row in found:
        fresh = {name: _other(value, names) for name, value in row.items()}
        if table.name in {"candidate", "check_"}:
            fresh["number"] = place
        if table.name == "vacancy":
            fresh |= {"candidates": each, "checks": each}
        for column in table.columns:
            if isinstance(column.type, LargeBinary) and fresh[column.name] is not None:
                fresh[column.name] = secrets.token_bytes(len(row[column.name]))
        change(table.name, fresh, place=place)
        rows.setdefault(table, []).append(fresh)


def _other(value: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(value, str):
        return value
    head, blank, rest = value.partition(" ")  # what a vacancy is found by begins with its reference
    return names.get(head, head) + blank + rest


def _say(rows: Rows, said: Iterable[Said], names: Mapping[str, str], log: _Log) -> None:
    """Append each of ``said`` to ``log``, about whom ``names`` tell."""
    for each in said:
        vacancy = names[each.record.vacancy_ref]
        place, before = log.chains.get(vacancy, (0, GENESIS))
        fresh = each.record._replace(
            vacancy_ref=vacancy,
            subject_ref=names.get(each.record.subject_ref, ""),
            check_ref=names.get(each.record.check_ref, ""),
            seq=str(log.size),
            vacancy_seq=str(place),
            prev_hash=log.link.hex(),
            prev_vacancy_hash=before.hex(),
        )
        source = encode(fresh)
        leaf = leaf_hash(source.encode("ascii"))
        own_link = vacancy_link(vacancy, before, leaf)
        owner = vacancy if each.retention == Retention.VACANCY else fresh.subject_ref
        sealed = log.seal(owner, each.retention, place_of(leaf.hex()), each.content)
        ends = {"owner": owner, "retention": each.retention, "sealed": sealed}
        rows.setdefault(payload, []).append({"seq": log.size} | ends)
        log.link = log_link(log.link, leaf)
        rows.setdefault(record, []).append(
            {
                "seq": log.size,
                "vacancy_ref": vacancy,
                "vacancy_seq": place,
                "subject_ref": fresh.subject_ref,
                "check_ref": fresh.check_ref,
                "event_type": fresh.event_type,
                "canonical": source,
                "commitments": each.commitments,
                "leaf": leaf.hex(),
                "link": log.link.hex(),
                "vacancy_link": own_link.hex(),
            }
        )
        log.size += 1
        log.chains[vacancy] = (place + 1, own_link)


def _number_wordings(rows: Rows, numbers: Iterator[int]) -> None:
    for row, number in zip(rows[wording], numbers, strict=False):
        keys = sorted(CHANCE.getrandbits(63) for _ in range(len(row["packed"]) // 8))
        row |= {"id": number, "packed": b"".join(key.to_bytes(8, "big") for key in keys)}
        found = ({"key": key, "slot": 0, "wording": number} for key in keys)
        rows.setdefault(wording_key, []).extend(found)


def _keep_keys(store: Store, log: _Log) -> None:
    """All at once: one by one, each is made durable by itself."""
    file = database_file(store.vault.engine.url.render_as_string(hide_password=False))
    with sqlite3.connect(str(file)) as vault:
        vault.executemany("INSERT INTO data_key VALUES (?, ?, ?)", log.wrapped)
    vault.close()
