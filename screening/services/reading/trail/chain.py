"""A vacancy's chain as it stood at one position: what the audit report is a fold of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from gettext import NullTranslations

from sqlalchemy import func, select

from screening.domain.events import Event
from screening.domain.name_masks import Names
from screening.domain.people import CANDIDATE, CLOCK, OPERATOR
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.chain import GENESIS, vacancy_link
from screening.reports.check_model import Stamp
from screening.services.calendar import day_of
from screening.services.reading.people import names_of
from screening.services.reading.trail.by_reference import names_known, without_names
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.account import Account
from screening.store.tables.record import record as record_table
from screening.store.unit_of_work import UnitOfWork

_ENGLISH = NullTranslations()
_NOBODYS = frozenset({CLOCK.ref, OPERATOR.ref, CANDIDATE.ref})
ABOUT_REPORTS = (Event.REPORT_REQUESTED, Event.REPORT_ISSUED)
"""Records that leave the position of a vacancy's chain where it was."""

ROLE_WORDS: Mapping[str, str] = {
    Role.MANAGER: N_("manager"),
    Role.HR: N_("HR"),
    Role.EQUALITY: N_("equality officer"),
    Role.DATA_PROTECTION: N_("data protection officer"),
    Role.ADMINISTRATOR: N_("administrator"),
    CLOCK.name: N_("the clock"),
    OPERATOR.name: N_("operator"),
    CANDIDATE.name: N_("candidate"),
}


@dataclass(frozen=True)
class Chain:
    """The records of a vacancy from 0 to ``position``, opened; ``links`` are its own chain's.

    ``speaks`` is the language of what is put together here.
    """

    vacancy_ref: str
    position: int
    records: tuple[OpenedRecord, ...]
    links: tuple[str, ...]
    names: Mapping[str, str]
    persons: Mapping[str, str]
    speaks: NullTranslations = _ENGLISH

    def every(self, *events: Event) -> tuple[OpenedRecord, ...]:
        """The records of ``events``, oldest first."""
        return tuple(record for record in self.records if record.event in events)

    def of_check(self, check_ref: str) -> tuple[OpenedRecord, ...]:
        """The records of one check, oldest first."""
        return tuple(record for record in self.records if record.check_ref == check_ref)

    def stamp(self, record: OpenedRecord) -> Stamp:
        """When, as which record and by whom."""
        return Stamp(record.occurred_at, record.vacancy_seq, self.by(record))

    def by(self, record: OpenedRecord) -> str:
        """Whoever acted, with the role they acted in."""
        role = self.role_of(record)
        name = self.named(record.actor_ref)
        return f"{name}, {self.say(role)}" if role else name

    def named(self, account_ref: str) -> str:
        """The name of an account, or what is said of the clock, an operator and a candidate."""
        name = self.names[account_ref]
        return self.say(name) if account_ref in _NOBODYS else name

    def say(self, text: str) -> str:
        """A text of ours in the language of this reading."""
        return self.speaks.gettext(text)

    def role_of(self, record: OpenedRecord) -> str:
        """The role, marked for translation, in which somebody acted; empty for who has none."""
        return "" if record.actor_ref in _NOBODYS else ROLE_WORDS[record.actor_role]

    def name_of(self, person_ref: str) -> str:
        """What somebody is called who has an account here; empty for anybody else."""
        accounts = sorted(ref for ref, person in self.persons.items() if person == person_ref)
        return self.names[accounts[0]] if person_ref and accounts else ""

    def erased_on(self, subject_ref: str) -> date | None:
        """The day on which the candidate's data was erased, if the chain knows of it."""
        for record in self.every(Event.SUBJECT_ERASED):
            if record.subject_ref == subject_ref:
                return day_of(record.occurred_at)
        return None


def position_of(work: UnitOfWork, vacancy_ref: str, *, reports: bool = False) -> int:
    """The vacancy's last record, those about ``reports`` aside unless asked for. The first is 0."""
    last = select(func.max(record_table.c.vacancy_seq)).where(
        record_table.c.vacancy_ref == vacancy_ref
    )
    if not reports:
        last = last.where(record_table.c.event_type.not_in(ABOUT_REPORTS))
    return int(work.session.scalar(last) or 0)


def read_chain(
    work: UnitOfWork, vacancy_ref: str, position: int, speaks: NullTranslations = _ENGLISH
) -> Chain:
    """The chain of the vacancy up to ``position``, in which no candidate is named, read in the
    language that ``speaks``.
    """
    records = tuple(
        record
        for record in open_records(work.session, work.vault, vacancy_ref=vacancy_ref)
        if record.vacancy_seq <= position
    )
    shown = without_names(records, names_known(work, vacancy_ref, records))
    chain = _chain(work, vacancy_ref, position, shown, _links(vacancy_ref, records))
    return replace(chain, speaks=speaks)


def read_part(
    work: UnitOfWork, vacancy_ref: str, position: int, seqs: Sequence[int], names: Names
) -> Chain:
    """The records ``seqs`` of the vacancy's chain alone without ``names``, and no links."""
    records = without_names(open_records(work.session, work.vault, seqs=seqs), names)
    return _chain(work, vacancy_ref, position, records, ())


def _chain(
    work: UnitOfWork,
    vacancy_ref: str,
    position: int,
    records: tuple[OpenedRecord, ...],
    links: tuple[str, ...],
) -> Chain:
    accounts = work.session.execute(select(Account.ref, Account.person_ref)).all()
    return Chain(
        vacancy_ref=vacancy_ref,
        position=position,
        records=records,
        links=links,
        names=names_of(work.session, [ref for ref, _person in accounts]),
        persons=dict(accounts),
    )


def _links(vacancy_ref: str, records: tuple[OpenedRecord, ...]) -> tuple[str, ...]:
    """Each record's link in the vacancy's own chain, which its leaves alone give."""
    link, links = GENESIS, []
    for record in records:
        link = vacancy_link(vacancy_ref, link, bytes.fromhex(record.leaf_hash))
        links.append(link.hex())
    return tuple(links)
