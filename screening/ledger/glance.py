"""Reading a record's line of an export at a glance.

``export`` reads any line there can be: it parses it and writes it anew. But nearly all of a
record's line is of a fixed shape, so that one pattern says whether this is in its one spelling, and
takes it apart. What is opened may be anything: that alone is parsed and written anew. A line made
of parts in their order, each in its one spelling, is in its one spelling as a whole.

What is not read here may still be good: that is for the strict way to decide.
"""

import re
from collections.abc import Mapping
from typing import Any

from screening.domain.errors import NotCanonical
from screening.ledger.canonical import canonical, parse
from screening.ledger.export import Line, are_opened
from screening.ledger.record import PATTERN, Record, spell

_HASH = "([0-9a-f]{64})"
_FIELD = '"[A-Za-z0-9_]+":"[0-9a-f]{64}"'  # a name that needs no escape
_LINE = re.compile(
    f'{{"commitments":{{((?:{_FIELD}(?:,{_FIELD})*)?)}},"leaf":"{_HASH}","link":"{_HASH}",'
    '(?:"opened":({.+}),)?'
    '"record":"' + PATTERN.replace('"', r"\\\"") + f'","vacancy_link":"{_HASH}"}}\n'
)
_NAME_AND_HASH = re.compile(f'"([^"]+)":"{_HASH}"')


def glance(source: bytes) -> tuple[Line, Record] | None:
    """The line that ``source`` spells, and the record in it; None when it takes more to tell."""
    try:
        found = _LINE.fullmatch(source.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if found is None:
        return None
    fields, leaf, link, shown, *values, own_link = found.groups()
    pairs = _NAME_AND_HASH.findall(fields)
    commitments = dict(pairs)
    if sorted(commitments.items()) != pairs:  # out of order, or a name twice
        return None
    opened: Mapping[str, Any] | None = {} if shown is None else _opened(shown)
    if opened is None:
        return None
    record = Record._make(values)
    return Line(spell(record), leaf, link, own_link, commitments, opened), record


def _opened(shown: str) -> Mapping[str, Any] | None:
    source = shown.encode("utf-8")
    try:
        opened: Mapping[str, Any] = parse(source)
        # As deep as it stands in a line, so that what is nested too deep there is so here.
        spelled = canonical({"opened": opened})
    except NotCanonical:
        return None
    if not opened or not are_opened(opened) or spelled != b'{"opened":' + source + b"}":
        return None
    return opened
