"""What is planted in vacancies of schools: a due-diligence search at each point of its life."""

from screening.domain.due_diligence import ToExplore
from screening.domain.words import Delivery, Regime, Stage
from screening.services import vacancies
from screening.services.due_diligence import looking, passing, regime, telling
from screening.services.due_diligence.looking import Seen
from screening.services.own_page import shortlist
from tests.services import schools
from tests.web.planting import Planted

TOLD = ("ready", "objected", "written", "done", "over", "read", "called_off")
"""Those whose candidates are told, to be looked up once the time to reply is over."""


def told(made: Planted) -> None:
    """The policy allows it; some searches are at their beginning, some candidates are told."""
    hugh, sam = made.town.call("hugh"), made.town.people["sam"].ref
    _school(made, "early")
    for name in ("open", "new", *TOLD):
        vacancy = _school(made, name)
        for _person in range(2):
            made.candidate(vacancy)
        vacancies.set_stage(hugh, vacancy, Stage.SHORTLISTED)
        if name != "open":
            telling.open_search(hugh, vacancy, sam)
        if name in TOLD:
            telling.tell_all(hugh, vacancy, Delivery.EMAIL, made.town.now.date())


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
    telling.take_down(hugh, first, made.word("due-diligence"), objects=False)
    telling.take_down(hugh, refs["school_objected_part"], made.word("due-diligence"), objects=True)
    passing.keep_back(hugh, refs["school_done_part"], made.word("due-diligence"))
    for name in ("over", "read"):
        kind = "explored" if name == "read" else "due-diligence"
        passing.pass_on(hugh, refs[f"school_{name}_part"], made.word(kind))
        passing.hand_over(hugh, refs[f"school_{name}_vacancy"])
    _on_a_page_of_their_own(made)
    passing.lock_scores(town.call("hana"), refs["school_read_vacancy"])
    telling.call_off(hugh, refs["school_called_off_vacancy"], made.word("regime"))


def _on_a_page_of_their_own(made: Planted) -> None:
    """Somebody has a link to what the panel was told of them."""
    part, hugh = made.refs["school_read_part"], made.town.call("hugh")
    shortlist.make_link(hugh, part, 0)
    made.refs["shortlist_key"] = shortlist.link_for(hugh, part).key


def _school(made: Planted, name: str) -> str:
    vacancy = made.refs[f"school_{name}_vacancy"] = made.vacancy()
    regime.choose(made.town.call("hugh"), vacancy, Regime.SCHOOL, made.word("regime"))
    return vacancy


def _look_up(made: Planted, part: str, found: ToExplore) -> None:
    sam, words = made.town.call("sam"), made.word("due-diligence")
    looking.begin(sam, part)
    told = made.word("due-diligence") if found is ToExplore.SOMETHING else ""
    looking.write_down(sam, part, Seen(words, 20, False, found, told))
