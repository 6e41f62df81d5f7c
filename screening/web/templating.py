"""What every template finds: filters, a few values, and loud complaint about unknown names."""

import logging
import secrets
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, url_for
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader, Undefined

from screening.reports.typed import language_of
from screening.services.settings import ROOT
from screening.web import formats, wording
from screening.web.calling import behind
from screening.web.languages import html_language, in_language, offered_languages
from screening.web.navigation import account_link, navigation, notifications_link
from screening.web.regimes import school_here
from screening.web.revising import passages
from screening.web.security import csp_nonce
from screening.web.wording_signs import signs_seen

log = logging.getLogger(__name__)

TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static" / "build"
_DESIGN_SYSTEM = ("govuk_frontend_jinja", "govuk_frontend_wtf")


class LoggedUndefined(Undefined):
    """A name that a template uses and nobody gave.

    The Design System's macros ask for what they were not given as a habit, so that nothing may
    be raised; one of our own templates doing so is a mistake, logged, and fails the tests.
    """

    def __str__(self) -> str:
        self._complain()
        return super().__str__()

    def __bool__(self) -> bool:
        self._complain()
        return super().__bool__()

    def __iter__(self) -> Any:
        self._complain()
        return super().__iter__()

    def __len__(self) -> int:
        self._complain()
        return super().__len__()

    def _complain(self) -> None:
        template = sys._getframe(2).f_code.co_filename
        if template.startswith(str(TEMPLATES)):  # asked often: paths compare slowly
            log.error("%s uses an unknown name: %s", template, self._undefined_message)


def set_up_templates(app: Flask) -> None:
    """Give ``app`` its templates, the Design System's macros, and what both need."""
    environment = app.jinja_env
    environment.undefined = LoggedUndefined
    environment.finalize = formats.showable
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.loader = ChoiceLoader(
        [
            FileSystemLoader(TEMPLATES),
            PrefixLoader({package: PackageLoader(package) for package in _DESIGN_SYSTEM}),
        ]
    )
    environment.filters.update(
        date=formats.long_date,
        short_date=formats.short_date,
        time=formats.clock_time,
        date_time=formats.date_and_time,
        machine_time=formats.machine_time,
        mark=formats.mark,
        as_typed=formats.as_typed,
        translated=formats.translated,
        as_told=formats.as_told,
        tongue=language_of,
        label=wording.label,
        tag_colour=wording.tag_colour,
        signs_seen=signs_seen,
        passages=passages,
    )
    environment.globals.update(
        asset=asset,
        csp_nonce=csp_nonce,
        idempotency_key=idempotency_key,
        html_language=html_language,
        in_language=in_language,
        offered_languages=offered_languages,
        navigation=navigation,
        account_link=account_link,
        notifications_link=notifications_link,
        school_here=school_here,
    )
    app.context_processor(_of_the_request)
    WTFormsHelpers(app)


def _of_the_request() -> dict[str, Any]:
    """Who reads the page, and in whose name it is."""
    house = behind().house
    return {
        "actor": g.get("actor"),
        "house": house,
        "organisation": house.name,
        "brand_colour": house.colour,
    }


def idempotency_key() -> str:
    """A key that a form carries, so that sending it twice does a thing once."""
    return secrets.token_hex(16)


def asset(name: str) -> str:
    """The address of a built file; it changes with the content, so that browsers may keep it."""
    return url_for("static", filename=name, v=_digest(str(current_app.static_folder), name))


@cache
def _digest(folder: str, name: str) -> str:
    path = Path(folder, name)
    return sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else "unbuilt"
