"""The notice to a candidate: what is to be checked, why, where, by whom, and what they can do.

One text, twice: ``notice_parts`` gives it as data, the page shows it and the letter prints it.
What it must say: UK GDPR Articles 13, 14 and 21(4); ICO recruitment guidance (draft of 2023).
"""

from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from screening.domain.lawful_basis import BasisTold
from screening.domain.text import N_
from screening.domain.words import SuppliedBy
from screening.reports.model import Organisation
from screening.reports.notice_words import (
    AFTER,
    CLAIM,
    ON_OWN_PAGE,
    OPENING,
    SCHOOL,
    THE_PLACES,
    WHO,
    Piece,
)
from screening.reports.times import day, days, minutes
from screening.reports.typed import Said

_ENGLISH = NullTranslations()


@dataclass(frozen=True)
class PlaceTold:
    """A page that would be looked at, and who gave its address, as whoever asked has said."""

    where: str
    supplied_by: SuppliedBy


@dataclass(frozen=True)
class Notice:
    """Everything that the letter says. Days are calendar days in the United Kingdom.

    ``criteria``: what the job asks for, in full, that the check is about or names by a code.
    ``places`` and ``search_words`` are the authorised scope; ``kept_days`` counts from the closing
    of the vacancy, a day that nobody knows yet, to the erasure of the check of somebody who was
    not appointed; ``contact`` is how to reach ``contact_name``; ``basis`` is the data protection
    officer's setting. ``claim_source`` reads as within a sentence (application, CV), ``searcher``
    begins one, with ``searcher_name`` in the place of {name}. ``link`` is the address of the
    candidate's own page, which works until ``link_until``; empty where there is none to print.
    ``school``: everybody on the shortlist may be looked up besides, which is no check.
    """

    organisation: Organisation
    reference: str
    candidate_name: str
    job_title: str
    dated: date
    claim: str
    claim_source: str
    question: str
    relevance: str
    criteria: tuple[str, ...]
    places: tuple[PlaceTold, ...]
    search_words: tuple[str, ...]
    looking_at: str
    minutes: int
    searcher: str
    first_day: date
    last_day: date
    reply_by: date
    basis: BasisTold
    recipients: str
    kept_days: int
    contact_name: str
    contact: str
    data_protection_contact: str
    searcher_name: str = ""
    link: str = ""
    link_until: date | None = None
    school: bool = False


@dataclass(frozen=True)
class Part:
    """A heading with its paragraphs, then the points of a list; any of them may be empty."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def notice_parts(
    notice: Notice, translations: NullTranslations = _ENGLISH, *, own_page: bool = False
) -> tuple[Part, ...]:
    """The text of ``notice`` in order. Plain text throughout: escape it where it is shown.

    ``own_page``: for the page where the candidate answers, which says itself how, and how far the
    check is.
    """
    values = {
        "organisation": notice.organisation.speaking(translations).name,
        "job": notice.job_title,
        "claim": notice.claim,
        "source": translations.gettext(notice.claim_source),
        "question": notice.question,
        "relevance": notice.relevance,
        "criteria": "; ".join(notice.criteria),
        "looking_at": notice.looking_at,
        "minutes": minutes(notice.minutes, translations),
        "words": ", ".join(notice.search_words),
        "searcher": translations.gettext(notice.searcher).replace("{name}", notice.searcher_name),
        "first_day": day(notice.first_day, translations),
        "last_day": day(notice.last_day, translations),
        "reply_by": day(notice.reply_by, translations),
        "basis": notice.basis.said(translations),
        "recipients": translations.gettext(notice.recipients),
        "kept": days(notice.kept_days, translations),
        "contact_name": notice.contact_name,
        "contact": notice.contact,
        "help": notice.organisation.speaking(translations).help,
        "link": notice.link,
        "link_until": day(notice.link_until, translations) if notice.link_until else "",
        "data_protection": notice.data_protection_contact,
    }

    def said(message: str) -> Said:
        return Said.of(translations.gettext(message), values, _TYPED)

    places = tuple(
        translations.gettext(_FROM_WHOM[place.supplied_by]) % {"place": place.where}
        for place in notice.places
    )
    return tuple(
        Part(
            said(heading) if heading else "",
            tuple(map(said, paragraphs)),
            places if points is THE_PLACES else tuple(map(said, points)),
        )
        for heading, paragraphs, points in (
            ON_OWN_PAGE if own_page else OPENING,
            CLAIM,
            *((SCHOOL,) if notice.school else ()),
            _where(notice),
            WHO,
            *(() if own_page else (_reply(notice),)),
            *AFTER,
        )
    )


_TYPED = frozenset({"claim", "question", "relevance", "criteria", "looking_at", "words"})
"""The values that are people's own words, in whichever language they wrote."""
_FROM_WHOM = {
    SuppliedBy.CANDIDATE: N_("%(place)s – you gave us this"),
    SuppliedBy.FOUND: N_("%(place)s – you did not give us this, we found it"),
    SuppliedBy.UNKNOWN: N_("%(place)s – we did not write down whether you gave us this"),
}
"""Where the data come from: UK GDPR Article 14(2)(f)."""


def _where(notice: Notice) -> Piece:
    words = (N_("We would search for these words: %(words)s."),) if notice.search_words else ()
    return (
        N_("Where we would look"),
        (
            N_("We would read this and no more: “%(looking_at)s”"),
            N_("We would spend at most %(minutes)s."),
            *words,
            N_("We would look only at these pages. Tell us if what we say of them is wrong:"),
        ),
        THE_PLACES,
    )


def _reply(notice: Notice) -> Piece:
    """By when and how to answer, and what it means if they do not."""
    ways: tuple[str, ...] = (N_("Write to %(contact_name)s: %(contact)s."),)
    if notice.organisation.help:
        ways += (
            N_(
                "You can also phone us: %(help)s. Tell us if you need this in another form, more "
                "time, or someone to help you."
            ),
        )
    else:
        ways += (
            N_("Tell us if you need this in another form, more time, or someone to help you."),
        )
    if notice.link:
        ways = (
            N_(
                "The quickest way is your own page. It works until %(link_until)s; ask us for a "
                "new link after that. It is only for you, so do not pass it on:"
            ),
            N_("%(link)s"),
            *ways,
        )
    return (
        N_("You have until %(reply_by)s to reply"),
        (
            *ways,
            N_(
                "You do not have to reply. If we hear nothing, we may look from %(first_day)s on. "
                "That does not mean that you said yes."
            ),
            N_("If you want to, you can:"),
        ),
        (
            N_("tell us to go ahead now"),
            N_("put right anything we have got wrong, such as a page that is not yours"),
            N_("send us something else that shows the same thing"),
            N_("object, with or without your reasons. We will stop, and decide before we look"),
        ),
    )
