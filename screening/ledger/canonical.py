"""One value, one spelling: RFC 8785 canonical JSON, without the parts that could be read two ways.

Floats are refused, and numbers beyond 2^53 - 1, since readers disagree about them; keys are ASCII,
so that sorting by code point is sorting by UTF-16 unit, as the RFC asks. The RFC leaves Unicode as
it comes: text is brought to NFC here, on entry, so that what looks the same is the same.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from screening.domain.errors import NotCanonical

JSON: TypeAlias = None | bool | int | str | Sequence["JSON"] | Mapping[str, "JSON"]
"""What can be recorded. Tuples become lists, members of a StrEnum become their text."""

LARGEST = 2**53 - 1
DEEPEST = 32

_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
)


def normalised(value: JSON) -> Any:
    """``value`` in plain dicts, lists and NFC text. Raises NotCanonical if it cannot be spelled."""
    return _normalised(value, DEEPEST)


def canonical(value: JSON) -> bytes:
    """The canonical bytes of ``value`` (UTF-8). Raises NotCanonical when it has none."""
    return spell(normalised(value))


def spell(value: Any) -> bytes:
    """The canonical bytes (UTF-8) of a ``value`` that is in its normal form already."""
    return _encoder.encode(value).encode("utf-8")


def parse(source: bytes) -> Any:
    """The value that ``source`` (UTF-8 JSON) spells. Raises NotCanonical on a duplicate key,
    a float, a number out of range, text that is not UTF-8, or anything that is not JSON.
    """
    try:
        return json.loads(
            source.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_whole,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotCanonical(f"This is not JSON in UTF-8: {error}") from error


def _normalised(value: JSON, depth: int) -> Any:
    if depth == 0:
        raise NotCanonical(f"This is nested more than {DEEPEST} deep.")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return _in_range(int(value))
    if isinstance(value, Mapping):
        return {_key(key): _normalised(each, depth - 1) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_normalised(each, depth - 1) for each in value]
    raise NotCanonical(f"A {type(value).__name__} cannot be recorded.")


def _text(value: str) -> str:
    text = str(value)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("The text holds half a character (a lone surrogate).") from error
    return text


def _key(key: object) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise NotCanonical(f"The key {key!r} is not ASCII text.")
    return str(key)


def _in_range(number: int) -> int:
    if abs(number) > LARGEST:
        raise NotCanonical("A number beyond 2^53 - 1 must be recorded as text.")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("A key stands twice in one object.")
    return found


def _no_float(source: str) -> None:
    raise NotCanonical(f"{source[:40]} is not a whole number.")


def _whole(source: str) -> int:
    if len(source) > len(str(-LARGEST)):
        raise NotCanonical("A number beyond 2^53 - 1 must be recorded as text.")
    return _in_range(int(source))
