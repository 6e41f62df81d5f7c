"""Checking an exported ledger with nothing but the export: no database, no keys, no trust.

What this can show is that the records form one unbroken log, each vacancy's records a chain
without a gap, and that what is opened is what was recorded. What it cannot show is in ``LIMITS``,
and anyone who repeats its answer should repeat those too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from screening.domain.errors import NotCanonical
from screening.domain.text import N_
from screening.ledger.chain import GENESIS, log_link, vacancy_link
from screening.ledger.commitments import commitment, payload_commit
from screening.ledger.export import Line, read_line
from screening.ledger.merkle import leaf_hash
from screening.ledger.record import Record, decode, instant


class Check(StrEnum):
    """What is checked of every line, in this order."""

    FORM = "form"
    LEAF = "leaf"
    LOG = "log"
    ORDER = "order"
    CHAIN = "chain"
    LINK = "link"
    VACANCY_ORDER = "vacancy order"
    VACANCY_CHAIN = "vacancy chain"
    VACANCY_LINK = "vacancy link"
    PAYLOAD = "payload"
    OPENED = "opened"


MEANING = {
    Check.FORM: N_("the line is damaged, cut short or was edited: it is not a record as written"),
    Check.LEAF: N_("the record was altered after it was written, or the hash beside it was"),
    Check.LOG: N_("the record belongs to another log"),
    Check.ORDER: N_("a record is missing here, stands twice, or was moved"),
    Check.CHAIN: N_("what the record says came before it did not: a record before it was replaced"),
    Check.LINK: N_("the log's link beside the record was altered"),
    Check.VACANCY_ORDER: N_("a record of this vacancy is missing, or two claim the same place"),
    Check.VACANCY_CHAIN: N_("what the record says came before it in its vacancy did not"),
    Check.VACANCY_LINK: N_("the vacancy's link beside the record was altered"),
    Check.PAYLOAD: N_("a commitment to what was said was altered, added or taken away"),
    Check.OPENED: N_("what is shown as said is not what was recorded"),
}
"""What it means when a check fails."""

LIMITS = (
    N_("Records cut off at the end of the export: whoever has an older one can compare."),
    N_("A whole log written afresh, or rewritten from some record to its end."),
    N_("Anything that was never recorded, or was recorded untruthfully."),
)
"""What cannot be detected as long as nobody else keeps a checkpoint of the log."""


@dataclass(frozen=True)
class Refusal:
    """The first thing found wrong: in which line (from 1), of which record, which check."""

    line: int
    seq: int
    check: Check


@dataclass(frozen=True)
class Outcome:
    """What was checked. ``link`` is the log's last link (hex), ``opened`` the number of fields."""

    records: int
    chains: int
    opened: int
    link: str
    refusal: Refusal | None


@dataclass
class _Chain:
    size: int = 0
    link: bytes = GENESIS

    def grow(self, link: str) -> None:
        self.size += 1
        self.link = bytes.fromhex(link)


@dataclass
class _Walk:
    log_id: str = ""
    log: _Chain = field(default_factory=_Chain)
    vacancies: dict[str, _Chain] = field(default_factory=dict)
    opened: int = 0


def verify(lines: Iterable[bytes]) -> Outcome:
    """Check the ``lines`` of an export, each with its line feed, up to the first that is wrong."""
    walk = _Walk()
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
        refusal=refusal,
    )


def _step(walk: _Walk, source: bytes) -> Check | None:
    try:
        line = read_line(source)
        record = decode(line.record)
        instant(record.occurred_at)
    except NotCanonical:
        return Check.FORM
    walk.log_id = walk.log_id or record.log_id
    vacancy = walk.vacancies.setdefault(record.vacancy_ref, _Chain())
    failed = _first_failed(walk, vacancy, line, record)
    if failed is None:
        walk.log.grow(line.link)
        vacancy.grow(line.vacancy_link)
        walk.opened += len(line.opened)
    return failed


def _first_failed(walk: _Walk, vacancy: _Chain, line: Line, record: Record) -> Check | None:
    leaf = leaf_hash(line.record.encode("ascii"))
    link = log_link(walk.log.link, leaf)
    own_link = vacancy_link(record.vacancy_ref, vacancy.link, leaf)
    checks = (
        (Check.LEAF, line.leaf == leaf.hex()),
        (Check.LOG, record.log_id == walk.log_id),
        (Check.ORDER, record.seq == str(walk.log.size)),
        (Check.CHAIN, record.prev_hash == walk.log.link.hex()),
        (Check.LINK, line.link == link.hex()),
        (Check.VACANCY_ORDER, record.vacancy_seq == str(vacancy.size)),
        (Check.VACANCY_CHAIN, record.prev_vacancy_hash == vacancy.link.hex()),
        (Check.VACANCY_LINK, line.vacancy_link == own_link.hex()),
        (Check.PAYLOAD, record.payload_commit == payload_commit(line.commitments)),
        (Check.OPENED, _is_what_was_recorded(line)),
    )
    return next((check for check, holds in checks if not holds), None)


def _is_what_was_recorded(line: Line) -> bool:
    return all(
        line.commitments.get(name)
        == commitment(name, opened["value"], bytes.fromhex(opened["salt"]))
        for name, opened in line.opened.items()
    )
