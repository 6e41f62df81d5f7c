"""What the vacancies of monitoring can be narrowed by, and what was chosen of it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from screening.services.call import Call
from screening.services.reading.equality.monitoring_held import (
    Answers,
    HeldWanted,
    years_closed,
)
from screening.web.filtering import Box, Filter, chosen_of
from screening.web.list_boxes import vacancies_filter

ANSWERS: Mapping[str, Any] = {
    Answers.HELD: _l("Some are held"),
    Answers.MISSING: _l("Still missing"),
}


def held_filter(call: Call) -> tuple[Filter, HeldWanted]:
    """What the vacancies that answers are brought in for are narrowed to."""
    years = Box(
        "closed", _l("Closed in"), lambda: {str(one): str(one) for one in years_closed(call)}
    )
    answers = Box("answers", _l("Answers"), lambda: ANSWERS)
    chosen, vacancies = vacancies_filter(call, years, answers)
    return chosen, HeldWanted(
        vacancies,
        int(chosen.chosen.get("closed", "0")),
        chosen_of(chosen, "answers", Answers),
    )
