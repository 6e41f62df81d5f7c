"""Bringing in monitoring answers, and making an edition."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.validators import ValidationError

from screening.domain.monitoring import UNSAID, First, Unsaid
from screening.services.monitoring.importing import LookedAt
from screening.services.monitoring.reading_file import LARGEST
from screening.services.monitoring.values import Value
from screening.services.reading.equality.monitoring_held import YearHeld
from screening.web.forms import Form
from screening.web.forms.boxes import drop_down, one_of
from screening.web.forms.files import FileForm, file_box, pasted_box
from screening.web.wording_monitoring import named

_VALUE = "value-"
BRING_IN = "bring-in"


class MonitoringFileForm(FileForm):
    """A file of answers; ``act`` says whether it is brought in, ``sha256`` which was checked."""

    file = file_box(
        _l("The file with the answers"),
        _l("CSV, up to 1,000 lines. It is looked at first; nothing is kept of the file itself."),
    )
    words = pasted_box(_l("Or paste it here"), rows=8)
    largest = LARGEST
    sha256 = HiddenField(default="")
    act = HiddenField(default="")

    def checked(self, looked_at: LookedAt) -> None:
        """The file that was sent is the one that may be brought in now."""
        self.sha256.data = looked_at.sha256 if looked_at.fits else ""


def values_form(values: Sequence[Value]) -> Form:
    """A form with a box for each of ``values``: which answer it is, as chosen now or before."""
    boxes: dict[str, Any] = {
        _VALUE + value.key: drop_down(
            gettext("%(question)s: “%(said)s”", question=named(value.question.name),
                    said=value.said),
            partial(_offered, value),
            gettext("As the last time") if value.as_before else "",
        )
        for value in values
    }  # fmt: skip
    data = {_VALUE + value.key: value.answer for value in values}
    form: Form = type("ValuesForm", (Form,), boxes)(formdata=None, data=data)
    return form


def chosen_values(sent: Mapping[str, str]) -> dict[str, str]:
    """Which answers were chosen, by the keys of the words. The service takes no others."""
    return {
        name.removeprefix(_VALUE): answer
        for name, answer in sent.items()
        if name.startswith(_VALUE)
    }


def _offered(value: Value) -> list[tuple[str, str]]:
    answers = [(each, named(each)) for each in value.question.answers if each != UNSAID]
    return [
        ("", gettext("Choose an answer")),
        *answers,
        (UNSAID, gettext("Not known: it counts as not said")),
    ]


class EditionForm(Form):
    """Of which years people are counted, and by what they are told apart first."""

    since = drop_down(
        _l("Vacancies that closed from which year on?"),
        list,
        _l("An earlier one takes years together, where one alone has too few people."),
    )
    year = drop_down(
        _l("Until the end of which year?"),
        list,
        _l("Only of years that are over: whoever is counted now is in no later edition."),
    )
    first = one_of(
        _l("By what are people told apart first?"),
        First,
        _l("Choose by what people are told apart first"),
        _l("What comes first is most likely to be shown. It cannot be changed afterwards."),
    )

    unsaid = one_of(
        _l("What becomes of those who did not answer, where they are few?"),
        Unsaid,
        _l("Choose what becomes of those who did not answer"),
        _l("This cannot be changed afterwards either."),
    )

    without = HiddenField(default="")

    def missing_of(self, years: Sequence[YearHeld]) -> int:
        """How many vacancies of the chosen ``years`` have no answers yet, beside those that have;
        0 once that was shown.
        """
        first, last = int(self.since.data), int(self.year.data)
        chosen = [each for each in years if first <= each.year <= last]
        if self.without.data or not any(each.with_answers for each in chosen):
            return 0
        missing = sum(each.missing for each in chosen)
        self.without.data = "shown" if missing else ""
        return missing

    def offer(self, years: list[int]) -> None:
        """Give the years that there are. The service says whether one can be counted: after a
        second click it is not there any more.
        """
        for box in (self.since, self.year):
            box.choices = [(str(year), str(year)) for year in years]
            box.validate_choice = False

    def validate_since(self, box: SelectField) -> None:
        """Take nothing but a year."""
        if not re.fullmatch(r"20[0-9]{2}", box.data or "", re.ASCII):
            raise ValidationError(gettext("Choose a year"))

    validate_year = validate_since
