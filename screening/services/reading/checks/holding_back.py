"""What is seen before words go to the panel: those that are held back, by HR and by a candidate who
answers; and exposures to deal with.
"""

from dataclasses import dataclass

from screening.domain.entry import answer_given
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.gate.held import Held
from screening.services.call import Call
from screening.services.checks.exposures import unarranged
from screening.services.checks.holding_back import OUTCOME, REPLY, Reader, cut, fingerprint, held_in
from screening.services.loading import find_check
from screening.services.own_page.links import opened
from screening.services.reading.checks.check import CheckShown
from screening.services.reading.people import names_of
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class HeldShown:
    """The marks in a text, and the ``fingerprint`` of the text that they are of."""

    text: str
    held: tuple[Held, ...]
    fingerprint: str

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the marks are."""
        return tuple((one.start, one.end) for one in self.held)


@dataclass(frozen=True)
class ReplyShown:
    """A candidate's answer with its marks, and ``cut``: what of it may go to the panel as it is."""

    marked: HeldShown
    cut: str


def count_held(check: CheckShown) -> int:
    """How many texts were held back so far, as this reader may know."""
    return len(check.every(Event.WORDS_HELD_BACK))


def read_held(call: Call, check_ref: str, text: str, read: Reader = OUTCOME) -> HeldShown:
    """What of ``text`` must not go to the panel of ``check_ref``, for whoever hands over."""
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.HANDLE, ties)
        return HeldShown(text, held_in(work, vacancy, check, text, read), fingerprint(text))


def read_reply(call: Call, check_ref: str, text: str) -> ReplyShown:
    """An answer of a candidate, for whoever passes it on."""
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
        return _reply(work, vacancy, check, text)


def preview_reply(call: Call, key: str, text: str) -> ReplyShown:
    """The same for its writer, who holds the link with ``key``, before they send it.

    Raises LinkDead, and NotValid for what could not be sent.
    """
    text = answer_given("words", text)
    with call.look() as work:
        check, vacancy, _link = opened(work, key)
        return _reply(work, vacancy, check, text)


def _reply(work: UnitOfWork, vacancy: Vacancy, check: Check, text: str) -> ReplyShown:
    marked = HeldShown(text, held_in(work, vacancy, check, text, REPLY), fingerprint(text))
    return ReplyShown(marked, cut(work, vacancy, check, text))


@dataclass(frozen=True)
class Exposed:
    """An account that recorded an exposure for which nothing is arranged yet. ``outside``: a third
    party saw it, and the account only wrote it down.
    """

    account_ref: str
    name: str
    outside: bool


def read_exposed(call: Call, check_ref: str) -> tuple[Exposed, ...]:
    """Who saw something protected in the search of ``check_ref``, where nothing is arranged yet."""
    with call.look() as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.HANDLE, ties)
        exposed = unarranged(work, check)
        names = names_of(work.session, list(exposed))
        found = [Exposed(ref, names[ref], not person) for ref, person in exposed.items()]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.account_ref)))
