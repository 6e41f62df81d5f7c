"""Checking an exported ledger with nothing but the export: no database, no keys, no trust.

What this can show is that the records form one unbroken log, each vacancy's records a chain
without a gap, that what is opened is what was recorded, and that the log's own checkpoints are
over these records. What it cannot show is in ``LIMITS``, and anyone who repeats its answer should
repeat those too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from screening.domain.errors import KeyUnknown, NotCanonical, SignatureWrong
from screening.domain.events import Event
from screening.ledger.chain import GENESIS, log_link, vacancy_link
from screening.ledger.checkpoint import open_checkpoint, origin_of
from screening.ledger.checks import Check
from screening.ledger.commitments import commitment, payload_commit
from screening.ledger.compare import Against, Kept, Place, Seen, against, place_of
from screening.ledger.export import Line, Signed, read_line
from screening.ledger.glance import glance
from screening.ledger.heads import ChainHeads
from screening.ledger.keys import check_rotation
from screening.ledger.merkle import EMPTY, leaf_hash
from screening.ledger.note import NoteKey, read_key
from screening.ledger.proofs import Frontier
from screening.ledger.record import ORGANISATION, Record, decode, instant

_OF_A_RECORD = (
    Check.LEAF,
    Check.LOG,
    Check.ORDER,
    Check.CHAIN,
    Check.LINK,
    Check.VACANCY_ORDER,
    Check.VACANCY_CHAIN,
    Check.VACANCY_LINK,
    Check.PAYLOAD,
    Check.OPENED,
)
"""What is checked of a record by itself, in this order."""


@dataclass(frozen=True)
class Refusal:
    """The first thing found wrong: in which line (from 1), of which record, which check."""

    line: int
    seq: int
    check: Check


@dataclass(frozen=True)
class Outcome:
    """What was checked. ``link`` is the log's last link (hex), ``opened`` the number of fields.

    ``checkpoints`` were signed, the last of them over the first ``signed`` records by ``key``;
    ``keys`` are all that the log names.
    ``compared`` says how the log, as far as it is in order, stands to each thing that was kept.
    """

    records: int
    chains: int
    opened: int
    link: str
    checkpoints: int
    signed: int
    key: NoteKey | None
    keys: tuple[NoteKey, ...]
    refusal: Refusal | None
    compared: tuple[Against, ...]


@dataclass(slots=True)
class _Chain:
    size: int = 0
    link: bytes = GENESIS

    def grow(self, link: bytes) -> None:
        self.size += 1
        self.link = link


@dataclass(slots=True)
class _Walk:
    log_id: str = ""
    log: _Chain = field(default_factory=_Chain)
    vacancies: dict[str, _Chain] = field(default_factory=dict)
    opened: int = 0
    edge: Frontier = field(default_factory=Frontier)
    heads: ChainHeads = field(default_factory=ChainHeads)
    keys: list[NoteKey] = field(default_factory=list)
    checkpoints: int = 0
    signed: int = 0
    key: NoteKey | None = None
    roots: dict[int, bytes] = field(default_factory=dict)
    places: dict[Place, str] = field(default_factory=dict)


def verify(
    lines: Iterable[bytes], kept: Sequence[Kept] = (), keys: Sequence[NoteKey] = ()
) -> Outcome:
    """Check the ``lines`` of an export, each with its line feed, up to the first that is wrong.

    See how the log, as far as it is in order, stands to what somebody else ``kept`` of it; ``keys``
    are known to be the log's, whatever it says itself.
    """
    walk = _Walk(
        roots={each.checkpoint.size: EMPTY for each in kept},
        places={place_of(each.receipt.record): "" for each in kept if each.receipt},
    )
    refusal = None
    for number, source in enumerate(lines, start=1):
        failed = _step(walk, source)
        if failed is not None:
            refusal = Refusal(number, walk.log.size, failed)
            break
    return Outcome(
        records=walk.log.size,
        chains=len(walk.vacancies),
        opened=walk.opened,
        link=walk.log.link.hex(),
        checkpoints=walk.checkpoints,
        signed=walk.signed,
        key=walk.key,
        keys=tuple(walk.keys),
        refusal=refusal,
        compared=tuple(against(_seen(walk, keys, whole=not refusal), each) for each in kept),
    )


def _seen(walk: _Walk, keys: Sequence[NoteKey], *, whole: bool) -> Seen:
    return Seen(
        whole=whole,
        log_id=walk.log_id,
        size=walk.log.size,
        keys=[*walk.keys, *keys],
        signed=walk.signed,
        signers=walk.keys[: walk.keys.index(walk.key) + 1] if walk.key else (),
        roots=walk.roots,
        places={place: leaf for place, leaf in walk.places.items() if leaf},
    )


def _step(walk: _Walk, source: bytes) -> Check | None:
    try:
        read = glance(source) or _read_strictly(source)
        if isinstance(read, Signed):
            return _signed(walk, read)
        line, record = read
        instant(record.occurred_at)
    except NotCanonical:
        return Check.FORM
    return _recorded(walk, line, record)


def _read_strictly(source: bytes) -> tuple[Line, Record] | Signed:
    line = read_line(source)
    return line if isinstance(line, Signed) else (line, decode(line.record))


def _signed(walk: _Walk, line: Signed) -> Check | None:
    """What is wrong with a checkpoint that stands after the records so far."""
    try:
        checkpoint, key = open_checkpoint(line.note, walk.keys)
    except KeyUnknown:
        return Check.SIGNER
    except SignatureWrong:
        return Check.SIGNATURE
    if (checkpoint.origin, checkpoint.size) != (origin_of(walk.log_id), walk.edge.size):
        return Check.ROOT
    if checkpoint.root != walk.edge.root():
        return Check.ROOT
    walk.checkpoints += 1
    walk.signed, walk.key = checkpoint.size, key
    return None


def _recorded(walk: _Walk, line: Line, record: Record) -> Check | None:
    """What is wrong with the next record; where nothing is, the log grows by it."""
    walk.log_id = walk.log_id or record.log_id
    vacancy = walk.vacancies.get(record.vacancy_ref)
    if vacancy is None:
        vacancy = walk.vacancies[record.vacancy_ref] = _Chain()
    leaf = leaf_hash(line.record.encode("ascii"))
    link = log_link(walk.log.link, leaf)
    own_link = vacancy_link(record.vacancy_ref, vacancy.link, leaf)
    said = (
        line.leaf,
        record.log_id,
        record.seq,
        record.prev_hash,
        line.link,
        record.vacancy_seq,
        record.prev_vacancy_hash,
        line.vacancy_link,
        record.payload_commit,
        True,
    )
    true = (
        leaf.hex(),
        walk.log_id,
        str(walk.log.size),
        walk.log.link.hex(),
        link.hex(),
        str(vacancy.size),
        vacancy.link.hex(),
        own_link.hex(),
        payload_commit(line.commitments),
        not line.opened or _is_what_was_recorded(line),
    )
    if said != true:
        each = zip(_OF_A_RECORD, said, true, strict=True)
        wrong = next(check for check, spelled, worked_out in each if spelled != worked_out)
        return _exactly(wrong, walk, vacancy, record)
    if record.vacancy_ref == ORGANISATION and (failed := _of_the_log_itself(walk, line, record)):
        return failed
    walk.log.grow(link)
    vacancy.grow(own_link)
    walk.edge.add(leaf)
    walk.heads.move(record.vacancy_ref, vacancy.size, own_link)
    walk.opened += len(line.opened)
    if walk.roots:  # somebody has kept something of the log
        _note(walk, line, record)
    return None


def _exactly(failed: Check, walk: _Walk, vacancy: _Chain, record: Record) -> Check:
    """Whether what ``failed`` is the place after the next, so that records are left out."""
    if failed is Check.ORDER and int(record.seq) > walk.log.size:
        return Check.GAP
    if failed is Check.VACANCY_ORDER and int(record.vacancy_seq) > vacancy.size:
        return Check.VACANCY_GAP
    return failed


def _note(walk: _Walk, line: Line, record: Record) -> None:
    """Note what somebody has kept something of."""
    if walk.edge.size in walk.roots:
        walk.roots[walk.edge.size] = walk.edge.root()
    if place_of(record) in walk.places:
        walk.places[place_of(record)] = line.leaf


def _of_the_log_itself(walk: _Walk, line: Line, record: Record) -> Check | None:
    """What is wrong with what a record of the organisation's chain says of the log."""
    said = {name: opened["value"] for name, opened in line.opened.items()}
    if record.event_type == Event.VACANCY_HEADS:
        true = {"chains": str(len(walk.heads)), "root": walk.heads.root().hex()}
        return None if said == true else Check.HEADS
    if record.event_type in (Event.KEY_MADE, Event.KEY_ROTATED):
        return _key(walk, said.get("key"), said.get("note"))
    return None


def _key(walk: _Walk, written: object, note: object) -> Check | None:
    """Let the log have the key ``written``: the first by itself, others by a signed ``note``."""
    try:
        key = read_key(str(written))
        if walk.keys:
            check_rotation(str(note), walk.keys[-1:], key)
    except (NotCanonical, KeyUnknown, SignatureWrong):
        return Check.KEY
    if key.name != origin_of(walk.log_id) or key.id in {each.id for each in walk.keys}:
        return Check.KEY
    walk.keys.append(key)
    return None


def _is_what_was_recorded(line: Line) -> bool:
    for name, opened in line.opened.items():
        said = commitment(name, opened["value"], bytes.fromhex(opened["salt"]))
        if line.commitments.get(name) != said:
            return False
    return True
