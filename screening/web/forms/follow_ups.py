"""What an equality officer asks of colleagues, and what they answer."""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.domain.words import FollowUpKind
from screening.services.calendar import in_working_days
from screening.services.following_up import Asking
from screening.services.reading.equality.follow_ups import FollowUps
from screening.web.forms import Form
from screening.web.forms.boxes import drop_down, long_answer, typed
from screening.web.forms.fields import Minutes, read_number
from screening.web.forms.needed import needed

_NAMES_NOBODY = _l(
    "It is printed in the audit report. Do not name candidates: use their codes, such as C-03."
)


class AskForm(Form):
    """A query, or an action that somebody is to take."""

    words = long_answer(_l("What do you ask?"), _NAMES_NOBODY, _l("Write down what you ask"))
    owner = drop_down(_l("Of whom?"), list)
    check = drop_down(_l("About which check?"), list)
    due = Minutes(
        _l("Within how many working days?"),
        default=5,
        validators=[needed(_l("Say within how many working days"))],
    )

    def offer(self, about: FollowUps, kind: FollowUpKind) -> None:
        """Give the people and checks to choose from."""
        people = [(one.ref, f"{one.name} ({one.email})") for one in about.owners[kind]]
        everybody = gettext("Anybody in HR who is not on the panel")
        nobody_yet = gettext("Choose somebody")
        self.owner.choices = [
            ("", everybody if kind is FollowUpKind.QUERY else nobody_yet),
            *people,
        ]
        named = [(str(one), gettext("Check %(number)s", number=one)) for one in about.checks]
        self.check.choices = [("", gettext("No one check: the vacancy as a whole")), *named]

    def asking(self, kind: FollowUpKind, now: datetime) -> Asking:
        """What was typed."""
        return Asking(
            kind=kind,
            words=typed(self.words),
            due=in_working_days(now, self.due.data or 0),
            owner=self.owner.data or "",
            check=read_number(self.check.data, otherwise=0),
        )


class AnswerForm(Form):
    """An answer to a query, or what was done."""

    words = long_answer(_l("Your answer"), _NAMES_NOBODY, _l("Write down your answer"))
