"""Bringing a copy of the ledger, or what was kept of it, to be checked."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovTextArea
from werkzeug.datastructures import FileStorage
from wtforms import FileField, TextAreaField
from wtforms.validators import StopValidation

from screening.ledger.receipt import LONGEST
from screening.web.forms import Form

_BOLD = {"classes": "govuk-label--s"}


class VerifyForm(Form):
    """Something that was kept, as a file or pasted; an export; or both."""

    kept = FileField(
        _l("A receipt or a signed checkpoint that you kept"),
        description=_l("By itself it is compared with the log as it is now."),
        widget=GovFileInput(),
        render_kw={"params": {"label": _BOLD}},
    )
    words = TextAreaField(
        _l("Or paste it here"),
        default="",
        widget=GovTextArea(),
        render_kw={"params": {"rows": 8, "spellcheck": False, "label": _BOLD}},
    )
    export = FileField(
        _l("An export of the ledger, if you have one"),
        description=_l("Up to 20 megabytes. Larger ones are checked by the command."),
        widget=GovFileInput(),
        render_kw={"params": {"label": _BOLD}},
    )

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse a form that holds nothing to check, or two things that were kept."""
        pasted = bool((field.data or "").strip())
        if pasted and _is_sent(self.kept):
            raise StopValidation(
                gettext("Give one receipt or checkpoint: the file or what is pasted")
            )
        if not (pasted or _is_sent(self.kept) or _is_sent(self.export)):
            raise StopValidation(gettext("Choose a receipt, a signed checkpoint or an export"))

    def kept_text(self) -> str | None:
        """What was kept; what cannot be a text is an empty one; None where nothing was given."""
        if _is_sent(self.kept):
            return _text(self.kept.data.read(LONGEST + 1))
        pasted = (self.words.data or "").replace("\r\n", "\n").strip()
        return f"{pasted}\n" if pasted else None

    def lines(self) -> Iterable[bytes] | None:
        """The lines of the export; None where none was sent."""
        return self.export.data.stream if _is_sent(self.export) else None


def _is_sent(field: FileField) -> bool:
    return isinstance(field.data, FileStorage) and bool(field.data.filename)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8") if len(content) <= LONGEST else ""
    except UnicodeDecodeError:
        return ""
