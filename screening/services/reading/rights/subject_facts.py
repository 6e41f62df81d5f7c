"""All that a record about a candidate says, for that candidate: every field but bare references.

``facts`` holds what an officer reads, who works by reference; the fields beside it are here. A
text counts as free, and is looked through for other people's details, unless it is named as
something that holds none.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from screening.domain.events import Event
from screening.domain.platforms import platform_class
from screening.domain.request import Request, named_texts, request_from_data
from screening.domain.rights import STEPS, Channel, RightsKind, Step
from screening.domain.text import N_
from screening.domain.words import Redaction, Source, Stage
from screening.reports.subject_model import Said, Value
from screening.services.reading.rights.redactions import Decided, FreeText, given_of, place_of
from screening.services.reading.trail.facts import facts_of
from screening.services.story import CLAIM_WORDS, SUBMISSIONS
from screening.store.ledger_store import OpenedRecord

RIGHTS_STEPS = tuple(dict.fromkeys(row.event for row in STEPS))
"""What happens to a request or complaint once it is entered."""

_HOLD_NOBODY = frozenset(
    {"minutes", "criterion", "rule", "changed", "editions", "edition", "sha256", "searcher_name"}
    | {
        "look",
        "looks",
        "channel",
        "request.minutes",
        "withheld",
        "unread",
        "because",
        "recusal",
        "barrier",
        "evidence",
    }
)
_OWN: Mapping[Event, frozenset[str]] = {
    Event.CANDIDATE_ADDED: frozenset({"name", "contact"}),
    Event.LINK_MAILED: frozenset({"to", "subject", "text"}),
    Event.CANDIDATE_CHANGED: frozenset({"name", "contact"}),
    Event.CLAIM_ADDED: frozenset({"quote", "where", "address"}),
    Event.CLAIM_CHANGED: frozenset({"quote", "where", "address"}),
    Event.CANDIDATE_CONFIRMED: frozenset({"words"}),
    Event.CANDIDATE_AGREED: frozenset({"words"}),
    Event.CANDIDATE_REPLIED: frozenset({"words"}),
    Event.OBJECTION_RAISED: frozenset({"words"}),
    Event.DUE_DILIGENCE_OBJECTED: frozenset({"words"}),
    Event.DUE_DILIGENCE_REPLIED: frozenset({"words"}),
    Event.RIGHTS_ENTERED: frozenset({"asked"}),
    **{event: frozenset({"words"}) for event in RIGHTS_STEPS},
    Event.SUBJECT_ACCESS_OPENED: frozenset({"reason"}),
    Event.SUBJECT_ACCESS_EXPORTED: frozenset({"reason"}),
}
"""What the candidates said themselves, or what is written to be read by them."""

_REQUEST: Mapping[str, str] = {
    "request.question": N_("What they wanted to know"),
    "request.relevance": N_("Why it bears on the job"),
    "request.alternatives": N_("Why they could not just ask"),
    "request.why_not_supplied": N_("Why a place that you did not give"),
    "request.why_now": N_("Why then"),
    "request.looking_at": N_("What would be read"),
    "request.searcher.name": N_("Who would search"),
}


_YOURS: Mapping[str, str] = {
    "How far they had come": N_("How far you had come"),
    "Address they gave": N_("Address you gave"),
    "In their words": N_("In your words"),
    "What they said": N_("What you said"),
    "Reached them": N_("Reached you"),
    "May reply until": N_("You could reply until"),
    "Sure it is the right person": N_("Sure that it was you"),
}
"""What officers read of somebody, as that person reads it."""


class _Beside(NamedTuple):
    field: str
    label: str
    read: Callable[[Any], Value] = str


def _files(kept: Sequence[Mapping[str, str]]) -> str:
    return "\n".join(f"{file['name']} (SHA-256 {file['sha256']})" for file in kept)


_PERSON = (_Beside("name", N_("Name")), _Beside("contact", N_("How to reach you")))
_BESIDE: Mapping[Event, tuple[_Beside, ...]] = {
    Event.CANDIDATE_ADDED: _PERSON,
    Event.LINK_MAILED: (
        _Beside("to", N_("Sent to")),
        _Beside("subject", N_("Its subject")),
    ),
    Event.CANDIDATE_CHANGED: _PERSON,
    **dict.fromkeys(SUBMISSIONS, (_Beside("stage", N_("How far the vacancy had come"), Stage),)),
    Event.CHECK_APPROVED: (
        _Beside("from_date", N_("Only what was published from"), date.fromisoformat),
        _Beside("to_date", N_("Only what was published up to"), date.fromisoformat),
    ),
    **dict.fromkeys(
        (Event.NOTICE_SENT, Event.CANDIDATE_AGREED, Event.MORE_TIME_GIVEN),
        (_Beside("not_after", N_("Nobody may search after"), datetime.fromisoformat),),
    ),
    Event.OBJECTION_RAISED: (_Beside("evidence", N_("Files that you gave us"), _files),),
    Event.EVIDENCE_OPENED: (_Beside("evidence", N_("File")),),
    Event.CHECK_LAPSED: (_Beside("because", N_("Because")),),
    Event.SUBJECT_ACCESS_EXPORTED: (
        _Beside("unread", N_("Texts left out until they are looked through")),
        _Beside("withheld", N_("Texts from which something was withheld")),
    ),
    Event.RIGHTS_ENTERED: (
        _Beside("kind", N_("What it was"), RightsKind),
        _Beside("channel", N_("How it came"), Channel),
        _Beside("received", N_("Received"), date.fromisoformat),
        _Beside("asked", N_("In your words")),
    ),
    **dict.fromkeys(
        RIGHTS_STEPS,
        (
            _Beside("step", N_("What was done"), Step),
            _Beside("on", N_("On"), date.fromisoformat),
            _Beside("words", N_("What was said")),
        ),
    ),
    Event.SOURCING_NOTED: (
        _Beside("name", N_("Name")),
        _Beside("address", N_("Page on which you were found")),
    ),
    Event.UNAUTHORISED_REPORTED: (
        _Beside("whom", N_("Whom it was about, as it was told")),
        _Beside("known_since", N_("Known here since"), date.fromisoformat),
    ),
    Event.REDACTION_DECIDED: (_Beside("decision", N_("What was decided"), Redaction),),
}


@dataclass(frozen=True)
class Saying:
    """One thing that is said: ``free`` where it is a text to be looked through, else ``value``."""

    field: str
    label: str
    value: Value = None
    free: FreeText | None = None


def of_referees(records: Iterable[OpenedRecord]) -> frozenset[str]:
    """The claims that are out of a reference, as they were corrected last: what was taken for the
    candidate's own words before that is the referee's as well.
    """
    source = {
        record.payload["claim"]: record.payload["source"]
        for record in records
        if record.event in CLAIM_WORDS and record.payload is not None
    }
    return frozenset(claim for claim in source if source[claim] == Source.REFERENCE)


def own_words(records: Iterable[OpenedRecord], referees: Collection[str] = ()) -> frozenset[str]:
    """Each text that the candidate said, as it stands: whoever repeats it tells them nothing."""
    sayings = (each for record in records for each in sayings_of(record, {}, (), referees))
    return frozenset(each.free.text for each in sayings if each.free and each.free.own)


def sayings_of(
    record: OpenedRecord,
    names: Mapping[str, str],
    own_texts: Collection[str] = (),
    referees: Collection[str] = (),
) -> tuple[Saying, ...]:
    """All that ``record`` says; nothing once it is erased. ``names`` of staff, by account.

    ``own_texts``: what the candidate said elsewhere. ``referees``: the claims that are out of a
    reference by now.
    """
    if record.payload is None:
        return ()
    event = Event(record.event)
    found = [*_facts(event, record.payload, names)]
    if event in SUBMISSIONS:
        found += request_sayings(request_from_data(record.payload["request"]))
    referee = event in CLAIM_WORDS and record.payload["claim"] in {
        *referees,
        *of_referees([record]),
    }
    own = frozenset[str]() if referee else _OWN.get(event, frozenset())
    return tuple(_saying(record.seq, each, own, referee, own_texts) for each in found)


def _facts(
    event: Event, payload: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[str, str, Value]]:
    for fact in facts_of(event, payload, names):
        yield fact.field, _YOURS.get(fact.label, fact.label), fact.value
    for beside in _BESIDE.get(event, ()):
        if payload.get(beside.field):
            yield beside.field, beside.label, beside.read(payload[beside.field])


def request_sayings(request: Request) -> Iterator[tuple[str, str, Value]]:
    """Each part of ``request`` that holds something: its name, its label and its value."""
    texts = {field: text for field, text in named_texts(request).items() if text}
    for field, text in texts.items():
        if not field.startswith("request.places"):
            yield field, _REQUEST.get(field, N_("Search words")), text
    for number, place in enumerate(request.scope.places):
        at = f"request.places[{number}]"
        for part, label in (
            ("platform", N_("What place it is")),
            ("address", N_("Where they would look")),
        ):
            if text := texts.get(f"{at}.{part}", ""):
                yield f"{at}.{part}", label, text
        yield f"{at}.supplied_by", N_("Who gave it"), place.supplied_by
    for field, label in (
        ("from_date", N_("Only what was published from")),
        ("to_date", N_("Only what was published up to")),
    ):
        if day := getattr(request.scope, field):
            yield f"request.{field}", label, date.fromisoformat(day)
    yield "request.minutes", N_("Minutes"), str(request.scope.minutes)
    yield "request.searcher_kind", N_("Searched by"), request.searcher_kind


def _is_a_known_place(field: str, value: str) -> bool:
    return field.endswith("].platform") and platform_class(value, "") != "other"


def free_or_not(
    place: str, each: tuple[str, str, Value], *, own: bool = False, referee: bool = False
) -> Saying:
    """``each`` (name, label, value) that stands at ``place``, as a free text where it is one."""
    field, label, value = each
    if type(value) is not str or field in _HOLD_NOBODY or _is_a_known_place(field, value):
        return Saying(field, label, value)
    return Saying(field, label, free=FreeText(place, label, value, own, referee))


def said_to_them(saying: Saying, decided: Mapping[str, Decided]) -> Said:
    """``saying`` as the person gets it."""
    if saying.free is None:
        return Said(saying.field, saying.label, saying.value)
    value, given = given_of(saying.free, decided)
    return Said(saying.field, saying.label, value, given)


def _saying(
    seq: int,
    each: tuple[str, str, Value],
    own: frozenset[str],
    referee: bool,
    own_texts: Collection[str],
) -> Saying:
    field, _label, value = each
    quoted = referee and field == "quote"
    is_own = field in own or (value in own_texts and not quoted)
    return free_or_not(place_of(seq, field), each, own=is_own, referee=quoted)
