"""Writing a list as XLSX: one sheet of texts, of which no spreadsheet takes any for a formula.

Written here, since libraries that write whole workbooks take longer to load than all of the pages.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import chain
from xml.sax.saxutils import escape

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_CHARACTERS = 32_767  # in a cell
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same list makes the same file

_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">
<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
</Relationships>""",
}
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TOP_STAYS = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)


def workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook whose one sheet holds ``rows``, of which the first are the headings.

    Each is packed as it comes: a long sheet is many times as large as what it is packed into.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in _PARTS.items():
            packed.writestr(_part(name), _HEADER + text)
        with packed.open(_part("xl/worksheets/sheet1.xml"), "w") as sheet:
            opening = f'{_HEADER}<worksheet xmlns="{_MAIN}">{_TOP_STAYS}<sheetData>'
            for text in chain([opening], map(_row, rows), ["</sheetData></worksheet>"]):
                sheet.write(text.encode())
    return out.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _WHEN)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _row(row: Sequence[str]) -> str:
    cells = "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{_spelled(cell)}</t></is></c>'
        for cell in row
    )
    return f"<row>{cells}</row>"


def _spelled(cell: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", cell[:_MOST_CHARACTERS]))
