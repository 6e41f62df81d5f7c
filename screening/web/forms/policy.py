"""Proposing a version of the policy, and deciding on one."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import StopValidation

from screening.domain.text import N_
from screening.web.forms import Form
from screening.web.forms.boxes import long_answer, one_answer
from screening.web.forms.files import file_box, is_pasted, is_sent, pasted_box


class PolicyRuling(StrEnum):
    """What an equality officer can do with a proposed version."""

    CONFIRM = "confirm"
    REJECT = "reject"


RULINGS: Mapping[StrEnum, str] = {
    PolicyRuling.CONFIRM: N_("Confirm it: from its day on requests are judged by it"),
    PolicyRuling.REJECT: N_("Reject it for good"),
}


class ProposeForm(Form):
    """A policy file, sent as a file or pasted."""

    file = file_box(_l("The policy file"), _l("A whole policy or an amendment, in TOML."))
    words = pasted_box(_l("Or paste it here"), rows=15)

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse a form that holds no policy, or two."""
        pasted = is_pasted(field)
        if not pasted and not is_sent(self.file):
            raise StopValidation(gettext("Choose a policy file, or paste one"))
        if pasted and is_sent(self.file):
            raise StopValidation(gettext("Give one policy: the file or what is pasted, not both"))

    def content(self) -> bytes:
        """The file, or what was pasted, as bytes."""
        if is_sent(self.file):
            return bytes(self.file.data.read())
        return (self.words.data or "").encode("utf-8")

    def refuse(self, count: int) -> None:
        """Say that ``count`` problems, which are shown by themselves, stand in the way."""
        self.words.errors = [
            gettext(
                "This policy cannot be proposed. Correct %(count)s, listed on this page.",
                count=_of(count),
            )
        ]


class DecidePolicyForm(Form):
    """An equality officer's word on a proposed version."""

    ruling = one_answer(
        _l("What do you decide?"), RULINGS, _l("Choose whether you confirm or reject this version")
    )
    reasons = long_answer(
        _l("Your reasons"),
        _l("Everybody who may read the policy reads them, and they stay. Name no candidates."),
        _l("Give your reasons"),
    )


def _of(count: int) -> str:
    return str(ngettext("%(num)s thing", "%(num)s things", count))
