"""What an e-mail says that carries the link to a candidate's own page.

Nothing of what the page is about: a message may be read on the way, or by somebody else. It is said
in every language that pages speak, as nobody knows which one the candidate wants.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import NullTranslations

from screening.domain.text import N_
from screening.reports.model import Organisation
from screening.reports.times import day

_SUBJECT = N_("%(organisation)s has something for you to read")
_BODY = N_(
    "We have something for you to read. You can answer it if you want to.\n"
    "\n"
    "It is on a page that is only for you:\n"
    "\n"
    "%(link)s\n"
    "\n"
    "The page works until %(until)s. You need no password. Whoever has this link can answer for "
    "you, so do not pass it on.\n"
    "\n"
    "If you want to ask us something, write to %(name)s: %(contact)s."
)
_PHONE = N_(
    "You can also phone us: %(help)s. Tell us if you need this in another form, or someone to help "
    "you."
)
_NOT_YOURS = N_(
    "If this was not meant for you, do not open the page. Tell us, and delete this message."
)
_APART = "\n\n* * *\n\n"
_PLACE_OF_LINK = N_("(the link)")


@dataclass(frozen=True)
class MailWords:
    """Subject and text of a message."""

    subject: str
    text: str


@dataclass(frozen=True)
class Asked:
    """Whom a candidate asks who has got a message: somebody here, and how to reach them."""

    name: str
    contact: str


def words_of(
    organisation: Organisation,
    asked: Asked,
    until: datetime,
    link: str = "",
    tongues: Sequence[NullTranslations] = (),
) -> MailWords:
    """The message with ``link``; where that is empty, what stands in its place for others to read.

    ``tongues``: the languages in which it is said, one after the other; none given: English.
    """
    subjects, texts = [], []
    for tongue in tongues or (NullTranslations(),):
        said, house = tongue.gettext, organisation.speaking(tongue)
        values = {
            "organisation": house.name,
            "until": day(until, tongue),
            "name": asked.name,
            "contact": asked.contact,
            "help": house.help,
            "link": link or said(_PLACE_OF_LINK),
        }
        body = [said(_BODY) % values]
        body += [said(_PHONE) % values] if house.help else []
        subjects.append(said(_SUBJECT) % values)
        texts.append("\n\n".join([*body, said(_NOT_YOURS), house.name]))
    return MailWords(" / ".join(dict.fromkeys(subjects)), _APART.join(dict.fromkeys(texts)) + "\n")
