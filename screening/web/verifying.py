"""Checking a receipt, a checkpoint or an export, without a command line."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from screening.ledger import checks, compare
from screening.services.verifying import Verified, verify_export, verify_kept
from screening.web.access import who_is_signed_in
from screening.web.acting import status_of
from screening.web.calling import call
from screening.web.forms.problems import problems_beside
from screening.web.forms.verifying import VerifyForm
from screening.web.security import takes_file

blueprint = Blueprint("verifying", __name__)

LARGEST_EXPORT = 20_000_000  # bytes: some twenty thousand records, checked in a second or two


@blueprint.route("/verify", methods=["GET", "POST"])
@who_is_signed_in
@takes_file("kept", "export", largest=LARGEST_EXPORT)
def verify() -> ResponseReturnValue:
    """Take the files, and say what came of it. Nothing is kept, and nothing changes."""
    form = VerifyForm()
    verified: Verified | None = None
    if form.validate_on_submit():
        with problems_beside(form):
            kept, lines = form.kept_text(), form.lines()
            if lines is None:
                verified = verify_kept(call(), kept or "")
            else:
                verified = verify_export(call(), lines, kept)
    shown = render_template(
        "verifying/verify.html",
        form=form,
        verified=verified,
        check_meaning=checks.MEANING,
        kept_meaning=compare.MEANING,
        limits=checks.LIMITS,
    )
    return shown, status_of(form)
