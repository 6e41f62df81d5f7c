"""What HR gives the panel, or keeps from it, and what the panel says it changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import StopValidation

from screening.domain.words import Measure, WithheldBecause
from screening.services.checks.holding_back import AllTheSame
from screening.services.reading.checks.holding_back import Exposed, HeldShown
from screening.services.reading.vacancies.vacancy import CriterionShown
from screening.web.forms.boxes import Choices, Radios, long_answer, one_of, typed
from screening.web.forms.fields import CheckForm
from screening.web.wording import choices

CHANGED, UNCHANGED = "yes", "no"
CRITERION = "changed_"
"""A criterion's box is named by this and its number in the list."""
EXPOSED = "measure_"
"""The same, for somebody who saw something protected."""


class HandOverForm(CheckForm):
    """What the panel will read."""

    words = long_answer(
        _l("What the panel will read"),
        _l("It stands as the searcher wrote it. Change it until it only answers."),
        _l("Write what the panel will read"),
    )
    reasons = long_answer(
        _l("If you leave the marked words: why do they belong to the work?"),
        _l(
            "For example: a chaplain leads prayers, and the claim says so. Your reason is kept "
            "and counted, and the equality officer reads it."
        ),
    )
    seen = HiddenField(default="")

    def same(self) -> AllTheSame:
        """Why marked words may stay, and of which text the marks were shown."""
        return AllTheSame(typed(self.reasons), typed(self.seen))

    def show(self, shown: HeldShown) -> None:
        """Say of which text the marks are shown."""
        self.seen.data = shown.fingerprint


class WithholdForm(CheckForm):
    """Keeping an outcome from the panel."""

    because = one_of(
        _l("Why does the panel not learn it?"), WithheldBecause, _l("Choose why it is kept back")
    )
    reasons = long_answer(
        _l("Your reasons"),
        _l("Do not repeat here what the panel must not know."),
        _l("Give your reasons"),
    )


class Changed(RadioField):
    """Whether the score for one criterion changed."""

    widget = Radios()

    def pre_validate(self, form: Any) -> None:
        """Refuse anything but yes and no."""
        if self.data not in (CHANGED, UNCHANGED):
            raise StopValidation(gettext("Say whether this score changed"))


class InfluenceForm(CheckForm):
    """What an outcome changed, by criterion; ``influence_form`` gives it its boxes."""

    why: TextAreaField

    def criteria_boxes(self) -> list[Changed]:
        """The boxes of the criteria, in their order."""
        return [field for field in self if isinstance(field, Changed)]

    def changed(self, criteria: Sequence[CriterionShown]) -> Mapping[str, bool]:
        """Whether the score changed, by the criterion's code."""
        both = zip(criteria, self.criteria_boxes(), strict=True)
        return {row.code: box.data == CHANGED for row, box in both}


def _no_or_yes() -> Choices:
    return [(UNCHANGED, gettext("No")), (CHANGED, gettext("Yes"))]


def influence_form(criteria: Sequence[CriterionShown]) -> InfluenceForm:
    """The form for a vacancy with ``criteria``: one question a criterion, then why.

    Its boxes are made in the order in which they stand, so that mistakes are listed in it too.
    """
    boxes: dict[str, Any] = {
        f"{CRITERION}{number}": Changed(
            gettext("Did your score for %(code)s change?", code=row.code),
            description=row.text,
            choices=_no_or_yes,
        )
        for number, row in enumerate(criteria)
    }
    boxes["why"] = long_answer(
        _l("Why did it, or why did it not?"),
        _l("For example: it bore out what they had said at interview, so E1 stays 3."),
        _l("Say why the scores changed, or why they did not"),
    )
    form: InfluenceForm = type("InfluenceFormOfAVacancy", (InfluenceForm,), boxes)()
    return form


class Arranged(RadioField):
    """What is arranged for one person who saw something protected."""

    widget = Radios()

    def pre_validate(self, form: Any) -> None:
        """Refuse anything that is no measure."""
        if self.data not in set(Measure):
            raise StopValidation(gettext("Choose what is arranged"))


class ExposureStepForm(CheckForm):
    """What follows from an exposure; ``exposure_form`` gives it a question for each person."""

    reasons: TextAreaField

    def people_boxes(self) -> list[Arranged]:
        """The questions, in the order of the people."""
        return [field for field in self if isinstance(field, Arranged)]

    def measures(self, exposed: Sequence[Exposed]) -> Mapping[str, Measure]:
        """What is arranged, by account."""
        both = zip(exposed, self.people_boxes(), strict=True)
        return {one.account_ref: Measure(box.data) for one, box in both}


def exposure_form(exposed: Sequence[Exposed]) -> ExposureStepForm:
    """The form for those who are ``exposed``: what is arranged for each, and why."""
    boxes: dict[str, Any] = {
        f"{EXPOSED}{number}": Arranged(_who(one), choices=lambda: choices(Measure), default="")
        for number, one in enumerate(exposed)
    }
    boxes["reasons"] = long_answer(
        _l("What was arranged, and why is it enough?"),
        _l(
            "For example: they sit on no panel here and were told on Monday to speak of it to "
            "nobody. Do not say what was seen."
        ),
        _l("Say what was arranged, and why it is enough"),
    )
    form: ExposureStepForm = type("ExposureStepFormOfACheck", (ExposureStepForm,), boxes)()
    return form


def _who(one: Exposed) -> str:
    if one.outside:
        return str(gettext("The searcher outside, as %(name)s wrote down", name=one.name))
    return str(gettext("What follows for %(name)s?", name=one.name))
