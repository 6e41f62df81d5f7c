"""Reasons drafted from what was found in a request, for whoever decides it to edit."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from screening.services.reading.checks.deciding import Deciding
from screening.web.findings import Answer

_OF_THE_SCOPE = frozenset(
    {
        "request.places",
        "request.terms",
        "request.looking_at",
        "request.from",
        "request.minutes",
        "request.why_not_supplied",
    }
)


class Draft(StrEnum):
    """What reasons are drafted for."""

    RETURN = "return"
    REJECT = "reject"
    NARROW = "narrow"


OFFERED: Mapping[Draft, Any] = {
    Draft.RETURN: _l("Draft reasons to return it"),
    Draft.REJECT: _l("Draft reasons to reject it"),
    Draft.NARROW: _l("Draft reasons to approve less than was asked"),
}


def drafts(page: Deciding, asked: Sequence[Answer]) -> dict[Draft, str]:
    """What can be drafted for ``page``; nothing where nothing was found to draft it from.

    Each says what would make the request right, in the words of its findings.
    """
    found = _found(asked) + _missing(page)
    drafted: dict[Draft, str] = {}
    if found:
        drafted[Draft.RETURN] = _lines(_("Please change this, then send the request again:"), found)
        drafted[Draft.REJECT] = _lines(
            _("I reject this request. A new one would have to put this right:"), found
        )
    if scope := _found([answer for answer in asked if answer.name in _OF_THE_SCOPE]):
        drafted[Draft.NARROW] = _lines(_("I approve less than was asked, because of this:"), scope)
    return drafted


def _found(asked: Sequence[Answer]) -> list[str]:
    """What was found and how to mend it, each once."""
    lines = [
        f"{answer.label}: {found.explained.message} {found.explained.mend}"
        for answer in asked
        for found in answer.findings
    ]
    return list(dict.fromkeys(lines))


def _missing(page: Deciding) -> list[str]:
    """The reasons that are asked for and were not given."""
    lines = []
    if page.early_without_reason:
        lines.append(_("Say why the check cannot wait for the last stage, or file it then."))
    if page.elsewhere_without_reason:
        lines.append(
            _("Say why you would look at a place that the candidate did not give, or leave it out.")
        )
    return lines


def _lines(first: str, rest: Sequence[str]) -> str:
    return "\n".join([first, *(f"– {line}" for line in rest)])
