"""Reading a file, whatever it came as."""

from screening.domain.importing import ListKind
from screening.domain.text import N_
from screening.services.importing.csv_file import read_csv
from screening.services.importing.table import LARGEST, Table, wrong
from screening.services.importing.xlsx_process import read_xlsx_bounded

_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_file(content: bytes, kind: ListKind) -> Table:
    """The table in a file of ``kind``. Raises NotValid where it cannot be read, with what to do."""
    if len(content) > LARGEST:
        raise wrong(N_("This file is larger than 5 MB. Bring it in in parts"))
    if content.startswith(_WORKBOOK):
        return read_xlsx_bounded(content, kind)
    if content.startswith(_OLD_WORKBOOK):
        said = N_("This is an old workbook, or one with a password. Save it as XLSX or CSV, "
                  "without a password")  # fmt: skip
        raise wrong(said)
    return read_csv(content)
