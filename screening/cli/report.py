"""Write the audit report of one vacancy as PDF.

It is an edition like any other: numbered, sealed, and on record as asked for by an operator.
Nothing new since the last edition in that language: that edition is written out again.
"""

import argparse
import time
from contextlib import closing
from pathlib import Path

from screening.cli.main import YES
from screening.cli.whole_file import whole_file
from screening.domain.errors import RenderingFailed
from screening.domain.notifying import Language
from screening.domain.people import OPERATOR
from screening.jobs.worker import Worker
from screening.services.call import Call
from screening.services.job_queue import JobState
from screening.services.kept_settings.organisation import start_of
from screening.services.opening import open_store, system_clock
from screening.services.reading.naming import vacancy_called
from screening.services.reading.report.editions import EditionShown, read_editions
from screening.services.reporting import fetch_report, request_report
from screening.services.settings import read_settings

_LOOK_EVERY = 0.5  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which vacancy, and where to."""
    parser.add_argument("vacancy", help="its reference, such as LIB-7")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")
    parser.add_argument(
        "--language",
        type=Language,
        choices=list(Language),
        default=Language.ENGLISH,
        help="of the report; what was typed stays as it is (default: en_GB)",
    )


def run(args: argparse.Namespace) -> int:
    """Ask for the report, see it made, and write it."""
    settings = read_settings()
    with closing(open_store(settings)) as store:
        call = Call(store, OPERATOR, system_clock)
        worker = Worker(store, start_of(settings))
        vacancy_ref = vacancy_called(call, args.vacancy)
        with whole_file(args.out) as file:  # fails here, before a report is asked for
            number = int(request_report(call, vacancy_ref, args.language))
            edition = _made(call, worker, vacancy_ref, number)
            if not edition.ready:
                raise RenderingFailed(edition.job.note)
            content = fetch_report(call, vacancy_ref, number).content
            file.write(content)
    print(f"Edition {number} was written to {args.out}: {len(content)} bytes.")
    print(f"SHA-256 {edition.sha256}")
    return YES


def _made(call: Call, worker: Worker, vacancy_ref: str, number: int) -> EditionShown:
    """The edition once it is made, or has failed: made here, or by a worker that was quicker."""
    while True:
        found = read_editions(call, vacancy_ref).editions
        edition = next(one for one in found if one.number == number)
        if edition.job.state in {JobState.DONE, JobState.FAILED}:
            return edition
        if not worker.do_one(edition.job_ref):
            time.sleep(_LOOK_EVERY)
