"""What every room's tests may ask for, and where their files are."""

import os
import shutil
from pathlib import Path

pytest_plugins = ["tests.databases", "tests.serving", "tests.accounts"]

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a private folder in it
_ROOM = 4 * 2**30  # bytes; a whole run needs far less

# Each change is on the disk before it is answered: in memory, that waiting costs tests nothing.
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    os.environ.setdefault("TMPDIR", str(_MEMORY))
