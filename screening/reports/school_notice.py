"""The notice to everybody on a school's shortlist before they are looked up: one text for all.

``school_notice_parts`` gives it as data: the page shows it and the letter prints it.
"""

from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from screening.domain.text import N_
from screening.reports.model import Organisation
from screening.reports.notice import Part
from screening.reports.times import day, minutes

_ENGLISH = NullTranslations()


@dataclass(frozen=True)
class SchoolNotice:
    """The notice as it would read if it reached everybody today, or as one candidate has it.

    ``candidate_name``, and ``link`` to their own page, which works until ``link_until``, are empty
    in the one text for all. ``looked_for``, ``told`` and ``basis`` are texts of the policy;
    ``contact`` reaches the sender, ``contact_name``.
    """

    organisation: Organisation
    reference: str
    title: str
    dated: date
    reply_by: date
    first_day: date
    searcher: str
    minutes: int
    looked_for: str
    told: str
    basis: str
    kept_days: int
    contact_name: str
    contact: str
    data_protection_contact: str
    candidate_name: str = ""
    link: str = ""
    link_until: date | None = None


def school_notice_parts(
    notice: SchoolNotice, translations: NullTranslations = _ENGLISH, *, own_page: bool = False
) -> tuple[Part, ...]:
    """The text of ``notice`` in order. Plain text throughout: escape it where it is shown.

    ``own_page``: for the page where the candidate answers, which says itself how.
    """
    values = {
        "title": notice.title,
        "name": notice.searcher,
        "minutes": minutes(notice.minutes, translations),
        "contact": f"{notice.contact_name}, {notice.contact}",
        "officer": notice.data_protection_contact,
        "link": notice.link,
    }

    def said(message: str, on: date | None = None) -> str:
        days = {"day": day(on, translations)} if on else {}
        return translations.gettext(message) % (values | days)

    kept = translations.ngettext(
        "If you do not get the job, we erase it %(num)s day after the vacancy closes.",
        "If you do not get the job, we erase it %(num)s days after the vacancy closes.",
        notice.kept_days,
    )
    looked_for, told, basis = map(
        translations.gettext, (notice.looked_for, notice.told, notice.basis)
    )
    days = {"num": notice.kept_days}
    law = f"{said(N_('Why we may do this:'))} {basis} {said(_RIGHTS)}"
    ways = (
        *(said(words, notice.link_until) for words in (_OWN_PAGE if notice.link else ())),
        said(_OBJECT, notice.reply_by),
    )
    return (
        Part("", (said(_SHORTLIST), told)),
        Part(said(N_("What we look for")), (looked_for,)),
        Part(said(N_("Who looks, and when")), (said(_WHO, notice.first_day),)),
        Part(said(N_("What becomes of it")), (said(_AFTER), f"{kept % days} {said(_LONGER)}")),
        Part(said(N_("The law, and your rights")), (law,))
        if own_page
        else Part(said(N_("What you can do")), (*ways, law)),
    )


_SHORTLIST = N_(
    "You are on our shortlist for this job: %(title)s. We work with children. So we mean to look "
    "online for everybody on the shortlist before the interviews."
)
_WHO = N_(
    "%(name)s, who works in our HR team and does not choose who gets the job, looks for at most "
    "%(minutes)s, and not before %(day)s. They use no account of their own, and they "
    "contact nobody."
)
_AFTER = N_(
    "If there is nothing to talk about, the interview panel is told only that. If there is, our HR "
    "team first takes out what does not belong there. Then the panel asks you about it at the "
    "interview, so that you can answer. Officers who check that we follow our policy can read it "
    "too."
)
_OBJECT = N_(
    "You can object, say that something about you online is wrong, or ask us anything: "
    "%(contact)s. Please tell us by %(day)s. You can object until the panel has been told. "
    "Afterwards you can ask what it was told about you, and answer it. While we decide on an "
    "objection, we do not begin to look anybody up. The panel is not told who objects, or that "
    "somebody did. If you say nothing, we take it that you were told, not that you agree."
)
_LONGER = N_("We keep it longer only if there is a complaint or a legal claim.")
_OWN_PAGE = (
    N_(
        "On your own page you can object or tell us something, and later read what the panel was "
        "told about you, and answer it. It works until %(day)s; ask us for a new link after that. "
        "It is only for you, so do not pass it on:"
    ),
    N_("%(link)s"),
)
_RIGHTS = N_(
    "You can ask for a copy of what we hold, and have it put right or erased. You can complain to "
    "our data protection officer, %(officer)s, and to the Information Commissioner, ico.org.uk."
)
