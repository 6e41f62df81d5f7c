"""Workbooks that would take their reader down: refused before it opens them, and else its child."""

import re
import sys

import pytest

from screening.services.importing import xlsx_process
from screening.services.importing.xlsx_look import MOST_IN_A_CELL, MOST_TEXT
from tests.services.test_importing_files import (
    MAIN,
    book,
    listed,
    packed,
    parts_of,
    read,
    refusal,
    with_sheet,
)

SHEET = "xl/worksheets/sheet1.xml"
FAR = (
    b"<worksheet " + MAIN + b'><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
UNLOOKED = """
from screening.services.importing import xlsx_child, xlsx_file
xlsx_file.look_through = lambda parts: None
xlsx_child.main()
"""
SLOW = "import time; time.sleep(60)"


def moved(to: str) -> dict[str, bytes]:
    """The parts of a workbook that says its one sheet is the part ``to``."""
    parts = parts_of(book(listed))
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"/" + SHEET.encode(), b"/" + to.encode())
    assert to.encode() in parts[rels]
    parts[to] = parts.pop(SHEET)
    return parts


def referring(text: str, times: int) -> bytes:
    """A workbook with one shared text to which ``times`` cells refer."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, times + 1)
    )
    parts = parts_of(with_sheet(b"<worksheet " + MAIN + b"><sheetData>" + rows.encode()
                                + b"</sheetData></worksheet>"))  # fmt: skip
    strings = b"<sst " + MAIN + b"><si><t>" + text.encode() + b"</t></si></sst>"
    return packed(parts | {"xl/sharedStrings.xml": strings})


def test_a_sheet_is_looked_through_wherever_it_lies() -> None:
    assert read(packed(moved("xl/foo/sheet1.xml"))).rows == ((2, ("LIB-7", "Librarian")),)
    for place in ("xl/foo/sheet1.xml", "xl/media/picture.png"):
        assert "far below or far right" in refusal(packed(moved(place) | {place: FAR}))


@pytest.mark.parametrize("before", [b"x", b"\0", "\ufeff".encode("utf-16-le"), b"\xef\xbb\xbfx"])
def test_a_sheet_that_does_not_begin_as_xml_is_not_read(before: bytes) -> None:
    assert "no workbook" in refusal(with_sheet(before + FAR))


def test_what_is_no_sheet_is_in_nobodys_way() -> None:
    """Pictures, and the cells of other workbooks that a workbook has kept."""
    of_others = re.sub(rb"<(/?)c\b", rb"<\1cell", FAR)
    more = {"xl/media/a.png": b"\x89PNG", "xl/externalLinks/externalLink1.xml": of_others}
    assert read(packed(parts_of(book(listed)) | more)).rows == ((2, ("LIB-7", "Librarian")),)


def test_a_text_that_no_cell_could_hold_is_refused() -> None:
    longest = "x" * MOST_IN_A_CELL
    assert read(referring(longest, 2)).rows == ((2, (longest,)),)
    assert "far more text" in refusal(referring(longest + "x", 2))
    inline = "<row><c t='inlineStr'><is><r><t>{0}</t></r><r><t>{0}</t></r></is></c></row>"
    sheet = "<worksheet {}><sheetData>{}</sheetData></worksheet>"
    long = sheet.format(MAIN.decode(), inline.format("x" * 20_000))
    assert "far more text" in refusal(with_sheet(long.encode()))
    nested = sheet.format(MAIN.decode(), "<row><c><is><t>x</t><v/></is></c></row>")
    assert "no workbook" in refusal(with_sheet(nested.encode()))


def test_a_text_counts_as_often_as_cells_refer_to_it() -> None:
    text = "x" * 30_000
    assert len(read(referring(text, 20)).rows) == 19
    assert "unpacks to far more" in refusal(referring(text, MOST_TEXT // len(text) + 1))


@pytest.mark.parametrize("program", [UNLOOKED, SLOW])
def test_what_takes_its_reader_down_is_refused_all_the_same(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """The reader aborts where it cannot have the memory it wants, and ends with its process."""
    monkeypatch.setattr(xlsx_process, "_COMMAND", (sys.executable, "-c", program))
    monkeypatch.setattr(xlsx_process, "SECONDS", 2 if program is SLOW else 30)
    if program is UNLOOKED:
        assert read(book(listed)).rows
    assert "time or memory" in refusal(with_sheet(FAR))
