"""The read model of the audit report: everything that is printed, and nothing else. Frozen.

Services fill it from one position in a vacancy's chain. The same model gives the same bytes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from gettext import NullTranslations

from screening.domain.events import Event
from screening.domain.text import is_welsh
from screening.domain.words import CriterionKind, Moment, Stage
from screening.reports.beside_model import Loss, Sourcing, Unauthorised
from screening.reports.check_model import Check, Line, Stamp
from screening.reports.due_diligence_model import Schools
from screening.reports.printed import Section

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Organisation:
    """Whose pages, letters and reports they are. ``colour`` is #rrggbb; what follows may be empty.

    ``help`` helps candidates who cannot use a page or a letter. ``officer`` is how the data
    protection officer is reached, ``complaints`` where to complain; staff ask ``staff_…``.
    """

    name: str
    colour: str
    help: str = ""
    name_cy: str = ""
    help_cy: str = ""
    officer: str = ""
    complaints: str = ""
    staff_phone: str = ""
    staff_email: str = ""

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError(f"A colour is written #rrggbb, not {self.colour!r}")

    def speaking(self, translations: NullTranslations) -> "Organisation":
        """The same, by its Welsh forms where ``translations`` are Welsh and there are such."""
        if not is_welsh(translations):
            return self
        return replace(self, name=self.name_cy or self.name, help=self.help_cy or self.help)


@dataclass(frozen=True)
class Criterion:
    """One criterion of the vacancy, by its code."""

    code: str
    kind: CriterionKind
    text: str


@dataclass(frozen=True)
class Vacancy:
    """The vacancy reported on. ``candidates`` is how many applicants are recorded for it."""

    reference: str
    title: str
    department: str
    stage: Stage
    regime: str
    criteria: tuple[Criterion, ...]
    criteria_version: int
    candidates: int
    opened_on: date


@dataclass(frozen=True)
class Checkpoint:
    """A signed checkpoint of the whole log: over its first ``size`` records.

    ``root`` and ``key`` are in hex; ``for_phones`` is what a picture says: the checkpoint,
    and the leaf of the last record that the report covers.
    """

    size: int
    root: str
    key: str
    for_phones: str


@dataclass(frozen=True)
class Edition:
    """Which report this is, of what, and for whom.

    ``position`` is the last record of the vacancy's chain that it covers (the first is 0),
    ``head`` that record's link in hex, ``as_at`` that record's time; ``checkpoint`` is the first
    one over it.
    """

    report_number: str
    edition: int
    position: int
    head: str
    as_at: datetime
    recipient: str
    classification: str
    checkpoint: Checkpoint | None = None


@dataclass(frozen=True)
class Rule:
    """A rule of the gate that was in force: its code, title and basis."""

    code: str
    title: str
    basis: str


@dataclass(frozen=True)
class Period:
    """A period of the policy: what it is for, how long (as printed), and what it rests on."""

    name: str
    length: str
    source: str


@dataclass(frozen=True)
class JudgedBy:
    """A version of the policy, and how many attempts it judged; ``version`` may not be known."""

    version: str
    digest: str
    attempts: int


@dataclass(frozen=True)
class PolicyInForce:
    """The policy in force at the report's position; ``digest`` is SHA-256, in hex.

    ``judged_by``: what the requests were judged by, each at its time.
    """

    version: str
    title: str
    digest: str
    effective_from: date
    rules: tuple[Rule, ...]
    periods: tuple[Period, ...]
    judged_by: tuple[JudgedBy, ...] = ()


@dataclass(frozen=True)
class Member:
    """One member of the panel. ``left`` None: still on it."""

    name: str
    role: str
    joined: date
    left: date | None = None


@dataclass(frozen=True)
class OwnSearch:
    """A search that somebody made and nobody had authorised: its first record, and its day."""

    record: int
    made_on: date


@dataclass(frozen=True)
class Declaration:
    """Whether one who sits on the panel has said at one moment that they made no search but those
    recorded. ``stamp`` None: not yet; ``searched``: they say that they did; ``policy``: its version
    then. ``against``: searches of theirs that nobody had authorised, where they say that they
    made none.
    """

    name: str
    moment: Moment
    stamp: Stamp | None = None
    searched: bool = False
    policy: str = ""
    against: tuple[OwnSearch, ...] = ()


@dataclass(frozen=True)
class Pair:
    """How often one person decided what another asked for."""

    requester: str
    decider: str
    decided: int
    approved: int


@dataclass(frozen=True)
class Retained:
    """One kind of data and when it goes, or went. ``erased_on`` None: still kept until ``due``;
    ``ends`` False: nothing ends it; ``by_two``: no day does, but two people who decide so.
    """

    subject: str
    kind: str
    due: date | None
    erased_on: date | None = None
    held: bool = False
    ends: bool = True
    by_two: bool = False


@dataclass(frozen=True)
class Record:
    """One line of the vacancy's chain, with its hashes in hex.

    ``hidden``: that it is there is all that is printed, and ``event`` and ``actor_role`` are empty.
    """

    vacancy_seq: int
    at: datetime
    event: str
    actor_role: str
    leaf: str
    link: str
    hidden: bool = False


@dataclass(frozen=True)
class SignOff:
    """An equality officer's word on this vacancy."""

    by: str
    at: datetime
    record: int
    text: str | None
    conditions: str = ""
    numbers: str = ""


@dataclass(frozen=True)
class FollowUpTurn:
    """One thing that was said of a query, action or condition; ``due`` where it sets a day."""

    event: Event
    stamp: Stamp
    text: str
    due: date | None = None


@dataclass(frozen=True)
class FollowUp:
    """A query of an equality officer, an action or a condition: all that was said of it in turn.

    ``owner`` is empty where all of HR was asked; ``ended``: nothing is open of it any more.
    """

    number: int
    owner: str
    check: str
    turns: tuple[FollowUpTurn, ...]
    ended: bool


@dataclass(frozen=True)
class Report:
    """The audit report of one vacancy. ``lines``: records that a section prints as they came."""

    organisation: Organisation
    vacancy: Vacancy
    edition: Edition
    policy: PolicyInForce
    panel: tuple[Member, ...]
    pairs: tuple[Pair, ...]
    checks: tuple[Check, ...]
    retention: tuple[Retained, ...]
    records: tuple[Record, ...]
    sign_offs: tuple[SignOff, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    outside_decider: str = ""
    losses: tuple[Loss, ...] = ()
    unauthorised: tuple[Unauthorised, ...] = ()
    sourcing: Sourcing = Sourcing()
    declarations: tuple[Declaration, ...] = ()
    schools: Schools = Schools()
    lines: Mapping[Section, tuple[Line, ...]] = field(default_factory=dict)
