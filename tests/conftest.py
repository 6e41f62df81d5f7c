"""What every room's tests may ask for, and where their files are."""

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from screening.services.memory import set_up_memory
from tests.services.trodden import Trail, thin_out

pytest_plugins = ["tests.asked", "tests.databases", "tests.serving", "tests.accounts"]

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a private folder in it
_ROOM = 4 * 2**30  # bytes; a whole run needs far less

# Each change is on the disk before it is answered: in memory, that waiting costs tests nothing.
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    os.environ.setdefault("TMPDIR", str(_MEMORY))
    tempfile.tempdir = None  # it may have been asked for, and remembered, before

_FIRST = (
    "tests/browser/test_every_page.py",
    "tests/web/test_hostile_forms.py",
    "tests/browser/",
    "tests/races/",
    "tests/drills/",
    "tests/web/test_planted_words.py",
    "tests/web/test_access_table.py",
    "tests/web/test_bad_moments.py",
    "tests/reports/",
    "tests/cli/",
    "tests/ledger/test_mutations.py",
    "tests/services/test_relocation.py",
    "tests/web/test_every_word.py",
    "tests/gate/",
)
"""What takes longest, so that at the end nobody waits for one file: then files by their tests.

What needs the real server stands where one process is likely to get all of it.
"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in the order in which their files are given out (``--dist loadfile``)."""
    sizes = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[int, int]:
        late = (place for place, path in enumerate(_FIRST) if item.nodeid.startswith(path))
        return next(late, len(_FIRST)), -sizes[item.path]

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Collect as seldom as where pages are served: what was imported and found stays anyway."""
    set_up_memory()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let towns take the steps of others, unless this test changes the product's own parts, or a
    service runs beside it that has the files in its hands.
    """
    alone = not {"drills", "races", "browser", "cli"}.intersection(item.path.parts)
    Trail.open_to_all = alone and "monkeypatch" not in getattr(item, "fixturenames", ())


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Keep, after a file, the steps that more than one of its tests took."""
    if nextitem is None or nextitem.path != item.path:
        thin_out()
