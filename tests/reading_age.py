"""How hard a text is to read: the Flesch–Kincaid grade, of which 6 is the age of 11 to 12."""

import re
from collections.abc import Iterable


def grade(lines: Iterable[str]) -> float:
    """The grade of ``lines``, each of which ends a sentence.

    0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975). Syllables
    are counted as groups of vowels, a silent e at the end aside.
    """
    text = " ".join(line.strip().rstrip(".:?") + "." for line in lines if line.strip())
    sentences = [part for part in re.split(r"[.:?]\s", text) if part.strip()]
    words = re.findall(r"[A-Za-z’']+", text)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)
