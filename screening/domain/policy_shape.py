"""What every policy must hold: all that the one that ships holds, in values of the same kind."""

from collections.abc import Iterator, Mapping
from typing import Any

from screening.domain.amendment import kind_of
from screening.domain.monitoring import problems_in
from screening.domain.policy import Policy, shipped_policy

_LONGEST_PERIOD = 3_660  # days
_LARGEST = 10_000


def shape_problems(policy: Policy) -> list[str]:
    """What is missing from ``policy`` or cannot be right, each a sentence; empty when it is whole.

    More than the shipped policy has is no fault here: amendments may add words and signals.
    """
    data = policy.data
    missing = [*_missing(shipped_policy().data, data, ())]
    beside = () if missing else (*_departments(data), *problems_in(data))
    return [*missing, *_out_of_bounds(data), *beside]


def _missing(pattern: Mapping[str, Any], data: Any, at: tuple[str, ...]) -> Iterator[str]:
    for name, wanted in pattern.items():
        place = (*at, name)
        if name not in data:
            yield f"{'.'.join(place)} is missing: put {kind_of(wanted)} there."
        elif kind_of(data[name]) != kind_of(wanted):
            yield f"{'.'.join(place)} must be {kind_of(wanted)}."
        elif isinstance(wanted, Mapping):
            yield from _missing(wanted, data[name], place)


def _departments(data: Mapping[str, Any]) -> Iterator[str]:
    """A whole file need not name those to which the schools regime may apply."""
    named = data["schools"].get("departments", {"names": []})
    names = named.get("names") if isinstance(named, Mapping) else None
    are_texts = isinstance(names, list) and all(
        isinstance(one, str) and one.strip() for one in names
    )
    if not are_texts:
        yield "schools.departments.names must be a list of texts, one for each department."


def _out_of_bounds(data: Mapping[str, Any]) -> Iterator[str]:
    for at, name, value in _numbers(data, ()):
        if name == "days" and not (isinstance(value, int) and 0 < value <= _LONGEST_PERIOD):
            yield f"{at}.days must be a whole number from 1 to {_LONGEST_PERIOD:,}."
        elif not 0 <= value <= _LARGEST:  # nor is what is no number
            yield f"{at}.{name} must be a number from 0 to {_LARGEST:,}."
    gate = data.get("gate", {})
    at_block, at_caution = (_value(gate, name) for name in ("block_at", "caution_at"))
    if at_block is not None and at_caution is not None and not 0 < at_caution <= at_block:
        yield "gate.caution_at.value must be above 0 and no more than gate.block_at.value."


def _numbers(table: Mapping[str, Any], at: tuple[str, ...]) -> Iterator[tuple[str, str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _numbers(value, (*at, name))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield ".".join(at), name, value


def _value(gate: Any, name: str) -> float | None:
    table = gate.get(name) if isinstance(gate, Mapping) else None
    value = table.get("value") if isinstance(table, Mapping) else None
    return value if isinstance(value, int | float) else None
