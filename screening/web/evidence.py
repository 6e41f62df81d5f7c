"""The files that a candidate gave on their own page: HR looks which there are, and is given one.

What stands in a file is a stranger's. So it leaves only to be saved, under a name and as a kind of
ours, and no browser of ours opens it as part of this service.
"""

from collections.abc import Mapping

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from screening.domain.evidence import FileKind
from screening.domain.words import Role
from screening.services.own_page.evidence import give_out
from screening.services.reading.checks.check import read_check
from screening.services.reading.checks.evidence import list_evidence
from screening.web.access import who_may
from screening.web.calling import call
from screening.web.security import shut_in

blueprint = Blueprint("evidence", __name__, url_prefix="/checks/<ref>/evidence")

TYPES: Mapping[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TEXT: "text/plain",
}


@blueprint.get("")
@who_may(Role.HR)
def index(ref: str) -> str:
    """Which files there are, and who was given each."""
    files = list_evidence(call(), ref)
    return render_template("own_page/evidence.html", check=read_check(call(), ref), files=files)


@blueprint.post("/<int:number>")
@who_may(Role.HR)
def fetch(ref: str, number: int) -> ResponseReturnValue:
    """One file, to be saved; that it was given out is on record."""
    given = give_out(call(), ref, number)
    response = Response(given.content, mimetype=TYPES[given.kind])
    response.headers.set("Content-Disposition", "attachment", filename=given.name)
    shut_in()
    return response
