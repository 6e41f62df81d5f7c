"""What is planted in vacancies of schools: a due-diligence search at each point of its life."""

from functools import partial

from screening.domain.due_diligence import ToExplore
from screening.domain.words import Delivery, Stage
from screening.services import vacancies
from screening.services.due_diligence import looking, passing, regime_by_two, telling
from screening.services.due_diligence.looking import LookedUp
from screening.services.own_page import shortlist_mailing
from screening.services.own_page.mailing import InWhoseName
from tests.services import schools
from tests.services.candidates import HERE as HOUSE
from tests.web.planting import HERE, OWN, Planted, at

TOLD = ("ready", "objected", "written", "done", "over", "read", "called_off")
"""Those whose candidates are told, to be looked up once the time to reply is over."""
PAGES = ("ready", "read")
"""Those of whom the first has a link to a page of their own."""


def told(made: Planted) -> None:
    """The policy allows it; some searches are at their beginning, some candidates are told."""
    hugh, sam = made.town.call("hugh"), made.town.people["sam"].ref
    _school(made, "early")
    waits = made.refs["school_proposed_vacancy"] = made.vacancy("Schools")
    regime_by_two.propose(hugh, waits, made.word("proposed"))
    made.refs["school_proposal"] = schools.proposal(made.town, waits)
    for name in ("open", "new", *TOLD):
        at(made, OWN if name in PAGES else HERE, partial(_shortlist, made, name))
        vacancy = made.refs[f"school_{name}_vacancy"]
        if name != "open":
            telling.open_search(hugh, vacancy, sam)
        if name in TOLD:
            telling.tell_all(hugh, vacancy, Delivery.EMAIL, made.town.now.date())


def _shortlist(made: Planted, name: str) -> None:
    vacancy = _school(made, name)
    for _person in range(2):
        made.candidate(vacancy)
    vacancies.set_stage(made.town.call("hugh"), vacancy, Stage.SHORTLISTED)


def after_the_reply_period(made: Planted) -> None:
    """Each search comes to where its name says."""
    refs, town = made.refs, made.town
    hugh, sam = town.call("hugh"), town.call("sam")
    for name in TOLD:
        first, second = schools.parts(town, refs[f"school_{name}_vacancy"])
        refs[f"school_{name}_part"] = first
        if name in ("written", "done", "over", "read"):
            for part in (first, second):
                _look_up(made, part, ToExplore.SOMETHING if part == first else ToExplore.NOTHING)
    first, second = schools.parts(town, refs["school_ready_vacancy"])
    looking.begin(sam, second)
    refs["school_begun_part"] = second
    at(made, OWN, lambda: telling.take_down(hugh, first, made.word("school-said"), objects=False))
    telling.take_down(hugh, refs["school_objected_part"], made.word("due-diligence"), objects=True)
    name = made.word("shortlist-mailed").encode("ascii", "ignore").decode()
    writer, to = InWhoseName(HOUSE, "https://here/{}".format), f"{name}@example.test"
    shortlist_mailing.send_link(hugh, refs["school_objected_part"], 0, to, writer)
    passing.keep_back(hugh, refs["school_done_part"], made.word("due-diligence"))
    for name in ("over", "read"):
        at(made, OWN if name in PAGES else HERE, partial(_pass_on, made, name))
        passing.hand_over(hugh, refs[f"school_{name}_vacancy"])
    for name in PAGES:
        refs[f"school_{name}_key"] = schools.page_key(town, refs[f"school_{name}_part"])
    schools.answered(town, refs["school_over_part"], made.word("school-said"))
    passing.lock_scores(town.call("hana"), refs["school_read_vacancy"])
    telling.call_off(hugh, refs["school_called_off_vacancy"], made.word("regime"))


def _pass_on(made: Planted, name: str) -> None:
    kind = "explored" if name == "read" else "due-diligence"
    passing.pass_on(made.town.call("hugh"), made.refs[f"school_{name}_part"], made.word(kind))


def _school(made: Planted, name: str) -> str:
    vacancy = made.refs[f"school_{name}_vacancy"] = made.vacancy("Schools")
    schools.put_under(made.town, vacancy, made.word("regime"))
    return vacancy


def _look_up(made: Planted, part: str, found: ToExplore) -> None:
    sam, words = made.town.call("sam"), made.word("due-diligence")
    looking.begin(sam, part)
    told = made.word("due-diligence") if found is ToExplore.SOMETHING else ""
    looking.write_down(sam, part, LookedUp(words, 20, False, found, told))
