"""The organisation's name, colour and contacts."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.services.kept_settings.organisation import LIMITS
from screening.web.forms import Form
from screening.web.forms.boxes import line, typed

PARTS: Mapping[str, object] = {
    "name": _l("Name of the organisation"),
    "name_cy": _l("Name in Welsh"),
    "colour": _l("Colour"),
    "help": _l("How a candidate can phone, or ask for another way"),
    "help_cy": _l("The same in Welsh"),
    "officer": _l("How to reach the data protection officer"),
    "complaints": _l("Where a candidate complains first"),
    "staff_phone": _l("Telephone of HR, for staff"),
    "staff_email": _l("E-mail address of HR, for staff"),
}
"""What each part is called, in the order in which it is asked for."""


class OrganisationForm(Form):
    """Every part at once. ``version``: of the setting as it was read."""

    name = line(PARTS["name"], _l("It heads every page, letter and report."), _l("Enter the name"))
    name_cy = line(PARTS["name_cy"], _l("Where there is one. It heads the pages in Welsh."))
    colour = line(
        PARTS["colour"],
        _l("A hash and six digits, such as #2d4a5e. It has to be dark enough for white words."),
        _l("Enter a colour, such as #2d4a5e"),
    )
    help = line(
        PARTS["help"],
        _l("A telephone with its hours, and a way for people who cannot use a page or a letter."),
    )
    help_cy = line(PARTS["help_cy"])
    officer = line(
        PARTS["officer"],
        _l("Left empty, candidates are given the name and address of the officer in the service."),
    )
    complaints = line(
        PARTS["complaints"],
        _l("Left empty, they are sent to the data protection officer."),
    )
    staff_phone = line(PARTS["staff_phone"], _l("Whom staff ask about the policy."))
    staff_email = line(PARTS["staff_email"])
    version = HiddenField(default="")

    def parts(self) -> dict[str, str]:
        """What was typed, by the names of the parts."""
        return {name: typed(self[name]) for name in LIMITS}
