from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from screening.domain.notifying import Language
from screening.reports.html import notice_html, report_html
from screening.reports.pdf import pdf_from_html
from screening.services.catalogues import catalogue_of
from tests.reports import builders

WELSH = catalogue_of(Language.WELSH)


def elements(pdf: pikepdf.Pdf, *kinds: str) -> list[pikepdf.Object]:
    """Every structure element of ``kinds``, as /P or /TH, in no order."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/S", "")) in kinds
    ]


def text_of(content: bytes) -> str:
    """All that a reader can select in the file, page after page, on one line."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


class Files(dict[str, bytes]):
    """Each kind of file, made when it is first asked for, and once."""

    def __missing__(self, kind: str) -> bytes:
        self[kind] = pdf_from_html(PAGES[kind]())
        return self[kind]


PAGES = {
    "none": lambda: report_html(builders.none()),
    "one": lambda: report_html(builders.one()),
    "ten": lambda: report_html(builders.many(10)),
    "welsh": lambda: report_html(builders.one(), WELSH),
    "notice": lambda: notice_html(builders.notice()),
}


@pytest.fixture(scope="session")
def files() -> Files:
    """The files of this session: reports with no, one and ten checks, and a notice."""
    return Files()
