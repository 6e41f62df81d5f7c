"""Reading XLSX, which is a zip of XML: measured before anything opens it.

Every part is unpacked here under a limit and looked through (``xlsx_look``) before the reader sees
it: a few bytes can unpack to gigabytes. Whatever a look cannot go through is not shown to it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from screening.domain.importing import ListKind, folded
from screening.domain.text import N_
from screening.services.importing.table import Table, as_table, wrong
from screening.services.importing.xlsx_look import TOO_LARGE, UNREADABLE, look_through

MOST_PARTS = 200
MOST_UNPACKED = 60_000_000  # bytes, all parts together
MOST_RATIO = 200  # of a part that unpacks to a megabyte or more; what people make stays below 50
MOST_SHEETS = 50
_LARGE = 1_000_000
_OF_OTHERS = "xl/externalLinks/"  # cells of other workbooks, wherever they lie there
_MERGED = N_("Cells are merged in this sheet. Part them, so that each row says all of it, and "
             "choose the file again")  # fmt: skip
_WHICH = N_("Several sheets of this workbook hold something. Keep one, or call the one to be read "
            "by what it lists: Vacancies, Criteria, Candidates or Claims")  # fmt: skip
HIDDEN = N_("Hidden sheets of the workbook are not read.")
OTHERS = N_("Of the workbook the sheet with the name of this list is read, and no other.")


def read_xlsx(content: bytes, kind: ListKind) -> Table:
    """The table of the sheet that is about ``kind``, or of the only one there is.

    Raises NotValid where it cannot be read, and says what to do.
    """
    parts = {name: part for name, part in _unpacked(content).items() if _is_read(name, part)}
    look_through(parts.values())
    try:
        with load_workbook(io.BytesIO(_packed(parts))) as book:
            shown = [
                one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible
            ]
            hidden = len(book.sheets_metadata) > len(shown)
            if len(book.sheets_metadata) > MOST_SHEETS:
                raise wrong(_WHICH)
            sheet, others = _chosen([book.get_sheet_by_name(name) for name in shown], kind)
            if sheet.merged_cell_ranges:
                raise wrong(_MERGED)
            notes = ([HIDDEN] if hidden else []) + ([OTHERS] if others else [])
            return as_table(content, _rows(sheet), notes)
    except CalamineError:
        raise wrong(UNREADABLE) from None


def _unpacked(content: bytes) -> Mapping[str, bytes]:
    """Every part under its name; nothing is believed of what the zip says of its sizes."""
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if len(packed.infolist()) > MOST_PARTS:
                raise wrong(TOO_LARGE)
            for entry in packed.infolist():
                large = entry.file_size >= _LARGE
                if large and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
                    raise wrong(TOO_LARGE)
                with packed.open(entry) as opened:
                    part = opened.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise wrong(TOO_LARGE)
                if entry.filename in parts:
                    raise wrong(UNREADABLE)
                parts[entry.filename] = part
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,  # by which zipfile refuses a way of packing that it does not know
        RuntimeError,
        EOFError,
        ValueError,
    ):
        raise wrong(UNREADABLE) from None
    return parts


def _is_read(name: str, part: bytes) -> bool:
    """Whether the reader is to see a part. It takes anything for a sheet that is called one, and
    passes over what stands before the XML: a picture, or what is not looked through, is left out.
    """
    return part.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and not name.startswith(_OF_OTHERS)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts in a zip that is what it says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _chosen(sheets: Sequence[CalamineSheet], kind: ListKind) -> tuple[CalamineSheet, bool]:
    """The sheet to read, and whether others that hold something are left out."""
    filled = [sheet for sheet in sheets if sheet.height]
    named = [sheet for sheet in filled if folded(sheet.name) == kind.value]
    if len(filled) == 1 or named:
        return (named or filled)[0], len(filled) > 1
    if not filled:
        raise wrong(N_("This workbook has no sheet with anything in it"))
    raise wrong(_WHICH)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [_text(cell) for cell in cells]


def _text(cell: str | float | bool | date | datetime | time | timedelta) -> str:
    """``cell`` as it would be typed; a number without the point that a whole one does not need."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).replace("\0", "")
