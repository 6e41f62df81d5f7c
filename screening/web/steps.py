"""The pages of a request in their order, and which of them each field of it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from screening.domain.words import SuppliedBy
from screening.services.reading.checks.draft import DraftShown
from screening.web.forms import scope
from screening.web.forms import steps as forms


@dataclass(frozen=True)
class Step:
    """One page: its name in the address, its heading, its form, and the fields that it holds.

    ``number`` is its place among the four things that everybody types; 0 for what is preset.
    """

    name: str
    title: Any
    form: type[forms.StepForm]
    fields: tuple[str, ...]
    number: int = 0


STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step("question", _l("What I want to know"), forms.QuestionForm, ("request.question",), 2),
        Step("places", _l("Where I would look"), scope.PlacesForm, ("request.places",), 3),
        Step(
            "alternatives",
            _l("Why I can't just ask"),
            forms.AlternativesForm,
            ("request.alternatives",),
            4,
        ),
        Step("relevance", _l("Why it matters"), forms.RelevanceForm, ("request.relevance",)),
        Step("reading", _l("What will be read"), scope.ReadingForm, ("request.looking_at",)),
        Step("period", _l("Period"), scope.PeriodForm, ("request.from",)),
        Step("minutes", _l("Minutes"), scope.MinutesForm, ("request.minutes",)),
        Step("words", _l("Search words"), scope.WordsForm, ("request.terms",)),
        Step("searcher", _l("Who would look"), scope.SearcherForm, ("request.searcher",)),
        Step(
            "why-there",
            _l("Why a place they did not give"),
            forms.WhyThereForm,
            ("request.why_not_supplied",),
        ),
        Step("why-now", _l("Why now"), forms.WhyNowForm, ("request.why_now",)),
    )
}
TYPED = tuple(step for step in STEPS.values() if step.number)
PRESET = tuple(step for step in STEPS.values() if not step.number)
STEP_OF: Mapping[str, Step] = {field: step for step in STEPS.values() for field in step.fields}


def after(step: Step) -> Step | None:
    """The page that follows ``step`` while the four things are typed; None: all are."""
    return next((other for other in TYPED if other.number == step.number + 1), None)


def is_asked(step: Step, draft: DraftShown) -> bool:
    """Whether ``draft`` needs what stands on ``step``: two of the reasons are for some only."""
    if step.name == "why-there":
        places = draft.request.scope.places
        return any(place.supplied_by is not SuppliedBy.CANDIDATE for place in places)
    return step.name != "why-now" or draft.early
