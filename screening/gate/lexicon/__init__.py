"""Word lists by which text is read at all: part of a release of the gate, and no matter of policy.

The lists that decide are the policy's (``screening/domain/policies``).
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The word list ``name``, as its file gives it."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
