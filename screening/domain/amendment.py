"""An amendment: a file that says only what a new version of the policy has otherwise.

It names the version it is based on, by its digest, and why it is made. Values are replaced, word
lists grow or shrink by ``add`` and ``remove``, and every table that changes says in ``source`` what
the change rests on::

    version = "2027-1"
    effective_from = 2027-01-04
    why = "Requests waited too long over Christmas."
    based_on = { version = "2026-1", digest = "0f3a..." }

    [periods.decision]
    days = 3
    source = "Decided by the HR board on 7 December"

    [gate.lexicon.house.ruled_out]
    add = ["skeletons in the cupboard"]
    source = "Disagreement on check 12 of LIB-7"
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import Policy, policy_of, read_toml

FindBase = Callable[[str], Policy | None]
"""Gives the policy with a digest, or None when it is not known."""

_HEAD = {"version", "effective_from", "why", "based_on"}
_OPEN = "gate"  # below it there may be new names: the gate says which it knows
_QUESTIONS = "monitoring"  # there may be a new question: ``domain.monitoring`` says what one has
_Path = tuple[str, ...]


def read_policy_file(content: bytes, find_base: FindBase) -> Policy:
    """The policy that ``content`` makes: a whole one, or an amendment resolved over its base.

    Raises PolicyInvalid, with every problem at once. Whether the gate can judge by it is another
    question (``gate.usable``).
    """
    data = read_toml(content)
    if "based_on" not in data:
        return policy_of(data)
    return _resolved(data, _base(data["based_on"], find_base))


def _base(based_on: Any, find_base: FindBase) -> Policy:
    named = based_on if isinstance(based_on, Mapping) else {}
    version, digest = named.get("version"), named.get("digest")
    if not isinstance(version, str) or not isinstance(digest, str):
        raise PolicyInvalid(
            "based_on does not say which policy is amended. Copy its version and digest from the "
            'page "Policy": based_on = { version = "2026-1", digest = "..." }.'
        )
    base = find_base(digest)
    if base is None or base.version != version:
        raise PolicyInvalid(
            f"based_on names the policy {version} with a digest that is not known here. Copy both "
            'from the page "Policy".'
        )
    return base


def _resolved(data: Mapping[str, Any], base: Policy) -> Policy:
    problems: list[str] = []
    changes = {name: value for name, value in data.items() if name not in _HEAD}
    merged = _merged(changes, base.whole, (), problems)
    if not changes:
        problems.append(f"Nothing differs from the policy {base.version}. Say what should.")
    why = data.get("why")
    if not isinstance(why, str) or not why.strip():
        problems.append('Say why the policy is amended: why = "...".')
    if data.get("version") == base.version:
        problems.append(f"The version is still {base.version}. Give the amended policy its own.")
    if problems:
        raise PolicyInvalid(*problems)
    head = {name: data.get(name) for name in ("version", "effective_from", "why")}
    amends = {"version": base.version, "digest": base.digest}
    return policy_of({**merged, **head, "amends": amends})


def _merged(
    changes: Mapping[str, Any], base: Mapping[str, Any], path: _Path, problems: list[str]
) -> dict[str, Any]:
    """``base`` with ``changes`` made to it; what cannot be made is told in ``problems``."""
    merged = dict(base)
    for name, value in changes.items():
        if name in {"add", "remove"}:
            continue
        if name not in base and name != "source" and not _may_be_new(path, base):
            problems.append(_unknown((*path, name), base))
        elif isinstance(value, Mapping) and isinstance(base.get(name, {}), Mapping):
            merged[name] = _merged(value, base.get(name, {}), (*path, name), problems)
        elif problem := _problem(value, base, name, path):
            problems.append(problem)
        else:
            merged[name] = value
    if "add" in changes or "remove" in changes:
        _change_list(changes, merged, path, problems)
    if path and _says_something(changes) and not _is_text(changes.get("source")):
        problems.append(f'Say in [{_at(path)}] what the change rests on: source = "...".')
    return merged


def _may_be_new(path: _Path, base: Mapping[str, Any]) -> bool:
    """Whether there may be names in the table at ``path`` that ``base`` does not have: within a
    question it has none, or it is no new one.
    """
    return path[:1] == (_OPEN,) or (path[:1] == (_QUESTIONS,) and (len(path) == 1 or not base))


def _problem(value: Any, base: Mapping[str, Any], name: str, path: _Path) -> str:
    """What is wrong with setting ``name`` to ``value``, or nothing."""
    at = _at((*path, name))
    if name not in base:
        return ""
    if isinstance(base[name], list):
        return f"{at} is a list of words. Say what to add and remove: add = [...], remove = [...]."
    if kind_of(value) != kind_of(base[name]):
        return f"{at} must be {kind_of(base[name])}, as in the policy that is amended."
    return ""


def _change_list(
    changes: Mapping[str, Any], table: dict[str, Any], path: _Path, problems: list[str]
) -> None:
    name = next((name for name in ("phrases", "words", "weights", "names") if name in table), "")
    added, removed = changes.get("add", []), changes.get("remove", [])
    if not name or not (_are_texts(added) and _are_texts(removed)):
        problems.append(
            f"add and remove in [{_at(path)}] do not fit: they are lists of texts, in a table "
            "that has words, phrases, weights or names."
        )
        return
    there = table[name]
    for word in removed:
        if word not in there:
            problems.append(f'"{word}" is not in [{_at(path)}], so it cannot be removed. Leave it.')
    for word in added:
        if word in there:
            problems.append(f'"{word}" is in [{_at(path)}] already. Leave it out of add.')
    table[name] = [word for word in there if word not in removed] + list(added)


def _unknown(path: _Path, base: Mapping[str, Any]) -> str:
    known = ", ".join(sorted(base))
    where = f"[{_at(path[:-1])}]" if path[:-1] else "the policy"
    return f"There is no {path[-1]} in {where}. It has: {known}."


def kind_of(value: Any) -> str:
    """What ``value`` is, as an error would say it."""
    if isinstance(value, bool):
        return "true or false"
    kinds: Sequence[tuple[type, str]] = (
        (int, "a number"),
        (float, "a number"),
        (str, "a text"),
        (date, "a date"),
        (list, "a list"),
        (Mapping, "a table"),
    )
    return next((kind for type_, kind in kinds if isinstance(value, type_)), "something else")


def _says_something(changes: Mapping[str, Any]) -> bool:
    return any(not isinstance(value, Mapping) for name, value in changes.items())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(word) for word in value)


def _at(path: _Path) -> str:
    return ".".join(path)
