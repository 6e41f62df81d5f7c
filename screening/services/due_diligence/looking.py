"""The named searcher looks everybody on the shortlist up, once each, and writes down what for."""

from dataclasses import dataclass

from screening.domain.due_diligence import FEWEST, ToExplore
from screening.domain.entry import LONG, MOST_MINUTES, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.due_diligence.conditions import (
    candidate_of,
    check_allowed,
    find_part,
    is_on_the_list,
    parts_of,
    untold,
)
from screening.services.due_diligence.telling import check_stage
from screening.services.due_diligence_steps import record_of_one, step
from screening.services.loading import hold_open

_NOT_ALL_TOLD = N_("Somebody on the shortlist has not been told. Everybody is told first.")
_TOO_EARLY = N_("Their time to reply is not over yet. Nobody is looked up before it is.")
_OFF_THE_LIST = N_(
    "This candidate withdrew, or is not on the shortlist any more: they are not looked up."
)
_ONE_LEFT = N_(
    "Only one person is left on the shortlist. Looking up one person alone would be a check of "
    "that person: call this search off."
)


@dataclass(frozen=True)
class LookedUp:
    """What came of looking one candidate up: the ``pages`` read, for how many minutes, whether
    something protected was seen (never what), and what there is to explore.
    """

    pages: str
    minutes: int
    protected_seen: bool
    to_explore: ToExplore
    words: str = ""

    def tidied(self) -> "LookedUp":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        words = tidy(self.words) if self.to_explore is ToExplore.SOMETHING else ""
        clean = LookedUp(
            tidy(self.pages), self.minutes, self.protected_seen, self.to_explore, words
        )
        check_storable(
            {
                "pages": (clean.pages, LONG, True),
                "words": (clean.words, LONG, self.to_explore is ToExplore.SOMETHING),
            }
        )
        if not 0 < self.minutes <= MOST_MINUTES:
            raise NotValid({"minutes": N_("Give the minutes as a whole number, such as 20")})
        return clean


@once
def begin(call: Call, part_ref: str) -> None:
    """The searcher confirms the rules of conduct and begins with one candidate.

    NotPossible unless everybody on the shortlist was told and this one's time to reply is over;
    for who is not on the list any more, and a second time.
    """
    with call.change(Role.HR) as work:
        part, search, vacancy = find_part(work, call, part_ref, Action.SEARCH)
        hold_open(work.session, vacancy)
        check_allowed(work, vacancy)
        check_stage(vacancy)
        candidate = candidate_of(work, part)
        if untold(work, vacancy):
            raise NotPossible(_NOT_ALL_TOLD)
        parts = parts_of(work, vacancy)
        if not is_on_the_list(candidate):
            raise NotPossible(_OFF_THE_LIST)
        if sum(is_on_the_list(each) or bool(one.begun_at) for one, each in parts) < FEWEST:
            raise NotPossible(_ONE_LEFT)
        if work.now < part.not_before:
            raise NotPossible(_TOO_EARLY)
        if part.begun_at is not None:
            raise NotPossible(N_("This candidate was looked up already. Nobody is, twice."))
        step(work, search, Event.DUE_DILIGENCE_BEGUN)
        part.begun_at = work.now
        record_of_one(work, part, Event.DUE_DILIGENCE_BEGUN, {})
        work.commit()


@once
def write_down(call: Call, part_ref: str, seen: LookedUp) -> None:
    """The searcher says what came of it, once. More minutes than allowed are taken down as well:
    that they were more is shown.
    """
    seen = seen.tidied()
    with call.change(Role.HR) as work:
        part, search, _vacancy = find_part(work, call, part_ref, Action.SEARCH)
        candidate_of(work, part)
        if part.begun_at is None or part.recorded_at is not None:
            raise NotPossible(N_("There is nothing to write down here, or it is written down."))
        step(work, search, Event.DUE_DILIGENCE_RECORDED)
        part.recorded_at = work.now
        part.minutes, part.protected_seen = seen.minutes, seen.protected_seen
        part.to_explore = seen.to_explore
        if seen.to_explore is ToExplore.NOTHING:
            part.passed_on = False  # there is nothing to screen
        said = {
            "pages": seen.pages,
            "minutes": str(seen.minutes),
            "protected_seen": seen.protected_seen,
            "to_explore": seen.to_explore,
        } | ({"words": seen.words} if seen.words else {})
        record_of_one(work, part, Event.DUE_DILIGENCE_RECORDED, said)
        work.commit()
