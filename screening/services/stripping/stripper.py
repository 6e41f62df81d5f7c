"""The one who takes names out: what is known, what looks like a name, and what addresses hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from screening.services.stripping.addresses import (
    handle_rewritten,
    mail_rewritten,
    rewritten,
)
from screening.services.stripping.known import ANYWHERE, LONG, SHORT, KnownNames
from screening.services.stripping.learning import names_told, whole_names
from screening.services.stripping.ordinary import Known, folded, is_everyday, kept, letters
from screening.services.stripping.placeholders import Placeholders
from screening.services.stripping.shapes import TOKEN, is_number_of_somebody

_INSTEAD = {
    "ref": "0" * 32,
    "postcode": "ZZ1 1ZZ",
    "insurance": "ZZ000000A",
}
_NO_PHONE = "00000 000000"
_REFERENCE = "VAC-1"
_LONGEST_RUN = 64  # letters that are looked through for names; a longer run goes as a whole


class Stripper:
    """Takes names out of the texts of one case; the same name becomes the same placeholder.

    It learns from all ``texts`` of the case first, so that what is a name in one of them is one in
    the others. Each of ``names`` is a name as a whole.
    """

    def __init__(
        self,
        known: KnownNames,
        is_ordinary: Known,
        *,
        texts: Iterable[str] = (),
        names: Iterable[str] = (),
    ):
        self._known = known
        self._ordinary = is_ordinary
        self._told = names_told(texts, is_ordinary) | whole_names(names, is_ordinary)
        self._codes: dict[str, str] = {}
        self._placeholders = Placeholders(lambda word: any(self._inside(word)))

    def text(self, text: str) -> str:
        """``text`` without names."""
        if self._references:
            text = self._references.sub(_REFERENCE, text)
        tokens = list(TOKEN.finditer(text))
        together = self._parts_of_one_name(tokens)
        parts, place = [], 0
        for number, token in enumerate(tokens):
            parts += [text[place : token.start()], self._token(token, surely=number in together)]
            place = token.end()
        return "".join([*parts, text[place:]])

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where in ``text`` something would be taken out; each candidate's code is something."""
        tokens = list(TOKEN.finditer(text))
        together = self._parts_of_one_name(tokens)
        return tuple(
            token.span()
            for number, token in enumerate(tokens)
            if token.lastgroup == "code"
            or self._token(token, surely=number in together) != token.group()
        )

    def address(self, text: str) -> str:
        """``text``, which says where somebody would look, without names."""
        if any(mark.isspace() for mark in text.strip()) or self._ordinary(letters(text)):
            return self.text(text)
        return rewritten(text, self._in_address)

    def code(self, code: str) -> str:
        """The code that stands for the candidate called ``code``."""
        return self._codes.setdefault(code, f"C-{len(self._codes) + 1:02d}")

    @cached_property
    def _references(self) -> "re.Pattern[str] | None":
        longest = sorted(self._known.references, key=lambda one: (-len(one), one))
        either = "|".join(map(re.escape, longest))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if longest else None

    def _token(self, token: "re.Match[str]", *, surely: bool) -> str:
        found, shape = token.group(), str(token.lastgroup)
        if shape == "word":
            return self._word(found, surely=surely)
        if shape in self._by_shape:
            return self._by_shape[shape](found)
        return _INSTEAD[shape]

    @cached_property
    def _by_shape(self) -> Mapping[str, Callable[[str], str]]:
        return {
            "email": lambda found: mail_rewritten(found, self._in_address),
            "web": lambda found: rewritten(found, self._in_address),
            "host": self._host,
            "handle": lambda found: handle_rewritten(found, self._in_address),
            "mixed": lambda found: handle_rewritten(found, self._in_address),
            "code": self.code,
            "phone": lambda found: _NO_PHONE if is_number_of_somebody(found) else found,
        }

    def _host(self, found: str) -> str:
        """An address, or the end of one sentence and the beginning of the next."""
        host = folded(found).partition("/")[0].partition(":")[0]
        if "/" in found or host.rpartition(".")[2] in kept("endings"):
            return rewritten(found, self._in_address)
        return ".".join(self.text(part) for part in found.split("."))

    def _word(self, word: str, *, surely: bool) -> str:
        plain, run = folded(word), letters(word)
        capital = word[:1].isupper()
        part = self._known.part_in(plain, capital=capital or surely)
        everyday = plain == part and not capital and not surely and self._ordinary(part)
        if part and not everyday:
            return self._stand_in(word, part)
        bare = run if run in self._told else letters(plain.removesuffix("'s"))
        if bare in self._told and not self._ordinary(bare):
            return self._stand_in(word, bare)
        if self._holds_a_name(run):
            return self._cased(word, self._in_address(run))
        return word

    def _holds_a_name(self, run: str) -> bool:
        """Whether a long name begins or ends a word that is not ordinary: quillfeatherart."""
        if len(run) <= LONG or self._ordinary(run):
            return False
        ends = (piece for n in range(LONG + 1, len(run)) for piece in (run[:n], run[-n:]))
        return any(piece in self._known.parts for piece in ends)

    def _stand_in(self, word: str, thing: str) -> str:
        genitive = "'s" if folded(word).endswith("'s") else ""
        return self._cased(word, self._placeholders.of(thing)) + genitive

    @staticmethod
    def _cased(word: str, stand_in: str) -> str:
        return stand_in.capitalize() if word[:1].isupper() else stand_in

    def _parts_of_one_name(self, tokens: "list[re.Match[str]]") -> set[int]:
        """The tokens that, with the one beside them, are somebody's name, written small too."""
        words = [letters(token.group()) for token in tokens]
        found = [n for n, pair in enumerate(pairwise(words)) if pair in self._known.pairs]
        return {*found, *(n + 1 for n in found)}

    def _in_address(self, run: str) -> str:
        """``run``, letters of an address, with each name in it replaced; unknown runs go whole."""
        if run in kept("paths") or self._everyday(run):
            return run
        pieces = list(self._cut(run)) if len(run) <= _LONGEST_RUN else []
        if not any(is_name for _piece, is_name in pieces):
            return self._placeholders.of(run)
        return "".join(
            self._placeholders.of(piece) if is_name else self._left_over(piece)
            for piece, is_name in pieces
        )

    def _left_over(self, piece: str) -> str:
        return piece if self._everyday(piece) else self._placeholders.of(piece)

    def _everyday(self, run: str) -> bool:
        """Whether ``run`` names nobody in an address, where small letters tell nothing.

        A policy's lexicon knows words of many languages, and some of them are first names here.
        """
        named = run in self._known.parts or run in kept("as_names")
        return not named and is_everyday(run)

    def _cut(self, run: str) -> Iterator[tuple[str, bool]]:
        """``run`` in pieces, each with whether it is a name; the longest names are found first."""
        name = next(self._inside(run), "")
        before, _name, after = run.partition(name) if name else (run, "", "")
        if before:
            yield from self._cut(before) if name else [(before, False)]
        if name:
            yield name, True
        if after:
            yield from self._cut(after)

    def _inside(self, run: str) -> Iterator[str]:
        """The names in ``run``, the longest first; short ones only where it begins or ends."""
        for length in range(len(run), SHORT, -1):
            last = len(run) - length
            for start in range(last + 1) if length >= ANYWHERE else {0, last}:
                piece = run[start : start + length]
                if piece in self._known.parts or piece in self._told:
                    yield piece
