"""Signing in and out, one's own password, and one's own sessions."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.services.people import sessions
from screening.services.people.signing_in import Caller
from screening.services.people.signing_in import change_password as set_new_password
from screening.services.people.signing_in import sign_in as let_in
from screening.web.access import open_to_all, who_is_signed_in
from screening.web.calling import call
from screening.web.devices import device_named
from screening.web.forms.problems import problems_beside
from screening.web.forms.signing_in import ChangePasswordForm, SignInForm
from screening.web.kept_forms import way_to_kept_form
from screening.web.local_paths import local_path
from screening.web.signed_in import by_nobody, come_in, go_out

blueprint = Blueprint("signing_in", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask for e-mail address and password; then go on to where the person was going."""
    if request.method != "POST" and g.actor is not None:
        return redirect(_on())
    form = SignInForm()
    if form.validate_on_submit():
        with problems_beside(form):
            come_in(let_in(by_nobody(), *form.answers(), _caller()))
            return redirect((g.actor and way_to_kept_form()) or _on())
    return render_template("signing_in/sign_in.html", form=form, on=local_path("next"))


@blueprint.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End this session."""
    go_out()
    flash(_("You are signed out."), "success")
    return redirect(url_for("signing_in.sign_in"))


@blueprint.get("/account")
@who_is_signed_in
def account() -> str:
    """What I can do about my own account, and where I am signed in."""
    mine = sessions.sessions_of(call(), g.session_ref)
    return render_template("signing_in/account.html", sessions=mine)


@blueprint.route("/account/password", methods=["GET", "POST"])
@who_is_signed_in
def change_password() -> ResponseReturnValue:
    """Choose another password; every other session ends."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        with problems_beside(form):
            come_in(set_new_password(call(), *form.answers(), _caller()))
            flash(_("Your password is changed. Every other session of yours has ended."), "success")
            return redirect(url_for("home.index"))
    must = g.get("must_choose_password", False)
    return render_template("signing_in/change_password.html", form=form, must=must)


@blueprint.post("/account/sessions/<ref>/end")
@who_is_signed_in
def end_session(ref: str) -> ResponseReturnValue:
    """End one of my sessions, on a device I left somewhere."""
    sessions.end_one(call(), ref)
    flash(_("That session has ended."), "success")
    return redirect(url_for("signing_in.account"))


@blueprint.post("/account/sessions/end")
@who_is_signed_in
def end_sessions() -> ResponseReturnValue:
    """Sign me out everywhere, here too."""
    sessions.end_all(call())
    go_out()
    flash(_("You are signed out everywhere."), "success")
    return redirect(url_for("signing_in.sign_in"))


def _on() -> str:
    return local_path("next") or url_for("home.index")


def _caller() -> Caller:
    return Caller(request.remote_addr or "", device_named(request.user_agent.string))
