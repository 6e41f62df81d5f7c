"""The lawful basis, and the parts of the impact assessment that an officer has to write."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.impact import PARTS
from screening.domain.lawful_basis import Article6, Article9, Article10, LawfulBasis
from screening.web.forms import DateField, Form
from screening.web.forms.boxes import line, long_answer, one_of, typed
from screening.web.forms.needed import needed

_PART = _l("Say so")


class BasisForm(Form):
    """A version of the lawful basis. ``version``: the newest one as it was read."""

    article6 = one_of(
        _l("What makes a check lawful?"),
        Article6,
        _l("Choose what makes a check lawful"),
        _l(
            "Consent is not offered: nobody is asked for it here, and silence is none. A public "
            "authority cannot rely on legitimate interests for its public tasks."
        ),
    )
    words = line(
        _l("In words for candidates"),
        _l(
            "It stands after “We use your data for this check because:”. The article is added. "
            "Plain words that an eleven-year-old can read."
        ),
        _l("Say it in words for candidates"),
    )
    words_cy = line(_l("The same in Welsh"), _l("Where there is none, the English words are said."))
    reasons = long_answer(
        _l("Why it applies"), _l("For the record and the assessment."), _l("Say why it applies")
    )
    article9 = one_of(
        _l("If a page shows a special category, such as health or belief"),
        Article9,
        _l("Choose what you rely on for special categories, if anything"),
    )
    reasons9 = long_answer(_l("Why, if you rely on it"))
    article10 = one_of(
        _l("If a page shows a conviction or an offence"),
        Article10,
        _l("Choose what you rely on for offences, if anything"),
    )
    reasons10 = long_answer(_l("Why, if you rely on it"))
    effective_from = DateField(
        _l("From which day does it count?"),
        description=_l("Today or later. What people were told before stays as it was."),
        validators=[needed(_l("Enter the day from which it counts"))],
    )
    review_by = DateField(
        _l("By when do you look at it again?"),
        validators=[needed(_l("Enter the day by which you look at it again"))],
    )
    version = HiddenField(default="")

    def basis(self) -> LawfulBasis:
        """What was chosen and typed. The form is in order."""
        return LawfulBasis(
            article6=Article6(self.article6.data),
            words=typed(self.words),
            words_cy=typed(self.words_cy),
            reasons=typed(self.reasons),
            article9=Article9(self.article9.data),
            reasons9=typed(self.reasons9),
            article10=Article10(self.article10.data),
            reasons10=typed(self.reasons10),
            effective_from=self.effective_from.data,
            review_by=self.review_by.data,
        )


class AssessmentForm(Form):
    """The officer's own words. ``version``: of them as they were read."""

    hosting = long_answer(_l(PARTS["hosting"]), "", _PART)
    consulted = long_answer(_l(PARTS["consulted"]), "", _PART)
    necessity = long_answer(_l(PARTS["necessity"]), "", _PART)
    risks = long_answer(_l(PARTS["risks"]), "", _PART)
    residual = long_answer(_l(PARTS["residual"]), "", _PART)
    advice = long_answer(_l(PARTS["advice"]), "", _PART)
    review_by = DateField(
        _l("By when do you look at it again?"),
        validators=[needed(_l("Enter the day by which you look at it again"))],
    )
    version = HiddenField(default="")

    def words(self) -> dict[str, str]:
        """What was typed, by the names of the parts."""
        return {part: typed(self[part]) for part in PARTS}
