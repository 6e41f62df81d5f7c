"""Rendering in a process of its own, with bounds on its time and memory.

The HTML is written here, where the read model is; the child gets the page and nothing else: no
database, no key, no setting. A report that would take down the machine takes down its child.
"""

import resource
import subprocess
import sys
from collections.abc import Callable
from gettext import NullTranslations
from pathlib import Path
from threading import Timer
from typing import IO

from screening.domain.errors import RenderingFailed
from screening.domain.text import N_
from screening.reports.html import instructions_html, notice_html, report_html, school_notice_html
from screening.reports.instructions import Instructions
from screening.reports.model import Report
from screening.reports.notice import Notice
from screening.reports.school_notice import SchoolNotice

_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-m", "screening.reports.child")
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}
_MEGABYTE = 1024 * 1024
_ENGLISH = NullTranslations()

Progress = Callable[[int], None]
"""Called in the caller's own thread with how far rendering has come, in per cent."""


def render_bounded(
    model: Report | Notice | SchoolNotice | Instructions,
    *,
    seconds: int,
    megabytes: int,
    progress: Progress = lambda percent: None,
    translations: NullTranslations = _ENGLISH,
) -> bytes:
    """The PDF of ``model``, made within ``seconds`` and ``megabytes`` of address space.

    ``translations``: its language; what was typed stays in its own.

    Raises RenderingFailed when a bound is passed or the page cannot be made.
    """
    return render_html(
        _html(model, translations), seconds=seconds, megabytes=megabytes, progress=progress
    )


def _html(
    model: Report | Notice | SchoolNotice | Instructions, translations: NullTranslations
) -> str:
    if isinstance(model, Report):
        return report_html(model, translations)
    if isinstance(model, Notice):
        return notice_html(model, translations)
    if isinstance(model, SchoolNotice):
        return school_notice_html(model, translations)
    return instructions_html(model, translations)


def render_html(
    html: str, *, seconds: int, megabytes: int, progress: Progress = lambda percent: None
) -> bytes:
    """As ``render_bounded``, for a page that is already written."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        _COMMAND,
        cwd=_ROOT,
        env=_ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it may repeat a person's text
    ) as child:
        alarm = Timer(seconds, child.kill)
        alarm.start()
        try:
            _limit(child.pid, seconds, megabytes)
            content = _conversation(child, html, progress)
        finally:
            alarm.cancel()
            child.kill()
    return content


def _limit(pid: int, seconds: int, megabytes: int) -> None:
    """Bound the child before it is given anything to do."""
    size = megabytes * _MEGABYTE
    resource.prlimit(pid, resource.RLIMIT_AS, (size, size))
    resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))
    resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def _conversation(child: subprocess.Popen[bytes], html: str, progress: Progress) -> bytes:
    if child.stdin is None or child.stdout is None:
        raise RenderingFailed(N_("The report could not be made."))
    try:
        child.stdin.write(html.encode("utf-8"))
        child.stdin.close()
    except BrokenPipeError as error:
        raise RenderingFailed(_FAILED) from error
    return _answer(child.stdout, progress)


def _answer(output: IO[bytes], progress: Progress) -> bytes:
    while line := output.readline().decode("ascii").split():
        match line:
            case ["progress", percent]:
                progress(int(percent))
            case ["pdf", length]:
                content = output.read(int(length))
                if len(content) == int(length):
                    progress(100)
                    return content
                break
            case _:
                break
    raise RenderingFailed(_FAILED)


_FAILED = N_(
    "The report could not be made: it took too long, needed too much memory, or a font or library "
    "is missing. Run 'python -m screening check' to see which, then ask for the report again."
)
