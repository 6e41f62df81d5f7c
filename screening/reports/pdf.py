"""HTML -> PDF/UA-1. Only the child process of ``process`` and the tests load this module."""

import hashlib
import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pikepdf
from weasyprint import CSS, HTML, URLFetcher
from weasyprint.text.fonts import FontConfiguration

from screening.reports.fonts import font_css
from screening.reports.printable import printable

Progress = Callable[[int], None]
"""Called now and then with how far it has come, in per cent."""

_FETCHER = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
"""Reports carry their own fonts, styles and pictures: nothing is ever fetched."""


def pdf_from_html(html: str, progress: Progress = lambda percent: None) -> bytes:
    """The PDF/UA-1 file of ``html``; the same page gives the same bytes.

    Raises weasyprint's FatalURLFetchingError when the page asks for anything outside itself.
    """
    html = printable(html)
    with _reporting(progress):
        fonts = FontConfiguration()
        style = CSS(string=font_css(), font_config=fonts, url_fetcher=_FETCHER)
        document = HTML(string=html, url_fetcher=_FETCHER).render(
            stylesheets=[style], font_config=fonts
        )
        content = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )
    progress(90)
    return _finished(content)


def _finished(content: bytes) -> bytes:
    """The file with what WeasyPrint leaves out: the scope of each table header (PDF/UA 7.5)."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _mark_scopes(pdf)
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            preserve_pdfa=True,
        )
    return target.getvalue()


def _mark_scopes(pdf: pikepdf.Pdf) -> None:
    """Headers in a table's head are headers of columns, all others are headers of rows."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH":
            in_head = item["/P"]["/P"]["/S"] == "/THead"
            item["/A"]["/Scope"] = pikepdf.Name.Column if in_head else pikepdf.Name.Row


class _Steps(logging.Handler):
    """Turns the steps that WeasyPrint logs into per cents, measured on reports of 10 checks."""

    _PER_CENT = {"Step 1": 2, "Step 2": 5, "Step 3": 8, "Step 4": 10, "Step 5": 20, "Step 6": 65}

    def __init__(self, progress: Progress):
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Report the step that ``record`` names, if it names one."""
        percent = self._PER_CENT.get(record.getMessage()[:6])
        if percent is not None:
            self._progress(percent)


@contextmanager
def _reporting(progress: Progress) -> Iterator[None]:
    steps = logging.getLogger("weasyprint.progress")
    handler = _Steps(progress)
    steps.addHandler(handler)
    try:
        yield
    finally:
        steps.removeHandler(handler)
