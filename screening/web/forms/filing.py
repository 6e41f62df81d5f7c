"""What starts a request, and what is said on the ways out of it."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from screening.services.reading.vacancies.candidate import CandidateShown
from screening.web.forms import Form
from screening.web.forms.boxes import long_answer, one_from, typed
from screening.web.forms.fields import CheckForm

SOMETHING_ELSE = "new"


class StartForm(Form):
    """Which claim a check is to test: one that is written down, or a new one."""

    claim = one_from(_l("Choose what the check is to test"), None, _l("Choose one of these"))

    def offer(self, candidate: CandidateShown) -> None:
        """Give the claims to choose from."""
        written = [(row.ref, f"“{row.quote}”") for row in candidate.claims if not row.erased]
        self.claim.choices = [*written, (SOMETHING_ELSE, _l("Something else they said"))]


class ReasonForm(CheckForm):
    """A few words that go on record. What is missing is said by the service."""

    reason: TextAreaField

    @property
    def text(self) -> str:
        """What was typed."""
        return typed(self.reason)


class ReferForm(ReasonForm):
    """I think this is wrong."""

    reason = long_answer(
        _l("Why you think so"),
        _l("Say which of the points is wrong, and why. HR reads it beside your request."),
    )


class AskForm(ReasonForm):
    """A question for the interview in place of the check."""

    reason = long_answer(
        _l("The question you will ask"),
        _l("Put it to the candidate as you would to anyone who said the same."),
    )


class WithdrawForm(ReasonForm):
    """Taking a check back."""

    reason = long_answer(_l("Why you take it back"), _l("A few words are enough."))
