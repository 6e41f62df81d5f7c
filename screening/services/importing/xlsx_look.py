"""What an XLSX file would make its reader do, found out before it does.

One cell in the last corner of a sheet would have it make room for all cells before it, and a long
text to which every cell refers would be there as often as there are cells.
"""

import re
from collections import Counter
from collections.abc import Iterable
from xml.parsers import expat

from screening.domain.text import N_
from screening.services.importing.table import MOST_COLUMNS, MOST_ROWS, wrong

MOST_IN_A_CELL = 32_767  # characters: what a cell can hold where workbooks are made
MOST_TEXT = 20_000_000  # characters, all cells together that refer to a text
_LAST_ROW = 2 * MOST_ROWS  # rows without text between others are passed over
_LAST_COLUMN = 2 * MOST_COLUMNS
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TEXTS = frozenset({"si", "is", "v"})  # each begins a text that a cell holds, or refers to
TOO_LARGE = N_("This workbook unpacks to far more than a list needs. Save it as CSV instead")
UNREADABLE = N_("This is no workbook that can be read. Save it as XLSX or CSV, without a password")
_FAR_OFF = N_("A sheet of this workbook has cells far below or far right of its list. Delete the "
              "rows and columns that are not needed")  # fmt: skip
_NO_RESULT = N_("A cell holds a formula without its result. Open the workbook, save it and choose "
                "it again, or save the sheet as CSV")  # fmt: skip
_TOO_LONG = N_("A cell of this workbook holds far more text than any field takes. Shorten it")


def look_through(parts: Iterable[bytes]) -> None:
    """Raise NotValid where one of ``parts``, all of them XML, is not to be opened.

    None goes by its name: which part is a sheet is said in other parts, and none has to say so.
    """
    lengths, referred = Counter[int](), Counter[int]()
    for part in parts:
        look = _Look()
        try:
            look.parser.Parse(part, True)
        except (expat.ExpatError, ValueError):
            raise wrong(UNREADABLE) from None
        lengths |= Counter(dict(enumerate(look.lengths)))
        referred += look.referred
    if sum(times * lengths[place] for place, times in referred.items()) > MOST_TEXT:
        raise wrong(TOO_LARGE)


class _Look:
    """Goes through the XML of a part and raises NotValid at what is not to be opened.

    A cell stops it that lies further off than a list reaches, counted as the reader counts where
    nothing says its place; a formula without a result; and a text that no cell could hold.
    ``lengths``: of each text that cells can refer to; ``referred``: how often cells do.
    """

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.referred = Counter[int]()
        self._row = self._column = self._length = 0
        self._formula = False
        self._type: str | None = None
        self._text = self._value = ""  # the element in which a text stands, and a number in it
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begins
        self.parser.EndElementHandler = self._ends
        self.parser.CharacterDataHandler = self._says

    def _refuse(self, *_declared: object) -> None:
        raise wrong(UNREADABLE)

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        local, place = name.rpartition(":")[2], attributes.get("r", "")
        match local:
            case "row":
                self._row = int(place) if place.isascii() and place.isdigit() else self._row + 1
                self._column = 0
            case "c":
                self._column += 1
                if found := _CELL.fullmatch(place):
                    self._column, self._row = _column(found[1]), int(found[2])
                elif place:
                    raise wrong(UNREADABLE)
                self._formula, self._type = False, attributes.get("t")
            case "f":
                self._formula = True
            case "v":
                # what a formula results in may be an empty text
                self._formula = self._formula and self._type != "str"
        if local in _TEXTS:
            if self._text:
                raise wrong(UNREADABLE)  # no text lies in another
            self._text, self._length, self._value = local, 0, ""
        if self._row > _LAST_ROW or self._column > _LAST_COLUMN:
            raise wrong(_FAR_OFF)

    def _says(self, text: str) -> None:
        if not self._text:
            return
        self._length += len(text)
        if self._length > MOST_IN_A_CELL:
            raise wrong(_TOO_LONG)
        if self._text == "v":
            self._formula = False
            if self._type == "s":
                self._value += text

    def _ends(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self.lengths.append(self._length)
        if local == "v" and self._value.isascii() and self._value.isdigit():
            self.referred[int(self._value)] += 1
        if local in _TEXTS:
            self._text = ""
        if local == "c" and self._formula:
            raise wrong(_NO_RESULT)


def _column(letters: str) -> int:
    """Which column, from 1, has the name ``letters``."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
