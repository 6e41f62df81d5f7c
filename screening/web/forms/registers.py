"""Forms of the registers beside the checks: searches to find people, and those without
authorisation.
"""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.sourcing import Handling
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.services.sourcing import Sourced
from screening.services.unauthorised import ReportText
from screening.services.unauthorised_handling import Handled
from screening.web.forms import DateField, Form
from screening.web.forms.boxes import line, long_answer, one_of, typed
from screening.web.forms.needed import needed


class SourcingForm(Form):
    """A search to find people."""

    vacancy = line(
        _l("For which vacancy? (optional)"),
        _l("Its reference, such as LIB-7. Leave it empty if there is none yet."),
    )
    platform = line(
        _l("Where did you search, or will you?"),
        _l("Such as LinkedIn, or the address of the site."),
        _l("Say where you search"),
    )
    words = line(
        _l("With which words?"),
        _l("As you type them into the search. Words for work, not for a person."),
        _l("Write down the words you search with"),
    )
    purpose = long_answer(
        _l("What for?"),
        _l("Such as: find people with a teaching certificate who say they are open to work."),
        _l("Say what you search for"),
    )
    made_on = DateField(_l("On which day?"), validators=[needed(_l("Enter the day of the search"))])

    def said(self) -> Sourced:
        """What was typed."""
        return Sourced(
            typed(self.vacancy),
            typed(self.platform),
            typed(self.words),
            typed(self.purpose),
            self.made_on.data,
        )


class KeepForm(Form):
    """Why something that looks like a check is none."""

    why = long_answer(
        _l("Why is it a search to find people, and no check?"),
        _l("HR and the equality officer can read this."),
        _l("Say why it is no check"),
    )


class SourcingHandledForm(Form):
    """What HR says that a search was which is asked about."""

    was = one_of(_l("What was it?"), Handling, _l("Choose what it was"))
    reasons = long_answer(
        _l("Why?"),
        _l("What you asked and learned. Do not write what was found about anybody."),
        _l("Give your reasons"),
    )
    report = line(
        _l("If it was a check that was told of already: the code of that report (optional)"),
        _l(
            "Such as U-1f09ac. Leave it empty, and the check is entered now. The 72 hours run from "
            "the sign."
        ),
    )


class NoteForm(Form):
    """Somebody found who is to be approached."""

    name = line(_l("Their name"), missing=_l("Enter their name"))
    address = line(
        _l("The page on which you found them"),
        _l("Such as linkedin.com/in/name. Write down nothing else of it."),
        _l("Enter the address of the page"),
    )


class ReportForm(Form):
    """A search without authorisation, in two minutes. Whose address it was, and since when it is
    known, are asked only of whom it concerns: the page shows those boxes by what is chosen.
    """

    made_by = one_of(_l("Who looked?"), MadeBy, _l("Choose who looked"))
    email = line(
        _l("Their work e-mail address (optional)"),
        _l("So that they are not the one who deals with it."),
    )
    looked_on = DateField(
        _l("On which day?"), validators=[needed(_l("Enter the day, as well as you know it"))]
    )
    vacancy = line(
        _l("For which vacancy? (optional)"), _l("Its reference, such as LIB-7, if you know it.")
    )
    whom = line(
        _l("Who was looked up? (optional)"),
        _l(
            "Their code, such as C-07, or else their name. Only HR and data protection read this; "
            "the code alone is in the vacancy’s audit report."
        ),
    )
    what = long_answer(
        _l("What was looked at?"),
        _l("In a sentence: which pages, and how long. Do not write down what they say."),
        _l("Say what was looked at"),
    )
    others = long_answer(
        _l("Who else saw it, or was told? (optional)"),
        _l("Such as: I showed it to two colleagues on the panel."),
    )
    breach = one_of(
        _l("Is it a personal-data breach too?"),
        Breach,
        _l("Choose whether it is a breach. You may be unsure"),
        _l(
            "It is one if somebody’s data was lost, changed, passed on or got at by mistake or "
            "against the rules. Such as: a page was saved, sent on, or shown to people who had no "
            "need of it. Looking at a public page and telling nobody may be none. If in doubt "
            "choose that you are not sure: a data protection officer decides."
        ),
    )
    known_since = DateField(
        _l("Since which day does anybody in the organisation, you included, know of it?"),
        description=_l("Usually today, or the day you looked. The 72 hours are counted from then."),
        validators=[needed(_l("Enter the day since which somebody knows"))],
    )

    def told(self) -> ReportText:
        """What was typed."""
        return ReportText(
            made_by=MadeBy(self.made_by.data),
            email=typed(self.email) if self.made_by.data == MadeBy.SOMEBODY_ELSE else "",
            looked_on=self.looked_on.data,
            vacancy=typed(self.vacancy),
            whom=typed(self.whom),
            what=typed(self.what),
            others=typed(self.others),
            breach=Breach(self.breach.data),
            known_since=self.known_since.data,
        )


class VersionForm(Form):
    """A step on an entry; ``version``: of the entry as it was read."""

    version = HiddenField(default="")


class PlaceForm(VersionForm):
    """Which vacancy and candidate a report is about."""

    vacancy = line(
        _l("Reference of the vacancy"), _l("Such as LIB-7."), _l("Enter the vacancy’s reference")
    )
    code = line(
        _l("Code of the candidate (optional)"),
        _l("Such as C-07. What was told is then kept, and erased, with the candidate’s data."),
    )


class HandleForm(VersionForm):
    """What it changes in the selection."""

    effect = one_of(_l("What does it change?"), Effect, _l("Choose what it changes"))
    colleagues = long_answer(
        _l("Who else saw it and is recused? (optional)"),
        _l(
            "The work e-mail address of each, in a line of its own. Whoever looked is recused "
            "without being named here, if they have an account."
        ),
    )
    breach = one_of(
        _l("Is it a personal-data breach, as you see it?"),
        Breach,
        _l("Choose whether it is a breach. You may be unsure"),
        _l(
            "Whoever told of it may have judged what they did themselves. If you or they say yes, "
            "or are not sure, a data protection officer decides, and the 72 hours run from when "
            "anybody here knew of it."
        ),
    )
    reasons = long_answer(
        _l("Why, and what is to be done?"),
        _l("Who steps back, or who scores again, and by when. Do not write what was seen."),
        _l("Give your reasons"),
    )
    lessons = long_answer(
        _l("What does the organisation learn from it? (optional)"),
        _l("Such as: the panel is told before shortlisting how to ask for a check."),
    )

    def handled(self) -> Handled:
        """What was typed."""
        return Handled(
            Effect(self.effect.data),
            Breach(self.breach.data),
            typed(self.reasons),
            typed(self.lessons),
            typed(self.colleagues),
        )


class BreachForm(VersionForm):
    """What data protection decides."""

    ruling = one_of(_l("What did you decide?"), BreachRuling, _l("Choose what you decided"))
    person_told = one_of(
        _l("And the person whom it is about?"), PersonTold, _l("Choose whether they are told")
    )
    why = long_answer(
        _l("Why?"),
        _l("The facts, the effects, and what was done. The law asks to write this down."),
        _l("Say why"),
    )
