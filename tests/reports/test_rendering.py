import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from weasyprint.urls import FatalURLFetchingError

from screening.domain.errors import RenderingFailed
from screening.reports import process
from screening.reports.html import report_html
from screening.reports.pdf import pdf_from_html
from screening.reports.process import render_bounded, render_html
from tests.reports import builders, check_builders
from tests.reports.conftest import text_of

AMPLE = {"seconds": 120, "megabytes": 2000}


def test_the_same_model_gives_the_same_bytes_in_another_process(files):
    assert render_bounded(builders.one(), **AMPLE) == files["one"]
    assert render_bounded(builders.notice(), **AMPLE) == files["notice"]


def test_the_order_of_hashing_does_not_matter(files):
    code = (
        "import sys; from screening.reports.pdf import pdf_from_html;"
        "sys.stdout.buffer.write(pdf_from_html(sys.stdin.buffer.read().decode()))"
    )
    html = report_html(builders.one()).encode()
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", code], input=html, capture_output=True, env=environment, check=True
    )
    assert done.stdout == files["one"]


def test_another_model_gives_other_bytes(files):
    other = builders.report((replace(check_builders.full_check(), claim="Something else."),))
    assert pdf_from_html(report_html(other)) != files["one"]


def test_progress_rises_to_a_hundred_in_the_callers_thread():
    seen = []
    render_bounded(builders.none(), **AMPLE, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 100
    assert len(seen) > 4


@pytest.mark.parametrize(
    "bounds", [{"seconds": 1, "megabytes": 2000}, {"seconds": 120, "megabytes": 150}]
)
def test_a_bound_that_is_passed_ends_in_a_sentence(bounds):
    with pytest.raises(RenderingFailed, match="ask for the report again"):
        render_html("<html lang=en><title>x</title>" + "<table><tr><td>x" * 4000, **bounds)


@pytest.mark.parametrize(
    "mark_up",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        "<style>@import url(http://127.0.0.1:9/x.css)</style>",
        "<style>p{background:url(file:///etc/hostname)}</style><p>x",
    ],
)
def test_a_page_that_asks_for_anything_is_refused(mark_up):
    with pytest.raises(FatalURLFetchingError):
        pdf_from_html(_page(mark_up))


def test_refused_in_the_child_it_ends_in_the_same_sentence():
    with pytest.raises(RenderingFailed):
        render_html(_page('<img alt="x" src="file:///etc/hostname">'), **AMPLE)


def _page(mark_up):
    return f'<html lang="en"><head><title>x</title></head><body>{mark_up}</body></html>'


def test_a_child_that_cannot_start_ends_in_the_same_sentence(monkeypatch):
    monkeypatch.setattr(process, "_COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(RenderingFailed):
        render_html("<p>" * 200_000, **AMPLE)


def test_a_child_that_stops_half_way_is_no_report(monkeypatch):
    monkeypatch.setattr(
        process,
        "_COMMAND",
        (sys.executable, "-c", "import sys; sys.stdin.read(); print('pdf 100'); print('short')"),
    )
    with pytest.raises(RenderingFailed):
        render_html("<p>", **AMPLE)


def test_the_child_is_given_nothing_but_the_page(monkeypatch):
    monkeypatch.setenv("SCREENING_MASTER_KEY", "secret")
    monkeypatch.setattr(
        process,
        "_COMMAND",
        (
            sys.executable,
            "-c",
            "import os, sys; sys.stdin.read(); c = ' '.join(os.environ).encode();"
            "print('pdf', len(c), flush=True); sys.stdout.buffer.write(c)",
        ),
    )
    assert b"SCREENING" not in render_html("<p>", **AMPLE)


def test_erased_texts_say_so_with_their_date():
    check = check_builders.full_check()
    gone = replace(
        check,
        claim=None,
        source_where=None,
        attempts=tuple(replace(attempt, request=None) for attempt in check.attempts),
        decisions=(replace(check.decisions[0], reasons=None, authorised=None),),
        objections=(replace(check.objections[0], text=None, reasons=None),),
        visits=tuple(replace(v, place=None, read=None, variance=None) for v in check.visits),
        outcome=replace(check.outcome, summary=None),
        hand_over=replace(check.hand_over, text=None),
        influence=replace(check.influence, reasons=None),
        request_erased_on=date(2027, 11, 20),
        outcome_erased_on=date(2027, 11, 21),
    )
    text = text_of(pdf_from_html(report_html(builders.report((gone,)))))
    assert "Claim Erased on 20 November 2027" in text
    assert "Question Erased on 20 November 2027" in text
    assert "What changed was erased on 20 November 2027" in text
    assert "In short Erased on 21 November 2027" in text
    assert "Saltmarsh" not in text
    assert "Passed, with caution" in text
    undated = replace(gone, request_erased_on=None, outcome_erased_on=None)
    assert "Claim Erased" in text_of(pdf_from_html(report_html(builders.report((undated,)))))
