"""Boxes to type in, with what stands in them as it was typed: it is sent again.

Elsewhere on a page what turns the direction of a text is written out; in a box it turns nothing but
what is in the box.
"""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCharacterCount, GovTextArea, GovTextInput

from screening.web.formats import as_typed


def _kept(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"value": as_typed(params.get("value") or "")}


class TextBox(GovTextInput):
    """A box of one line."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        return _kept(super().map_gov_params(field, **kwargs))


class TextArea(GovTextArea):
    """A box of several lines."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        return _kept(super().map_gov_params(field, **kwargs))


class CountedArea(GovCharacterCount):
    """A box of several lines that says how much room is left."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """The macro's parameters."""
        return _kept(super().map_gov_params(field, **kwargs))
