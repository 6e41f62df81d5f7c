"""The words of a policy that people read, for translators (``make translations``)."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

from screening.domain.policy import read_toml

_READ_BY_PEOPLE = {"title", "text", "message", "mend"}
_WITH_SOURCE = re.compile(r"""^\s*\w+\s*=\s*\{\s*text\s*=""")
_KEY = re.compile(r"^\s*(\w+)\s*=")
_Found = tuple[int, str, str, list[str]]  # line, function, message, comments


def extract(
    file: BinaryIO,
    _keywords: Collection[str],
    _comment_tags: Collection[str],
    options: Mapping[str, Any] | None = None,
) -> Iterator[_Found]:
    """Each text of ``file`` with its line, in the form in which Babel asks for it.

    A text is one line, as ``name = "words"`` or ``name = { text = "words", source = … }``; sources
    are for those who look after the policy.
    """
    content = file.read()
    read_toml(content)
    for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
        key = _KEY.match(line)
        if key and (key.group(1) in _READ_BY_PEOPLE or _WITH_SOURCE.match(line)):
            said = read_toml(line.encode("utf-8"))[key.group(1)]
            yield number, "", said["text"] if isinstance(said, dict) else said, []
