"""Proposing a version of the policy, and deciding on one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovTextArea
from werkzeug.datastructures import FileStorage
from wtforms import FileField, TextAreaField
from wtforms.validators import StopValidation

from screening.domain.text import N_
from screening.web.forms import Form
from screening.web.forms.boxes import long_answer, one_answer


class PolicyRuling(StrEnum):
    """What an equality officer can do with a proposed version."""

    CONFIRM = "confirm"
    REJECT = "reject"


RULINGS: Mapping[StrEnum, str] = {
    PolicyRuling.CONFIRM: N_("Confirm it: from its day on requests are judged by it"),
    PolicyRuling.REJECT: N_("Reject it for good"),
}

_BOLD = {"classes": "govuk-label--s"}


class ProposeForm(Form):
    """A policy file, sent as a file or pasted."""

    file = FileField(
        _l("The policy file"),
        description=_l("A whole policy or an amendment, in TOML."),
        widget=GovFileInput(),
        render_kw={"params": {"label": _BOLD}},
    )
    words = TextAreaField(
        _l("Or paste it here"),
        default="",
        widget=GovTextArea(),
        render_kw={"params": {"rows": 15, "spellcheck": False, "label": _BOLD}},
    )

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse a form that holds no policy, or two."""
        pasted = bool((field.data or "").strip())
        if not pasted and not self._is_sent:
            raise StopValidation(gettext("Choose a policy file, or paste one"))
        if pasted and self._is_sent:
            raise StopValidation(gettext("Give one policy: the file or what is pasted, not both"))

    def content(self) -> bytes:
        """The file, or what was pasted, as bytes."""
        if self._is_sent:
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

    @property
    def _is_sent(self) -> bool:
        sent: Any = self.file.data
        return isinstance(sent, FileStorage) and bool(sent.filename)


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
