"""What a requester types, a page at a time. Each form knows its part of the request."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from screening.domain.request import Request
from screening.web.forms import Form
from screening.web.forms.boxes import long_answer, typed
from screening.web.forms.fields import read_number


class Versioned(Form):
    """What is sent of a draft. ``version`` is the draft's, as it was when the page was shown."""

    version = HiddenField(default="")

    @property
    def based_on(self) -> int:
        """The version that was shown; one that never was for anything but a number."""
        return read_number(self.version.data, otherwise=-1)

    def now_based_on(self, version: int) -> None:
        """Let the next save take the place of ``version``."""
        self.version.data = str(version)


class StepForm(Versioned):
    """One page of a request."""

    @classmethod
    def showing(cls, request: Request, version: int) -> Self:
        """The form as it was sent, else with what ``request`` holds."""
        return cls(data={**cls.taken_from(request), "version": str(version)})

    @staticmethod
    def taken_from(request: Request) -> Mapping[str, Any]:
        """What ``request`` holds of this page, by the names of the boxes; nothing by default."""
        return {}

    def put_into(self, request: Request) -> Request:
        """``request`` with what is typed here; as it was by default."""
        return request


class TextForm(StepForm):
    """A page with one long answer, whose box is called as in the request."""

    box: ClassVar[str]

    @classmethod
    def showing(cls, request: Request, version: int) -> Self:
        """The form as it was sent, else with what ``request`` holds."""
        return cls(data={cls.box: getattr(request, cls.box), "version": str(version)})

    def put_into(self, request: Request) -> Request:
        """``request`` with the answer."""
        answer: dict[str, Any] = {self.box: typed(self[self.box])}
        return replace(request, **answer)


class QuestionForm(TextForm):
    """What I want to know."""

    box = "question"
    question = long_answer(
        _l("Your question"),
        _l(
            "Ask about the work: did it happen, is it theirs, how good is it? If HR approves, the "
            "candidate reads your question in these words."
        ),
    )


class AlternativesForm(TextForm):
    """Why I can't just ask."""

    box = "alternatives"
    alternatives = long_answer(
        _l("Why asking would not settle it"),
        _l("What else you thought of: asking them, a portfolio, a task, a reference."),
    )


class RelevanceForm(TextForm):
    """Why the answer matters for the job."""

    box = "relevance"
    relevance = long_answer(
        _l("How the answer bears on the claim and the criterion"),
        _l(
            "What you would know of the claim afterwards that you do not know now. If HR approves, "
            "the candidate reads this in these words."
        ),
    )


class WhyThereForm(TextForm):
    """Why a place that the candidate did not give."""

    box = "why_not_supplied"
    why_not_supplied = long_answer(
        _l("Why there"),
        _l("How you know that the place is theirs, or their employer's, and why it answers."),
    )


class WhyNowForm(TextForm):
    """Why before the last stage."""

    box = "why_now"
    why_now = long_answer(
        _l("Why now"), _l("What cannot wait until fewer people are left in the running.")
    )
