"""How the service stands, for administrators: counts and moments, and nothing of candidates."""

from flask import Blueprint, render_template

from screening.domain.health import Health
from screening.domain.words import Role
from screening.services.reading.administration.health.page import read_health
from screening.web.access import who_may
from screening.web.calling import behind, call
from screening.web.wording_settings import said

blueprint = Blueprint("health", __name__)


@blueprint.get("/service-health")
@who_may(Role.ADMINISTRATOR)
def index() -> str:
    """Keys, work, ledger, messages, and what is installed; what needs somebody comes first."""
    groups = read_health(call(), behind().way_out, behind().start)
    to_do = [
        line
        for group in groups
        for line in group.lines
        if line.health in (Health.FAULT, Health.WATCH)
    ]
    to_do.sort(key=lambda line: line.health is not Health.FAULT)
    return render_template("health/index.html", groups=groups, to_do=to_do, said=said)
