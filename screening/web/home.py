"""The first page: what this service is for, and whom it sends away."""

from flask import Blueprint, render_template

from screening.web.access import open_to_all

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@open_to_all
def index() -> str:
    """Say when an online check is allowed, and when this service is not needed."""
    return render_template("home/start.html")
