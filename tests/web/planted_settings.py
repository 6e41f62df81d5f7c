"""What administrators and data protection officers set, in planted words; and how it is sent."""

from datetime import date

from screening.domain.impact import PARTS
from screening.domain.lawful_basis import Article6, Article9, Article10, LawfulBasis
from screening.services.kept_settings.organisation import set_organisation
from screening.services.kept_settings.processing import set_basis, write_assessment
from tests.web.planting import Planted

_NAMED = {"name": "Wexcombe Council", "colour": "#2d4a5e"}
_REVIEWED = {"review_by-day": "5", "review_by-month": "12", "review_by-year": "2027"}

SENT_SETTINGS: dict[str, dict[str, str]] = {
    "/organisation/change": _NAMED | {"version": "1"},
    "/processing/basis/set": _REVIEWED
    | {
        "article6": Article6.TASK,
        "words": "it is our task",
        "reasons": "The law says so",
        "article9": Article9.NONE,
        "article10": Article10.NONE,
        "effective_from-day": "5",
        "effective_from-month": "1",
        "effective_from-year": "2027",
        "version": "1",
    },
    "/processing/assessment/write": _REVIEWED
    | dict.fromkeys(PARTS, "As agreed")
    | {"version": "1"},
}
"""By the address, as in ``sent.SENT``."""


def what_is_set(made: Planted) -> None:
    """The organisation, the lawful basis, and an officer's own words, each of them once."""
    house = _NAMED | {"staff_phone": made.word("house")}
    set_organisation(made.town.call("alan"), 0, house)
    today, dara = made.town.now.date(), made.town.call("dara")
    basis = LawfulBasis(
        article6=Article6.TASK,
        words=made.word("lawful"),
        words_cy=made.word("lawful"),
        reasons=made.word("lawful-reasons"),
        article9=Article9.SUBSTANTIAL,
        reasons9=made.word("lawful-reasons"),
        article10=Article10.NONE,
        reasons10="",
        effective_from=today,
        review_by=date(today.year + 1, today.month, today.day),
    )
    set_basis(dara, 0, basis)
    words = {part: made.word("assessment") for part in PARTS}
    write_assessment(dara, 0, words, date(today.year + 1, 1, 1))
