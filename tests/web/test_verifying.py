"""The page that checks a receipt or an export."""

import io

import pytest
from lxml.html import tostring
from PIL.Image import Image
from pypdfium2 import PdfDocument
from weasyprint import HTML
from zxingcpp import read_barcodes

from screening.services import checkpointing, receipts
from screening.store.export import export
from screening.web.verifying import LARGEST_EXPORT
from tests.web.page import SITE, Page, Visitor
from tests.web.townspeople import TownPages


@pytest.fixture
def receipt(pages: TownPages) -> str:
    """A receipt of hugh's."""
    pages.town.approved(pages.town.vacancy())
    checkpointing.make(pages.town.call("hugh"))
    [recorded] = receipts.list_receipts(pages.town.call("hugh"))
    return receipts.read_receipt(pages.town.call("hugh"), recorded.seq).file


def exported(pages: TownPages) -> bytes:
    file = io.BytesIO()
    with pages.town.call("hugh").look() as work:
        export(work.session, file, work.vault)
    return file.getvalue()


def send(visitor: Visitor, **files: bytes) -> Page:
    """Send the form with files chosen."""
    token = visitor.get("/verify").all("//main//input[@name='csrf_token']/@value")[0]
    chosen = {name: (io.BytesIO(content), f"{name}.txt") for name, content in files.items()}
    response = visitor.client.post(
        "/verify",
        data={"csrf_token": token, "words": "", **chosen},
        headers={"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
    )
    return Page(response)


def test_a_receipt_as_file_or_pasted(pages: TownPages, receipt: str) -> None:
    visitor = pages.visitor("mara")
    assert visitor.get("/account").links()["Check a receipt or an export"] == "/verify"
    sent = send(visitor, kept=receipt.encode())
    form = visitor.get("/verify").form("/verify")
    pasted = visitor.send(form, {"words": receipt.replace("\n", "\r\n")})
    for page in (sent, pasted):
        assert "In order" in page.text
        assert "Up to there these are the records that were signed then" in page.text
        assert "Tamper-evident up to record" in page.text


def test_an_export_and_a_receipt(pages: TownPages, receipt: str) -> None:
    visitor = pages.visitor("edith")
    whole = exported(pages)
    alone = send(visitor, export=whole)
    assert "In order" in alone.text
    assert "in one unbroken log" in alone.text
    assert "as long as no checkpoint is kept elsewhere" in alone.text
    both = send(visitor, export=whole, kept=receipt.encode())
    assert "Agrees" in both.text
    cut = send(visitor, export=whole[: len(whole) // 2], kept=receipt.encode())
    assert "Not in order" in cut.text
    assert "Line " in cut.text
    shorter = b"".join(whole.splitlines(keepends=True)[:5])
    assert "Rollback" in send(visitor, export=shorter, kept=receipt.encode()).text


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "Choose a receipt, a signed checkpoint or an export"),
        ({"kept": b"nothing"}, "neither a receipt nor a signed checkpoint"),
        ({"kept": b"\xff\xfe"}, "neither a receipt nor a signed checkpoint"),
        ({"kept": b"x" * 100_000}, "neither a receipt nor a signed checkpoint"),
        ({"kept": b"nothing", "export": b"{}"}, "neither a receipt nor a signed checkpoint"),
    ],
)
def test_what_cannot_be_checked(pages: TownPages, files: dict[str, bytes], problem: str) -> None:
    page = send(pages.visitor("mara"), **files)
    assert problem in page.text
    assert page.title.startswith("Error:")


def test_hostile_exports_are_refused_in_words(pages: TownPages) -> None:
    visitor = pages.visitor("mara")
    for content in (b"", b"\x00" * 100, b"[" * 100_000, b'{"record":"<script>"}\n', b"\n" * 1000):
        page = send(visitor, export=content)
        assert page.status == 200
        assert "Not in order" in page.text


def test_what_is_too_large_is_said_to_be(pages: TownPages) -> None:
    answer = pages.visitor("mara").client.post(
        "/verify",
        data=b"x" * (LARGEST_EXPORT + 1),
        content_type="multipart/form-data; boundary=b",
        headers={"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 413


def test_a_phone_reads_the_picture_of_a_receipt(pages: TownPages, receipt: str) -> None:
    hugh = pages.visitor("hugh")
    [seq] = [one.seq for one in receipts.list_receipts(pages.town.call("hugh"))]
    [drawn] = hugh.get(f"/account/receipts/{seq}").all("//div[@role='img']/*")
    image = seen(f"<body>{tostring(drawn, encoding='unicode')}</body>")
    shown = receipts.read_receipt(pages.town.call("hugh"), seq)
    assert receipt == shown.file
    assert [code.text for code in read_barcodes(image)] == [shown.code]


def seen(html: str) -> Image:
    """The first page of ``html``, printed, as a camera sees it."""
    with PdfDocument(HTML(string=html).write_pdf()) as pdf:
        return pdf[0].render(scale=2).to_pil()
