"""Reading XLSX, which is a zip of XML: measured before anything opens it.

Every part is unpacked here under a limit, and looked through for how far its cells reach, before
the reader sees it: a few bytes can unpack to gigabytes, and one cell in the last corner of a sheet
would have the reader make room for all cells before it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from screening.domain.importing import ListKind, folded
from screening.domain.text import N_
from screening.services.importing.table import MOST_COLUMNS, MOST_ROWS, Table, as_table, wrong

BEGINS = b"PK\x03\x04"
MOST_PARTS = 200
MOST_UNPACKED = 60_000_000  # bytes, all parts together
MOST_RATIO = 200  # of a part that unpacks to a megabyte or more; what people make stays below 50
MOST_SHEETS = 50
_LARGE = 1_000_000
_LAST_ROW = 2 * MOST_ROWS  # rows without text between others are passed over
_LAST_COLUMN = 2 * MOST_COLUMNS
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TOO_LARGE = N_("This workbook unpacks to far more than a list needs. Save it as CSV instead")
_UNREADABLE = N_("This is no workbook that can be read. Save it as XLSX or CSV, without a password")
_FAR_OFF = N_("A sheet of this workbook has cells far below or far right of its list. Delete the "
              "rows and columns that are not needed")  # fmt: skip
_NO_RESULT = N_("A cell holds a formula without its result. Open the workbook, save it and choose "
                "it again, or save the sheet as CSV")  # fmt: skip
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
    parts = _unpacked(content)
    for name, part in parts.items():
        _look_through(part, cells=name.startswith("xl/worksheets/"))
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
        raise wrong(_UNREADABLE) from None


def _unpacked(content: bytes) -> Mapping[str, bytes]:
    """Every part under its name; nothing is believed of what the zip says of its sizes."""
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if len(packed.infolist()) > MOST_PARTS:
                raise wrong(_TOO_LARGE)
            for entry in packed.infolist():
                large = entry.file_size >= _LARGE
                if large and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
                    raise wrong(_TOO_LARGE)
                with packed.open(entry) as opened:
                    part = opened.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise wrong(_TOO_LARGE)
                if entry.filename in parts:
                    raise wrong(_UNREADABLE)
                parts[entry.filename] = part
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ):
        raise wrong(_UNREADABLE) from None
    return parts


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts in a zip that is what it says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


class _Look:
    """Goes through the XML of a part and raises NotValid at what is not to be opened.

    A sheet also stops it where a cell lies further off than a list reaches, counted as the reader
    counts where nothing says its place, and where a formula has no result.
    """

    def __init__(self, *, cells: bool):
        self._row = self._column = 0
        self._formula = self._in_value = self._text = False
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        if cells:
            self.parser.StartElementHandler = self._begins
            self.parser.EndElementHandler = self._ends
            self.parser.CharacterDataHandler = self._says

    def _refuse(self, *_declared: object) -> None:
        raise wrong(_UNREADABLE)

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(place) if place.isascii() and place.isdigit() else self._row + 1
                self._column = 0
            case "c":
                self._column += 1
                if found := _CELL.fullmatch(place):
                    self._column, self._row = _column(found[1]), int(found[2])
                elif place:
                    raise wrong(_UNREADABLE)
                self._formula, self._text = False, attributes.get("t") == "str"
            case "f":
                self._formula = True
            case "v":
                self._in_value = True
                self._formula = self._formula and not self._text  # whose result may be empty
        if self._row > _LAST_ROW or self._column > _LAST_COLUMN:
            raise wrong(_FAR_OFF)

    def _says(self, _text: str) -> None:
        self._formula = self._formula and not self._in_value

    def _ends(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "v":
            self._in_value = False
        if local == "c" and self._formula:
            raise wrong(_NO_RESULT)


def _look_through(part: bytes, *, cells: bool) -> None:
    if not part.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return  # a picture, or something else that is not read
    try:
        _Look(cells=cells).parser.Parse(part, True)
    except (expat.ExpatError, ValueError):
        raise wrong(_UNREADABLE) from None


def _column(letters: str) -> int:
    """Which column, from 1, has the name ``letters``."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


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
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
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
