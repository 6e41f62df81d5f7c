"""What HR sees before a hand-over: the words that are held back, and exposures to deal with."""

from dataclasses import dataclass

from screening.domain.people import Action, check_may
from screening.gate.held import Held
from screening.services.call import Call
from screening.services.checks.exposures import still_open
from screening.services.checks.holding_back import held_in, sign
from screening.services.loading import find_check
from screening.services.reading.people import names_of


@dataclass(frozen=True)
class HeldShown:
    """The marks in a text, and the ``sign`` of the text that they are of."""

    text: str
    held: tuple[Held, ...]
    sign: str


def read_held(call: Call, check_ref: str, text: str) -> HeldShown:
    """What of ``text`` must not go to the panel of ``check_ref``, for whoever hands over."""
    with call.look() as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.HANDLE, ties)
        return HeldShown(text, held_in(work, vacancy, check, text), sign(text))


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
        exposed = still_open(work, check)
        names = names_of(work.session, list(exposed))
        found = [Exposed(ref, names[ref], not person) for ref, person in exposed.items()]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.account_ref)))
