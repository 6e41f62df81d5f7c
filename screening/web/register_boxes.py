"""What registers of searches beside the checks can be narrowed by, and what was chosen of it."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from screening.domain.unauthorised import BreachRuling, ReportState
from screening.services.reading.registers.narrowing import Hours, ReportsWanted, SourcingWanted
from screening.web.filtering import (
    Box,
    Filter,
    choice,
    chosen_of,
    filter_by,
    month_box,
    month_of,
    words_box,
)
from screening.web.list_boxes import NAME, PLATFORMS, VACANCY

CLOCK: Mapping[str, Any] = {
    Hours.RUN: _l("Not over"),
    Hours.OVER: _l("Over, and nothing decided"),
}
_ENTRY = re.compile(r"(?:[SU]-)?([0-9a-f]{1,6})", re.ASCII | re.IGNORECASE)


def sourcing_filter() -> tuple[Filter, SourcingWanted]:
    """What the register of searches to find people is narrowed to."""
    stands = {
        "entered": _l("Entered"),
        "attempt": _l("Looked like a check"),
        "asked": _l("HR has still to say what it was"),
    }
    chosen = filter_by(
        words_box(VACANCY),
        Box("code", _l("Entry"), hint=_l("Such as S-1f09ac"), takes=_is_entry),
        Box("platform", _l("Where they searched"), lambda: PLATFORMS),
        Box("who", _l("Entered by"), hint=NAME),
        Box("stands", _l("How it stands"), lambda: stands),
        month_box(_l("Entered in")),
    )
    value = chosen.chosen.get
    stood = value("stands", "")
    return chosen, SourcingWanted(
        month=month_of(chosen),
        attempt={"entered": False, "attempt": True}.get(stood),
        asked=stood == "asked",
        words=value("words", ""),
        code=_digits_of(value("code", "")),
        platform=value("platform", ""),
        who=value("who", ""),
    )


def reports_filter() -> tuple[Filter, ReportsWanted]:
    """What the register of searches without authorisation is narrowed to."""
    chosen = filter_by(
        words_box(VACANCY),
        Box("code", _l("Report"), hint=_l("Such as U-1f09ac"), takes=_is_entry),
        choice("state", _l("How it stands"), ReportState),
        Box("hours", _l("72 hours"), lambda: CLOCK),
        choice("ruling", _l("Information Commissioner"), BreachRuling),
        month_box(_l("Told of in")),
    )
    value = chosen.chosen.get
    return chosen, ReportsWanted(
        state=chosen_of(chosen, "state", ReportState),
        month=month_of(chosen),
        words=value("words", ""),
        code=_digits_of(value("code", "")),
        hours=chosen_of(chosen, "hours", Hours),
        ruling=chosen_of(chosen, "ruling", BreachRuling),
    )


def _is_entry(typed: str) -> bool:
    return bool(_ENTRY.fullmatch(typed))


def _digits_of(typed: str) -> str:
    found = _ENTRY.fullmatch(typed)
    return found[1].lower() if found else ""
