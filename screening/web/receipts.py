"""Receipts for what somebody did, on their own account."""

import segno
from flask import Blueprint, Response, render_template
from markupsafe import Markup

from screening.services.receipts import list_receipts, read_receipt
from screening.web.access import who_is_signed_in
from screening.web.calling import call
from screening.web.wording_events import title

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/account/receipts")
@who_is_signed_in
def index() -> str:
    """What I did that gives a receipt."""
    return render_template("receipts/index.html", recorded=list_receipts(call()), title=title)


@blueprint.get("/account/receipts/<int:seq>")
@who_is_signed_in
def receipt(seq: int) -> str:
    """One receipt, with a picture that a phone reads."""
    shown = read_receipt(call(), seq)
    picture = segno.make(shown.code, error="m", micro=False).svg_inline(scale=5, omitsize=True)
    return render_template(
        "receipts/receipt.html",
        shown=shown,
        title=title,
        picture=Markup(picture),  # noqa: S704 - drawn here, of hexadecimal digits
    )


@blueprint.get("/account/receipts/<int:seq>/file")
@who_is_signed_in
def receipt_file(seq: int) -> Response:
    """The receipt as a file to keep."""
    response = Response(read_receipt(call(), seq).file, mimetype="text/plain")
    response.headers.set("Content-Disposition", "attachment", filename=f"record-{seq}.tlog-proof")
    return response
