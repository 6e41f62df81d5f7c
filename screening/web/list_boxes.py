"""What each list can be narrowed by, and what was chosen of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import request
from flask_babel import lazy_gettext as _l

from screening.domain.candidate_codes import number_typed
from screening.domain.direction import set_apart
from screening.domain.notifying import MessageState
from screening.domain.platforms import CLASSES
from screening.domain.rights import RightsKind, RightsState
from screening.domain.words import FollowUpKind, FollowUpState, Stage, State, Verdict
from screening.services.call import Call
from screening.services.reading.administration.accounts import Reading
from screening.services.reading.administration.messages import MessagesWanted
from screening.services.reading.desk.check_list import ChecksWanted
from screening.services.reading.desk.for_hr import InHandWanted
from screening.services.reading.desk.in_hand import WAITING_FOR_HR
from screening.services.reading.desk.queue import QueueWanted
from screening.services.reading.equality.follow_ups import FollowUpsWanted
from screening.services.reading.equality.overview import FiguresWanted
from screening.services.reading.equality.pairs import YearWanted, years_of_pairs
from screening.services.reading.equality.signs import Sign
from screening.services.reading.naming import vacancy_named
from screening.services.reading.rights.register import RightsWanted
from screening.services.reading.vacancies.vacancy_list import VacanciesWanted, departments
from screening.web.filtering import (
    Box,
    Filter,
    choice,
    chosen_of,
    filter_by,
    month_box,
    month_of,
    ticked,
    words_box,
    years,
)
from screening.web.wording_signs import SIGNS

VACANCY = _l("Words in the vacancy’s reference, job title or department")
NAME = _l("Name of a colleague, or a part of it")
_ORDERS: Mapping[str, Any] = {
    "signs": _l("Gravest and most signs first"),
    "newest": _l("Newest first"),
}
_PROPER_NAMES: Mapping[str, Any] = {
    "linkedin": "LinkedIn",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X (Twitter)",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "flickr": "Flickr",
    "github": "GitHub",
    "blog": _l("A blog"),
    "website": _l("Another website"),
    "other": _l("Somewhere else"),
}
PLATFORMS: Mapping[str, Any] = {code: _PROPER_NAMES[code] for code in CLASSES}


def checks_filter(call: Call) -> tuple[Filter, ChecksWanted]:
    """What the list of checks is narrowed to."""
    chosen = filter_by(
        words_box(VACANCY),
        choice("state", _l("Where it is"), State),
        Box("who", _l("Asked for or decided by"), hint=NAME),
        Box("candidate", _l("Candidate"), hint=_l("Such as C-03"), takes=_is_code),
        Box("criterion", _l("Criterion"), hint=_l("Its code, such as E1")),
        Box("platform", _l("Where one would look"), lambda: PLATFORMS),
        choice("verdict", _l("What the rules said of an attempt"), Verdict),
        department_box(call),
        month_box(_l("Started in")),
        ticked("overdue", _l("HR’s decision"), _l("Overdue")),
        *_vacancy_box(call),
    )
    value = chosen.chosen.get
    return chosen, ChecksWanted(
        words=value("words", ""),
        who=value("who", ""),
        candidate=number_typed(value("candidate", "")),
        criterion=value("criterion", ""),
        state=chosen_of(chosen, "state", State),
        verdict=chosen_of(chosen, "verdict", Verdict),
        platform=value("platform", ""),
        department=value("department", ""),
        month=month_of(chosen),
        overdue=bool(value("overdue")),
        vacancy=value("vacancy", ""),
    )


def vacancies_filter(call: Call, *more: Box) -> tuple[Filter, VacanciesWanted]:
    """What a list of vacancies is narrowed to, by ``more`` boxes beside its own."""
    words = words_box(_l("Words in the reference, job title or department"))
    chosen = filter_by(
        words,
        *more,
        choice("stage", _l("Stage"), Stage),
        department_box(call),
        month_box(_l("Set up in")),
    )
    return chosen, VacanciesWanted(
        words=chosen.chosen.get("words", ""),
        stage=chosen_of(chosen, "stage", Stage),
        department=chosen.chosen.get("department", ""),
        month=month_of(chosen),
    )


class ReviewsChosen(NamedTuple):
    """What the vacancies of the reviews are narrowed to, and whether they go ``by_signs``."""

    filter: Filter
    wanted: VacanciesWanted
    sign: Sign | None
    by_signs: bool


def reviews_filter(call: Call) -> ReviewsChosen:
    """What the address chooses. Only vacancies of twelve months go by signs, and only those that
    have any: whoever looks for a reference or a title means all, so that these go by date.
    """
    signs = Box("sign", _l("Only vacancies with"), lambda: {one: SIGNS[one].label for one in SIGNS})
    otherwise = _l("Gravest first; newest first where you look for words")
    order = Box("order", _l("Order"), lambda: _ORDERS, otherwise=otherwise)
    chosen, wanted = vacancies_filter(call, order, signs)
    by_signs = chosen.chosen.get("order", "newest" if wanted.words else "signs") == "signs"
    return ReviewsChosen(chosen, wanted, chosen_of(chosen, "sign", Sign), by_signs)


def figures_filter(call: Call) -> tuple[Filter, FiguresWanted]:
    """Of which department figures are, and with which month their year ends."""
    chosen = filter_by(department_box(call), month_box(_l("Twelve months up to")))
    return chosen, FiguresWanted(chosen.chosen.get("department", ""), month_of(chosen))


def pairs_filter(call: Call) -> tuple[Filter, YearWanted]:
    """Of which year and department pairs are."""
    years = Box("year", _l("Year"), lambda: {str(year): str(year) for year in years_of_pairs(call)})
    chosen = filter_by(years, department_box(call))
    value = chosen.chosen.get
    return chosen, YearWanted(int(value("year", "0")), value("department", ""))


def follow_ups_filter(call: Call) -> tuple[Filter, FollowUpsWanted]:
    """What the list of what officers asked is narrowed to."""
    chosen = filter_by(
        choice("kind", _l("What it is"), FollowUpKind),
        choice("state", _l("How it stands"), FollowUpState)._replace(otherwise=_l("Open")),
        department_box(call),
    )
    kind, state = chosen_of(chosen, "kind", FollowUpKind), chosen_of(chosen, "state", FollowUpState)
    return chosen, FollowUpsWanted(kind, state, chosen.chosen.get("department", ""))


def queue_filter(call: Call) -> tuple[Filter, QueueWanted]:
    """What HR's queue is narrowed to."""
    chosen = filter_by(
        words_box(VACANCY),
        ticked("mine", _l("Who decides"), _l("Those that I may decide")),
        ticked("overdue", _l("HR’s decision"), _l("Overdue")),
        choice("state", _l("State"), WAITING_FOR_HR),
        Box("who", _l("Filed by"), hint=NAME),
        department_box(call),
    )
    value = chosen.chosen.get
    return chosen, QueueWanted(
        state=chosen_of(chosen, "state", State),
        words=value("words", ""),
        department=value("department", ""),
        who=value("who", ""),
        overdue=bool(value("overdue")),
        mine=bool(value("mine")),
    )


