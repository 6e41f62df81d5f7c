"""People and their roles. No page of this room knows of a candidate."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import NotFound
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.people import roles
from screening.services.people.accounts import close_account, open_account
from screening.services.reading.administration.accounts import (
    list_accounts,
    read_account,
    read_people,
)
from screening.web.access import who_may
from screening.web.calling import call
from screening.web.forms.administration import AddPersonForm
from screening.web.forms.problems import problems_beside
from screening.web.list_boxes import people_filter
from screening.web.security import repeatable

blueprint = Blueprint("administration", __name__, url_prefix="/people")

_STEPS = {
    "give": roles.give_role,
    "grant": roles.grant_role,
    "decline": roles.decline_role,
    "remove": roles.remove_role,
}


@blueprint.get("")
@who_may(Role.ADMINISTRATOR)
def people() -> str:
    """Everybody who has an account, or those who have still to read the policy."""
    chosen, reading = people_filter()
    found = read_people(call(), reading)
    return render_template("administration/people.html", people=found, filter=chosen)


@blueprint.route("/add", methods=["GET", "POST"])
@who_may(Role.ADMINISTRATOR)
@repeatable("roles")
def add_person() -> ResponseReturnValue:
    """Let someone in."""
    form = AddPersonForm()
    form.same_person_as.choices = _people_to_choose()
    if form.validate_on_submit():
        with problems_beside(form):
            ref = open_account(call(), form.account())
            flash(_("The account is open."), "success")
            return redirect(url_for("administration.person", ref=ref))
    return render_template("administration/add_person.html", form=form)


@blueprint.get("/<ref>")
@who_may(Role.ADMINISTRATOR)
def person(ref: str) -> str:
    """One account: its roles, those asked for, and what can be done."""
    return render_template("administration/person.html", account=read_account(call(), ref))


@blueprint.post("/<ref>/roles/<role>/<any(give, grant, decline, remove):step>")
@who_may(Role.ADMINISTRATOR)
def change_role(ref: str, role: str, step: str) -> ResponseReturnValue:
    """Give, ask for, grant, decline or remove one role."""
    if role not in set(Role):
        raise NotFound(N_("There is nothing here."))
    _STEPS[step](call(), ref, Role(role))
    asked_for = step == "give" and Role(role) not in read_account(call(), ref).roles
    flash(_done("ask" if asked_for else step), "success")
    return redirect(url_for("administration.person", ref=ref))


@blueprint.route("/<ref>/close", methods=["GET", "POST"])
@who_may(Role.ADMINISTRATOR)
def close(ref: str) -> ResponseReturnValue:
    """Ask whether to close the account; then close it."""
    if request.method == "POST":
        close_account(call(), ref)
        flash(_("The account is closed. Its sessions have ended."), "success")
        return redirect(url_for("administration.person", ref=ref))
    return render_template("administration/close.html", account=read_account(call(), ref))


def _people_to_choose() -> list[tuple[str, str]]:
    return [("", _("No, this is somebody new"))] + [
        (one.ref, f"{one.name} ({one.email}{', ' + _('closed') if one.is_closed else ''})")
        for one in list_accounts(call())
    ]


def _done(step: str) -> str:
    if step == "ask":
        return str(_("The role is asked for. A second administrator can grant it."))
    if step == "decline":
        return str(_("The role is no longer asked for."))
    return str(_("The roles are changed. The person has to sign in again."))
