"""The words by which somebody is found who gives their name, however they spell and space it.

O'Brien is found as Obrien and O Brien, Mary-Jane as Mary Jane and Maryjane, Müller as Muller and
Mueller. Initials and titles count for nothing: whoever tells a name over the telephone leaves them
out.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice, pairwise, product

from screening.domain.name_folding import has_no_case, plain
from screening.domain.sourcing import TITLES

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("ʹʻʼʽˈ´`‘’‛＇", "'"))
"""What stands for one; some count as letters, and one folds to a space."""
_IN_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_SHORTEST = 2
MOST_WORDS = 12
"""More than these nobody is asked for by: no name has so many, and each costs a look."""
_MOST_READINGS = 8
_PARTICLES = frozenset(
    word
    for words in (
        "ab abu al ap bin da das de del della den der di dos du el fitz ibn",
        "la le mac mc ni nic o san st ten ter van von",
    )
    for word in words.split()
)
"""Words that are also written together with the next, as in O Brien, Mc Donald and De Souza."""

_COMMON_LETTERS = range(0x2000)
_SPECIMENS = (
    "Dr Mary-Jane O'Brien",
    "Li de Souza-Müller",
    "ʻAlī Ibn al-Ḥasan",
    "Łukasz Żak",
    "李 明",
    "김민수",
)


def words_kept(name: str) -> frozenset[str]:
    """The words by which ``name`` is found."""
    return frozenset(word for text in _spellings(name) for word in _every_word(text))


def words_asked(text: str) -> tuple[frozenset[str], ...]:
    """What somebody must have all words of to be whom ``text`` names, in each way to read it.

    Nothing at all where there is no word in it that tells anybody apart.
    """
    found = (frozenset(words) for spelled in _spellings(text) for words in _readings(spelled))
    return tuple(dict.fromkeys(words for words in found if words))


def pairs_in(text: str) -> frozenset[frozenset[str]]:
    """Every two words that stand beside one another in ``text``, initials and titles left out, in
    each way to spell and space them: whoever's name has both may be named there.
    """
    found = set[frozenset[str]]()
    for spelled in _spellings(text):
        pieces = _pieces(spelled)
        for words in (map("".join, pieces), chain(*pieces)):
            found |= {frozenset(pair) for pair in pairwise(_telling(words)) if len(set(pair)) > 1}
    return frozenset(found)


@cache
def form() -> str:
    """Which way of reading names this is; another one where a letter or a name is read otherwise,
    so that what was kept before is known to be old.
    """
    letters = "\0".join(plain(chr(each)) for each in _COMMON_LETTERS)
    names = "\0".join(word for name in _SPECIMENS for word in sorted(words_kept(name)))
    return hashlib.sha256(f"{letters}\0{names}".encode()).hexdigest()[:12]


def _every_word(text: str) -> Iterator[str]:
    pieces = _pieces(text)
    yield from _telling(map("".join, pieces))
    for one, other in pairwise(["", *chain(*pieces)]):
        yield from _telling([other])
        if one in _PARTICLES or (one and has_no_case(one)):
            yield one + other


def _readings(text: str) -> Iterator[Sequence[str]]:
    """The words of ``text``, each that a hyphen or an apostrophe joins as one word and as several;
    and all of them as one in a script that need not part them.
    """
    pieces = _pieces(text)
    ways = [(["".join(each)], each) if len(each) > 1 else (each,) for each in pieces]
    for way in islice(product(*ways), _MOST_READINGS):
        yield _telling(chain(*way))
    words = list(chain(*pieces))
    if words and all(map(has_no_case, words)):
        yield ["".join(words)]


def _pieces(text: str) -> list[list[str]]:
    """The words of ``text`` but for titles; of each what lies between its hyphens and such."""
    words = plain(text.translate(_APOSTROPHES)).split()
    return [found for word in words if (found := _WORD.findall(word)) and found[0] not in TITLES]


def _spellings(text: str) -> tuple[str, ...]:
    """``text`` as it is written, and where it differs with ue for ü and the like."""
    written = unicodedata.normalize("NFC", text)
    return tuple(dict.fromkeys((written, written.translate(_IN_TWO_LETTERS))))


def _telling(words: Iterator[str] | Sequence[str]) -> list[str]:
    """Those of ``words`` that are more than an initial; a letter is a whole word in some scripts. A
    Korean one is folded to several letters, and counts as one.
    """
    return [
        word
        for word in words
        if len(unicodedata.normalize("NFC", word)) >= _SHORTEST or has_no_case(word)
    ]
