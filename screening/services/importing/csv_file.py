"""Reading CSV: in whatever way spreadsheets and applicant-tracking systems save it."""

import codecs
import csv
import io
from collections.abc import Iterator

from screening.domain.text import N_
from screening.services.importing.table import Table, as_table, wrong

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t")
_LONGEST_CELL = 100_000  # characters; what is too long for a field is said of that field


def read_csv(content: bytes) -> Table:
    """The table in ``content``. Raises NotValid where it cannot be read, and says what to do."""
    text = _decoded(content)
    if "\0" in text:
        raise wrong(N_("This file holds characters that no text has. Save it again as CSV"))
    return as_table(content, _rows(text, _separator(text)))


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return _strictly(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "cp1252")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        said = N_("The letters of this file cannot be read. Save it as CSV in UTF-8")
        raise wrong(said) from None


def _separator(text: str) -> str:
    """What parts the headings most often, outside quotes; a comma where nothing does."""
    best, most = ",", 0
    for separator in _SEPARATORS:
        try:
            first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error:
            continue
        if len(first) > most:
            best, most = separator, len(first)
    return best


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        said = N_("A quotation mark is left open or stands where none belongs, or a cell is far "
                  "too long. Save the file again as CSV")  # fmt: skip
        raise wrong(said) from None
