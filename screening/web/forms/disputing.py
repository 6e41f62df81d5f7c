"""Forms of whoever says that the gate was wrong."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import StopValidation

from screening.domain.text import N_
from screening.domain.words import ShouldBe, Verdict
from screening.services.checks.disputing import rule_titles
from screening.web.findings import part_named
from screening.web.forms.boxes import (
    Choices,
    drop_down,
    line,
    long_answer,
    one_answer,
    one_from,
)
from screening.web.forms.fields import CheckForm

SHOULD_BE: Mapping[ShouldBe, str] = {
    ShouldBe.NOTHING: N_("Nothing: the words are in order"),
    ShouldBe.CAUTION: N_("Something to consider: HR should hear of it, and the request go on"),
    ShouldBe.BLOCK: N_("Something to change: the request should have been held back"),
}
MISSED: Mapping[StrEnum, str] = {
    each: words for each, words in SHOULD_BE.items() if each is not ShouldBe.NOTHING
}
_WHY = _l(
    "Somebody who has never seen this request will read it to mend the rules. "
    "Do not name people or employers: say “she” and “the museum”."
)


class WrongForm(CheckForm):
    """One finding is wrong: what it should have been, and why."""

    should_be = one_from(
        _l("What should have been found here?"), None, _l("Choose what should have been found")
    )
    reason = long_answer(_l("Why the finding is wrong"), _WHY, _l("Say why the finding is wrong"))

    def offer(self, found: Verdict) -> None:
        """Give what it could have been instead of ``found``."""
        other = (each for each in SHOULD_BE if each.value != found.value)
        self.should_be.choices = [(each.value, gettext(SHOULD_BE[each])) for each in other]


def _rules() -> Choices:
    return [("", gettext("Choose one"))] + [
        (name, gettext(title)) for name, title in rule_titles().items()
    ]


class MissedForm(CheckForm):
    """Something was missed: what, where, how grave, and why."""

    rule = drop_down(_l("What should have been noticed?"), _rules)
    field = drop_down(_l("In which part of the request?"), list)
    words = line(
        _l("Which words? (optional)"),
        _l("Copy them from the request. Leave it empty if it is about something that is lacking."),
    )
    should_be = one_answer(
        _l("How grave is it?"), MISSED, _l("Choose whether it should have been held back")
    )
    reason = long_answer(_l("Why it should have been found"), _WHY, _l("Say why it matters"))

    def offer(self, texts: Mapping[str, str]) -> None:
        """Give the parts of the request that hold something."""
        parts = [(name, _part(name, text)) for name, text in texts.items()]
        self.field.choices = [("", gettext("Choose one")), *parts]

    def validate_rule(self, field: SelectField) -> None:
        """Refuse a form in which no rule was chosen."""
        if not field.data:
            raise StopValidation(gettext("Choose what should have been noticed"))

    def validate_field(self, field: SelectField) -> None:
        """Refuse a form in which no part was chosen."""
        if not field.data:
            raise StopValidation(gettext("Choose the part of the request that it is about"))


def _part(name: str, text: str) -> str:
    """The field ``name``; its ``text`` tells several of a kind apart."""
    return f"{part_named(name)}: {text}" if "[" in name else part_named(name)
