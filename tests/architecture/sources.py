"""What the tests of the house look at."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NOT_OURS = {"build", "node_modules", "__pycache__"}


def files(folder: str, pattern: str) -> Iterator[Path]:
    """Our own files below ``folder`` that match ``pattern``."""
    for path in sorted((ROOT / folder).rglob(pattern)):
        if path.is_file() and not _NOT_OURS & set(path.relative_to(ROOT).parts):
            yield path


def name(path: Path) -> str:
    """How a failing test speaks of ``path``."""
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    """How long ``path`` is."""
    return len(path.read_text("utf-8").splitlines())
