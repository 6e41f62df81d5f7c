"""Bringing a copy of the ledger, or what was kept of it, to be checked."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import StopValidation

from screening.ledger.receipt import LONGEST
from screening.web.forms import Form
from screening.web.forms.files import file_box, is_pasted, is_sent, pasted_box


class VerifyForm(Form):
    """Something that was kept, as a file or pasted; an export; or both."""

    kept = file_box(
        _l("A receipt or a signed checkpoint that you kept"),
        _l("By itself it is compared with the log as it is now."),
    )
    words = pasted_box(_l("Or paste it here"), rows=8)
    export = file_box(
        _l("An export of the ledger, if you have one"),
        _l("Up to 20 megabytes. Larger ones are checked by the command."),
    )

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse a form that holds nothing to check, or two things that were kept."""
        pasted = is_pasted(field)
        if pasted and is_sent(self.kept):
            raise StopValidation(
                gettext("Give one receipt or checkpoint: the file or what is pasted")
            )
        if not (pasted or is_sent(self.kept) or is_sent(self.export)):
            raise StopValidation(gettext("Choose a receipt, a signed checkpoint or an export"))

    def kept_text(self) -> str | None:
        """What was kept; what cannot be a text is an empty one; None where nothing was given."""
        if is_sent(self.kept):
            return _text(self.kept.data.read(LONGEST + 1))
        pasted = (self.words.data or "").replace("\r\n", "\n").strip()
        return f"{pasted}\n" if pasted else None

    def lines(self) -> Iterable[bytes] | None:
        """The lines of the export; None where none was sent."""
        return self.export.data.stream if is_sent(self.export) else None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8") if len(content) <= LONGEST else ""
    except UnicodeDecodeError:
        return ""
