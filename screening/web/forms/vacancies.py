"""What HR types of a vacancy."""

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms import Form as Part

from screening.domain.words import CriterionKind, Stage
from screening.services.reading.people import Colleague
from screening.services.vacancies import CriterionText, VacancyDetails
from screening.web.forms import DateField, Form
from screening.web.forms.boxes import drop_down, line, one_from, some_from, typed
from screening.web.forms.needed import needed
from screening.web.forms.rows import without_blank
from screening.web.wording import choices, label

NOBODY = "nobody"


class DetailsForm(Form):
    """What a vacancy is called, and by when people may apply."""

    reference = line(
        _l("Reference"),
        _l("As in the advertisement, for example LIB-7"),
        _l("Enter the reference"),
    )
    title = line(_l("Job title"), missing=_l("Enter the job title"))
    department = line(_l("Department"), missing=_l("Enter the department"))
    apply_by = DateField(
        _l("Applications close on"),
        description=_l("The applicants' deadline, for example 27 3 2027"),
        validators=[needed(_l("Enter the applicants' deadline"))],
    )

    def details(self) -> VacancyDetails:
        """What was typed."""
        return VacancyDetails(
            typed(self.reference), typed(self.title), typed(self.department), self.apply_by.data
        )


class CriterionPart(Part):
    """One criterion."""

    code = line(_l("Code"), _l("Such as E1"))
    kind = drop_down(_l("Kind"), lambda: choices(CriterionKind))
    text = line(_l("What the job asks for"))


class CriteriaForm(Form):
    """What the job asks for, one criterion a row."""

    criteria = FieldList(FormField(CriterionPart), min_entries=1)

    def texts(self) -> list[CriterionText]:
        """The criteria typed; rows left blank are none."""
        without_blank(self.criteria, "code", "text")
        return [
            CriterionText(row["code"], CriterionKind(row["kind"]), row["text"])
            for row in self.criteria.data
            if row["code"].strip() or row["text"].strip()
        ]


class VacancyForm(DetailsForm, CriteriaForm):
    """A vacancy with its first criteria."""


class StageForm(Form):
    """How far a vacancy has come. Closing it is an act of its own."""

    stage = one_from(
        _l("How far has it come?"),
        lambda: [(stage.value, label(stage)) for stage in Stage if stage is not Stage.CLOSED],
        _l("Choose how far the vacancy has come"),
    )


class PanelForm(Form):
    """Who sits on the panel, and who decides where HR recruits for itself."""

    panel = some_from(
        _l("Who sits on the panel?"),
        _l("They can file checks. Someone from HR who sits here cannot decide them."),
    )
    outside_decider = one_from(
        _l("Is one person to decide every check of this vacancy?"),
        None,
        "",
        _l("Only where HR recruits for itself: choose someone from outside the team."),
    )

    def offer(self, managers: tuple[Colleague, ...], hr: tuple[Colleague, ...]) -> None:
        """Give the people to choose from."""
        self.panel.choices = [(one.ref, f"{one.name}, {one.email}") for one in managers]
        self.outside_decider.choices = [
            (NOBODY, _l("No, anyone in HR who did not ask and is not on the panel")),
            *((one.ref, f"{one.name}, {one.email}") for one in hr),
        ]

    def decider(self) -> str:
        """The account chosen to decide alone; empty for nobody."""
        chosen = str(self.outside_decider.data)
        return "" if chosen == NOBODY else chosen
