"""The pages: one room per person's task. A route parses, calls one service, renders."""

from flask import Flask, g
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from screening.services.call import Clock
from screening.services.kept_settings.organisation import start_of
from screening.services.opening import system_clock
from screening.services.outbox.channels import channel_name
from screening.services.settings import Settings
from screening.store.store import Store
from screening.web import (
    access,
    administration,
    adverts,
    answering,
    by_name,
    candidate_links,
    candidates,
    check_list,
    checks,
    consistency,
    decisions,
    declarations,
    disputing,
    due_diligence,
    due_diligence_answers,
    due_diligence_links,
    due_diligence_parts,
    erasing,
    evidence,
    figures,
    filing,
    follow_ups,
    handing_over,
    health,
    help,
    home,
    importing,
    in_hand,
    information,
    lists,
    looking,
    monitoring,
    more,
    more_time,
    notices,
    notifications,
    organisation,
    own_page,
    pairs,
    policy,
    policy_reading,
    processing,
    receipts,
    regime,
    replies,
    retention,
    returning,
    reviews,
    rights,
    searches,
    sending,
    shortlist_page,
    signing_in,
    signs,
    sourcing,
    subject_access,
    substitutes,
    telling,
    unauthorised,
    vacancies,
    vacancy_changes,
    verifying,
    weighing,
)
from screening.web.calling import Behind, set_up_calling
from screening.web.errors import set_up_errors
from screening.web.kept_forms import set_up_kept_forms
from screening.web.languages import set_up_languages
from screening.web.security import set_up_security
from screening.web.signed_in import set_up_signing_in
from screening.web.templating import STATIC, TEMPLATES, set_up_templates

ROOMS = (
    home.blueprint,
    signing_in.blueprint,
    vacancies.blueprint,
    adverts.blueprint,
    importing.blueprint,
    lists.blueprint,
    vacancy_changes.blueprint,
    declarations.blueprint,
    candidates.blueprint,
    figures.blueprint,
    filing.blueprint,
    by_name.blueprint,
    answering.blueprint,
    check_list.blueprint,
    checks.blueprint,
    decisions.blueprint,
    consistency.blueprint,
    disputing.blueprint,
    weighing.blueprint,
    notices.blueprint,
    more_time.blueprint,
    candidate_links.blueprint,
    telling.blueprint,
    in_hand.blueprint,
    replies.blueprint,
    evidence.blueprint,
    own_page.blueprint,
    shortlist_page.blueprint,
    searches.blueprint,
    looking.blueprint,
    returning.blueprint,
    handing_over.blueprint,
    administration.blueprint,
    organisation.blueprint,
    health.blueprint,
    sending.blueprint,
    processing.blueprint,
    pairs.blueprint,
    signs.blueprint,
    notifications.blueprint,
    reviews.blueprint,
    follow_ups.blueprint,
    policy.blueprint,
    receipts.blueprint,
    verifying.blueprint,
    erasing.blueprint,
    retention.blueprint,
    subject_access.blueprint,
    rights.blueprint,
    policy_reading.blueprint,
    help.blueprint,
    more.blueprint,
    monitoring.blueprint,
    substitutes.blueprint,
    sourcing.blueprint,
    unauthorised.blueprint,
    regime.blueprint,
    due_diligence.blueprint,
    due_diligence_parts.blueprint,
    due_diligence_links.blueprint,
    due_diligence_answers.blueprint,
    information.blueprint,
)
"""Every room there is. A blueprint that is not here does not exist."""


def create_app(settings: Settings, store: Store, clock: Clock = system_clock) -> Flask:
    """The web application with ``settings``, for what is kept in ``store``."""
    app = Flask(
        __name__,
        template_folder=str(TEMPLATES),
        static_folder=str(STATIC),
        static_url_path="/static",
    )
    app.secret_key = settings.secret_key
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the way Flask documents
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    way_out = channel_name(settings.sending)
    set_up_calling(app, Behind(store, clock, start_of(settings), way_out))
    set_up_errors(app)
    set_up_languages(app)
    set_up_templates(app)
    # What is asked of every request, in this order: is it whole, who is it, may they, is it theirs.
    app.before_request(_nobody_yet)
    set_up_security(app, settings.hosts, settings.production)
    set_up_signing_in(app)
    set_up_kept_forms(app)
    app.before_request(access.guard)
    CSRFProtect(app)
    for room in ROOMS:
        app.register_blueprint(room)
    return app


def _nobody_yet() -> None:
    """Signed out until the sign-in room says otherwise: errors before that have a page too."""
    g.actor = None
