"""Finding somebody by name, who telephones or writes and knows no reference.

For a reason, and on record: who looked, how many they found and why, but not for whom. A list of
all that a person ever applied for is more than any one vacancy tells, to HR too.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

from screening.domain.entry import LINE, SHORT, check_storable, tidy
from screening.domain.errors import KeyDestroyed, NotValid
from screening.domain.events import Event
from screening.domain.name_masks import Names
from screening.domain.name_words import MOST_WORDS, words_asked
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call
from screening.services.candidates import name_of
from screening.services.name_words import candidates_with
from screening.services.reading.rights.by_name import FoundByName, shown_to
from screening.store.tables.candidate import Candidate
from screening.store.unit_of_work import UnitOfWork

MOST = 20
"""So many are shown at most. Whoever finds more is asked for more of the name."""
_WHOSE = "asked for"


@dataclass(frozen=True)
class Found:
    """Who was found, the latest added first; ``more``: there are others besides."""

    rows: tuple[FoundByName, ...]
    more: bool


def find_by_name(call: Call, name: str, reason: str) -> Found:
    """The candidates who have all words of ``name``, in any order, and are not erased.

    Every look is one, so that a repeated call is recorded again. The words of the name, and of the
    names that are found, are taken out of ``reason``: it outlasts whomever it is about. Raises
    NotValid without a reason, or where the name has no word that tells anybody apart, or too many.
    """
    name, reason = tidy(name), tidy(reason)
    check_storable({"name": (name, SHORT, True), "reason": (reason, LINE, True)})
    readings = _readings(name)
    with call.each_time().change(Role.DATA_PROTECTION, Role.HR) as work:
        check_may(call.actor, Action.ENTER_RIGHTS)
        candidates = candidates_with(work, readings, MOST + 1)
        found = Found(shown_to(work, call.actor, candidates[:MOST]), len(candidates) > MOST)
        payload = {
            "found": str(len(found.rows)),
            "more": "yes" if found.more else "no",
            "reason": _without_names(work, reason, name, candidates),
        }
        work.record(Event.NAME_LOOKED_UP, vacancy_ref=ORGANISATION, payload=payload)
        work.commit()
    return found


def _readings(name: str) -> Collection[Collection[str]]:
    readings = words_asked(name)
    if not readings:
        raise NotValid(
            {"name": N_("Give one whole word of the name at least: no initial, and no title")}
        )
    if max(map(len, readings)) > MOST_WORDS:
        raise NotValid({"name": N_("These are too many words for a name. Give twelve at most")})
    return readings


def _without_names(
    work: UnitOfWork, reason: str, name: str, candidates: Sequence[Candidate]
) -> str:
    names = [name]
    for each in candidates:
        with suppress(KeyDestroyed):  # being erased at this moment
            names.append(name_of(work, each))
    return Names({_WHOSE: names}).hide(reason, _WHOSE)
