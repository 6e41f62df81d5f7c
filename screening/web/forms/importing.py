"""Choosing a file to import, and saying which column is which."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.importing import COLUMNS, NOWHERE, Column, ListKind, folded
from screening.services.importing.table import LARGEST
from screening.services.reading.vacancies.importing import ColumnsShown, Heading
from screening.web.forms import Form
from screening.web.forms.boxes import drop_down, one_of
from screening.web.forms.files import FileForm, file_box, pasted_box


class ImportFileForm(FileForm):
    """A file, and what its rows are about."""

    kind = one_of(
        _l("What is in the file?"), ListKind, _l("Choose what is in the file"),
        _l("Vacancies come first, then their criteria, then candidates, then claims."),
    )  # fmt: skip
    file = file_box(
        _l("The file"),
        _l("CSV or XLSX, up to 10,000 rows and 5 MB. Nothing changes until you have seen what "
           "becomes of each row."),
    )  # fmt: skip
    words = pasted_box(_l("Or paste its rows here"), rows=6)
    largest = LARGEST


class ConfirmForm(Form):
    """That the file is to be brought in; ``digest`` says what was shown of it."""

    digest = HiddenField(default="")
    file = HiddenField(default="")


def columns_form(shown: ColumnsShown) -> Form:
    """A form with a box for each thing that a row says, as proposed or confirmed before."""
    offered = [
        (str(NOWHERE), gettext("It is not in the file")),
        *((str(heading.place), heading_name(heading)) for heading in shown.headings),
    ]
    boxes: dict[str, Any] = {
        column.name: drop_down(_labelled(column), lambda: offered, _hint(column))
        for column in COLUMNS[shown.kind]
    }
    form: Form = type("ColumnsForm", (Form,), boxes)(data=_chosen(shown))
    return form


def chosen_columns(form: Form) -> dict[str, int]:
    """What was chosen: the place of each thing. Each is one of those offered."""
    return {box.name: int(box.data) for box in form}


def heading_name(heading: Heading) -> str:
    """A column of the file as a person finds it there."""
    named = f"{heading.letter}: {heading.text or gettext('without a heading')}"
    if not heading.sample:
        return named
    return str(gettext("%(column)s, such as “%(sample)s”", column=named, sample=heading.sample))


def _labelled(column: Column) -> str:
    name = str(gettext(column.label))
    return name if column.needed else str(gettext("%(column)s (optional)", column=name))


def _hint(column: Column) -> str:
    return str(gettext(column.hint)) if column.hint else ""


def _chosen(shown: ColumnsShown) -> Mapping[str, str]:
    """As it was before, or as proposed; else by the headings of this service in the reader's
    language.
    """
    taken = set(shown.columns.values())
    free = () if shown.as_before else shown.headings
    by_name = {folded(one.text): one.place for one in free if one.place not in taken}
    return {
        column.name: str(
            shown.columns[column.name]
            if shown.columns[column.name] != NOWHERE
            else by_name.get(folded(gettext(column.label)), NOWHERE)
        )
        for column in COLUMNS[shown.kind]
    }
