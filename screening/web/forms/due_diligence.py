"""Forms of the due-diligence search of a school's shortlist."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField

from screening.domain.due_diligence import ToExplore
from screening.domain.text import N_
from screening.services.due_diligence.looking import LookedUp
from screening.web.forms import DateField
from screening.web.forms.boxes import long_answer, one_answer, one_from, one_of, typed
from screening.web.forms.fields import CheckForm, Minutes
from screening.web.forms.handing_over import HandOverForm
from screening.web.forms.needed import needed
from screening.web.forms.notices import deliveries


class Saying(StrEnum):
    """What a candidate can say."""

    OBJECTS = "objects"
    SAYS = "says"


OBJECTS, SAYS = Saying
SAYINGS: Mapping[StrEnum, str] = {
    Saying.OBJECTS: N_("I object. I do not want to be looked up"),
    Saying.SAYS: N_("I want to say something, for example that a page is not mine"),
}
UPHELD, NOT_UPHELD = "upheld", "not-upheld"


class OpenForm(CheckForm):
    """Who looks everybody up."""

    searcher = one_from(
        _l("Who looks everybody up?"),
        None,
        _l("Choose who looks everybody up"),
        _l("Somebody in HR who never sat on this panel and asked for no check in this vacancy."),
    )


class TellForm(CheckForm):
    """That everybody was told."""

    delivery = one_from(
        _l("How did everybody get the notice?"),
        deliveries,
        _l("Choose how they got it"),
    )
    told_on = DateField(
        _l("On which day did the last of them have it?"),
        validators=[needed(_l("Enter the day on which the last of them had it"))],
    )


class SaidForm(CheckForm):
    """What a candidate said. Only that, without ``kind``, where they can object no more."""

    kind = one_from(
        _l("Do they object to being looked up?"),
        lambda: [
            (OBJECTS, gettext("Yes: the search stops for everybody until HR has decided")),
            (SAYS, gettext("No: they want to say something")),
        ],
        _l("Choose whether they object"),
    )
    words = long_answer(_l("In their words"), "", _l("Write down what they said"))

    def ask(self, *, objecting: bool) -> None:
        """Ask whether they object where they can (``objecting``), or where it was sent that they
        do: that is refused, not taken for something else.
        """
        if not objecting and self.kind.data != OBJECTS:
            del self.kind

    @property
    def objects(self) -> bool:
        """Whether what was typed is an objection."""
        return "kind" in self and self.kind.data == OBJECTS


class SayForm(CheckForm):
    """What a candidate says on their own page before the panel is told."""

    kind = one_answer(
        _l("What do you want to tell us?"), SAYINGS, _l("Choose what you want to tell us")
    )
    words = long_answer(
        _l("In your own words"),
        _l(
            "You need no reasons to object. If you want to say something else, say what it is. Do "
            "not send a password."
        ),
    )

    def offer(self, *, objecting: bool) -> None:
        """Offer what can be said now."""
        self.kind.choices = [
            (code.value, gettext(words))
            for code, words in SAYINGS.items()
            if objecting or code is not Saying.OBJECTS
        ]


class DecideForm(CheckForm):
    """What becomes of an objection."""

    ruling = one_from(
        _l("Do you uphold it?"),
        lambda: [
            (UPHELD, gettext("Yes: the search is called off, for everybody")),
            (NOT_UPHELD, gettext("No: the search goes on")),
        ],
        _l("Choose whether you uphold it"),
    )
    reasons = long_answer(
        _l("Your reasons"),
        _l("The candidate reads them, on their own page or when they ask."),
        _l("Give your reasons"),
    )


class SeenForm(CheckForm):
    """What came of looking one candidate up."""

    pages = long_answer(
        _l("Which pages did you read?"),
        _l("One on a line: the address, or the words you searched with. Not what they say."),
        _l("Say which pages you read"),
    )
    minutes = Minutes(
        _l("For how many minutes in all?"),
        validators=[needed(_l("Give the minutes as a whole number, such as 20"))],
    )
    protected_seen = BooleanField(
        _l("I saw something about health, religion, family or the like, and stopped reading it"),
        widget=GovCheckboxInput(),
        default=False,
    )
    to_explore = one_of(
        _l("Is there something to explore at interview?"),
        ToExplore,
        _l("Choose whether there is something to explore"),
    )
    words = long_answer(
        _l("If there is: what happened, and where it can be read"),
        _l("Only what bears on keeping children safe. HR reads this before the panel does."),
    )

    def seen(self) -> LookedUp:
        """What was typed."""
        return LookedUp(
            typed(self.pages),
            self.minutes.data or 0,
            bool(self.protected_seen.data),
            ToExplore(self.to_explore.data),
            typed(self.words),
        )


class PassOnForm(HandOverForm):
    """What the panel is to explore."""

    words = long_answer(
        _l("What is the panel to explore at the interview?"),
        _l("It stands as the searcher wrote it. Change it until it only says what to ask about."),
        _l("Write what the panel is to explore"),
    )


class AnswerForm(HandOverForm):
    """What the panel reads of an answer."""

    words = long_answer(
        _l("What the panel reads"),
        _l(
            "It is their answer without what is marked above. Change it if more must go, or if too "
            "much went. The candidate sees what you passed on."
        ),
        _l("Write what the panel reads"),
    )


class KeepAnswerForm(CheckForm):
    """Why an answer is kept from the panel."""

    reasons = long_answer(
        _l("Your reasons"),
        _l("The candidate reads them on their own page."),
        _l("Give your reasons"),
    )


class ReasonsForm(CheckForm):
    """Why something is kept back or called off."""

    reasons = long_answer(
        _l("Your reasons"),
        _l("Do not repeat here what the panel must not know."),
        _l("Give your reasons"),
    )


class NothingForm(CheckForm):
    """A step that asks for nothing but to be sure."""
