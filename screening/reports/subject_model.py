"""The read model of what is held about one candidate, as the person gets it. Frozen.

One shape for everything: sections of entries, an entry for each record or thing kept, and in it
what it says. So the page, the file to read and the file for machines show the same, and nothing
that is recorded falls between them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from gettext import NullTranslations

from screening.domain.lawful_basis import BasisTold
from screening.domain.words import Given, Retention
from screening.reports.model import Organisation

FINDINGS = "findings"
"""How the fields begin that say what the rules found in a text."""

Value = str | bool | date | StrEnum | tuple[StrEnum, ...] | None
_ENGLISH = NullTranslations()


@dataclass(frozen=True)
class Sentence:
    """A sentence with gaps, and what fills each: both in English, and translated apart.

    Several fillings of one gap are listed; a name, which no catalogue has, stays as it is.
    """

    text: str
    fillings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def said(self, translations: NullTranslations = _ENGLISH) -> str:
        """The whole of it, in the language of ``translations``."""
        say = translations.gettext
        filled = {gap: ", ".join(map(say, words)) for gap, words in self.fillings.items()}
        return say(self.text).format(**filled)


@dataclass(frozen=True)
class Said:
    """Something that an entry says. ``field`` is its name for machines, ``label`` for people.

    ``value`` is None where it is withheld as a whole or erased; parts withheld are blanked in it.
    What the rules found in a text that is not given whole is told by the rule's title.
    """

    field: str
    label: str
    value: Value
    given: Given = Given.WHOLE


@dataclass(frozen=True)
class Entry:
    """One thing that is held: of which record (its number, or None), when, by whom as what.

    ``source`` says where it came from, ``event`` is its code; ``kept`` the class it is kept under.
    """

    title: str
    said: tuple[Said, ...] = ()
    record: int | None = None
    event: str = ""
    at: datetime | None = None
    by: str = ""
    source: str | Sentence = ""
    kept: Retention | None = None
    erased: bool = False


@dataclass(frozen=True)
class Section:
    """Entries that belong together. ``number``: of the check that they are of, or 0."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    intro: str = ""
    number: int = 0


@dataclass(frozen=True)
class Kept:
    """How long one kind of data is kept; ``due`` is None while its time has not begun to run.

    ``ends`` says instead what ends it where no day does, or that it has ended.
    """

    kind: str
    days: int
    counted_from: str
    source: str
    due: date | None
    ends: str = ""


@dataclass(frozen=True)
class Statement:
    """Something that the person has to be told; ``name`` is its name for machines."""

    name: str
    title: str
    sentences: tuple[Sentence | BasisTold, ...]

    def said(self, translations: NullTranslations = _ENGLISH) -> str:
        """All of it, in the language of ``translations``."""
        return " ".join(each.said(translations) for each in self.sentences)


@dataclass(frozen=True)
class Line:
    """One record about the person: its number in the ledger, when, what, by whom as what, hash."""

    record: int
    at: datetime
    event: StrEnum
    by: str
    leaf: str


@dataclass(frozen=True)
class Attached:
    """A file that the person gave, as it goes back to them: what it is called, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Subject:
    """Everything that is held about one candidate, up to the record ``last_record`` about them.

    ``files`` are those that they gave, where it is made for them.
    """

    organisation: Organisation
    vacancy_ref: str
    vacancy_reference: str
    vacancy_title: str
    candidate_ref: str
    code: str
    made_at: datetime
    last_record: int
    erased_on: date | None
    sections: tuple[Section, ...]
    kept: tuple[Kept, ...]
    statements: tuple[Statement, ...]
    records: tuple[Line, ...]
    files: tuple[Attached, ...] = ()

    def everything_said(self) -> Iterator[Said]:
        """All that is said in any section."""
        for section in self.sections:
            for entry in section.entries:
                yield from entry.said

    def count(self, given: Given) -> int:
        """How many texts are given in that way; what the rules found in them is not counted."""
        said = (one for one in self.everything_said() if not one.field.startswith(FINDINGS))
        return sum(one.given is given for one in said)
