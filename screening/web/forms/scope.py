"""How far a look may go, a page at a time: places, period, minutes, words, and who looks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms import Form as Part

from screening.domain.request import Place, Request
from screening.domain.words import SearcherKind, SuppliedBy
from screening.web.forms import DateField
from screening.web.forms.boxes import line, long_answer, one_of, typed
from screening.web.forms.fields import Minutes, day_written, read_day
from screening.web.forms.rows import without_blank
from screening.web.forms.steps import StepForm


class ReadingForm(StepForm):
    """What will be read."""

    looking_at = long_answer(
        _l("What will be read, and what will not"),
        _l(
            "Say what to leave alone, too: comments, other people, anything private. If HR "
            "approves, the candidate reads this in these words."
        ),
    )

    @staticmethod
    def taken_from(request: Request) -> Mapping[str, Any]:
        """What will be read."""
        return {"looking_at": request.scope.looking_at}

    def put_into(self, request: Request) -> Request:
        """``request`` with what will be read."""
        return replace(request, scope=replace(request.scope, looking_at=typed(self.looking_at)))


class PlacePart(Part):
    """One place."""

    platform = line(_l("What is it?"), _l("Such as Instagram, GitHub, or a blog"))
    address = line(_l("Its address"), _l("The exact page, such as instagram.com/harbourmuseum"))
    supplied_by = one_of(_l("Who gave this address?"), SuppliedBy, "")


class PlacesForm(StepForm):
    """Where I would look."""

    places = FieldList(FormField(PlacePart), min_entries=1)

    @staticmethod
    def taken_from(request: Request) -> Mapping[str, Any]:
        """The places."""
        return {"places": [vars(place) for place in request.scope.places]}

    def put_into(self, request: Request) -> Request:
        """``request`` with the places typed; rows left blank are none."""
        without_blank(self.places, "platform", "address")
        places = tuple(
            Place(row["platform"], row["address"], _supplier(row["supplied_by"]))
            for row in self.places.data
            if row["platform"].strip() or row["address"].strip()
        )
        return replace(request, scope=replace(request.scope, places=places))


class WordsForm(StepForm):
    """Which words will be searched for."""

    terms = long_answer(
        _l("Search words (optional)"),
        _l("One to a line. None are needed where you have an address."),
    )

    @staticmethod
    def taken_from(request: Request) -> Mapping[str, Any]:
        """The words, one to a line."""
        return {"terms": "\n".join(request.scope.terms)}

    def put_into(self, request: Request) -> Request:
        """``request`` with the words typed."""
        terms = tuple(word for word in typed(self.terms).splitlines() if word.strip())
        return replace(request, scope=replace(request.scope, terms=terms))


class PeriodForm(StepForm):
    """From when the things are that will be read."""

    from_date = DateField(_l("From (optional)"), description=_l("For example 1 1 2022"))
    to_date = DateField(_l("To (optional)"), description=_l("For example 31 12 2024"))

    @staticmethod
    def taken_from(request: Request) -> Mapping[str, Any]:
        """The period."""
        scope = request.scope
        return {"from_date": read_day(scope.from_date), "to_date": read_day(scope.to_date)}

    def put_into(self, request: Request) -> Request:
        """``request`` with the period typed; a day left empty leaves that side open."""
        first, last = day_written(self.from_date), day_written(self.to_date)
        return replace(request, scope=replace(request.scope, from_date=first, to_date=last))


class MinutesForm(StepForm):
    """How long the look may take."""

    minutes = Minutes(_l("Minutes"), description=_l("Half an hour is enough for most claims."))

    @staticmethod
    def taken_from(request: Request) -> Mapping[str, Any]:
        """The minutes."""
        return {"minutes": request.scope.minutes}

    def put_into(self, request: Request) -> Request:
        """``request`` with the minutes typed."""
        return replace(request, scope=replace(request.scope, minutes=self.minutes.data or 0))


class SearcherForm(StepForm):
    """Who would look."""

    kind = one_of(_l("Who would look?"), SearcherKind, _l("Choose who would look"))
    searcher_name = line(
        _l("Their name, if you know it"), _l("HR fixes who looks when it decides.")
    )

    @staticmethod
    def taken_from(request: Request) -> Mapping[str, Any]:
        """Who would look."""
        return {"kind": request.searcher_kind.value, "searcher_name": request.searcher_name}

    def put_into(self, request: Request) -> Request:
        """``request`` with who would look."""
        return replace(
            request,
            searcher_kind=SearcherKind(self.kind.data),
            searcher_name=typed(self.searcher_name),
        )


def _supplier(code: str) -> SuppliedBy:
    """Who gave an address; nobody has to say."""
    return SuppliedBy(code) if code in set(SuppliedBy) else SuppliedBy.UNKNOWN
