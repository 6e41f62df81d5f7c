"""The instruction sheet for a third party: the authorised scope, how to look, what to send back.

It is made from the authorisation alone: nothing of why the check is made, of the application or of
anybody else (UK GDPR Articles 5(1)(c) and 28(3)(a)).
"""

from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from screening.domain.conduct import RULES
from screening.domain.text import N_
from screening.reports.model import Organisation
from screening.reports.notice import Part
from screening.reports.times import day, minutes

_ENGLISH = NullTranslations()


@dataclass(frozen=True)
class Instructions:
    """Everything that the sheet says. ``candidate_name`` is empty where the places are enough to
    find the right person; only what was published between ``published_from`` and ``published_to``
    may be read, either of which may be open.
    """

    organisation: Organisation
    reference: str
    searcher: str
    dated: date
    question: str
    candidate_name: str
    places: tuple[str, ...]
    search_words: tuple[str, ...]
    looking_at: str
    published_from: date | None
    published_to: date | None
    minutes: int
    first_day: date
    last_day: date
    contact_name: str
    contact: str


def instruction_parts(
    sheet: Instructions, translations: NullTranslations = _ENGLISH
) -> tuple[Part, ...]:
    """The text of ``sheet`` in order. Plain text throughout: escape it where it is shown."""
    values = {
        "organisation": sheet.organisation.name,
        "name": sheet.candidate_name,
        "looking_at": sheet.looking_at,
        "from": sheet.published_from and day(sheet.published_from, translations),
        "to": sheet.published_to and day(sheet.published_to, translations),
        "minutes": minutes(sheet.minutes, translations),
        "words": ", ".join(sheet.search_words),
        "first_day": day(sheet.first_day, translations),
        "last_day": day(sheet.last_day, translations),
        "contact_name": sheet.contact_name,
        "contact": sheet.contact,
    }

    def told(message: str) -> str:
        return translations.gettext(message) % values

    def said(*messages: str) -> tuple[str, ...]:
        return tuple(map(told, messages))

    places = tuple(f"{number}. {place}" for number, place in enumerate(sheet.places, start=1))
    return (
        Part("", said(*_BEFORE)),
        Part(told(N_("What to find out")), (sheet.question, *said(*_name(sheet)))),
        Part(told(N_("Where you may look")), said(N_("Only here:")), places),
        Part(told(N_("How far you may go")), (), said(*_bounds(sheet))),
        Part(told(N_("How to look")), (), said(*RULES)),
        Part(told(N_("What to send back")), said(*_BACK), said(*_EACH)),
        Part(told(N_("What not to send back")), said(*_WHY_NOT), said(*_NOT)),
        Part(told(N_("If it does not go as planned")), (), said(*_OTHERWISE)),
        Part(told(N_("Who to send it to")), said(*_TO)),
    )


def _name(sheet: Instructions) -> tuple[str, ...]:
    return (N_("It is about %(name)s."),) if sheet.candidate_name else ()


def _period(sheet: Instructions) -> tuple[str, ...]:
    if sheet.published_from and sheet.published_to:
        return (N_("Read only what was published from %(from)s to %(to)s."),)
    if sheet.published_from:
        return (N_("Read only what was published from %(from)s on."),)
    return (N_("Read only what was published up to %(to)s."),) if sheet.published_to else ()


def _bounds(sheet: Instructions) -> tuple[str, ...]:
    words = (N_("Use only these search words: %(words)s"),) if sheet.search_words else ()
    reading = (N_("Read only this: %(looking_at)s"),) if sheet.looking_at else ()
    return (
        N_("Look once, on a day from %(first_day)s to %(last_day)s."),
        N_("Spend at most %(minutes)s, all places together."),
        *words,
        *reading,
        *_period(sheet),
    )


_BEFORE = (
    N_(
        "%(organisation)s asks you to look at something online for it. This sheet is all that you "
        "may go by. Whatever it does not allow, you may not do."
    ),
)
_BACK = (N_("For each place that you looked at, in the table that comes with this sheet:"),)
_EACH = (
    N_("the number of the place, the date, the time when you began, and the minutes it took"),
    N_("whatever you typed into a search there, with a semicolon between one search and the next"),
    N_("what you read there that answers the question, with the dates on it"),
    N_("where you went beyond this sheet in any way: why"),
    N_("your word that you kept to the rules above, or what you did otherwise"),
)
_WHY_NOT = (N_("We may not use it, and must not have it:"),)
_NOT = (
    N_(
        "anything about age, disability, gender reassignment, marriage or civil partnership, "
        "pregnancy or maternity, race, religion or belief, sex or sexual orientation. If you saw "
        "some of it, say only that you did, and when"
    ),
    N_("pictures or screenshots of people"),
    N_("what other people said or did, and who they are"),
    N_("anything that does not answer the question, good or bad, and what you think of the person"),
)
_OTHERWISE = (
    N_("If you find nothing that answers the question, say so: that is an answer."),
    N_("If you did not look at a place, leave its row empty. If you looked nowhere, say why."),
    N_("If you cannot keep to this sheet, stop, and ask us. Do not look again later."),
)
_TO = (
    N_("%(contact_name)s: %(contact)s. Send it on the day of the search or the working day after."),
    N_("When we have it, destroy this sheet and every note that you made."),
)
