"""What HR gives the panel, or keeps from it, and what the panel says it changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import StopValidation

from screening.domain.words import WithheldBecause
from screening.services.reading.vacancy import CriterionShown
from screening.web.forms import DateField
from screening.web.forms.boxes import Choices, Radios, long_answer, one_of
from screening.web.forms.fields import CheckForm, TimeField
from screening.web.forms.needed import needed

CHANGED, UNCHANGED = "yes", "no"
CRITERION = "changed_"
"""A criterion's box is named by this and its number in the list."""


class HandOverForm(CheckForm):
    """What the panel will read."""

    words = long_answer(
        _l("What the panel will read"),
        _l("It stands as the searcher wrote it. Change it until it only answers."),
        _l("Write what the panel will read"),
    )


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
    scores_locked_at: DateField
    time: TimeField

    def criteria_boxes(self) -> list[Changed]:
        """The boxes of the criteria, in their order."""
        return [field for field in self if isinstance(field, Changed)]

    def changed(self, criteria: Sequence[CriterionShown]) -> Mapping[str, bool]:
        """Whether the score changed, by the criterion's code."""
        both = zip(criteria, self.criteria_boxes(), strict=True)
        return {row.code: box.data == CHANGED for row, box in both}

    def locked_at(self) -> datetime:
        """When the scores were locked."""
        return self.time.on(self.scores_locked_at.data)


def _no_or_yes() -> Choices:
    return [(UNCHANGED, gettext("No")), (CHANGED, gettext("Yes"))]


def influence_form(criteria: Sequence[CriterionShown]) -> InfluenceForm:
    """The form for a vacancy with ``criteria``: one question a criterion, then why and when.

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
    boxes["scores_locked_at"] = DateField(
        _l("On which day did you lock your scores?"),
        description=_l("The day on which you had scored this candidate, before you read this."),
        validators=[needed(_l("Enter the day on which you locked your scores"))],
    )
    boxes["time"] = TimeField(_l("At what time?"), description=_l("For example, 2:30pm"))
    form: InfluenceForm = type("InfluenceFormOfAVacancy", (InfluenceForm,), boxes)()
    return form
