"""What HR types about a notice, and about what the candidate says to it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField

from screening.domain.text import N_
from screening.domain.words import Delivery
from screening.services.calendar import day_of, end_of_day
from screening.web.forms import DateField
from screening.web.forms.boxes import Choices, long_answer, one_answer, one_from
from screening.web.forms.fields import CheckForm
from screening.web.forms.needed import needed
from screening.web.wording import label


class Reply(StrEnum):
    """What a candidate may say to a notice."""

    AGREED = "agreed"
    OBJECTION = "objection"


class ObjectionRuling(StrEnum):
    """What HR may say to an objection."""

    UPHELD = "upheld"
    NOT_UPHELD = "not-upheld"


REPLIES: Mapping[StrEnum, str] = {
    Reply.AGREED: N_("Go ahead: the search need not wait for the rest of the reply period"),
    Reply.OBJECTION: N_("An objection, or something is wrong: nobody searches until it is decided"),
}
DELIVERIES = (Delivery.EMAIL, Delivery.POST, Delivery.BY_HAND)
"""How HR may have got it there; that the candidate answered on their own page says itself."""
VERDICTS: Mapping[StrEnum, str] = {
    ObjectionRuling.UPHELD: N_(
        "The candidate is right, or what they offer will do: the check is cancelled"
    ),
    ObjectionRuling.NOT_UPHELD: N_("The check goes on; the time lost is given back"),
}


def deliveries() -> Choices:
    """The same to choose from."""
    return [(one.value, label(one)) for one in DELIVERIES]


class SendForm(CheckForm):
    """How and when the notice reached the candidate."""

    delivery = one_from(
        _l("How was it delivered?"),
        deliveries,
        _l("Choose how it was delivered"),
    )
    delivered = DateField(
        _l("When did it reach the candidate?"),
        description=_l(
            "The reply period is counted from this day. For a letter, the day it was "
            "delivered, not the day it was posted."
        ),
        validators=[needed(_l("Enter the day on which it reached the candidate"))],
    )

    def delivered_at(self, now: datetime) -> datetime:
        """The end of the day given, as a reply counts in days; today, the moment that it is."""
        return now if self.delivered.data == day_of(now) else end_of_day(self.delivered.data)


class ReplyForm(CheckForm):
    """What the candidate said."""

    reply = one_answer(
        _l("What did the candidate say?"), REPLIES, _l("Choose what the candidate said")
    )
    words = long_answer(
        _l("In their words"),
        _l("As they wrote or said it, and how it reached you."),
        _l("Write down what the candidate said"),
    )
    received = DateField(
        _l("If it is an objection: on which day did it reach anybody here? (optional)"),
        description=_l(
            "The month to answer it runs from that day. Where you do not know it, it is counted "
            "from today."
        ),
    )


class MoreTimeForm(CheckForm):
    """Until when a candidate may reply instead."""

    until = DateField(
        _l("Until which day can they reply?"),
        description=_l("They can reply to the end of this day."),
        validators=[needed(_l("Enter the day until which they can reply"))],
    )
    reason = long_answer(
        _l("Why do they need more time?"),
        _l(
            "In few words. You need not name an illness or a disability. The panel and the "
            "searcher do not read this, and it is not printed in the audit report."
        ),
        _l("Say why they need more time"),
    )
    takes_back = BooleanField(
        _l("The candidate takes back that we can go ahead"), widget=GovCheckboxInput()
    )


class ObjectionForm(CheckForm):
    """A decision on an objection."""

    verdict = one_answer(_l("What do you decide?"), VERDICTS, _l("Choose what you decide"))
    reasons = long_answer(
        _l("Your reasons"),
        _l("The candidate can read them on their own page."),
        _l("Give your reasons"),
    )


class CancelForm(CheckForm):
    """Stopping a check."""

    reasons = long_answer(
        _l("Why is the check stopped?"),
        _l("The panel does not read this. For example: the claim was settled at interview."),
        _l("Say why the check is stopped"),
    )
