"""What a third party sent back, as HR enters it."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import StopValidation

from screening.domain.request import Place
from screening.services.checks.return_lines import MOST_CHARACTERS, Lines, read_lines
from screening.services.checks.returning import Returned
from screening.web.forms.boxes import long_answer, one_from
from screening.web.forms.fields import CheckForm
from screening.web.forms.files import file_box, is_pasted, is_sent, pasted_box

RECORD, CHANGE = "record", "change"
YES, NO = "yes", "no"


class ReturnForm(CheckForm):
    """The table of visits, as a file or pasted, and the third party's word on how it looked.

    ``stage``: record what was shown before, or change it; anything else: show what it comes to.
    """

    file = file_box(
        _l("The table that they filled in"),
        _l("A CSV file of up to 200 kilobytes. It is read and not kept."),
    )
    lines = pasted_box(_l("Or paste the table here; a file counts before it"), rows=8)
    kept = one_from(
        _l("Do they say that they kept to the rules of conduct on the sheet?"),
        lambda: [
            (YES, gettext("Yes, they confirm it")),
            (NO, gettext("No, or they did something else")),
        ],
        _l("Choose what they say of how they looked"),
    )
    explanation = long_answer(
        _l("If not: what do they say?"), _l("In their words. It is kept with the search.")
    )
    stage = HiddenField(default="")

    def validate_lines(self, field: TextAreaField) -> None:
        """Take the text of a file for what was pasted: where both are sent, the file counts."""
        if not is_sent(self.file):
            if not is_pasted(field):
                raise StopValidation(gettext("Choose the file, or paste the table"))
            return
        field.data = _text(self.file.data.read(4 * MOST_CHARACTERS + 1))

    def read(self, places: Mapping[int, Place], terms: Sequence[str]) -> Lines:
        """The visits in the table. Raises NotValid, RowsWrong among it."""
        return read_lines(self.lines.data or "", places, terms)

    def returned(self, lines: Lines) -> Returned:
        """All that was entered."""
        return Returned(lines.visits, self.kept.data == YES, self.explanation.data or "")


def _text(content: bytes) -> str:
    if len(content) > 4 * MOST_CHARACTERS:
        raise StopValidation(gettext("This file is longer than a return can be"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StopValidation(
            gettext("This file is no text in UTF-8. Save it as “CSV UTF-8” and choose it again")
        ) from None
