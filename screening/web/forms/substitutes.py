"""Who acts for whom in HR, from when to when."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.services.reading.administration.substitutes import Possible
from screening.services.reading.people import Colleague
from screening.web.forms import DateField, Form
from screening.web.forms.boxes import Choices, drop_down
from screening.web.forms.needed import needed


class SubstituteForm(Form):
    """A person who acts for another, and the days."""

    absent = drop_down(_l("Who will be away?"), list)
    acting = drop_down(
        _l("Who acts for them?"),
        list,
        _l("Somebody in HR. They still cannot decide what they filed, nor where they sit."),
    )
    first = DateField(_l("From"), validators=[needed(_l("Enter the first day"))])
    last = DateField(_l("Up to and including"), validators=[needed(_l("Enter the last day"))])

    def offer(self, possible: Possible) -> None:
        """Give the people to choose from. Who may be named for whom, the service says."""
        self.absent.validate_choice = self.acting.validate_choice = False
        self.absent.choices = _named(possible.absent)
        self.acting.choices = [("", gettext("Choose somebody")), *_named(possible.acting)]


def _named(people: Sequence[Colleague]) -> Choices:
    return [(one.ref, f"{one.name} ({one.email})") for one in people]
