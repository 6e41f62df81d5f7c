"""Forms about what a candidate may have: a copy, and the register of what they ask for."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.rights import Channel, RightsKind, Step
from screening.domain.words import Redaction
from screening.services.reading.rights.entry import RightsShown
from screening.services.reading.rights.redaction import Queued
from screening.services.redacting import Ruling, marks_of
from screening.services.rights import Asked, Outsider
from screening.web.forms import DateField, Form
from screening.web.forms.boxes import line, long_answer, one_from, one_of, typed
from screening.web.forms.fields import read_number
from screening.web.forms.needed import needed
from screening.web.wording import label


class AccessForm(Form):
    """Why somebody looks at, or copies, all that is held about a candidate."""

    reason = line(
        _l("Why do you open it?"),
        _l("Such as the number of the request. It is recorded, and the person can read it."),
        _l("Say why you open it"),
    )


class EnterForm(Form):
    """Something that a candidate asks for, objects to or complains about."""

    kind = one_of(_l("What is it?"), RightsKind, _l("Choose what it is"))
    channel = one_of(_l("How did it come?"), Channel, _l("Choose how it came"))
    received = DateField(
        _l("When was it received?"),
        description=_l(
            "The day on which it reached anybody here. The time to answer runs from it."
        ),
        validators=[needed(_l("Enter the day on which it was received"))],
    )
    words = long_answer(
        _l("In their words"),
        _l("As they wrote or said it. They can ask to read this."),
        _l("Write down what they ask for"),
    )

    def asked(self) -> Asked:
        """What was typed."""
        return Asked(
            RightsKind(self.kind.data),
            Channel(self.channel.data),
            self.received.data,
            typed(self.words),
        )


class OutsiderForm(EnterForm):
    """The same, of somebody who has no page here."""

    who = line(
        _l("Who writes, and how can they be reached?"),
        _l("As they give it: their name, and an address, e-mail address or telephone number."),
        _l("Write down who writes and how they can be reached"),
    )
    about = line(
        _l("What is it about? (optional)"),
        _l("Such as a job, a search or an earlier letter, as far as they say."),
    )

    def outsider(self) -> Outsider:
        """Who was typed."""
        return Outsider(typed(self.who), typed(self.about))


_OF_A_COMPLAINT: Mapping[Step, Any] = {Step.ANSWER: _l("I told them the outcome, and why")}
"""What a step on a complaint is called where that is not what it is called on a request."""
_OF_A_REQUEST = _l(
    "To refuse, extend or answer, write down what you told them and why. They can ask to read this."
)
_WHAT_TO_WRITE: Mapping[RightsKind, Any] = {
    RightsKind.ACCESS: _l(
        "To refuse, extend or answer, or to ask what it is about, write down what you told "
        "them and why. They can ask to read this."
    ),
    RightsKind.COMPLAINT: _l(
        "For the outcome, write down what you looked into, what came of it, and that they can go "
        "to the Information Commissioner. They can ask to read this."
    ),
}


class StepForm(Form):
    """A step that was taken. ``version``: of the entry as it was read."""

    step = one_of(_l("What did you do, or learn?"), Step, _l("Choose what you did"))
    on = DateField(
        _l("On which day?"), validators=[needed(_l("Enter the day on which you did it"))]
    )
    words = long_answer(
        _l("What did you tell them?"),
        _l("They can ask to read this."),
    )
    version = HiddenField(default="")

    def offer(self, shown: RightsShown) -> None:
        """Give the steps to choose from: fewer than are taken, as a second click comes later. Both
        they and what is to be written down are worded for what was entered.
        """
        kind = shown.row.kind
        named = _OF_A_COMPLAINT if kind is RightsKind.COMPLAINT else {}
        self.step.choices = [
            (row.step.value, str(named.get(row.step) or label(row.step))) for row in shown.steps
        ]
        self.words.description = _WHAT_TO_WRITE.get(kind, _OF_A_REQUEST)

    def chosen(self) -> Step:
        """The step that was chosen."""
        return Step(self.step.data)


class RedactionForm(Form):
    """What a candidate gets of one text. The hidden fields say which text, and as it was read."""

    decision = one_from(
        _l("What does the person get of it?"), None, _l("Choose what the person gets")
    )
    words = long_answer(
        _l("Which words are to be withheld beside what is marked? (optional)"),
        _l("Copy them from the text, one part on each line. Wherever it stands, it is withheld."),
    )
    reason = line(
        _l("Why?"),
        _l(
            "Needed where something is marked or withheld. The person does not get this. Do not "
            "repeat what is withheld."
        ),
    )
    place = HiddenField(default="")
    after = HiddenField(default="")
    marked = HiddenField(default="")

    def offer(self, queued: Queued | None) -> None:
        """Give what can be decided of ``queued``: where nothing is marked, nothing marked goes."""
        marked = bool(queued and queued.proposed)
        offered = [(each.value, label(each)) for each in Redaction]
        if not marked:
            more = (Redaction.MORE.value, gettext("Withhold some words of it"))
            left, whole = ((each.value, label(each)) for each in (Redaction.LEFT, Redaction.WHOLE))
            offered = [left, more, whole]
        self.decision.choices = offered

    def now_about(self, queued: Queued) -> None:
        """Sent, it decides on ``queued`` as it stands now."""
        self.place.data, self.after.data = queued.free.place, str(queued.seq)
        self.marked.data = marks_of(queued)

    def ruling(self) -> Ruling:
        """What was chosen and typed."""
        return Ruling(
            Redaction(self.decision.data),
            typed(self.words),
            typed(self.reason),
            read_number(self.after.data, 0),
            self.marked.data or "",
        )
