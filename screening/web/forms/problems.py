"""What a service refused, beside the boxes it was typed in."""

from collections.abc import Iterator
from types import TracebackType

from flask_babel import gettext
from wtforms import Field, FieldList, FormField
from wtforms.form import BaseForm

from screening.domain.errors import Conflict, NotPossible, NotValid
from screening.web.forms import Form


class problems_beside:
    """Around a call of a service: what is not valid is put into ``form``, to be shown again."""

    def __init__(self, form: Form):
        self.form = form

    def __enter__(self) -> None:
        """Nothing is needed before."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Take what is not valid, and only that."""
        if isinstance(error, NotValid):
            show_problems(self.form, error)
            return True
        return False


class refusals_beside(problems_beside):
    """The same; and that somebody else was first, or that it is too late, as ``form.late``."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Take what a page that shows the form again can say, and only that."""
        if isinstance(error, Conflict | NotPossible):
            self.form.late = gettext(str(error))
            return True
        return super().__exit__(kind, error, trace)


def show_problems(form: BaseForm, refused: NotValid) -> None:
    """Put each problem beside the box of its name; one that has no box, beside the first."""
    boxes = {box.name: box for box in _boxes(form)}
    first = next(iter(boxes.values()))
    for name, problem in refused.fields.items():
        box = boxes.get(name, first)
        box.errors = [*box.errors, gettext(problem)]
    for rows in form:
        if isinstance(rows, FieldList) and rows.name not in refused.fields:
            found = [row.errors for row in rows]
            rows.errors = found if any(found) else []


def _boxes(form: BaseForm) -> Iterator[Field]:
    for field in form:
        yield field
        if isinstance(field, FieldList):
            for row in field:
                if isinstance(row, FormField):
                    yield from row.form
