"""The form in which somebody chooses how often they are sent an e-mail, in which language."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from screening.domain.notifying import HowOften, Language
from screening.domain.text import N_
from screening.web.forms import Form
from screening.web.forms.boxes import one_answer, one_from
from screening.web.languages import offered_languages

ANSWERS: Mapping[StrEnum, str] = {
    HowOften.AT_ONCE: N_("At once, a few in one e-mail where there is much"),
    HowOften.DAILY: N_("Once a day, at 8 in the morning of a working day"),
    HowOften.NEVER: N_("Never: I look here"),
}


class ChoiceForm(Form):
    """How often, and in which language where there is more than one."""

    how_often = one_answer(
        _l("How often do you want an e-mail about what is new?"),
        ANSWERS,
        _l("Choose how often you want an e-mail"),
    )

    language = one_from(
        _l("In which language?"),
        lambda: list(offered_languages().items()),
        _l("Choose a language"),
    )

    def chosen(self) -> HowOften:
        """The choice that was made."""
        return HowOften(self.how_often.data)

    def chosen_language(self) -> Language | None:
        """The language that was chosen; None where nothing was asked."""
        return Language(self.language.data) if "language" in self else None
