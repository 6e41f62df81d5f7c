"""What every form of ours is made of, and the one field that the Design System's package lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import get_template_attribute
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FileField,
    FormField,
    RadioField,
    SelectMultipleField,
    SubmitField,
)
from wtforms.validators import StopValidation

from screening.web.formats import as_typed
from screening.web.kept_forms import kept_words

# Browsers say nothing of boxes that are not ticked, and of buttons that were not pressed.
_MAY_BE_UNSENT = (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    RadioField,
    SelectMultipleField,
    SubmitField,
)
_PARTS = (("day", 2), ("month", 2), ("year", 4))


class Form(FlaskForm):
    """A form. Its token comes with ``post_form`` of the templates, and is checked for all alike.

    ``late`` says why what was sent could not be done any more, above the form that keeps it.
    """

    late = ""

    class Meta(FlaskForm.Meta):
        """Without a token field of its own: one is enough."""

        csrf = False

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """What was sent; where nothing was, what was typed before and kept for this page."""
            sent = super().wrap_formdata(form, formdata)
            if sent is not None:
                return sent
            kinds = {name: unbound.field_class for name, unbound in form._unbound_fields}
            boxes = [name for name, kind in kinds.items() if not issubclass(kind, _MAY_BE_UNSENT)]
            return kept_words(kinds, boxes)


class DateWidget:
    """Three boxes under one legend, by the Design System's macro."""

    def __call__(self, field: "DateField", **_attributes: Any) -> Markup:
        """The markup of ``field``."""
        macro = get_template_attribute(
            "govuk_frontend_jinja/components/date-input/macro.html", "govukDateInput"
        )
        error = {"text": field.errors[0]} if field.errors else None
        red = " govuk-input--error" if error else ""
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        boxes = [
            {
                "id": field.id if part == "day" else f"{field.id}-{part}",
                "name": f"{field.name}-{part}",
                "label": labels[part],
                "classes": f"govuk-input--width-{width}{red}",
                "value": as_typed(field.typed[part]),
            }
            for part, width in _PARTS
        ]
        legend = {"text": field.label.text, "classes": "govuk-fieldset__legend--s"}
        params = {
            "id": f"{field.id}-date",
            "fieldset": {"legend": legend},
            "hint": {"text": field.description} if field.description else None,
            "errorMessage": error,
            "items": boxes,
        }
        return Markup(macro(params))  # noqa: S704 - a macro's output, escaped inside


class DateField(Field):
    """A date typed as day, month and year. What was typed stays, right or wrong; ``data`` is a
    date, or None where nothing was typed.
    """

    widget = DateWidget()

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the date from ``formdata`` (``name-day`` and so on), else from ``data``."""
        self.process_errors: list[str] = []
        self.data = self.object_data = data if isinstance(data, date) else self.default
        self.typed = _shown(self.data)
        self._wrong = False
        if formdata is not None and f"{self.name}-day" in formdata:
            self.typed = {part: formdata.get(f"{self.name}-{part}", "") for part, _w in _PARTS}
            self.data = _read(self.typed)
            self._wrong = self.data is None and any(self.typed.values())

    def pre_validate(self, form: Any) -> None:
        """Refuse what was typed but is no date."""
        if self._wrong:
            raise StopValidation(_("Enter a real date, such as 27 3 2027."))


def _shown(day: date | None) -> Mapping[str, str]:
    if day is None:
        return {"day": "", "month": "", "year": ""}
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _read(typed: Mapping[str, str]) -> date | None:
    if len(typed["year"].strip()) != len("2027"):
        return None  # 27 would be a year of the Romans
    try:
        return date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
    except (ValueError, OverflowError):
        return None
