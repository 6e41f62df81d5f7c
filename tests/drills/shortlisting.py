"""Somebody on a school's shortlist, with a word to look for in every text about them there."""

from dataclasses import dataclass

from screening.domain.due_diligence import ToExplore
from screening.domain.words import Delivery, Stage
from screening.reports.model import Organisation
from screening.services import vacancies
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.due_diligence import answers, looking, passing, telling
from screening.services.due_diligence.looking import LookedUp
from screening.services.letters import shortlist_letter
from screening.services.own_page import shortlist, shortlist_mailing
from screening.services.own_page.mailing import InWhoseName
from screening.store.tables.due_diligence import DueDiligencePart
from tests.services import schools
from tests.web.planting import HERE, Planted, at

HOUSE = Organisation("Wexcombe Council", "#2d4a5e")
ADDRESS = "https://here/{}/shortlist".format


@dataclass(frozen=True)
class Page:
    """Their part, and the key of the link to their page about it."""

    part: str
    key: str


def under_the_regime(made: Planted) -> str:
    """A vacancy under the schools regime, in which nobody has applied yet."""
    schools.in_force(made.town)
    vacancy = made.vacancy("Schools")
    schools.put_under(made.town, vacancy)
    return vacancy


def told_beforehand(made: Planted, vacancy: str, candidate: str) -> Page:
    """``candidate`` and one other are told, by e-mail and by letter; ``candidate`` objects."""
    town, hugh = made.town, made.town.call("hugh")
    at(made, HERE, lambda: made.candidate(vacancy))
    vacancies.set_stage(hugh, vacancy, Stage.SHORTLISTED)
    telling.open_search(hugh, vacancy, town.people["sam"].ref)
    telling.tell_all(hugh, vacancy, Delivery.EMAIL, town.now.date())
    with hugh.look() as work:
        rows = work.session.query(DueDiligencePart).filter_by(candidate_ref=candidate)
        part = rows.one().ref
    to = f"{made.word('shortlist e-mail')}@example.test"
    shortlist_mailing.send_link(hugh, part, 0, to, InWhoseName(HOUSE, ADDRESS))
    assert shortlist_letter(hugh, part, HOUSE, ADDRESS).startswith(b"%PDF")  # with their name
    key = shortlist.link_for(hugh, part).key
    schools.says(town, key, made.word("shortlist words"), objects=True)
    telling.decide(hugh, part, upheld=False, reasons=made.word("shortlist decision"))
    telling.take_down(hugh, part, made.word("shortlist words"), objects=False)
    return Page(part, key)


def looked_up(made: Planted, vacancy: str, page: Page) -> None:
    """Both are looked up and the panel is told; what they answer is kept back, and passed on."""
    town, hugh = made.town, made.town.call("hugh")
    for part in schools.parts(town, vacancy):
        looking.begin(town.call("sam"), part)
        said = schools.NOTHING
        if part == page.part:
            pages, found = (made.word(f"shortlist {what}") for what in ("pages", "found"))
            said = LookedUp(pages, 20, True, ToExplore.SOMETHING, found)
        looking.write_down(town.call("sam"), part, said)
    words = f"Ask about her wedding with her wife. {made.word('shortlist told')}"
    same = AllTheSame(made.word("shortlist let through"), fingerprint(words))
    passing.pass_on(hugh, page.part, words, same)
    passing.hand_over(hugh, vacancy)
    schools.answers(town, page.key, made.word("shortlist answer"))
    answers.keep_back(hugh, page.part, made.word("shortlist kept back"))
    schools.answers(town, page.key, made.word("shortlist answer"))
    answers.pass_on(hugh, page.part, made.word("shortlist passed on"))
