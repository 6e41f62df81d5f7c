"""What a searcher records: each look, that something protected was seen, and what came of it."""

from datetime import datetime, timedelta
from math import ceil

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField, StringField
from wtforms.validators import StopValidation

from screening.domain.words import Reliability, Result, Sureness
from screening.services.calendar import day_of
from screening.services.checks.searching import VisitText
from screening.services.reading.checks.search import SearchShown
from screening.web.formats import clock_time
from screening.web.forms import DateField
from screening.web.forms.boxes import line, long_answer, one_from, one_of, some_from
from screening.web.forms.fields import CheckForm, Minutes, TimeField
from screening.web.forms.needed import needed

ELSEWHERE = "elsewhere"
DAY_MISSING = _l("Enter the day")
TIME_HINT = _l("For example, 2:30pm")


WHAT_WAS_READ = _l("What did you read?")
READ_HINT = _l(
    "The pages or posts, and the dates on them. Leave out whatever you saw that has nothing to do "
    "with the question."
)
READ_LATER = _l(
    "The pages or posts, and the dates on them; nothing that does not bear on the question. You "
    "can leave it for later, but have to say it before the outcome."
)


class MinutesIfAny(Minutes):
    """Minutes that need not be given."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the number, if one was typed."""
        if any(text.strip() for text in valuelist):
            super().process_formdata(valuelist)
        else:
            self.data = None


class BeginForm(CheckForm):
    """That the searcher knows how to look, and will keep to it."""

    sure = BooleanField(
        _l("I have read these rules and keep to them"), widget=GovCheckboxInput(), default=False
    )

    def validate_sure(self, field: BooleanField) -> None:
        """Refuse to begin without it."""
        if not field.data:
            raise StopValidation(gettext("Confirm that you keep to these rules, or do not look"))


class DescribeForm(CheckForm):
    """What was read at a visit, where that was left open."""

    read = long_answer(WHAT_WAS_READ, READ_HINT, _l("Say what you read"))


class VisitForm(CheckForm):
    """One look at one place."""

    place = one_from(
        _l("Where did you look?"),
        None,
        _l("Choose where you looked"),
        _l("Nowhere else was approved. If you came to look somewhere else, leave it, and say so."),
    )
    elsewhere = line(
        _l("If it was somewhere else: where?"),
        _l("Its address. It is kept as a look outside what was approved; say below why."),
    )
    occurred_at = DateField(_l("On which day?"), validators=[needed(DAY_MISSING)])
    time = TimeField(_l("At what time did you begin?"), description=TIME_HINT)
    minutes = MinutesIfAny(
        _l("How many minutes did it take?"),
        description=_l("Leave this empty if you stop now: they are counted from when you began."),
    )
    terms = some_from(_l("Which of the approved search words did you use there?"))
    other_terms = line(
        _l("If you used other search words: which?"),
        _l("No others were approved. They are kept as beyond what was approved; say below why."),
    )
    read = long_answer(WHAT_WAS_READ, READ_LATER)
    explanation = long_answer(
        _l("If you went beyond what was approved: why?"),
        _l(
            "Another place, other search words, or more minutes than were approved. It is kept "
            "with your reason."
        ),
    )

    def validate_elsewhere(self, field: StringField) -> None:
        """Refuse somewhere else without its address."""
        if self.place.data == ELSEWHERE and not (field.data or "").strip():
            raise StopValidation(gettext("Enter the address of where you looked"))

    def offer(self, search: SearchShown) -> None:
        """Give the places and the search words that were approved."""
        self.terms.choices = [(words, words) for words in search.terms if words]
        self.place.choices = [
            *(
                (str(number), place.address or place.platform)
                for number, place in search.places.items()
            ),
            (ELSEWHERE, gettext("Somewhere else")),
        ]

    @staticmethod
    def from_now(now: datetime, place: int | None) -> dict[str, object]:
        """What is filled in already: the day; for an approved ``place`` it and the time, too."""
        known: dict[str, object] = {"occurred_at": day_of(now)}
        if place is None:
            return known
        return known | {"place": str(place), "time": clock_time(now)}

    def visit(self, now: datetime) -> VisitText:
        """What was typed; minutes that were not are those from when it began until ``now``."""
        outside = self.place.data == ELSEWHERE
        began = self.time.on(self.occurred_at.data)
        until_now = max(1, ceil((now - began) / timedelta(minutes=1)))
        return VisitText(
            position=None if outside else int(self.place.data),
            elsewhere=(self.elsewhere.data or "") if outside else "",
            occurred_at=began,
            minutes=until_now if self.minutes.data is None else self.minutes.data,
            read=self.read.data or "",
            explanation=self.explanation.data or "",
            terms=tuple(self.terms.data or ()),
            other_terms=self.other_terms.data or "",
        )


class ExposureForm(CheckForm):
    """That a protected characteristic was seen; never which."""

    seen_at = DateField(_l("On which day did you see it?"), validators=[needed(DAY_MISSING)])
    time = TimeField(_l("At what time?"), description=TIME_HINT)

    def moment(self) -> datetime:
        """When it was seen."""
        return self.time.on(self.seen_at.data)


class OutcomeForm(CheckForm):
    """What the search showed about the claim."""

    result = one_of(
        _l("What did the search show?"),
        Result,
        _l("Choose what the search showed"),
        _l(
            "Nothing found: you looked, and there was nothing that answers the question. That "
            "speaks neither for nor against them. It is not the same as a search that was not made."
        ),
    )
    answer = long_answer(
        _l("The answer to the question"),
        _l(
            "Only what answers it. For example: three posts a week throughout 2023, each with a "
            "caption of two or three plain sentences."
        ),
        _l("Answer the question"),
    )
    reliability = one_of(
        _l("How far can the place be relied on?"),
        Reliability,
        _l("Choose how far the place can be relied on"),
        _l("High: the candidate's own, plainly theirs. Low: anybody could have written it."),
    )
    sureness = one_of(
        _l("How sure are you that this is the right person?"),
        Sureness,
        _l("Choose how sure you are"),
        _l(
            "Certain: the candidate gave this address. Likely: name, work and dates fit. "
            "Unsure: somebody else could have the same name."
        ),
    )


class NotCarriedOutForm(CheckForm):
    """That nobody searched, and will not."""

    reason = long_answer(
        _l("Why was the search not made?"),
        _l("For example: the account is private; the page is gone."),
        _l("Say why the search was not made"),
    )
