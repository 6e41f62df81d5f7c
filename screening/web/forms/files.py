"""Boxes for what may be sent as a file or pasted."""

from typing import Any

from flask_babel import gettext
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from werkzeug.datastructures import FileStorage
from wtforms import FileField, TextAreaField
from wtforms.validators import StopValidation

from screening.web.forms import Form
from screening.web.forms.typed_in import TextArea

_BOLD = {"classes": "govuk-label--s"}


def file_box(label: Any, hint: Any = "", accept: str = "") -> FileField:
    """A box for a file. ``accept``: how the names end of those that browsers are to offer."""
    attributes = {"attributes": {"accept": accept}} if accept else {}
    return FileField(
        label,
        description=hint,
        widget=GovFileInput(),
        render_kw={"params": {"label": _BOLD} | attributes},
    )


def pasted_box(label: Any, rows: int) -> TextAreaField:
    """A box to paste into what could have been sent as a file."""
    return TextAreaField(
        label,
        default="",
        widget=TextArea(),
        render_kw={"params": {"rows": rows, "spellcheck": False, "label": _BOLD}},
    )


def is_sent(box: FileField) -> bool:
    """Whether a file was chosen."""
    return isinstance(box.data, FileStorage) and bool(box.data.filename)


def is_pasted(box: TextAreaField) -> bool:
    """Whether anything was pasted."""
    return bool((box.data or "").strip())


class FileForm(Form):
    """A file, or what stands in it pasted; whoever is one says what they are called."""

    file: FileField
    words: TextAreaField
    largest: int
    """Bytes of a file."""

    def validate_file(self, field: FileField) -> None:
        """Ask for a file, or for what stands in it, and not for both."""
        if is_sent(field) == is_pasted(self.words):
            raise StopValidation(gettext("Choose the file, or paste what stands in it"))

    def content(self) -> bytes:
        """The file, or as much of it as shows that it is too large."""
        if not is_sent(self.file):
            return (self.words.data or "").encode()
        read: bytes = self.file.data.read(self.largest + 1)
        return read
