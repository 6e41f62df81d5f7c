"""Names that nobody told the service, as far as a case gives them away.

By a capital where ordinary words have none.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from screening.services.stripping.ordinary import Known, kept, letters
from screening.services.stripping.placeholders import PLACEHOLDER
from screening.services.stripping.shapes import TOKEN, begins_sentence

_MOSTLY = 0.6  # capitals among the letters of a text that is shouted: none of them tells a name
_SHORTEST = 2  # letters of an abbreviation
_WORDS = 4  # of a name written small
_GENITIVE = re.compile(r"['’]s$")


def words_in(text: str) -> list["re.Match[str]"]:
    """The words of ``text``; what has the shape of an address or a number is none."""
    return [token for token in TOKEN.finditer(text) if token.lastgroup == "word"]


def names_told(texts: Iterable[str], is_ordinary: Known) -> frozenset[str]:
    """The words, folded, that ``texts`` of one case tell for names."""
    capitalised = (_capitalised(text, is_ordinary) for text in texts if not _shouted(text))
    return frozenset(chain(*capitalised))


def whole_names(names: Iterable[str], is_ordinary: Known) -> frozenset[str]:
    """The words, folded, of ``names``: those with a capital, or all where none has one."""
    found: set[str] = set()
    for name in names:
        words = [word.group() for word in words_in(name)]
        capitals = [word for word in words if word[0].isupper()]
        found.update(map(letters, capitals or words[:_WORDS]))
    return frozenset(word for word in found if len(word) >= _SHORTEST and not is_ordinary(word))


def left_with_a_capital(text: str, is_ordinary: Known) -> frozenset[str]:
    """Words of ``text`` that begin with a capital and are not everyday: a reader should look."""
    words = (word.group() for word in words_in(text))
    doubtful = (word for word in words if word[0].isupper() and not is_ordinary(letters(word)))
    return frozenset(word for word in doubtful if not PLACEHOLDER.match(letters(word)))


def _shouted(text: str) -> bool:
    capitals = sum(letter.isupper() for letter in text)
    return capitals > _MOSTLY * sum(letter.isalpha() for letter in text)


def _capitalised(text: str, is_ordinary: Known) -> Iterator[str]:
    found = words_in(text)
    small = {letters(word.group()) for word in found if word.group()[0].islower()}
    for number, word in enumerate(found):
        bare = letters(_GENITIVE.sub("", word.group()))
        if not word.group()[0].isupper() or len(bare) < _SHORTEST:
            continue
        if bare in small or is_ordinary(bare):
            continue
        has_genitive = _GENITIVE.search(word.group()) is not None
        before_a_kind = any(_is_kind(after.group()) for after in found[number + 1 : number + 2])
        if has_genitive or before_a_kind or not begins_sentence(text, word.start()):
            yield bare


def _is_kind(word: str) -> bool:
    """Whether ``word`` says what an organisation is, with a capital, as in Harbour Museum."""
    return word[0].isupper() and letters(_GENITIVE.sub("", word)) in kept("kinds")
