"""Marking text for translation, below the web."""

from gettext import NullTranslations


def N_(message: str) -> str:
    """Mark ``message`` for translation and return it unchanged.

    Rooms below the web know no language. They hand messages up in English, with their
    parameters apart, and the page translates them when it shows them.
    """
    return message


def is_welsh(translations: NullTranslations) -> bool:
    """Whether ``translations`` are into Welsh."""
    return translations.info().get("language", "").casefold().startswith("cy")
