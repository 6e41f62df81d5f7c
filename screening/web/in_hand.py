"""All that HR does next after approvals, page by page: what, for which check, and by when."""

from flask import Blueprint, render_template

from screening.domain.words import Role
from screening.services.reading.desk.for_hr import read_in_hand
from screening.services.reading.desk.waiting import DeskRow
from screening.services.reading.policy import read_policy_in_force
from screening.web.access import who_may
from screening.web.calling import call
from screening.web.checks import ACTS, Act
from screening.web.list_boxes import in_hand_filter

blueprint = Blueprint("in_hand", __name__)


@blueprint.get("/in-hand")
@who_may(Role.HR)
def index() -> str:
    """What is due first comes first."""
    chosen, wanted = in_hand_filter(call())
    return render_template(
        "in_hand/index.html",
        page=read_in_hand(call(), wanted, chosen.turning),
        filter=chosen,
        acts_of=acts_of,
        escalation=read_policy_in_force(call()).days("escalation"),
    )


def acts_of(row: DeskRow) -> list[Act]:
    """What the reader may do about ``row``, what waits longest first."""
    return [ACTS[event] for event in row.to_do]
