"""The words of a policy that people read, for translators (``make translations``)."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

from screening.domain.policy import read_toml

_READ_BY_PEOPLE = ("title", "text", "message", "mend", "reason", "source")
_TEXT = re.compile(rf"""^\s*(?:{"|".join(_READ_BY_PEOPLE)})\s*=\s*["']""")
_TABLE = re.compile(r"^\s*[\w-]+\s*=\s*\{")
_Found = tuple[int, str, str, list[str]]  # line, function, message, comments


def extract(
    file: BinaryIO,
    _keywords: Collection[str],
    _comment_tags: Collection[str],
    options: Mapping[str, Any] | None = None,
) -> Iterator[_Found]:
    """Each text of ``file`` with its line, in the form in which Babel asks for it.

    A text is one line, as ``name = "words"``, or stands in one: ``name = { text = "words", … }``.
    """
    content = file.read()
    read_toml(content)
    for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
        if _TEXT.match(line) or _TABLE.match(line):
            ((name, said),) = read_toml(line.encode("utf-8")).items()
            texts = said if isinstance(said, dict) else {name: said}
            for key in _READ_BY_PEOPLE:
                if key in texts:
                    yield number, "", texts[key], []
