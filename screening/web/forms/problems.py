"""What a service refused, beside the boxes it was typed in."""

from collections.abc import Iterator
from types import TracebackType

from flask_babel import gettext
from wtforms import Field, FieldList, FormField
from wtforms.form import BaseForm

from screening.domain.errors import NotValid


class problems_beside:
    """Around a call of a service: what is not valid is put into ``form``, to be shown again."""

    def __init__(self, form: BaseForm):
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