def in_hand_filter(call: Call) -> tuple[Filter, InHandWanted]:
    """What HR does next is narrowed to."""
    chosen = filter_by(
        words_box(VACANCY),
        ticked("mine", _l("Who does it"), _l("What I may do")),
        ticked("overdue", _l("HR’s time"), _l("Overdue")),
        department_box(call),
    )
    value = chosen.chosen.get
    return chosen, InHandWanted(
        words=value("words", ""),
        department=value("department", ""),
        overdue=bool(value("overdue")),
        mine=bool(value("mine")),
    )


def searches_filter(call: Call) -> tuple[Filter, QueueWanted]:
    """What a searcher's searches are narrowed to."""
    chosen = filter_by(
        words_box(VACANCY),
        choice("state", _l("State"), (State.READY, State.SEARCHING)),
        department_box(call),
    )
    value = chosen.chosen.get
    return chosen, QueueWanted(
        state=chosen_of(chosen, "state", State),
        words=value("words", ""),
        department=value("department", ""),
    )


def retention_filter(call: Call) -> tuple[Filter, VacanciesWanted]:
    """What the calendar of what will be erased is narrowed to."""
    chosen = filter_by(words_box(VACANCY), department_box(call))
    value = chosen.chosen.get
    return chosen, VacanciesWanted(words=value("words", ""), department=value("department", ""))


def messages_filter() -> tuple[Filter, MessagesWanted]:
    """What the history of messages is narrowed to."""
    chosen = filter_by(
        choice("state", _l("How it stands"), MessageState), month_box(_l("Written in"))
    )
    return chosen, MessagesWanted(chosen_of(chosen, "state", MessageState), month_of(chosen))


def people_filter() -> tuple[Filter, Reading | None]:
    """How the reading of the policy stands with the people to show."""
    said = {
        Reading.STILL_TO_READ.value: _l("Still to be read"),
        Reading.HAS_READ.value: _l("Read"),
    }
    chosen = filter_by(Box("policy", _l("Policy in force"), lambda: said))
    return chosen, chosen_of(chosen, "policy", Reading)


def rights_filter() -> tuple[Filter, RightsWanted]:
    """What is shown of the requests and complaints: what is over, or stands as one chooses."""
    chosen = filter_by(
        choice("kind", _l("What it is"), RightsKind),
        choice("state", _l("How it stands"), RightsState),
        month_box(_l("Entered in")),
        Box("year", _l("Entered in the year"), years),
    )
    kind, state = chosen_of(chosen, "kind", RightsKind), chosen_of(chosen, "state", RightsState)
    year = int(chosen.chosen.get("year", "0"))
    return chosen, RightsWanted(kind, state, month_of(chosen), year)


def department_box(call: Call) -> Box:
    """To choose one of the departments whose vacancies the reader may know of.

    But for those whose name would turn the direction of what stands beside it: an option shows it.
    """
    return Box(
        "department",
        _l("Department"),
        lambda: {name: name for name in departments(call) if set_apart(name) == name},
    )


def _vacancy_box(call: Call) -> tuple[Box, ...]:
    """The vacancy whose page led here, to be taken off. None where one came another way."""
    asked = request.args.get("vacancy", "")
    return (Box("vacancy", _l("Vacancy"), lambda: vacancy_named(call, asked)),) if asked else ()


def _is_code(typed: str) -> bool:
    return number_typed(typed) is not None
