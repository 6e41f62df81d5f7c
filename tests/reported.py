"""Reports for tests: made by the worker's own ways, but for the rendering, which takes seconds."""

from collections.abc import Callable, Iterator

import pytest

from screening.jobs.worker import Worker
from screening.reports.model import Organisation, Report
from screening.services import reporting
from tests.services.town import Town

ORGANISATION = Organisation("Wexcombe Council", "#2d4a5e")


def worker_of(town: Town) -> Worker:
    """A worker over the town's store, by the town's clock."""
    return Worker(town.store, ORGANISATION, town.clock)


def issued(town: Town, vacancy: str, by: str = "edith") -> int:
    """Ask for the report and have it made; the edition's number."""
    number = int(reporting.request_report(town.call(by), vacancy))
    do_all(town)
    return number


def do_all(town: Town) -> None:
    """Have all done that waits, what was asked for last with it."""
    worker, done = worker_of(town), 0
    while worker.do_one():
        done += 1
    assert done


def quick(report: Report, *, progress: Callable[[int], None], **_bounds: int) -> bytes:
    """A file that holds every word of the report, as PDFs do once they are read."""
    progress(50)
    return f"%PDF-quick {report}".encode()


@pytest.fixture
def quick_reports() -> Iterator[None]:
    """Reports are made at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reporting, "render_bounded", quick)
        yield
