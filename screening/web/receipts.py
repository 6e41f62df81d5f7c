"""Receipts for what somebody did, on their own account."""

import segno
from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from screening.services.receipts import MOST, ReceiptShown, list_receipts, read_receipt
from screening.web.access import who_is_signed_in
from screening.web.as_file import to_save
from screening.web.calling import call
from screening.web.wording_events import title

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/account/receipts")
@who_is_signed_in
def index() -> str:
    """What I did that gives a receipt, the latest first, or what I did before a record."""
    before = request.args.get("before", type=int)
    recorded = list_receipts(call()) if before is None else list_receipts(call(), before)
    older = len(recorded) == MOST
    return render_template(
        "receipts/index.html", recorded=recorded, older=older, earlier=before, title=title
    )


@blueprint.get("/account/receipts/<int:seq>")
@who_is_signed_in
def receipt(seq: int) -> str:
    """One receipt, with a picture that a phone reads."""
    account = (_("Your account"), url_for("signing_in.account"))
    crumbs = [account, (_("Your receipts"), url_for("receipts.index"))]
    file = url_for("receipts.receipt_file", seq=seq)
    return receipt_page(read_receipt(call(), seq), crumbs, file)


@blueprint.get("/account/receipts/<int:seq>/file")
@who_is_signed_in
def receipt_file(seq: int) -> Response:
    """The receipt as a file to keep."""
    return receipt_as_file(read_receipt(call(), seq))


def receipt_page(shown: ReceiptShown, crumbs: list[tuple[str, str]], file: str) -> str:
    """The page of a receipt below ``crumbs``; it is downloaded from ``file``."""
    picture = segno.make(shown.code, error="m", micro=False).svg_inline(scale=5, omitsize=True)
    return render_template(
        "receipts/receipt.html",
        shown=shown,
        title=title,
        picture=Markup(picture),  # noqa: S704 - drawn here, of hexadecimal digits
        crumbs=crumbs,
        file=file,
    )


def receipt_as_file(shown: ReceiptShown) -> Response:
    """A receipt as it is sent."""
    return to_save(shown.file, "text/plain", f"record-{shown.recorded.seq}.tlog-proof")
