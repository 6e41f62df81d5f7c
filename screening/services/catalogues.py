"""What the service says in other languages, for what is written where no page is shown.

The catalogues are those of the pages: compiled GNU gettext files, a folder a language.
"""

from functools import cache
from gettext import NullTranslations, find, translation
from pathlib import Path

from screening.domain.notifying import Language

CATALOGUES = Path(__file__).resolve().parents[1] / "web" / "translations"


@cache
def catalogue_of(language: Language) -> NullTranslations:
    """The catalogue of ``language``; one that leaves all as it is, where there is none."""
    return translation("messages", CATALOGUES, [language], fallback=True)


def is_spoken(language: Language) -> bool:
    """Whether anything can be said in ``language``: English always, others once compiled."""
    return language is Language.ENGLISH or find("messages", CATALOGUES, [language]) is not None
