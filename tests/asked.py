"""Whatever the product asks SQLite in a whole run of the tests, it asks PostgreSQL in the same run.

Most tests of services and pages run on SQLite alone. A question that PostgreSQL was never asked may
be one that it refuses: such a run says so at its end, and names a test to be marked ``on_both``.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import ExecutionContext

Asked = Mapping[str, Mapping[str, str]]
"""By database, each question and the first test that asked it."""
_asked: dict[str, dict[str, str]] = {"sqlite": {}, "postgresql": {}}
_known: set[tuple[str, str]] = set()
_of_workers: list[Asked] = []
_SQLALCHEMY = str(Path(sqlalchemy.__file__).parent)
_TESTS = str(Path(__file__).parent)
_VALUE = re.compile(
    r"__\[POSTCOMPILE_\w+\]|%\(\w+\)s(?:::\w+(?: WITH(?:OUT)? TIME ZONE)?(?:\[\])?)?|(?<!:):\w+"
)
_VALUES = re.compile(r"\(\?(?:, \?)*\)")
_OF_SQLITE = "sqlite_master"
_RETURNED = re.compile(r" RETURNING .*")
_MISSING = pytest.StashKey[dict[str, str]]()


def listen(engine: Engine) -> None:
    """Take note of what is asked by ``engine``."""
    event.listen(engine, "before_cursor_execute", _note)


def _note(
    connection: Connection,
    _cursor: object,
    _statement: str,
    _values: object,
    context: ExecutionContext,
    _many: bool,
) -> None:
    compiled, name = context.compiled, connection.dialect.name
    if compiled is None or (name, compiled.string) in _known or _of_a_test(sys._getframe()):
        return
    if _OF_SQLITE in compiled.string:  # a migration asks it of its own tables
        return
    _known.add((name, compiled.string))
    _asked[name].setdefault(
        plain(str(compiled.statement)), os.environ.get("PYTEST_CURRENT_TEST", "")
    )


def _of_a_test(frame: FrameType | None) -> bool:
    """Whether a test asks by itself."""
    while frame and (
        frame.f_code.co_filename.startswith(_SQLALCHEMY) or frame.f_code.co_filename == __file__
    ):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(_TESTS)


def plain(question: str) -> str:
    """``question`` without its values and what each database writes in its own way."""
    words = " ".join(_RETURNED.sub("", _VALUE.sub("?", question)).replace('"', "").split())
    return _VALUES.sub("(?)", words).replace(" = ANY (?)", " IN (?)")


def never_asked(every: Iterable[Asked]) -> dict[str, str]:
    """What SQLite alone was asked, with the first test that did."""
    every = list(every)
    postgres = {question for asked in every for question in asked["postgresql"]}
    return {
        question: test
        for asked in every
        for question, test in asked["sqlite"].items()
        if question not in postgres
    }


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what was asked in one of several processes."""
    _of_workers.append(getattr(node, "workeroutput", {}).get("asked", _asked))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Find out, after a whole run, what PostgreSQL was not asked."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["asked"] = _asked
    elif _whole(config) and session.exitstatus == pytest.ExitCode.OK:
        config.stash[_MISSING] = never_asked([_asked, *_of_workers])


def _whole(config: pytest.Config) -> bool:
    narrowed = any(
        config.getoption(name, None) for name in ("keyword", "markexpr", "deselect", "lf")
    )
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what it was not asked."""
    for question, test in config.stash.get(_MISSING, {}).items():
        terminalreporter.write_line(f"PostgreSQL was never asked, as in {test}: {question}")
