"""Before and after a look: the searcher confirms the rules, and says later what was read."""

from screening.domain.entry import answer_given
from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.lifecycle import check_may_happen
from screening.domain.text import N_
from screening.domain.words import Role, State
from screening.services.call import Call, once
from screening.services.checks.clockwork import settle
from screening.services.checks.searching import authorised, by_third_party, the_search, undescribed
from screening.services.moving import move
from screening.services.story import last, story_of


@once
def begin_search(call: Call, check_ref: str) -> None:
    """The searcher confirms the rules of conduct, once, before the first look: the clock runs.

    NotPossible before the authorised days, and for a third party, whose word is in its return.
    After them, who looked in time can still confirm it, to write it up.
    """
    settle(call, check_ref)
    with call.change(Role.HR, Role.MANAGER) as work:
        check, authorisation = the_search(work, call, check_ref)
        check_may_happen(Event.SEARCH_BEGUN, State(check.state))
        if by_third_party(authorisation):
            raise NotPossible(N_("A third party says in its return how it looked."))
        authorised(work, authorisation)
        if last(story_of(work, check), Event.SEARCH_BEGUN) is not None:
            raise NotPossible(N_("This search has begun already."))
        move(work, check, Event.SEARCH_BEGUN, {})
        work.commit()


@once
def describe_visit(call: Call, check_ref: str, number: int, read: str) -> None:
    """Say what was read at visit ``number`` (the first is 1), where that was left open.

    What was said once stays as it is: NotPossible for any other visit.
    """
    read = answer_given("read", read)
    with call.change(Role.HR, Role.MANAGER) as work:
        check, _authorisation = the_search(work, call, check_ref)
        if number not in undescribed(story_of(work, check)):
            raise NotPossible(N_("It is on record already what was read there."))
        move(work, check, Event.VISIT_DESCRIBED, {"look": str(number), "read": read})
        work.commit()
