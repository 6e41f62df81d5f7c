"""Which attempts an officer looks at by who made them, and why."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.services.reading.equality.pairs import YearWanted
from screening.web.forms import Form
from screening.web.forms.boxes import drop_down, long_answer
from screening.web.forms.fields import read_number


class AttemptsForm(Form):
    """A year, a department or all, and the reason for looking."""

    year = drop_down(_l("Year"), list)
    department = drop_down(_l("Department"), list)
    reason = long_answer(
        _l("Why do you look?"),
        _l("It is recorded, and other officers can read it here. Do not name candidates."),
        _l("Give your reason"),
    )

    def offer(self, years: Sequence[int], departments: Sequence[str]) -> None:
        """Give the years and departments to choose from."""
        self.year.choices = [(str(year), str(year)) for year in years]
        every = ("", gettext("All departments"))
        self.department.choices = [every, *((name, name) for name in departments)]

    def wanted(self) -> YearWanted:
        """What was chosen."""
        year = read_number(self.year.data, otherwise=0)
        return YearWanted(year, self.department.data or "")
