"""The words that one policy decides by, ready to be looked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import Policy
from screening.gate.phrases import Phrases
from screening.gate.subject import content, content_of_word, stem
from screening.gate.tongues import whole
from screening.gate.words import read

_CLASSES = "classes"
_POLICIES_KEPT = 4
_TEXTS_KEPT = 4096


class Vocabulary:
    """The word lists of a policy; ``phrases`` are all of theirs, as ``list.table`` concepts."""

    def __init__(self, lexicon: Mapping[str, Any]):
        lexicon = whole(lexicon)
        self._lexicon = lexicon
        self._sets: dict[tuple[str, str], frozenset[str]] = {}
        self._concepts: dict[str, frozenset[str]] = {}
        classes = {name: table["words"] for name, table in lexicon[_CLASSES].items()}
        concepts = {
            f"{name}.{table}": entry["phrases"]
            for name in sorted(lexicon)
            for table, entry in lexicon[name].items()
            if "phrases" in entry
        }
        self.phrases = Phrases(concepts, classes)

    def words(self, name: str, table: str) -> frozenset[str]:
        """The words of ``table`` in the list ``name``. Raises PolicyInvalid without such a list."""
        key = name, table
        if key not in self._sets:
            found = self._lexicon.get(name, {}).get(table, {})
            if "words" not in found:
                raise PolicyInvalid(f"gate.lexicon.{name}.{table} is missing: put words there.")
            self._sets[key] = frozenset(found["words"])
        return self._sets[key]

    def concepts(self, text: str) -> frozenset[str]:
        """What ``text``, a title or a criterion, speaks of; kept, since vacancies come back."""
        if text not in self._concepts:
            if len(self._concepts) >= _TEXTS_KEPT:
                self._concepts.clear()
            found = self.phrases.find(read(text, self.phrases.known))
            self._concepts[text] = frozenset(span.concept for span in found)
        return self._concepts[text]

    def substance(self, text: str) -> frozenset[str]:
        """The stems of what ``text`` says beyond the words that any request could hold."""
        return content(text) - self._stock

    def is_stock(self, words: Iterable[str]) -> bool:
        """Whether ``words``, in the form in which they are read, say nothing beyond those."""
        return all(content_of_word(word) <= self._stock for word in words)

    def tests(self, text: str) -> frozenset[str]:
        """The stems in ``text`` that name a quality or a number to test a piece of work by."""
        return content(text) & self._tests

    @cached_property
    def work(self) -> frozenset[str]:
        """The stems of the words that speak of work, whatever the claim is about."""
        tables = self._lexicon.get("work", {})
        return frozenset(stem(word) for table in tables for word in self.words("work", table))

    @cached_property
    def _stock(self) -> frozenset[str]:
        return frozenset(stem(word) for word in self.words("vague", "stock"))

    @cached_property
    def _tests(self) -> frozenset[str]:
        return frozenset(stem(word) for word in self.words("vague", "tests"))


@lru_cache(maxsize=_POLICIES_KEPT)
def vocabulary_of(policy: Policy) -> Vocabulary:
    """The words of ``policy``, made ready once for each policy."""
    return Vocabulary(policy.gate["lexicon"])
