"""Which words belong to everybody: the others may be a name."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from screening.gate.reading import look_alikes, see
from screening.gate.subject import word_set

Known = Callable[[str], bool]
"""Whether a folded word is ordinary."""

_NO_LETTER = re.compile(r"[\W\d_]+")
_LATIN = {ord(other): latin for other, latin in look_alikes().items()}


def folded(text: str) -> str:
    """``text`` as it is compared: small Latin letters, no accents, nothing invisible.

    Signs and digits stay, so that words can be told apart.
    """
    return see(text).text.translate(_LATIN)


def letters(text: str) -> str:
    """The letters of ``text`` alone, folded, as one run."""
    return _NO_LETTER.sub("", folded(text))


@cache
def kept(table: str) -> frozenset[str]:
    """The words of one table of ``kept.toml``."""
    found = tomllib.loads(files(__package__).joinpath("kept.toml").read_text("utf-8"))
    return frozenset(found[table]["words"])


@cache
def _everyday() -> frozenset[str]:
    tables = ("kinds", "general", "sensitive", "as_names", "openers")
    common = word_set("common", "words")
    platforms = frozenset(host.partition(".")[0] for host in kept("hosts"))
    return common.union(platforms, *(kept(table) for table in tables))


def is_everyday(word: str) -> bool:
    """Whether a folded word is everyday language, whatever a policy's lexicon knows beside it."""
    return word in _everyday()


def ordinary(known: Known) -> Known:
    """Whether a folded word is everyday language, or one that the policy's lexicon ``known``."""

    def is_ordinary(word: str) -> bool:
        return word in _everyday() or known(word)

    return is_ordinary
