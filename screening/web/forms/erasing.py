"""Erasing by two people, and holds: why, what the second person says, and reasons."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField, HiddenField
from wtforms.validators import StopValidation

from screening.domain.text import N_
from screening.domain.words import ErasedBecause
from screening.web.forms import Form
from screening.web.forms.boxes import Choices, long_answer, one_answer, one_from
from screening.web.wording import choices


class ErasureRuling(StrEnum):
    """What the second person can say."""

    CONFIRM = "confirm"
    DECLINE = "decline"


RULINGS: Mapping[StrEnum, str] = {
    ErasureRuling.CONFIRM: N_("Confirm it: the data is erased for ever, at once"),
    ErasureRuling.DECLINE: N_("Decline it: nothing is erased"),
}


def _reasons() -> Choices:
    return [each for each in choices(ErasedBecause) if each[0] != ErasedBecause.BEFORE]


class ProposeErasureForm(Form):
    """Why a candidate should be erased."""

    because: Any = one_from(
        _l("Why should this person's data be erased?"), _reasons, _l("Choose why it should be")
    )
    why = long_answer(
        _l("In more words"),
        _l("What the person who confirms it has to know. It is erased with the rest."),
        _l("Say in more words why it should be erased"),
    )


class DecideErasureForm(Form):
    """The second person's word; ``read`` is how many records the page was made from."""

    ruling = one_answer(
        _l("What do you decide?"), RULINGS, _l("Choose whether you confirm or decline")
    )
    sure = BooleanField(
        _l("If I confirm: I understand that nobody can undo this"), widget=GovCheckboxInput()
    )
    reasons = long_answer(
        _l("Your reasons"),
        _l("They are recorded. If the data is erased, so are they."),
        _l("Give your reasons"),
    )
    read = HiddenField()

    def validate_sure(self, field: BooleanField) -> None:
        """Refuse what is confirmed without it."""
        if self.ruling.data == ErasureRuling.CONFIRM and not field.data:
            raise StopValidation(gettext("Confirm that you understand this cannot be undone"))


class GoOnForm(Form):
    """That holds are back after a restore; ``read``: the record since which erasing waits."""

    words = long_answer(
        _l("Which holds did you put back?"),
        _l("Or how you know that there were none. It is recorded. Do not name candidates."),
        _l("Say which holds you put back, or how you know that there were none"),
    )
    read = HiddenField()


class HoldForm(Form):
    """Why a hold is put on a vacancy, or lifted."""

    reason = long_answer(
        _l("Your reason"),
        _l(
            "It is recorded, and officers who review this vacancy can read it for as long as the "
            "record is kept. Do not name candidates: use their codes."
        ),
        _l("Give your reason"),
    )
