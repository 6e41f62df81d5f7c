"""What one version of the policy has otherwise than another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from screening.domain.policy import Policy

_ABOUT_THE_FILE = {"version", "effective_from", "why", "amends"}
_SOURCES = ("source", "reason")


@dataclass(frozen=True)
class Change:
    """One thing that differs, ``at`` its names from the top.

    Of a value ``before`` and ``after`` (empty: not there); of a word list what was ``added`` and
    ``removed``. ``source`` is what the newer version says that it rests on.
    """

    at: tuple[str, ...]
    before: str = ""
    after: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    source: str = ""


def changes(before: Policy, after: Policy) -> tuple[Change, ...]:
    """What ``after`` has otherwise than ``before``, by name; a new source alone counts too."""
    return tuple(_changes(_body(before), _body(after), (), str(after.data.get("why", ""))))


def _body(policy: Policy) -> Mapping[str, Any]:
    return {name: value for name, value in policy.whole.items() if name not in _ABOUT_THE_FILE}


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], at: tuple[str, ...], source: str
) -> Iterator[Change]:
    source = next((str(after[name]) for name in _SOURCES if name in after), source)
    names = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    for name in names:
        if name in _SOURCES and len(names) > 1:
            continue
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            yield from _changes(_table(old), _table(new), (*at, name), source)
        elif isinstance(old, list) or isinstance(new, list):
            yield _of_list((*at, name), old or [], new or [], source)
        else:
            yield Change((*at, name), _written(old), _written(new), source=source)


def _of_list(at: tuple[str, ...], old: list[Any], new: list[Any], source: str) -> Change:
    """Words that came and went; of lists in a list, each as it is written."""
    before, after = (dict.fromkeys(map(str, items)) for items in (old, new))
    return Change(
        at,
        added=tuple(word for word in after if word not in before),
        removed=tuple(word for word in before if word not in after),
        source=source,
    )


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _written(value: Any) -> str:
    return "" if value is None else str(value)
