"""What an equality officer asks of colleagues, what they answer, and what becomes of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Form as Part

from screening.domain.text import N_
from screening.domain.words import FollowUpKind, FollowUpState
from screening.services import settling
from screening.services.calendar import in_working_days
from screening.services.call import Call
from screening.services.following_up import Asking
from screening.services.reading.equality.follow_ups import FollowUps
from screening.services.reading.people import Colleague
from screening.web.forms import Form
from screening.web.forms.boxes import Choices, drop_down, long_answer, one_answer, typed
from screening.web.forms.fields import Days, read_number
from screening.web.forms.needed import needed

_NAMES_NOBODY = _l(
    "It is printed in the audit report. Do not name candidates: use their codes, such as C-03."
)
_DAYS = _l("Within how many working days?")


class AskForm(Form):
    """A query, or an action that somebody is to take."""

    words = long_answer(_l("What do you ask?"), _NAMES_NOBODY, _l("Write down what you ask"))
    owner = drop_down(_l("Of whom?"), list)
    check = drop_down(_l("About which check?"), list)
    due = Days(_DAYS, default=5, validators=[needed(_l("Say within how many working days"))])

    def offer(self, about: FollowUps, kind: FollowUpKind) -> None:
        """Give the people and checks to choose from."""
        nobody = gettext("Anybody in HR who is not on the panel")
        if kind is not FollowUpKind.QUERY:
            nobody = gettext("Choose somebody")
        self.owner.choices = [("", nobody), *_named(about.owners[kind])]
        checks = [(str(one), gettext("Check %(number)s", number=one)) for one in about.checks]
        self.check.choices = [("", gettext("No one check: the vacancy as a whole")), *checks]

    def asking(self, kind: FollowUpKind, now: datetime) -> Asking:
        """What was typed."""
        return Asking(
            kind=kind,
            words=typed(self.words),
            due=in_working_days(now, self.due.data or 0),
            owner=self.owner.data or "",
            check=read_number(self.check.data, otherwise=0),
        )


class ConditionPart(Part):
    """One condition of a sign-off."""

    words = long_answer(_l("What has to be so, or be done?"), _NAMES_NOBODY)
    owner = drop_down(_l("Who sees to it?"), list)
    due = Days(_DAYS, default=10)

    def offer(self, owners: Sequence[Colleague]) -> None:
        """Give the people to choose from."""
        self.owner.choices = [("", gettext("Choose somebody")), *_named(owners)]

    def asking(self, now: datetime) -> Asking:
        """What was typed."""
        due = in_working_days(now, self.due.data or 0)
        return Asking(FollowUpKind.CONDITION, typed(self.words), due, self.owner.data or "")


class AnswerForm(Form):
    """An answer to a query, or what was done."""

    words = long_answer(_l("Your answer"), _NAMES_NOBODY, _l("Write down your answer"))


class Becomes(StrEnum):
    """What an officer decides of something that was asked."""

    SATISFIED = "satisfied"
    AGAIN = "again"
    MORE_TIME = "more-time"
    WITHDRAW = "withdraw"


_BECOMES: Mapping[StrEnum, str] = {
    Becomes.SATISFIED: N_("I am satisfied: it is done"),
    Becomes.AGAIN: N_("I am not satisfied: I ask again"),
    Becomes.MORE_TIME: N_("They have more time"),
    Becomes.WITHDRAW: N_("I withdraw it"),
}
_OFFERED = {
    FollowUpState.ANSWERED: (Becomes.SATISFIED, Becomes.AGAIN),
    FollowUpState.ASKED: (Becomes.MORE_TIME, Becomes.WITHDRAW),
}


class SettleForm(Form):
    """What becomes of a query, action or condition."""

    what = one_answer(_l("What becomes of it?"), _BECOMES, _l("Choose what becomes of it"))
    words = long_answer(
        _l("What is missing"),
        _l("You can leave it empty if you are satisfied. Do not name candidates: use their codes."),
    )
    due = Days(_DAYS, default=5, description=_l("Only if you ask again."))

    def offer(self, state: FollowUpState) -> None:
        """Show what can become of it as it stands; what was sent is the service's to judge."""
        self.what.choices = [(one.value, gettext(_BECOMES[one])) for one in _OFFERED.get(state, ())]
        if state is FollowUpState.ASKED:
            self.words.label.text = gettext("Why")
            self.words.description = _NAMES_NOBODY
            self.due.description = gettext("Counted from today. Only if you give more time.")

    def carry_out(self, call: Call, ref: str, now: datetime) -> None:
        """Do what was chosen."""
        words, due = typed(self.words), in_working_days(now, self.due.data or 0)
        match Becomes(self.what.data):
            case Becomes.SATISFIED:
                settling.satisfied(call, ref, words)
            case Becomes.AGAIN:
                settling.ask_again(call, ref, words, due)
            case Becomes.MORE_TIME:
                settling.give_more_time(call, ref, words, due)
            case Becomes.WITHDRAW:
                settling.withdraw(call, ref, words)


def _named(people: Sequence[Colleague]) -> Choices:
    return [(one.ref, f"{one.name} ({one.email})") for one in people]
