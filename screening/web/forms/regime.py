"""By which regime a vacancy is run, and what the second person says to it."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.text import N_
from screening.domain.words import Regime
from screening.web.forms.boxes import long_answer, one_answer, one_of
from screening.web.forms.fields import CheckForm


class RegimeRuling(StrEnum):
    """What the second person can say."""

    CONFIRM = "confirm"
    DECLINE = "decline"


RULINGS: Mapping[StrEnum, str] = {
    RegimeRuling.CONFIRM: N_("Confirm it: the schools regime is in force for this vacancy"),
    RegimeRuling.DECLINE: N_("Decline it: section 6 alone applies"),
}


class RegimeForm(CheckForm):
    """By which regime the vacancy is to be run."""

    regime = one_of(_l("How is this vacancy to be run?"), Regime, _l("Choose how it is to be run"))
    reason = long_answer(
        _l("Why?"),
        _l(
            "For example: the post is in a primary school. The second person and the equality "
            "officer read this."
        ),
        _l("Give a reason"),
    )


class DecideRegimeForm(CheckForm):
    """The second person's word on the ``proposal`` that they read."""

    ruling = one_answer(
        _l("What do you decide?"), RULINGS, _l("Choose whether you confirm or decline")
    )
    reason = long_answer(
        _l("Your reason"),
        _l("It is recorded, and the audit report prints it."),
        _l("Give your reason"),
    )
    proposal = HiddenField()
