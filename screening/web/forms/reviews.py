"""Forms of the officers: what to show of a trail, and signing off."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovSelect
from wtforms import FieldList, FormField, HiddenField, SelectField

from screening.services.reading.equality.timeline import Wanted
from screening.services.reading.people import Colleague
from screening.services.reading.trail.kinds import KINDS, Kind
from screening.services.reviewing import Signing
from screening.web.forms import DateField, Form
from screening.web.forms.boxes import Choices, line, long_answer, typed
from screening.web.forms.fields import read_number
from screening.web.forms.follow_ups import ConditionPart
from screening.web.forms.rows import without_blank


def _kinds() -> Choices:
    return [("", _("Everything"))] + [(kind.value, _(KINDS[kind][0])) for kind in KINDS]


class TrailFilter(Form):
    """What to show of a vacancy's trail. It is sent with GET, so that its address can be kept."""

    kind = SelectField(_l("Show"), choices=_kinds, validate_choice=False, widget=GovSelect())
    check = line(_l("Of which check: its number (optional)"))
    since = DateField(_l("From this day on (optional)"))
    until = DateField(_l("Up to this day (optional)"))

    def wanted(self) -> Wanted:
        """What was chosen. What is no choice of ours counts as not chosen."""
        kind = self.kind.data or ""
        return Wanted(
            kind=Kind(kind) if kind in list(Kind) else None,
            check=read_number(self.check.data, otherwise=0) or None,
            since=self.since.data,
            until=self.until.data,
        )


class SignOffForm(Form):
    """An officer's word on a vacancy; ``read`` is how many records the page was made from."""

    words = long_answer(
        _l("Your remarks"),
        _l(
            "What you looked at, and what you found. It is printed in the audit report. "
            "Do not name candidates: use their codes."
        ),
    )
    conditions = FieldList(FormField(ConditionPart))
    read = HiddenField()
    despite = HiddenField()

    def offer(self, owners: Sequence[Colleague]) -> None:
        """Give the people who can be asked to meet a condition."""
        for row in self.conditions:
            row.form.offer(owners)

    def signing(self, owners: Sequence[Colleague], now: datetime) -> Signing:
        """What was typed; conditions left blank are none."""
        without_blank(self.conditions, "words")
        self.offer(owners)
        return Signing(
            words=typed(self.words),
            read=read_number(self.read.data, otherwise=0),
            conditions=[row.form.asking(now) for row in self.conditions],
            despite=bool(self.despite.data),
        )
