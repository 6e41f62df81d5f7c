"""The pages of a request in their order, and which of them each field of it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from screening.domain.request import BEFORE_THE_LAST_STAGE, Request
from screening.domain.words import Stage, SuppliedBy
from screening.web.forms import scope
from screening.web.forms import steps as forms
from screening.web.wording_request import as_read


@dataclass(frozen=True)
class Step:
    """One page: its name in the address, its heading, its form, and the fields that it holds.

    ``typed``: it comes up of itself while a request is written; the rest is preset.
    """

    name: str
    title: Any
    form: type[forms.StepForm]
    fields: tuple[str, ...]
    typed: bool = False


STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step(
            "question", _l("What I want to know"), forms.QuestionForm, ("request.question",), True
        ),
        Step("places", _l("Where I would look"), scope.PlacesForm, ("request.places",), True),
        Step(
            "why-there",
            _l("Why a place they did not give"),
            forms.WhyThereForm,
            ("request.why_not_supplied",),
            True,
        ),
        Step(
            "alternatives",
            _l("Why I can't just ask"),
            forms.AlternativesForm,
            ("request.alternatives",),
            True,
        ),
        Step("why-now", _l("Why now"), forms.WhyNowForm, ("request.why_now",), True),
        Step("relevance", _l("Why it matters"), forms.RelevanceForm, ("request.relevance",)),
        Step("reading", _l("What will be read"), scope.ReadingForm, ("request.looking_at",)),
        Step("period", _l("Period"), scope.PeriodForm, ("request.from",)),
        Step("minutes", _l("Minutes"), scope.MinutesForm, ("request.minutes",)),
        Step("words", _l("Search words"), scope.WordsForm, ("request.terms",)),
        Step("searcher", _l("Who would look"), scope.SearcherForm, ("request.searcher",)),
    )
}
STEP_OF: Mapping[str, Step] = {field: step for step in STEPS.values() for field in step.fields}
MAY_BE_NOTHING = "words"
"""A page that is answered with nothing: there need not be words to search for."""


@dataclass(frozen=True)
class Way:
    """The pages that are typed for ``request`` while its vacancy is at ``stage``, in their order.

    Two of them are for some requests only: why a place that the candidate did not give, and why
    before the last stage.
    """

    request: Request
    stage: Stage

    @property
    def steps(self) -> tuple[Step, ...]:
        """All of them, what is not said yet too."""
        return tuple(step for step in STEPS.values() if step.typed and self._asks(step))

    def after(self, step: Step) -> Step | None:
        """The page that follows ``step``; None: all were passed, or ``step`` is a preset."""
        order = list(STEPS.values())
        later = order[order.index(step) + 1 :] if step.typed else []
        return next((other for other in later if other in self.steps), None)

    @property
    def unsaid(self) -> tuple[Step, ...]:
        """Those whose answer is missing, and what was preset and has been taken out since."""
        texts = as_read(self.request)
        wanted = (*self.steps, *(step for step in STEPS.values() if not step.typed))
        return tuple(
            step for step in wanted if step.name != MAY_BE_NOTHING and not texts[step.fields[0]]
        )

    @property
    def preset(self) -> tuple[Step, ...]:
        """What was filled in. Nothing that is empty is called so."""
        return tuple(step for step in STEPS.values() if not step.typed and step not in self.unsaid)

    @property
    def said(self) -> tuple[Step, ...]:
        """All the rest that is sent: also a reason that was given and is not asked for any more."""
        texts = as_read(self.request)
        return tuple(
            step
            for step in STEPS.values()
            if step in self.unsaid or (step.typed and texts[step.fields[0]])
        )

    def _asks(self, step: Step) -> bool:
        if step.name == "why-there":
            places = self.request.scope.places
            return any(place.supplied_by is not SuppliedBy.CANDIDATE for place in places)
        return step.name != "why-now" or self.stage in BEFORE_THE_LAST_STAGE
