"""A member of the panel gives their word that they made no search but those recorded."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from screening.web.forms import Form
from screening.web.forms.boxes import Choices, one_from

NONE, SOME = "none", "some"


def _answers() -> Choices:
    return [
        (NONE, gettext("I made no online search about a candidate of this vacancy")),
        (SOME, gettext("I made a search that is not recorded here")),
    ]


class DeclarationForm(Form):
    """Whether they searched; recorded searches do not count."""

    searches = one_from(_l("Which of these is so?"), _answers, _l("Choose which of these is so"))

    def searched(self) -> bool:
        """Whether they say that they did."""
        return bool(self.searches.data == SOME)
