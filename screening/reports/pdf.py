"""HTML -> PDF/UA-1. Only the child process of ``process`` and the tests load this module."""

import hashlib
import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pikepdf
from weasyprint import CSS, HTML, URLFetcher
from weasyprint import pdf as weasyprint_pdf
from weasyprint.text.fonts import FontConfiguration

from screening.reports.fonts import font_css
from screening.reports.printable import breakable, printable

Progress = Callable[[int], None]
"""Called now and then with how far it has come, in per cent."""

_FETCHER = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
"""Reports carry their own fonts, styles and pictures: nothing is ever fetched."""

_NAMELESS = b" <>"


class _File(weasyprint_pdf.pydyf.PDF):  # type: ignore[misc]  # pydyf carries no types
    """The file that WeasyPrint writes into, with its list of pages kept.

    pydyf 0.13 makes that list anew for each of the thousands of structure elements, so that the
    time to write a file grew with the square of its length.
    """

    _pages: tuple[bytes, ...] = ()

    @property
    def page_references(self) -> tuple[bytes, ...]:
        """The reference of each page, in order."""
        if 3 * len(self._pages) != len(self.pages["Kids"]):
            self._pages = super().page_references
        return self._pages


weasyprint_pdf.pydyf.PDF = _File


def pdf_from_html(html: str, progress: Progress = lambda percent: None) -> bytes:
    """The PDF/UA-1 file of ``html``; the same page gives the same bytes.

    Raises weasyprint's FatalURLFetchingError when the page asks for anything outside itself.
    """
    html = breakable(printable(html))
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
    """The file with what WeasyPrint leaves out of PDF/UA, small, and without a date or a chance."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                if item.get("/S") == "/TH":
                    _mark_scope(item)
                elif "/ToUnicode" in item:
                    _name_circles(item)
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


def _mark_scope(header: pikepdf.Dictionary) -> None:
    """A header in a table's head is that of a column, any other that of a row (PDF/UA-1, 7.5)."""
    in_head = header["/P"]["/P"]["/S"] == "/THead"
    header["/A"]["/Scope"] = pikepdf.Name.Column if in_head else pikepdf.Name.Row


def _name_circles(font: pikepdf.Dictionary) -> None:
    """Give a stray accent's circle its character: each glyph must have one (PDF/UA-1, 7.21.7)."""
    mapping = font["/ToUnicode"].read_bytes()
    if _NAMELESS in mapping:
        font["/ToUnicode"].write(mapping.replace(_NAMELESS, b" <25cc>"))


class _Steps(logging.Handler):
    """Turns the steps that WeasyPrint logs into per cents, measured on reports of 10 checks."""

    _PER_CENT = {"Step 1": 2, "Step 2": 5, "Step 3": 8, "Step 4": 10, "Step 5": 20, "Step 6": 65}

    def __init__(self, progress: Progress):
        super().__init__()
        self._progress = progress
        self._reached = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Report the step that ``record`` names, the first time that it is named."""
        percent = self._PER_CENT.get(record.getMessage()[:6], 0)
        if percent > self._reached:
            self._reached = percent
            self._progress(percent)


@contextmanager
def _reporting(progress: Progress) -> Iterator[None]:
    steps = logging.getLogger("weasyprint.progress")
    handler, level = _Steps(progress), steps.level
    steps.addHandler(handler)
    steps.setLevel(logging.INFO)
    try:
        yield
    finally:
        steps.setLevel(level)
        steps.removeHandler(handler)
