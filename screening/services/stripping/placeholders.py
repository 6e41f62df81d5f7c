"""Words that stand for what was taken out: the same for the same thing, within one case.

They are letters only, so that a name inside an address still meets the same name in a claim.
"""

import re
from collections.abc import Callable
from itertools import product

PREFIX = "xan"
PLACEHOLDER = re.compile(rf"{PREFIX}[bdfgklmnprtvz][aeiou][bdfgklmnprtvz][aeiou]")
_FIRST, _SECOND = "bdfgklmnprtvz", "aeiou"


class Placeholders:
    """Gives out placeholders in order of appearance, passing over those that are ``taken``."""

    def __init__(self, taken: Callable[[str], bool]):
        self._free = (word for word in _all() if not taken(word))
        self._given: dict[str, str] = {}

    def of(self, thing: str) -> str:
        """What stands for ``thing``, a folded word; in small letters."""
        if thing not in self._given:
            self._given[thing] = next(self._free)
        return self._given[thing]


def _all() -> "list[str]":
    # The last letters change first, and the first consonant with them: neighbours look different.
    syllables = ["".join(pair) for pair in product(_FIRST, _SECOND)]
    size = len(syllables)
    return [
        PREFIX + syllables[(first * 7 + second * 17) % size] + syllables[second]
        for first in range(size)
        for second in range(size)
    ]
