"""In which language a page speaks: British English, or Welsh where there is a catalogue."""

from functools import cache
from gettext import NullTranslations
from urllib.parse import urlencode

from flask import Flask, request, session
from flask_babel import Babel, get_locale

from screening.domain.notifying import Language
from screening.services.calendar import LONDON
from screening.services.catalogues import CATALOGUES, catalogue_of, is_spoken

DEFAULT = Language.ENGLISH.value
LANGUAGES = {DEFAULT: "English", Language.WELSH.value: "Cymraeg"}
TRANSLATIONS = CATALOGUES
SESSION_KEY = "language"
PARAMETER = "language"
"""What a link to the same page in another language says; see ``components/languages.html``."""


def set_up_languages(app: Flask) -> None:
    """Let ``app`` translate, by the language kept in the session."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    Babel(
        app,
        default_locale=DEFAULT,
        default_timezone=LONDON.key,
        locale_selector=chosen_language,
    )
    app.before_request(remember_language)


def remember_language() -> None:
    """Let this browser speak the language that a link asked for from here on."""
    wanted = request.args.get(PARAMETER, "")
    if wanted in offered_languages():
        session[SESSION_KEY] = wanted


def chosen_language() -> str:
    """The language this visitor chose; British English until they do."""
    chosen: str = session.get(SESSION_KEY, DEFAULT)
    return chosen if chosen in offered_languages() else DEFAULT


@cache
def offered_languages() -> dict[str, str]:
    """Code and own name of each language that pages can speak."""
    return {code: name for code, name in LANGUAGES.items() if is_spoken(Language(code))}


def in_language(code: str) -> str:
    """The way from this page to the same one in the language ``code``."""
    asked = {**request.args.to_dict(flat=False), PARAMETER: [code]}
    return f"?{urlencode(asked, doseq=True)}"


def offered(code: str) -> Language:
    """The language ``code`` for what is printed; English where it is not offered."""
    return Language(code) if code in offered_languages() else Language.ENGLISH


def spoken() -> Language:
    """The language of this page, for what is written while it is read."""
    return offered(chosen_language())


def catalogue(code: str) -> NullTranslations:
    """The words of that language."""
    return catalogue_of(offered(code))


def every_tongue() -> tuple[NullTranslations, ...]:
    """The texts of every language that is offered, for what goes to somebody who chose none."""
    return tuple(map(catalogue, offered_languages()))


def html_language() -> str:
    """The ``lang`` of the page, as HTML writes it: ``en-GB``."""
    return str(get_locale() or DEFAULT).replace("_", "-")
