"""The kinds of box that forms of vacancies, candidates and requests are made of.

A box that was not sent counts as empty: what may be stored is asked in the services.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovSelect,
)
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from screening.domain.entry import LONG
from screening.web.forms.needed import needed
from screening.web.forms.typed_in import CountedArea, TextBox
from screening.web.wording import choices

Choices = list[tuple[str, Any]]


class LongAnswer(CountedArea):
    """A text area that counts once three quarters of its room are used."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        params = _under_a_label(super().map_gov_params(field, **kwargs))
        return {"maxlength": str(LONG), "threshold": "75", "rows": "6"} | params


class Line(TextBox):
    """A box of one line, under a label as bold as the legends beside it."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        return _under_a_label(super().map_gov_params(field, **kwargs))


class DropDown(GovSelect):
    """A short list to choose from."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        return _under_a_label(super().map_gov_params(field, **kwargs))


class Radios(GovRadioInput):
    """One of several, under a small bold legend."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        return _under_a_legend(super().map_gov_params(field, **kwargs))


class Ticks(GovCheckboxesInput):
    """Any of several, under a small bold legend."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        return _under_a_legend(super().map_gov_params(field, **kwargs))


def line(label: Any, hint: Any = "", missing: Any = "") -> StringField:
    """A box of one line; ``missing`` asks for what has to stand in it, if something has to."""
    asked = [needed(missing)] if missing else []
    return StringField(label, asked, default="", description=hint, widget=Line())


def long_answer(label: Any, hint: Any = "", missing: Any = "") -> TextAreaField:
    """A box of several lines; ``missing`` asks for what has to stand in it."""
    asked = [needed(missing)] if missing else []
    return TextAreaField(label, asked, default="", description=hint, widget=LongAnswer())


def one_of(label: Any, codes: type[StrEnum], missing: Any, hint: Any = "") -> RadioField:
    """A choice among ``codes``, each by its name; ``missing`` asks for it."""
    return one_from(label, lambda: choices(codes), missing, hint)


def one_answer(label: Any, answers: Mapping[StrEnum, str], missing: Any) -> RadioField:
    """A choice among ``answers``, each in its own words, which are marked for translation."""
    return one_from(
        label, lambda: [(code.value, gettext(words)) for code, words in answers.items()], missing
    )


def one_from(
    label: Any, offered: Callable[[], Choices] | None, missing: Any, hint: Any = ""
) -> RadioField:
    """A choice among what ``offered`` gives (None: given to the form).

    ``missing`` asks for it; empty: nothing has to be chosen, and whatever is sent is taken.
    """
    return RadioField(
        label,
        choices=offered,
        description=hint,
        validate_choice=bool(missing),
        invalid_choice_message=missing,  # type: ignore[call-arg]  # newer than the stubs
        widget=Radios(),
        default="",
    )


def some_from(label: Any, hint: Any = "") -> SelectMultipleField:
    """Boxes to tick; what they are is given to the form. Its view is ``repeatable`` by name."""
    return SelectMultipleField(label, choices=[], description=hint, widget=Ticks(), default=[])


def drop_down(label: Any, offered: Callable[[], Choices], hint: Any = "") -> SelectField:
    """A choice from a short list that stands in a row of its own."""
    return SelectField(label, choices=offered, description=hint, widget=DropDown())


def typed(box: StringField) -> str:
    """What was typed into ``box``; empty where it was not sent at all."""
    return box.data or ""


def _under_a_label(params: dict[str, Any]) -> dict[str, Any]:
    """``params`` with a label of our size."""
    params["label"].setdefault("classes", "govuk-label--s")
    return params


def _under_a_legend(params: dict[str, Any]) -> dict[str, Any]:
    """``params`` with a legend of our size, and no empty hint."""
    params["fieldset"]["legend"].setdefault("classes", "govuk-fieldset__legend--s")
    if not params["hint"]["text"]:
        params["hint"] = None
    return params
