"""The audit report, beside headless Chromium printing the same page to PDF.

Chromium's file is no PDF/UA and carries no fallback fonts of ours; it is the baseline for speed
only. Both run as a process of their own; wall time, and the largest memory of our child.
"""

import math
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.reports.html import report_html
from screening.reports.process import render_html
from tests.reports.builders import many

ROUNDS = {10: 5, 100: 3, 300: 1}


def test_report_beside_chromium(tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.fail("chromium, the baseline, is not installed")
    print("\n| checks | report, s | Chromium, s | ratio | must reach | file, kB |")
    print("|---|---|---|---|---|---|")
    ours: dict[int, float] = {}
    for checks, rounds in ROUNDS.items():
        html = report_html(many(checks))
        page = tmp_path / f"{checks}.html"
        page.write_text(html)
        times: dict[str, list[float]] = {"ours": [], "theirs": []}
        for _ in range(rounds):
            content = b""

            def render(html: str = html) -> None:
                nonlocal content
                content = render_html(html, seconds=600, megabytes=8000)

            times["ours"].append(_seconds(render))
            times["theirs"].append(_seconds(lambda page=page: _print(browser, page)))
        ours[checks], theirs = (statistics.median(each) for each in times.values())
        print(
            f"| {checks} | {ours[checks]:.2f} | {theirs:.2f} | {ours[checks] / theirs:.2f} "
            f"| {'1.00' if checks <= 100 else '-'} | {len(content) / 1000:.0f} |"
        )
    exponent = math.log(ours[300] / ours[100]) / math.log(3)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nGrowth from 100 to 300 checks: exponent {exponent:.2f}, must reach 1.05.")
    print(f"Largest child, Chromium's included: {peak:.0f} MB; a worker must stay below 300 MB.")


def _print(browser: str, page: Path) -> None:
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--print-to-pdf={page.with_suffix('.pdf')}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def _seconds(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
