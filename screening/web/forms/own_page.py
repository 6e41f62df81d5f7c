"""What a candidate types on their own page, and what HR does about it."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain import evidence
from screening.domain.text import N_
from screening.domain.words import Answered, Delivery
from screening.services.checks.holding_back import AllTheSame
from screening.services.reading.telling.own_page import OwnPage
from screening.web.forms.boxes import line, long_answer, one_answer, one_from, typed
from screening.web.forms.fields import CheckForm
from screening.web.forms.files import file_box, is_sent


class Ruling(StrEnum):
    """What HR may do with an answer."""

    PASS_ON = "pass-on"  # noqa: S105 - what HR does, no password
    KEEP_BACK = "keep-back"


ANSWERS: Mapping[StrEnum, str] = {
    Answered.GO_AHEAD: N_("Yes, go ahead. You need not wait"),
    Answered.MINE: N_("Yes, that is my page. I have nothing more to say yet"),
    Answered.NOT_MINE: N_("No, that is not my page, or something here is wrong"),
    Answered.EVIDENCE: N_("I would like to show you something else instead"),
    Answered.OBJECT: N_("I object. I do not want you to look"),
}
RULINGS: Mapping[StrEnum, str] = {
    Ruling.PASS_ON: N_("Pass it on to the panel, in the words below"),
    Ruling.KEEP_BACK: N_("Keep it from the panel"),
}


FILE_BOXES = ("file_1", "file_2", "file_3")
_TAKEN = ".pdf,.png,.jpg,.jpeg,.txt"  # what a browser offers first; what is taken is read off them


class AnswerForm(CheckForm):
    """What a candidate says before anybody looks, and files that they give with it."""

    answer = one_answer(
        _l("What do you want to tell us?"), ANSWERS, _l("Choose what you want to tell us")
    )
    words = long_answer(
        _l("In your own words"),
        _l(
            "You need this only if something is wrong, or if you want to show us something else. "
            "Then say what it is and where we can see it, or add a file below. Do not send a "
            "password."
        ),
    )
    file_1 = file_box(_l("First file"), accept=_TAKEN)
    file_2 = file_box(_l("Second file"), accept=_TAKEN)
    file_3 = file_box(_l("Third file"), accept=_TAKEN)

    def files(self) -> dict[str, bytes]:
        """The files that were chosen, by the names of their boxes. Of one that is too large, as
        much as shows that it is. What they are called is not looked at.
        """
        sent = (box for name in FILE_BOXES if is_sent(box := self[name]))
        return {box.name: box.data.read(evidence.LARGEST + 1) for box in sent}

    @property
    def files_to_choose_again(self) -> bool:
        """Whether files were chosen and none is taken: no browser chooses them anew by itself."""
        return bool(self.errors) and any(is_sent(self[name]) for name in FILE_BOXES)

    def offer(self, page: OwnPage) -> None:
        """Offer what can be said now."""
        self.answer.choices = [
            (code.value, gettext(words)) for code, words in ANSWERS.items() if code in page.answers
        ]


SEND_NOW = "send-now"
SENT_FROM_HERE = N_("Send the link by e-mail now")
TOLD_BEFORE: Mapping[str, str] = {
    Delivery.POST: N_("I have sent them a letter with the link"),
    Delivery.EMAIL: N_("I have sent them an e-mail of my own with the link"),
    Delivery.BY_HAND: N_("I have given them the link by hand, or read it all to them"),
}
"""How HR has told a candidate by itself."""


class ReplyForm(CheckForm):
    """What a candidate says to what the panel was told."""

    words = long_answer(
        _l("Your answer"),
        _l("Say if something is wrong or left out. Leave out what has nothing to do with it."),
        _l("Write down your answer"),
    )
    seen = HiddenField(default="")


class LinkForm(CheckForm):
    """Making a link; ``number`` is that of the link that was shown."""

    number = HiddenField()


class MailForm(LinkForm):
    """Sending the link by e-mail."""

    to = line(
        _l("The candidate’s e-mail address"),
        _l("Take it from their application, letter by letter. One address."),
        _l("Enter the candidate’s e-mail address"),
    )


class TellForm(LinkForm):
    """How a candidate is told what came of it; ``to`` is used where it is sent from here."""

    way = one_from(_l("How do you tell them?"), None, _l("Choose how the candidate is told"))
    to = line(
        _l("If you send it now: the candidate’s e-mail address"),
        _l("Read it again. It is where a link went before, or what their application gave."),
    )

    @staticmethod
    def filled(number: int, address: str) -> dict[str, str]:
        """What stands in it at first: where there is an ``address``, one press sends it there."""
        return {"number": str(number), "to": address, "way": SEND_NOW if address else ""}

    def offer(self, *, sends: bool) -> None:
        """Give the ways to choose from; sending it from here where this service ``sends``."""
        ways = ({SEND_NOW: SENT_FROM_HERE} if sends else {}) | dict(TOLD_BEFORE)
        self.way.choices = [(code, gettext(words)) for code, words in ways.items()]


class PassOnForm(CheckForm):
    """What becomes of a candidate's answer."""

    ruling = one_answer(
        _l("What becomes of this answer?"), RULINGS, _l("Choose what becomes of it")
    )
    words = long_answer(
        _l("If you pass it on: what the panel reads"),
        _l(
            "It is their answer without what is marked above. Change it if more must go, or if too "
            "much went. The candidate sees what you passed on."
        ),
    )
    all_the_same = long_answer(
        _l("If marked words stay: why do they belong to the work?"),
        _l("Your reason is kept and counted, and the equality officer reads it."),
    )
    seen = HiddenField(default="")
    reasons = long_answer(
        _l("If you keep it back: your reasons"), _l("The candidate reads them on their own page.")
    )

    def same(self) -> AllTheSame:
        """Why marked words may stay, and of which text the marks were shown."""
        return AllTheSame(typed(self.all_the_same), typed(self.seen))
