"""The policy: what requests are judged by, and how another version comes into force.

No page of this room shows anything of a candidate; whoever only administers is not even told which
checks a proposed version would judge otherwise.
"""

import re
from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from screening.domain.errors import PolicyInvalid
from screening.domain.policy_print import as_toml
from screening.domain.words import Role
from screening.services import proposing
from screening.services.reading.policies.parts import lay_out, words_in
from screening.services.reading.policies.versions import (
    PoliciesShown,
    list_policies,
    read_file_as_sent,
    read_version,
)
from screening.services.reading.policy import read_policy
from screening.web.access import POLICY_READERS, who_may
from screening.web.acting import status_of
from screening.web.as_file import to_save
from screening.web.calling import call
from screening.web.forms.boxes import typed
from screening.web.forms.policy import DecidePolicyForm, PolicyRuling, ProposeForm
from screening.web.forms.problems import problems_beside
from screening.web.security import takes_file

blueprint = Blueprint("policy", __name__, url_prefix="/policy")

_EXAMPLE = """\
version = "2027-1"
effective_from = 2027-01-04
why = "Requests waited too long over Christmas."
based_on = {{ version = "{version}", digest = "{digest}" }}

[periods.decision]
days = 3
source = "Decided by the HR board on 7 December"

[gate.lexicon.house.ruled_out]
add = ["cupboard love"]
source = "HR marked it as missed on a check of LIB-7"
"""
_PARAMETER = re.compile(r"%\((\w+)\)s")


@blueprint.get("")
@who_may(*POLICY_READERS)
def index() -> str:
    """The policy in force, and every version there was or will be."""
    return render_template("policy/index.html", page=list_policies(call()))


@blueprint.get("/read/<digest>")
@who_may(*POLICY_READERS)
def read(digest: str) -> str:
    """All that a policy holds, but for the words of its lists."""
    parts = lay_out(read_policy(call(), digest))
    return render_template("policy/read.html", policy=parts, template=template)


@blueprint.get("/read/<digest>/words/<words>")
@who_may(*POLICY_READERS)
def word_list(digest: str, words: str) -> str:
    """One word list."""
    policy = read_policy(call(), digest)
    tables = words_in(policy, words)
    return render_template("policy/words.html", policy=policy, name=words, tables=tables)


@blueprint.get("/read/<digest>/policy.toml")
@who_may(*POLICY_READERS)
def whole_file(digest: str) -> Response:
    """The whole policy as one file."""
    policy = read_policy(call(), digest)
    return to_save(as_toml(policy), "text/plain", f"policy-{policy.version}.toml")


@blueprint.route("/propose", methods=["GET", "POST"])
@who_may(Role.ADMINISTRATOR)
@takes_file("file")
def propose() -> ResponseReturnValue:
    """Propose another version."""
    form = ProposeForm()
    problems: tuple[str, ...] = ()
    if form.validate_on_submit():
        try:
            ref = proposing.propose(call(), form.content())
        except PolicyInvalid as refused:
            problems = refused.problems
            form.refuse(len(problems))
        else:
            flash(_("The version is proposed. An equality officer decides on it."), "success")
            return redirect(url_for("policy.version", ref=ref), HTTPStatus.SEE_OTHER)
    page = list_policies(call())
    shown = render_template(
        "policy/propose.html", form=form, page=page, problems=problems, example=_example(page)
    )
    return shown, status_of(form)


@blueprint.get("/versions/<ref>")
@who_may(*POLICY_READERS)
def version(ref: str) -> str:
    """One version that was proposed: what it changes, what past requests say to it, its fate."""
    return render_template("policy/version.html", shown=read_version(call(), ref))


@blueprint.get("/versions/<ref>/as-sent.toml")
@who_may(*POLICY_READERS)
def file_as_sent(ref: str) -> Response:
    """The file as the administrator sent it: an amendment, or a whole policy."""
    name, content = read_file_as_sent(call(), ref)
    return to_save(content, "text/plain", f"policy-{name}-as-sent.toml")


@blueprint.post("/versions/<ref>/withdraw")
@who_may(Role.ADMINISTRATOR)
def withdraw(ref: str) -> ResponseReturnValue:
    """Take a proposed version back."""
    proposing.withdraw(call(), ref)
    flash(_("The version is withdrawn."), "success")
    return redirect(url_for("policy.version", ref=ref), HTTPStatus.SEE_OTHER)


@blueprint.post("/versions/<ref>/replay")
@who_may(Role.ADMINISTRATOR, Role.EQUALITY)
def replay(ref: str) -> ResponseReturnValue:
    """Have past requests judged by it once more."""
    proposing.replay_again(call(), ref)
    return redirect(url_for("policy.version", ref=ref), HTTPStatus.SEE_OTHER)


@blueprint.route("/versions/<ref>/decision", methods=["GET", "POST"])
@who_may(Role.EQUALITY)
def decide(ref: str) -> ResponseReturnValue:
    """Confirm or reject it."""
    form = DecidePolicyForm()
    if form.validate_on_submit():
        with problems_beside(form):
            confirms = form.ruling.data == PolicyRuling.CONFIRM
            act = proposing.confirm if confirms else proposing.reject
            act(call(), ref, typed(form.reasons))
            said = _("The version is confirmed.") if confirms else _("The version is rejected.")
            flash(said, "success")
            return redirect(url_for("policy.version", ref=ref), HTTPStatus.SEE_OTHER)
    shown = render_template("policy/decide.html", shown=read_version(call(), ref), form=form)
    return shown, status_of(form)


def template(text: str) -> str:
    """What a rule says, in the reader's language, with … where it fills something in."""
    return _PARAMETER.sub("…", _(text)).replace("%%", "%")


def _example(page: PoliciesShown) -> str:
    base = page.in_force
    return _EXAMPLE.format(version=base.version, digest=base.digest)
