"""What HR types to decide a request, or a referral."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import StopValidation

from screening.domain.request import Request
from screening.domain.text import N_
from screening.domain.words import SearcherKind
from screening.services.checks.authorising import Narrowing, Searcher
from screening.services.reading.checks.deciding import Deciding, SearcherChoice
from screening.web.drafting import Draft
from screening.web.forms import DateField
from screening.web.forms.boxes import drop_down, line, long_answer, one_answer, some_from
from screening.web.forms.fields import CheckForm, Minutes, day_written, read_day, read_number
from screening.web.forms.needed import needed
from screening.web.wording_request import place_text

THIRD_PARTY = "third-party"
OF_AN_APPROVAL = frozenset(
    {"places", "terms", "from_date", "to_date", "minutes", "searcher", "searcher_name"}
)
REASONS_MISSING = _l("Give your reasons")


class Ruling(StrEnum):
    """What HR can do with a request that awaits its decision."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"


class Answer(StrEnum):
    """What HR can do with a referral."""

    UPHOLD = "uphold"
    OVERTURN = "overturn"


RULINGS: Mapping[StrEnum, str] = {
    Ruling.APPROVE: N_("Approve it, as far as set out below"),
    Ruling.RETURN: N_("Return it, to be changed and sent again"),
    Ruling.REJECT: N_("Reject it for good"),
}
ANSWERS: Mapping[StrEnum, str] = {
    Answer.UPHOLD: N_("Uphold what was found: the request stays as it is, not ready to send"),
    Answer.OVERTURN: N_("Overturn it: the request goes on to be decided"),
}


class DecideForm(CheckForm):
    """A decision on one revision; the scope stands ready as it was asked."""

    revision = HiddenField()
    ruling = one_answer(_l("What do you decide?"), RULINGS, _l("Choose what you decide"))
    places = some_from(_l("Places"), _l("Untick a place that is not to be looked at."))
    terms = some_from(_l("Search words"), _l("Untick words that are not to be searched for."))
    from_date = DateField(_l("From"), description=_l("Leave both dates empty for any time."))
    to_date = DateField(_l("Up to"))
    minutes = Minutes(
        _l("Minutes at most"), validators=[needed(_l("Say how many minutes at most"))]
    )
    searcher = drop_down(_l("Who searches?"), list)
    searcher_name = line(
        _l("Name of the third party"), _l("Only if a third party searches, for example a firm.")
    )
    why_on_panel = long_answer(
        _l("Why somebody on the panel has to search"),
        _l("Only if you chose somebody who sits on the panel."),
    )
    reasons = long_answer(
        _l("Your reasons"),
        _l(
            "The requester reads them, and so does whoever reviews this vacancy. "
            "For example: it tests the claim and nothing else; one place is enough."
        ),
        REASONS_MISSING,
    )
    drafted = HiddenField(default="")
    looked = BooleanField(
        _l("I have read these reasons, changed what was not right, and mean what they say"),
        widget=GovCheckboxInput(),
    )

    def offer(
        self,
        asked: Request,
        searchers: Sequence[SearcherChoice],
        drafts: Collection[str],
    ) -> None:
        """Give what there is to choose from; ``drafts`` are reasons that nobody has looked at."""
        self.drafts = drafts
        scope = asked.scope
        self.places.choices = [
            (str(number), place_text(place)) for number, place in enumerate(scope.places)
        ]
        self.terms.choices = [(str(number), term) for number, term in enumerate(scope.terms)]
        self.searcher.choices = [
            *((one.person_ref, _named(one)) for one in searchers),
            (THIRD_PARTY, gettext("A third party, named below")),
        ]

    @property
    def is_draft(self) -> bool:
        """Whether the reasons began as a draft, or are one still."""
        typed = "\n".join((self.reasons.data or "").splitlines()).strip()
        return bool(self.drafted.data) or typed in self.drafts

    def validate_looked(self, field: BooleanField) -> None:
        """Refuse a draft that nobody says to have looked at."""
        if self.is_draft and not field.data:
            raise StopValidation(gettext("Read the drafted reasons, then say that you mean them"))

    def validate_searcher_name(self, field: StringField) -> None:
        """Refuse a third party without a name."""
        if self.searcher.data == THIRD_PARTY and not (field.data or "").strip():
            raise StopValidation(gettext("Enter the name of the third party"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it is in order; how far a search may go matters to an approval alone."""
        in_order = bool(super().validate(extra_validators))
        if in_order or self.ruling.data not in (Ruling.RETURN, Ruling.REJECT):
            return in_order
        return not set(self.errors) - OF_AN_APPROVAL

    def scope(self) -> Narrowing:
        """How far the search may go."""
        return Narrowing(
            places=[int(number) for number in self.places.data or ()],
            terms=[int(number) for number in self.terms.data or ()],
            from_date=day_written(self.from_date),
            to_date=day_written(self.to_date),
            minutes=self.minutes.data or 0,
        )

    def chosen(self, searchers: Sequence[SearcherChoice]) -> Searcher:
        """Who is to search."""
        if self.searcher.data == THIRD_PARTY:
            return Searcher(SearcherKind.THIRD_PARTY, name=self.searcher_name.data or "")
        one = next(one for one in searchers if one.person_ref == self.searcher.data)
        return Searcher(one.kind, one.person_ref, why_on_panel=self.why_on_panel.data or "")


class ReferralForm(CheckForm):
    """An answer to a referral."""

    revision = HiddenField()
    answer = one_answer(
        _l("What do you say to the referral?"),
        ANSWERS,
        _l("Choose whether you uphold or overturn what was found"),
    )
    reasons = long_answer(_l("Your reasons"), missing=REASONS_MISSING)


def as_asked(page: Deciding, asked: Request, decider: str) -> dict[str, Any]:
    """What the form holds before anybody touches it: everything that was asked for."""
    scope = asked.scope
    return {
        "revision": str(page.check.revision),
        "places": [str(number) for number in range(len(scope.places))],
        "terms": [str(number) for number in range(len(scope.terms))],
        "from_date": read_day(scope.from_date),
        "to_date": read_day(scope.to_date),
        "minutes": scope.minutes,
        "searcher": _first_choice(page.searchers, decider),
    }


def as_drafted(draft: Draft | None, drafted: Mapping[Draft, str]) -> dict[str, Any]:
    """What the form holds beside that where somebody wants to start from a draft."""
    if draft is None:
        return {}
    ruling = {Draft.RETURN: Ruling.RETURN, Draft.REJECT: Ruling.REJECT}.get(draft, Ruling.APPROVE)
    return {"ruling": ruling, "reasons": drafted[draft], "drafted": draft}


def revision_of(form: DecideForm | ReferralForm) -> int:
    """The revision that the sender had read; 0, which there never is, for anything else."""
    return read_number(form.revision.data, otherwise=0)


def _first_choice(searchers: Sequence[SearcherChoice], decider: str) -> str:
    """Somebody in HR off the panel, rather not the person who decides."""
    off_panel = [one.person_ref for one in searchers if not one.on_panel]
    others = [person for person in off_panel if person != decider]
    return next(iter([*others, *off_panel, THIRD_PARTY]))


def _named(one: SearcherChoice) -> str:
    if one.on_panel:
        return str(gettext("%(name)s, on the panel: say why below", name=one.name))
    return str(gettext("%(name)s, HR", name=one.name))
