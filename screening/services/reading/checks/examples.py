"""Requests that somebody might write, good and bad, as the policy in force judges them now.

Nothing here is about anybody. What is said of each comes from the gate, so that the help never
promises what a request would not get.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from screening.domain.notifying import Language
from screening.domain.request import Place, Request, Scope
from screening.domain.text import N_
from screening.domain.words import CriterionKind, SearcherKind, Source, Stage, SuppliedBy, Verdict
from screening.gate.case import Case, Claim, Criterion, Vacancy
from screening.gate.gate import assess
from screening.services.call import Call
from screening.services.catalogues import catalogue_of
from screening.services.reading.checks.check import AttemptShown

_CODE = "E1"
_APPLICANTS = 12


@dataclass(frozen=True)
class Example:
    """A request for the post ``job``, which asks for ``asks``, about what ``quote`` says.

    ``title`` (English, marked) says what it shows.
    """

    title: str
    job: str
    asks: str
    quote: str
    request: Request


@dataclass(frozen=True)
class ExampleShown:
    """An example and what is said of it."""

    example: Example
    verdict: Verdict
    attempt: AttemptShown


def read_examples(call: Call, language: Language = Language.ENGLISH) -> tuple[ExampleShown, ...]:
    """Every example as somebody might write it in ``language``, judged as it stands by the policy
    in force: those that are ready to send come first.
    """
    with call.look() as work:
        policy, now = work.policy, work.now
    say = catalogue_of(language).gettext
    shown = []
    for number, example in enumerate((_said(one, say) for one in EXAMPLES), start=1):
        found = assess(_case(example), policy)
        ready = found.verdict is not Verdict.BLOCK
        attempt = AttemptShown(number, now, ready, 0, example.request, found.findings)
        shown.append(ExampleShown(example, found.verdict, attempt))
    return tuple(sorted(shown, key=lambda one: not one.attempt.ready))


def _said(example: Example, say: Callable[[str], str]) -> Example:
    """``example`` with what people say in it in the words of ``say``."""
    asked = example.request
    request = replace(
        asked,
        question=say(asked.question),
        relevance=say(asked.relevance),
        scope=replace(asked.scope, looking_at=say(asked.scope.looking_at)),
        alternatives=asked.alternatives and say(asked.alternatives),
    )
    job, asks, quote = map(say, (example.job, example.asks, example.quote))
    return replace(example, job=job, asks=asks, quote=quote, request=request)


def _case(example: Example) -> Case:
    criterion = Criterion(_CODE, CriterionKind.ESSENTIAL, example.asks)
    return Case(
        vacancy=Vacancy(example.job, _APPLICANTS, Stage.INTERVIEWED, (criterion,)),
        claim=Claim(Source.APPLICATION, example.quote),
        criterion=_CODE,
        request=example.request,
    )


def _request(
    question: str, relevance: str, place: Place, reading: str, alternatives: str, *words: str
) -> Request:
    return Request(
        question=question,
        relevance=relevance,
        scope=Scope(places=(place,), terms=words, looking_at=reading, minutes=20),
        alternatives=alternatives,
        searcher_kind=SearcherKind.HR,
    )


def _theirs(platform: str, address: str) -> Place:
    return Place(platform, address, SuppliedBy.CANDIDATE)


_MUSEUM = N_(
    "From 2022 to 2024 I ran the Harbour Museum's Instagram and wrote three captions a week, for"
    " visitors who know nothing of ships."
)
_DRIVER = N_("I have driven minibuses for the community transport scheme since 2019.")

EXAMPLES: tuple[Example, ...] = (
    Example(
        N_("They ran an account at work"),
        N_("Communications Officer"),
        N_("Writes plainly for people who are new to a subject"),
        _MUSEUM,
        _request(
            N_("Are the museum's captions of those years plain, and were there three a week?"),
            N_("Writing plainly is E1, and these captions are the example they gave."),
            _theirs("Instagram", "instagram.com/harbourmuseum"),
            N_("The captions under the museum's posts from 2022 to 2024"),
            N_("A portfolio was asked for; they say that the captions are only to be seen there."),
        ),
    ),
    Example(
        N_("They write about a hobby that they put in their CV"),
        N_("Allotments Officer"),
        N_("Knows how vegetables are grown on heavy soil"),
        N_("My blog on growing vegetables on clay has had an article each month since 2020."),
        _request(
            N_("Do the articles show that they know how vegetables are grown on clay?"),
            N_("E1 asks for knowledge of heavy soil, and they give the blog as their proof of it."),
            _theirs("Blog", "clayandspade.example"),
            N_("The articles on growing vegetables"),
            N_("The interview has room for one question on soil; twelve articles show more."),
        ),
    ),
    Example(
        N_("A word that sounds private belongs to the work"),
        N_("Inclusion Adviser"),
        N_("Explains to the public what makes a building usable for disabled visitors"),
        N_("My talk on step-free museums was recorded at the Access Conference in May 2025."),
        _request(
            N_("Does the recorded talk explain step-free access so that the public follows it?"),
            N_("E1 is explaining access to the public; this talk is the example they chose."),
            _theirs("YouTube", "youtube.com/watch?v=accessconference"),
            N_("The recording of the talk of May 2025, and not the comments below it"),
            N_("A presentation at the interview is ten minutes long; this shows a whole talk."),
        ),
    ),
    Example(
        N_("No claim is tested: it looks for something to hold against them"),
        N_("Communications Officer"),
        N_("Writes plainly for people who are new to a subject"),
        _MUSEUM,
        _request(
            N_("Is there anything on their accounts that could embarrass us?"),
            N_("We want to be sure that they are the right kind of person."),
            Place("Facebook", "", SuppliedBy.UNKNOWN),
            N_("Everything that they have posted"),
            "",
        ),
    ),
    Example(
        N_("It is done for everybody"),
        N_("Driver"),
        N_("Has driven minibuses"),
        _DRIVER,
        _request(
            N_("What comes up when we search for their name?"),
            N_("We look up everyone before the interview as a matter of routine."),
            Place("Google", "", SuppliedBy.UNKNOWN),
            N_("The first pages of results"),
            "",
        ),
    ),
    Example(
        N_("What would be read does not bear on the claim"),
        N_("Driver"),
        N_("Has driven minibuses"),
        _DRIVER,
        _request(
            N_("Has she driven minibuses since 2019?"),
            N_("E1 asks for driving."),
            Place("Facebook", "facebook.com/her.page", SuppliedBy.UNKNOWN),
            N_("Her holiday pictures and who she goes out with"),
            N_("A reference from the scheme would take a week longer."),
        ),
    ),
    Example(
        N_("It would show what the law protects"),
        N_("Allotments Officer"),
        N_("Knows how vegetables are grown on heavy soil"),
        N_("My blog on growing vegetables on clay has had an article each month since 2020."),
        _request(
            N_("Does she have children, or is she planning to have children?"),
            N_("The post needs somebody who will be here through the whole season."),
            _theirs("Blog", "clayandspade.example"),
            N_("Articles that mention her family"),
            N_("We cannot ask that at the interview."),
        ),
    ),
)
