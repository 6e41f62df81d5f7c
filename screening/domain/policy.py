"""The policy in force, read from a versioned file: periods, thresholds, weights and texts.

A policy file is data that HR and equality officers can read. Its digest is kept with every
assessment, so that what was judged in one year can be explained in another.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from screening.domain.errors import PolicyInvalid

IN_FORCE = "2026-1.toml"


@dataclass(frozen=True)
class Policy:
    """One version of the policy. ``data`` is the file as read; ``digest`` is SHA-256 in hex."""

    version: str
    effective_from: date
    digest: str
    data: Mapping[str, Any]

    def days(self, name: str) -> int:
        """The length of the period ``name`` in days, working days where the file says so."""
        return int(self.data["periods"][name]["days"])

    def number(self, section: str, name: str) -> float:
        """The value of ``name`` in ``section``, e.g. ``number("report", "suppress_under")``."""
        return float(self.data[section][name]["value"])

    def text(self, section: str, name: str) -> str:
        """The words of ``name`` in ``section``, e.g. ``text("notice", "basis")``."""
        return str(self.data[section][name]["text"])

    @property
    def gate(self) -> Mapping[str, Any]:
        """Weights and thresholds of the gate."""
        gate: Mapping[str, Any] = self.data["gate"]
        return gate


def read_policy(content: bytes) -> Policy:
    """The policy in ``content`` (TOML, UTF-8). Raises PolicyInvalid when it cannot be used."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
        return Policy(
            version=str(data["version"]),
            effective_from=data["effective_from"],
            digest=hashlib.sha256(content).hexdigest(),
            data=data,
        )
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise PolicyInvalid(f"The policy file cannot be read: {error}") from error


@cache
def policy_in_force() -> Policy:
    """The policy that ships with this release."""
    return read_policy(files("screening.domain").joinpath("policies", IN_FORCE).read_bytes())
