"""Two wordings side by side: an attempt and the one before, what was asked and what approved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from flask_babel import gettext as _

from screening.domain.events import Event
from screening.domain.request import Request
from screening.services.reading.checks.check import AttemptShown, CheckShown
from screening.services.reading.checks.events import EventShown
from screening.web.wording_request import LABELS, as_read, period, place_text

_WORDS = re.compile(r"\S+\s*|\s+")
_MOST_COMPARED = 250_000  # words of the one by words of the other: it takes as many steps
_ANSWERS = (
    Event.CHECK_RETURNED,
    Event.CHECK_REJECTED,
    Event.CHECK_REFERRED,
    Event.REFERRAL_UPHELD,
    Event.OVERTURN_PROPOSED,
    Event.REFERRAL_OVERTURNED,
)


class Part(NamedTuple):
    """Some words of a text; ``changed`` where the other text has not got them there."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Difference:
    """A field that was worded otherwise in the attempt before: both texts, by what changed."""

    label: Any
    before: tuple[Part, ...]
    after: tuple[Part, ...]


class Compared(NamedTuple):
    """One part of the scope: what was asked for, and what was approved of it."""

    label: Any
    asked: str
    approved: str


def changes(attempts: Sequence[AttemptShown]) -> dict[int, tuple[Difference, ...]]:
    """By number of the attempt, what it changed; attempts that were erased are left out."""
    pairs = zip(attempts, attempts[1:], strict=False)
    return {
        after.number: _differences(before.request, after.request)
        for before, after in pairs
        if before.request is not None and after.request is not None
    }


def answered(check: CheckShown) -> dict[int, tuple[EventShown, ...]]:
    """By number of the attempt, what was said to it before the next one came."""
    ends = [attempt.seq for attempt in check.attempts[1:]]
    spans = zip(check.attempts, [*ends, None], strict=False)
    return {
        attempt.number: tuple(
            event
            for event in check.every(*_ANSWERS)
            if event.seq > attempt.seq and (end is None or event.seq < end)
        )
        for attempt, end in spans
    }


def as_authorised(check: CheckShown) -> list[Compared]:
    """The scope asked for beside the one approved; empty before approval, or once erased."""
    scope = check.scope
    if scope is None or len(check.attempts) < scope.revision:
        return []
    request = check.attempts[scope.revision - 1].request
    approval = check.last(Event.CHECK_APPROVED)
    if request is None or approval is None or approval.payload is None:
        return []
    asked, said = request.scope, approval.payload
    return [
        Compared(
            _("Where"),
            "\n".join(place_text(place) for place in asked.places),
            "\n".join(place_text(asked.places[position]) for position in scope.places),
        ),
        Compared(
            _("Search words"),
            "\n".join(asked.terms) or _("None"),
            "\n".join(asked.terms[position] for position in scope.terms) or _("None"),
        ),
        Compared(
            _("Period"),
            period(asked.from_date, asked.to_date),
            period(said["from_date"], said["to_date"]),
        ),
        Compared(_("Minutes"), str(asked.minutes), str(scope.minutes)),
        Compared(_("Who looks"), request.searcher_name, scope.searcher_name),
    ]


def _differences(before: Request, after: Request) -> tuple[Difference, ...]:
    """What ``after`` says otherwise than ``before``, in reading order."""
    old, new = as_read(before), as_read(after)
    return tuple(
        Difference(LABELS[name], *_parts(old[name], new[name]))
        for name in LABELS
        if old[name] != new[name]
    )


def _parts(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts, word by word: what only one of them says is marked in it."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > _MOST_COMPARED:
        return (Part(old, True),), (Part(new, True),)
    gone: list[Part] = []
    came: list[Part] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone.append(Part("".join(before[i:j]), kind != "equal"))
        came.append(Part("".join(after[k:m]), kind != "equal"))
    return tuple(one for one in gone if one.text), tuple(one for one in came if one.text)
