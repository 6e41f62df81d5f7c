"""Ways to a due-diligence search of a school's shortlist, through the real services."""

from contextlib import suppress

from screening.domain.due_diligence import ToExplore
from screening.domain.errors import NotValid
from screening.domain.words import CandidateStatus, Delivery, Stage
from screening.services import candidates, proposing, vacancies
from screening.services.checks.holding_back import fingerprint
from screening.services.due_diligence import looking, passing, regime_by_two, telling
from screening.services.due_diligence.looking import LookedUp
from screening.services.own_page import shortlist, shortlist_words
from screening.services.reading.schools.regime import read_regime
from screening.services.reading.schools.search import PartShown, read_due_diligence
from tests.reported import do_all
from tests.services.amendments import amendment
from tests.services.candidates import calling
from tests.services.town import Town

ON = """[schools.search]
value = true
source = "Decided by the governors"
[schools.departments]
add = ["Libraries", "Schools"]
source = "Decided by the governors"
"""
OFF = ON.replace("true", "false")
NOTHING = LookedUp(
    "The first page of results for the name and the town.", 20, False, ToExplore.NOTHING
)
FOUND = "A newspaper says that a club she led closed after a complaint about supervision."
SOMETHING = LookedUp("One newspaper article.", 25, False, ToExplore.SOMETHING, FOUND)


def in_force(town: Town, changes: str = ON, version: str = "2026-schools") -> None:
    """Let the version of the policy that makes ``changes`` be confirmed, and everybody read it."""
    day = town.now.date().isoformat()
    content = amendment(changes, version=version, day=day, why="Our schools asked for it.")
    ref = proposing.propose(town.call("alan"), content)
    do_all(town)
    proposing.confirm(town.call("edith"), ref, "It was decided.")
    town.wait(minutes=1)
    town.all_read_policy()


def applied(town: Town, reference: str = "SCH-1", people: int = 3) -> tuple[str, list[str]]:
    """A vacancy of a school and who applied for it; nobody is on the shortlist yet."""
    vacancy = town.vacancy(reference)
    put_under(town, vacancy)
    refs = [
        candidates.add_candidate(
            town.call("hugh"), vacancy, f"Ada {number}", "", CandidateStatus.APPLIED
        )
        for number in range(people)
    ]
    return vacancy, refs


def put_under(town: Town, vacancy: str, reason: str = "It is a post in a school.") -> None:
    """Put a vacancy under the schools regime: hugh proposes, hetty confirms."""
    regime_by_two.propose(town.call("hugh"), vacancy, reason)
    regime_by_two.confirm(town.call("hetty"), vacancy, proposal(town, vacancy), reason)


def not_put_under(town: Town, declined: str, withdrawn: str) -> None:
    """The same is proposed for two vacancies; one proposal is declined, the other withdrawn."""
    hugh = town.call("hugh")
    first, second = (town.vacancy(reference) for reference in (declined, withdrawn))
    for vacancy in (first, second):
        regime_by_two.propose(hugh, vacancy, "It is a post in a school.")
    regime_by_two.decline(town.call("edith"), first, proposal(town, first), "It is a library.")
    regime_by_two.withdraw(hugh, second, proposal(town, second))


def proposal(town: Town, vacancy: str) -> str:
    """The proposal that waits for a second person."""
    waiting = read_regime(town.call("hetty"), vacancy).waiting
    return waiting.ref if waiting else ""


def shortlisted(town: Town, reference: str = "SCH-1", people: int = 3) -> tuple[str, list[str]]:
    """The same, with all of them on the shortlist."""
    vacancy, refs = applied(town, reference, people)
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.SHORTLISTED)
    for ref in refs:
        candidates.set_status(town.call("hugh"), ref, CandidateStatus.SHORTLISTED)
    return vacancy, refs


def opened(town: Town, reference: str = "SCH-1", people: int = 3) -> tuple[str, list[str]]:
    """A search that sam is to make; nobody is told yet."""
    vacancy, refs = shortlisted(town, reference, people)
    telling.open_search(town.call("hugh"), vacancy, town.people["sam"].ref)
    return vacancy, refs


def told(town: Town, reference: str = "SCH-1", people: int = 3) -> tuple[str, list[str]]:
    """Everybody was told just now; the references of their parts come out."""
    vacancy, _refs = opened(town, reference, people)
    telling.tell_all(town.call("hugh"), vacancy, Delivery.EMAIL, town.now.date())
    return vacancy, parts(town, vacancy)


def ready(town: Town, reference: str = "SCH-1", people: int = 3) -> tuple[str, list[str]]:
    """The time to reply is over: sam may begin."""
    vacancy, refs = told(town, reference, people)
    town.wait(days=12)
    return vacancy, refs


def look_up(town: Town, part: str, seen: LookedUp = NOTHING) -> None:
    """Let sam look one of them up and write it down."""
    looking.begin(town.call("sam"), part)
    looking.write_down(town.call("sam"), part, seen)


def written_down(town: Town, reference: str = "SCH-1", people: int = 3) -> tuple[str, list[str]]:
    """Everybody was looked up; with the first there is something to explore."""
    vacancy, refs = ready(town, reference, people)
    for number, part in enumerate(refs):
        look_up(town, part, NOTHING if number else SOMETHING)
    return vacancy, refs


def screen(town: Town, part: str) -> None:
    """Let words for the panel be held back, and others pass."""
    with suppress(NotValid):
        passing.pass_on(town.call("hugh"), part, "Ask about her wife.")
    passing.pass_on(town.call("hugh"), part, "Ask about the club that closed.")


def handed_over(town: Town, reference: str = "SCH-1", words: str = "") -> tuple[str, list[str]]:
    """The panel can read it once its scores are locked."""
    vacancy, refs = written_down(town, reference)
    words = words or "Ask about supervision at the club that closed."
    passing.pass_on(town.call("hugh"), refs[0], words)
    passing.hand_over(town.call("hugh"), vacancy)
    return vacancy, refs


def parts(town: Town, vacancy: str) -> list[str]:
    """The parts in the search of ``vacancy``, by number."""
    return [part.ref for part in shown(town, vacancy)]


def shown(town: Town, vacancy: str, name: str = "hugh") -> tuple[PartShown, ...]:
    """The same, as that person sees them."""
    return read_due_diligence(town.call(name), vacancy).parts


def page_key(town: Town, part: str, by: str = "hugh") -> str:
    """Let somebody make the link to the page about a part, or a new one; its key."""
    number = shortlist.link_for(town.call(by), part).number
    shortlist.make_link(town.call(by), part, number)
    return shortlist.link_for(town.call(by), part).key


def says(town: Town, key: str, words: str = "", *, objects: bool = False) -> None:
    """Let the holder of the link say it before the panel is told."""
    shortlist_words.say(calling(town), key, words, objects=objects)


def answers(town: Town, key: str, words: str) -> None:
    """Let the holder of the link answer what the panel was told, as they saw it would be read."""
    shortlist_words.answer(calling(town), key, words, fingerprint(words))


def answered(town: Town, part: str, words: str = "Nothing came of the complaint.") -> str:
    """The same by a new link, whose key comes out."""
    key = page_key(town, part)
    answers(town, key, words)
    return key
