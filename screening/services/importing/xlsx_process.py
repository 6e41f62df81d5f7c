"""Reading a workbook in a process of its own, with bounds on its time and memory.

What a workbook would do to its reader is looked for before (``xlsx_look``); whatever nobody thought
of takes down the child, and not whoever else is being served. The child gets the file and nothing
else: no database, no key, no setting.
"""

import json
import subprocess
import sys
from pathlib import Path

from screening.domain.importing import ListKind
from screening.domain.text import N_
from screening.services.importing.table import Table, table_from_data, wrong

SECONDS = 30
_COMMAND = (sys.executable, "-m", "screening.services.importing.xlsx_child")
_ROOT = Path(__file__).parents[3]
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}
_TOO_MUCH = N_("This workbook takes far more time or memory to read than a list needs. Save it as "
               "CSV instead")  # fmt: skip


def read_xlsx_bounded(content: bytes, kind: ListKind) -> Table:
    """The table about ``kind`` in a workbook. Raises NotValid where it cannot be read."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            (*_COMMAND, kind),
            cwd=_ROOT,
            env=_ENVIRONMENT,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may repeat a person's text
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise wrong(_TOO_MUCH) from None
    if done.returncode:
        raise wrong(_TOO_MUCH)
    answer = json.loads(done.stdout)
    if "wrong" in answer:
        raise wrong(answer["wrong"])
    return table_from_data(answer["table"])
