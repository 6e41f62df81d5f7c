"""What a service refused, beside the boxes it was typed in."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext
from wtforms import Field, FieldList, FormField
from wtforms.form import BaseForm

from screening.domain.errors import NotValid


@contextmanager
def problems_beside(form: BaseForm) -> Iterator[None]:
    """Run a service; what it finds not valid is put into ``form``, to be shown again."""
    try:
        yield
    except NotValid as refused:
        show_problems(form, refused)


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
