"""Which tools of PostgreSQL's own are to be used: settings say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tools:
    """``path``: the folders in which to look, as in PATH, which None stands for. ``environment``:
    what else the tools are given.
    """

    path: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


ON_PATH = Tools()
