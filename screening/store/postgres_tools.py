"""PostgreSQL's own tools: where they are, whether they fit the server, and running them.

They are told by their environment where the database is and by what password: what they are called
with can be read by everybody on the machine. Of the service's own environment they get what is
PostgreSQL's, and none of its keys.
"""

import re
import subprocess
from collections.abc import Mapping
from shutil import which

from psycopg.pq import Conninfo
from sqlalchemy import Connection

from screening.domain.errors import NotPossible
from screening.domain.text import N_
from screening.store.tools import Tools

_NOT_FOUND = N_(
    "{tool} was not found. It comes with PostgreSQL: install the client programs of the server's "
    "release, or say with SCREENING_PG_BIN in which folder they are. Nothing was changed."
)
_OLDER = N_(
    "{tool} is of release {found} and the server of {needed}. Install the client programs of the "
    "server's release, or say with SCREENING_PG_BIN in which folder they are. Nothing was changed."
)
_FAILED = N_("{tool} did not come to its end. It said: {said}")

_RELEASE = re.compile(r"\(PostgreSQL\) (\d+)")


def tool_for(connection: Connection, tools: Tools, name: str) -> str:
    """Where the tool ``name`` is. Raises NotPossible when it is nowhere, or older than the server
    behind ``connection``: such a one does not know all of what may be there.
    """
    found = which(name, path=tools.path)
    if found is None:
        raise NotPossible(_NOT_FOUND.format(tool=name))
    said = _run([found, "--version"], tools.environment).stdout
    release = _RELEASE.search(said)
    needed = int((connection.dialect.server_version_info or (0,))[0])
    if release is None or int(release[1]) < needed:
        of = release[1] if release else "?"
        raise NotPossible(_OLDER.format(tool=found, found=of, needed=needed))
    return found


def run(connection: Connection, tools: Tools, tool: str, *words: str) -> None:
    """Run ``tool`` with ``words`` on the database behind ``connection``.

    Raises NotPossible with the first line that it says when it fails: others may quote rows.
    """
    done = _run([tool, "--no-password", *words], {**tools.environment, **_reaching(connection)})
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise NotPossible(_FAILED.format(tool=tool, said=said[0]))


def _reaching(connection: Connection) -> dict[str, str]:
    """How the environment says what the address of ``connection`` says."""
    engine = connection.engine
    _none, given = engine.dialect.create_connect_args(engine.url)
    names = {each.keyword.decode(): each.envvar for each in Conninfo.get_defaults()}
    return {name.decode(): str(value) for key, value in given.items() if (name := names.get(key))}


def _run(words: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - PostgreSQL's own tool, no shell
        words,
        env={**environment, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
