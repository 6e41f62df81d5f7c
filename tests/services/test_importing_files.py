"""Files as spreadsheets and recruitment systems save them, and as somebody ill-disposed would."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from screening.domain.errors import NotValid
from screening.domain.importing import ListKind
from screening.services.importing.reading_file import read_file
from screening.services.importing.table import LARGEST, MOST_ROWS, Table

ROWS = ((2, ("LIB-7", "Zoë\nsaid “yes”")), (4, ("PRK-1", "=1+1")))
TEXT = 'Reference;Job title\nLIB-7;"Zoë\nsaid “yes”"\nPRK-1;=1+1\n;\n'


def read(content: bytes, kind: ListKind = ListKind.VACANCIES) -> Table:
    return read_file(content, kind)


def refusal(content: bytes) -> str:
    with pytest.raises(NotValid) as refused:
        read(content)
    return refused.value.fields["file"]


def book(fill: Callable[[Any], object], **more: Callable[[Any], object]) -> bytes:
    """A workbook as another program writes it; ``more`` fills sheets of those names."""
    made = openpyxl.Workbook()
    fill(made.active)
    for name, filling in more.items():
        filling(made.create_sheet(name))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def listed(sheet: Any) -> None:
    sheet.append(["Reference", "Job title"])
    sheet.append(["LIB-7", "Librarian"])


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def with_sheet(sheet: bytes) -> bytes:
    """A workbook whose one sheet is ``sheet``."""
    return packed(parts_of(book(listed)) | {"xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("=1+1", "'=1+1").encode(),
    ],
)
def test_csv_of_every_kind_is_the_same_table(content: bytes) -> None:
    table = read(content)
    assert table.headings == ("Reference", "Job title")
    assert table.rows == ROWS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no rows below"),
        (b"\n\n", "no rows below"),
        (b"Reference,Job title\n", "no rows below"),
        (b"a,b\n\x81,1\n", "letters of this file"),
        (b"\xff\xfea", "letters of this file"),
        (b"a,b\n1,\0\n", "no text has"),
        (b'a,b\n"1,2\n', "quotation mark"),
        (b'a,b\n"1"2,3\n', "quotation mark"),
        (b"a,b\n" + b"x" * 200_000, "far too long"),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), "more than 10,000 rows"),
        (b"," * 61 + b"a\n1\n", "more than 60 columns"),
        (b"a" * (LARGEST + 1), "larger than 5 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old workbook"),
        (b"PK\x03\x04 and nothing else", "no workbook"),
        (packed({"a.txt": b"hello"}), "no workbook"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_a_workbook_is_read_as_it_would_be_typed() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Applicant number", "Closes", "Score", None, "Sure"])
        sheet.append([1001, date(2027, 3, 27), 1.5, None, True])
        sheet.append([None, None, None])
        sheet.append(["0012", datetime(2027, 3, 27, 9, 30), "two\nlines", None, False])  # noqa: DTZ001 - a cell has no zone

    table = read(book(fill))
    assert table.rows == (
        (2, ("1001", "2027-03-27", "1.5", "", "True")),
        (4, ("0012", "2027-03-27 09:30:00", "two\nlines", "", "False")),
    )


def test_hidden_sheets_are_not_read_and_the_named_one_of_several_is() -> None:
    def hidden(sheet: Any) -> None:
        sheet.append(["secret"])
        sheet.sheet_state = "hidden"

    def other(sheet: Any) -> None:
        sheet.append(["Notes"])

    table = read(book(listed, Hidden=hidden))
    assert table.rows == ((2, ("LIB-7", "Librarian")),)
    assert "Hidden sheets" in table.notes[0]
    assert read(book(other, vacancies=listed)).rows == table.rows
    assert "Several sheets" in refusal(book(listed, Other=other))


def test_merged_cells_and_formulas_without_a_result_are_said() -> None:
    def merged(sheet: Any) -> None:
        listed(sheet)
        sheet.merge_cells("A2:A3")

    def formula(sheet: Any) -> None:
        listed(sheet)
        sheet.append(["=A2", "Ranger"])

    assert "merged" in refusal(book(merged))
    assert "formula without its result" in refusal(book(formula))
    known = parts_of(book(formula))["xl/worksheets/sheet1.xml"]
    assert read(with_sheet(known.replace(b"<v />", b"<v>7</v>").replace(b"<v></v>", b"<v>7</v>")))


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>', "far below or far right"),
        (b'<row r="1048576"><c><v>1</v></c></row>', "far below or far right"),
        (b"<row>" + b"<c/>" * 5000 + b"</row>", "far below or far right"),
        (b"<row/>" * 30_000, "far below or far right"),
        (b'<row r="1"><c r="99999999999999999999A1"/></row>', "no workbook"),
        (b"<row><c></row>", "no workbook"),
    ],
)
def test_a_sheet_that_reaches_too_far_is_never_opened(sheet: bytes, said: str) -> None:
    whole = b"<worksheet " + MAIN + b"><sheetData>" + sheet + b"</sheetData></worksheet>"
    assert said in refusal(with_sheet(whole))


def test_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    sheet = laughs + b"<worksheet " + MAIN + b"><sheetData>&b;</sheetData></worksheet>"
    assert "no workbook" in refusal(with_sheet(sheet))
    strings = parts_of(book(listed)) | {"xl/sharedStrings.xml": laughs + b"<sst/>"}
    assert "no workbook" in refusal(packed(strings))


def test_what_unpacks_to_too_much_is_refused() -> None:
    parts = parts_of(book(listed))
    assert "unpacks to far more" in refusal(packed(parts | {"xl/media/a": b"\0" * 61_000_000}))
    assert "unpacks to far more" in refusal(packed(parts | {f"p{i}": b"" for i in range(300)}))
    pieces = {f"xl/media/{i}": bytes(range(256)) * 3_900 for i in range(64)}  # each below the ratio
    assert "unpacks to far more" in refusal(packed(parts | pieces))


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    honest = packed({"[Content_Types].xml": b"<x/>" * 200_000})
    lying = bytearray(honest)
    for place, size in ((honest.find(b"PK\x03\x04") + 22, 4), (honest.find(b"PK\x01\x02") + 24, 4)):
        struct.pack_into("<I", lying, place, size)
    assert "no workbook" in refusal(bytes(lying))
