"""How the gate weighed one attempt, for those who judge whether it was right."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Blueprint, render_template

from screening.domain.words import Role
from screening.services.reading.checks.sums import Contribution, SumShown
from screening.services.reading.checks.weighed import PartShown, WeighedShown, read_weighed
from screening.web.access import who_may
from screening.web.calling import call
from screening.web.findings import part_named
from screening.web.wording_weighing import figure, title_of, worded

blueprint = Blueprint("weighing", __name__)


class Line(NamedTuple):
    """Something that was added: in words, and of a part of the request where it is and what."""

    what: str
    adds: str
    where: str = ""
    words: str = ""


@blueprint.get("/checks/<ref>/attempts/<int:attempt>/weighed")
@who_may(Role.HR, Role.EQUALITY)
def weighed(ref: str, attempt: int) -> str:
    """The sums by which an attempt was judged, line by line."""
    page = read_weighed(call(), ref, attempt)
    return render_template(
        "checks/weighed.html",
        page=page,
        check=page.check,
        lines=[list(_lines(page, one)) for one in page.sums],
        figure=figure,
        certain=[(title_of(one.rule, page.terms), one) for one in page.certain],
        by_certain=any(one.verdict == page.verdict for one in page.certain),
    )


def _lines(page: WeighedShown, shown: SumShown) -> Iterator[Line]:
    for one in (*shown.towards, *shown.away):
        yield _line(page, one)


def _line(page: WeighedShown, one: Contribution) -> Line:
    part: PartShown | None = page.alike.get(one.name)
    what, adds = worded(one.name, page.terms), figure(one.adds)
    return Line(what, adds, part_named(part.field), part.words) if part else Line(what, adds)
