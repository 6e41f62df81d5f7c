"""What is typed of a candidate and of what they said."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.words import CandidateStatus, Source
from screening.services.claims import ClaimText
from screening.services.reading.vacancies.candidate import CandidateShown
from screening.services.reading.vacancies.claim import ClaimShown
from screening.web.forms import Form
from screening.web.forms.boxes import line, long_answer, one_from, one_of, typed
from screening.web.forms.fields import read_number


class CandidateForm(Form):
    """Someone who applied."""

    name = line(_l("Name"), missing=_l("Enter the name"))
    contact = line(
        _l("How to reach them"),
        _l("An e-mail or postal address. HR sends the notice of a check there."),
    )
    status = one_of(
        _l("How far have they come?"), CandidateStatus, _l("Choose how far they have come")
    )


class StatusForm(Form):
    """How far someone has come."""

    status = one_of(
        _l("How far have they come?"), CandidateStatus, _l("Choose how far they have come")
    )


class ClaimForm(Form):
    """What the candidate said."""

    quote = long_answer(
        _l("Their own words"),
        _l("Copy the sentence as it stands. For an interview, as near as your notes have it."),
        _l("Enter what they said"),
    )
    source = one_of(_l("Where did they say it?"), Source, _l("Choose where they said it"))
    where = line(_l("Where in it?"), _l("Such as section 4, page 2, or question 3"))
    criterion = one_from(
        _l("Which criterion does it bear on?"), None, _l("Choose the criterion it bears on")
    )
    address = line(
        _l("An address that they gave (optional)"),
        _l("Only one that the candidate gave for this, such as instagram.com/harbourmuseum"),
    )

    def offer(self, candidate: CandidateShown) -> None:
        """Give the criteria to choose from."""
        self.criterion.choices = [
            (row.code, f"{row.code}: {row.text}") for row in candidate.criteria
        ]

    def text(self) -> ClaimText:
        """What was typed."""
        return ClaimText(
            typed(self.quote),
            Source(self.source.data),
            typed(self.where),
            self.criterion.data,
            typed(self.address),
        )


class SeenForm(Form):
    """That HR has seen a claim. ``check``: the request that was being read, if one was."""

    version = HiddenField(default="")
    check = HiddenField(default="")


class CorrectionForm(ClaimForm):
    """A claim that was written down wrongly, and put right."""

    version = HiddenField(default="")

    @classmethod
    def showing(cls, claim: ClaimShown) -> "CorrectionForm":
        """The form with the claim as it is written down."""
        names = ("quote", "source", "where", "criterion", "address")
        written = {name: getattr(claim, name) for name in names}
        return cls(data=written | {"version": str(claim.version)})

    def now_based_on(self, claim: ClaimShown) -> None:
        """Sent again, it corrects what is there now."""
        self.version.data = str(claim.version)


def version_of(form: SeenForm | CorrectionForm) -> int:
    """The version of the claim that the sender had read; 0, which there never is, otherwise."""
    return read_number(form.version.data, otherwise=0)


class NameForm(Form):
    """Why an officer, who works by reference, needs a name."""

    reason = long_answer(
        _l("Why do you need the name?"),
        _l("Your reason is recorded, and others who review this vacancy can read it."),
        _l("Give your reason"),
    )
