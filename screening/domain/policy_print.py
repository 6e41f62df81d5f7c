"""A whole policy as one TOML file, such as ``read_policy_file`` reads."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from screening.domain.policy import Policy


def as_toml(policy: Policy) -> str:
    """All that ``policy`` holds, amendments made. Read again, it has the same digest."""
    return "\n".join(_table(policy.data, ())).lstrip("\n") + "\n"


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    values = {name: value for name, value in table.items() if not isinstance(value, Mapping)}
    if path and (values or not table):
        yield f"\n[{'.'.join(map(_key, path))}]"
    for name, value in values.items():
        yield f"{_key(name)} = {_value(value)}"
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _table(value, (*path, name))


def _key(name: str) -> str:
    bare = name.replace("-", "").replace("_", "")
    return name if bare.isascii() and bare.isalnum() else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        rows = "".join(f"  {_value(item)},\n" for item in value)
        return f"[\n{rows}]"
    return repr(value)


def _text(text: str) -> str:
    """``text`` as TOML writes it: as JSON does, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
