"""Builds honest logs, and dishonest ones whose author knows the format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from screening.ledger.chain import GENESIS, log_link, vacancy_link
from screening.ledger.commitments import commitments, payload_commit
from screening.ledger.export import Line, write_line
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import ORGANISATION, Record, encode

RANGER, CLERK = "1" * 32, "2" * 32


@dataclass
class Log:
    """A log under construction. What is given to ``add`` beyond its payload overrides the truth."""

    lines: list[Line] = field(default_factory=list)
    link: bytes = GENESIS
    chains: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    def add(self, vacancy_ref: str, payload: dict[str, Any], **untrue: str) -> None:
        place, before = self.chains.get(vacancy_ref, (0, GENESIS))
        salts = {name: bytes([len(self.lines)] * 32) for name in payload}
        fields = commitments(payload, salts)
        true = {
            "actor_ref": "a" * 32,
            "actor_role": "hr",
            "check_ref": "",
            "event_type": "vacancy_changed",
            "idempotency_key": "",
            "log_id": "d" * 32,
            "occurred_at": "2026-11-22T09:00:00.000000Z",
            "payload_commit": payload_commit(fields),
            "payload_schema": "1",
            "policy_version": "2026-1",
            "prev_hash": self.link.hex(),
            "prev_vacancy_hash": before.hex(),
            "seq": str(len(self.lines)),
            "subject_ref": "",
            "v": "1",
            "vacancy_ref": vacancy_ref,
            "vacancy_seq": str(place),
        }
        source = encode(Record(**true | untrue))
        leaf = leaf_hash(source.encode())
        self.link = log_link(self.link, leaf)
        own = vacancy_link(vacancy_ref, before, leaf)
        self.chains[vacancy_ref] = (place + 1, own)
        opened = {name: {"salt": salts[name].hex(), "value": payload[name]} for name in payload}
        self.lines.append(Line(source, leaf.hex(), self.link.hex(), own.hex(), fields, opened))

    def written(self) -> list[bytes]:
        return [write_line(line) for line in self.lines]


def honest_log() -> Log:
    """Seven records in three chains, with payloads of several shapes."""
    log = Log()
    log.add(ORGANISATION, {"name": "Caf\u00e9 owner \U0001f600"})
    log.add(RANGER, {"title": "Ranger", "panel": ["a", "b"]})
    log.add(CLERK, {})
    log.add(RANGER, {"minutes": 30, "narrowed": True, "note": None})
    log.add(CLERK, {"title": 'Clerk "of" works\n'})
    log.add(RANGER, {})
    log.add(ORGANISATION, {"places": [{"platform": "github"}]})
    return log


def without(lines: list[bytes], *places: int) -> Iterable[bytes]:
    """``lines`` but for those in ``places``."""
    return [line for place, line in enumerate(lines) if place not in places]
