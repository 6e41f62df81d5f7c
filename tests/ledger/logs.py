"""Builds honest logs, and dishonest ones whose author knows the format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from screening.ledger.chain import GENESIS, log_link, vacancy_link
from screening.ledger.checkpoint import Checkpoint, origin_of, sign_checkpoint
from screening.ledger.commitments import commitments, payload_commit
from screening.ledger.export import Line, write_line, write_signed
from screening.ledger.heads import ChainHeads
from screening.ledger.keys import half_of, rotation_note
from screening.ledger.merkle import leaf_hash, root
from screening.ledger.record import ORGANISATION, Record, encode

RANGER, CLERK = "1" * 32, "2" * 32
NAME = origin_of("d" * 32)
FIRST, SECOND, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([n] * 32)) for n in (1, 2, 3))


@dataclass
class Log:
    """A log under construction. What is given to ``add`` beyond its payload overrides the truth."""

    lines: list[Line] = field(default_factory=list)
    signed: dict[int, str] = field(default_factory=dict)
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
        written = []
        for number, line in enumerate(self.lines, start=1):
            written.append(write_line(line))
            if number in self.signed:
                written.append(write_signed(self.signed[number]))
        return written

    def say_key(self, private: Ed25519PrivateKey, old: Ed25519PrivateKey | None = None) -> None:
        payload: dict[str, Any] = {"key": str(half_of(private, NAME))}
        if old is not None:
            payload["note"] = rotation_note(NAME, old, private)
        event = "key_made" if old is None else "key_rotated"
        self.add(ORGANISATION, payload, event_type=event)

    def say_heads(self, **untrue: str) -> None:
        heads = ChainHeads()
        for ref, (size, link) in self.chains.items():
            heads.move(ref, size, link)
        true = {"chains": str(len(heads)), "root": heads.root().hex()}
        self.add(ORGANISATION, true | untrue, event_type="vacancy_heads")

    def sign(self, private: Ed25519PrivateKey, **untrue: Any) -> None:
        leaves = [bytes.fromhex(line.leaf) for line in self.lines]
        true = {"origin": NAME, "size": len(leaves), "root": root(leaves)}
        checkpoint = Checkpoint(**true | untrue)
        self.signed[len(leaves)] = sign_checkpoint(checkpoint, private)


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


def signed_log() -> Log:
    """Nine records: two checkpoints, the second by a second key."""
    log = Log()
    log.add(RANGER, {"title": "Ranger"})
    log.say_key(FIRST)
    log.add(CLERK, {"title": "Clerk"})
    log.say_heads()
    log.sign(FIRST)
    log.add(RANGER, {})
    log.say_key(SECOND, FIRST)
    log.add(CLERK, {})
    log.say_heads()
    log.sign(SECOND)
    log.add(RANGER, {})
    return log


def without(lines: list[bytes], *places: int) -> Iterable[bytes]:
    """``lines`` but for those in ``places``."""
    return [line for place, line in enumerate(lines) if place not in places]
