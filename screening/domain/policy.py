"""A policy: periods, thresholds, weights, word lists and texts, as data that can be read.

The gate judges by what a policy holds and by nothing else. The digest of a policy is kept with
every assessment, so that what was judged in one year can be explained in another.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from screening.domain.errors import PolicyInvalid

SHIPPED = "2026-1"
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")
_DEEPEST = 8


@dataclass(frozen=True)
class Policy:
    """One version of the policy. ``data`` is all it holds; ``digest`` is that of ``data``, in hex.

    Two policies are the same when version, date and digest are.
    """

    version: str
    effective_from: date
    digest: str
    data: Mapping[str, Any] = field(compare=False, repr=False)

    def days(self, name: str) -> int:
        """The length of the period ``name`` in days, working days where the file says so."""
        return int(self.data["periods"][name]["days"])

    def number(self, section: str, name: str) -> float:
        """The value of ``name`` in ``section``, e.g. ``number("report", "suppress_under")``.

        Where this policy is from before there was such a value, as the one that ships has it.
        """
        held = self.data.get(section, {})
        table = held if name in held else shipped_policy().whole[section]
        return float(table[name]["value"])

    def names(self, section: str, name: str) -> tuple[str, ...]:
        """The list of ``name`` in ``section``; empty where this policy holds none."""
        return tuple(map(str, self.whole.get(section, {}).get(name, {}).get("names", ())))

    def text(self, section: str, name: str) -> str:
        """The words of ``name`` in ``section``, e.g. ``text("notice", "basis")``."""
        return str(self.data[section][name]["text"])

    @cached_property
    def limits(self) -> Mapping[str, float]:
        """The limits of the gate by name; of one that is from before this policy, the shipped."""
        return {name: float(limit["value"]) for name, limit in self._limits().items()}

    @property
    def whole(self) -> Mapping[str, Any]:
        """All that it holds, and what was ``added`` since for those that do not hold it."""
        later = {name: {**table, **self.data.get(name, {})} for name, table in added().items()}
        gate = {"gate": {**self.gate, "limits": self._limits()}} if "gate" in self.data else {}
        return {**self.data, **later, **gate}

    @property
    def gate(self) -> Mapping[str, Any]:
        """What the gate judges by: ``weights``, ``learned``, ``texts``, ``lexicon``, limits."""
        gate: Mapping[str, Any] = self.data["gate"]
        return gate

    def _limits(self) -> Mapping[str, Any]:
        return {**shipped_policy().data["gate"]["limits"], **self.gate.get("limits", {})}


def policy_of(data: Mapping[str, Any]) -> Policy:
    """The policy that ``data`` makes up. Raises PolicyInvalid without a version or a date."""
    version, effective_from = data.get("version"), data.get("effective_from")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise PolicyInvalid(
            "The policy has no version that can be kept. Give it one of up to 20 letters, digits, "
            'dots and hyphens, such as version = "2027-1".'
        )
    if not isinstance(effective_from, date) or isinstance(effective_from, datetime):
        raise PolicyInvalid(
            "The policy has no date from which it applies. Give it one, such as "
            "effective_from = 2027-01-04."
        )
    return Policy(version, effective_from, digest_of(data), data)


def read_toml(content: bytes, name: str = "The policy file") -> dict[str, Any]:
    """What ``content`` (TOML, UTF-8) says. Raises PolicyInvalid when it cannot be read."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PolicyInvalid(f"{name} cannot be read: save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # numbers without end are no TOMLDecodeError
        raise PolicyInvalid(f"{name} cannot be read as TOML: {error}.") from error
    if _is_deep(data):
        raise PolicyInvalid(f"{name} cannot be read: its tables lie too deep in one another.")
    return data


def _is_deep(data: Mapping[str, Any]) -> bool:
    """Whether tables or lists stand in one another deeper than those of any policy."""
    layer: list[Any] = [data]
    for _ in range(_DEEPEST):
        inside = [item.values() if isinstance(item, dict) else item for item in layer]
        layer = [item for items in inside for item in items if isinstance(item, dict | list)]
    return bool(layer)


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over each part of a policy: its name and the SHA-256 of its content.

    A part's content is its canonical JSON, so that two files which say the same have the same
    digest, however they are written, and a resolved amendment has one without being a file.
    """
    whole = hashlib.sha256()
    for name, part in sorted(_parts(data)):
        content = canonical(part).encode("utf-8")
        whole.update(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()


def canonical(data: Mapping[str, Any]) -> str:
    """``data`` as JSON in its one spelling: sorted names, no spaces, dates as ``2026-11-01``."""
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_moment
    )


def _moment(value: date | time) -> str:
    """A date or a time of day, the kinds of TOML that JSON has not."""
    return value.isoformat()


def policy_from_canonical(text: str, digest: str) -> Policy:
    """The policy that ``canonical`` wrote as ``text``.

    Raises PolicyInvalid when it is not the one with ``digest``: then it was altered.
    """
    data = json.loads(text)
    data["effective_from"] = date.fromisoformat(data["effective_from"])
    policy = policy_of(data)
    if policy.digest != digest:
        raise PolicyInvalid(f"The policy {policy.version} is not what it was: its digest differs.")
    return policy


def _parts(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The policy as the files that it ships in: the word lists are a part each."""
    gate = dict(data.get("gate", {}))
    for name, words in gate.pop("lexicon", {}).items():
        yield f"lexicon/{name}", words
    for name in ("learned", "texts", "weights"):
        yield name, gate.pop(name, {})
    yield "policy", {**data, "gate": gate}


@cache
def shipped_policy() -> Policy:
    """The policy that ships with this release: in force until another one is made effective."""
    folder = files("screening.domain").joinpath("policies", SHIPPED)
    data = _table(folder, "policy")
    data["gate"] |= {
        "learned": _table(folder, "learned"),
        "weights": _table(folder, "weights"),
        "texts": _table(folder, "texts"),
        "lexicon": {
            file.name.removesuffix(".toml"): read_toml(file.read_bytes(), file.name)
            for file in folder.joinpath("lexicon").iterdir()
        },
    }
    return policy_of(data)


@cache
def added() -> Mapping[str, Any]:
    """Values that policies made before this release do not hold: no request is judged by them."""
    return _table(files("screening.domain").joinpath("policies", SHIPPED), "added")


def _table(folder: Traversable, name: str) -> dict[str, Any]:
    return read_toml(folder.joinpath(f"{name}.toml").read_bytes(), f"{name}.toml")
