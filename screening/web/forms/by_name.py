"""Whom somebody looks for by name, and why."""

from flask_babel import lazy_gettext as _l

from screening.web.forms import Form
from screening.web.forms.boxes import line


class FindForm(Form):
    """A name, or part of one, and the reason for looking."""

    name = line(
        _l("Name, or part of it"),
        _l("Whole words, in any order. Leave out initials and titles. Accents do not matter."),
        _l("Enter the name, or part of it"),
    )
    reason = line(
        _l("Why do you look?"),
        _l("Such as “a letter of 3 March asks for a copy”. It is recorded: do not name anybody."),
        _l("Give your reason"),
    )
