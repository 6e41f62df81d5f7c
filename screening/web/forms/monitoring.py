"""Bringing in monitoring answers, and making an edition."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.monitoring import First
from screening.services.monitoring.importing import LookedAt
from screening.services.monitoring.reading_file import LARGEST
from screening.web.forms import Form
from screening.web.forms.boxes import drop_down, one_of
from screening.web.forms.files import FileForm, file_box, pasted_box

BRING_IN = "bring-in"


class MonitoringFileForm(FileForm):
    """A file of answers; ``act`` says whether it is brought in, ``sha256`` which was checked."""

    file = file_box(
        _l("The file with the answers"),
        _l("CSV, up to 1,000 lines. It is looked at first; nothing is kept of the file itself."),
    )
    words = pasted_box(_l("Or paste it here"), rows=8)
    largest = LARGEST
    sha256 = HiddenField(default="")
    act = HiddenField(default="")

    def checked(self, looked_at: LookedAt) -> None:
        """The file that was sent is the one that may be brought in now."""
        self.sha256.data = looked_at.sha256 if looked_at.fits else ""


class EditionForm(Form):
    """Of which years people are counted, and by what they are told apart first."""

    since = drop_down(
        _l("Vacancies that closed from which year on?"),
        list,
        _l("An earlier one takes years together, where one alone has too few people."),
    )
    year = drop_down(
        _l("Until the end of which year?"),
        list,
        _l("Only of years that are over: whoever is counted now is in no later edition."),
    )
    first = one_of(
        _l("By what are people told apart first?"),
        First,
        _l("Choose by what people are told apart first"),
        _l("What comes first is most likely to be shown. It cannot be changed afterwards."),
    )

    def offer(self, years: list[int]) -> None:
        """Give the years that there are."""
        self.since.choices = self.year.choices = [(str(year), str(year)) for year in years]
