"""A file of monitoring answers, read line by line. What is wrong is said without what it says."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from screening.domain.candidate_codes import number_of
from screening.domain.errors import NotValid
from screening.domain.monitoring import NAMES, UNSAID, Question
from screening.domain.text import N_

LARGEST = 200_000  # bytes
MOST_LINES = 1_000
LONGEST_VALUE = 60  # characters: more are no answer to a question with a list
CANDIDATE = "candidate"
NOT_LISTED = N_("has an answer that is not on the list")
_UNSAID = frozenset({"", UNSAID, "prefer not to say", "not said"})


@dataclass(frozen=True)
class Read:
    """One line: the candidate's number (0: none can be read), the answers, and what is wrong.

    ``unlisted`` has what stands for a question in words that are not on its list.
    """

    line: int
    number: int
    answers: Mapping[str, str]
    problem: str = ""
    unlisted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FileRead:
    """The lines of a file, and the names of the questions that it has no column for."""

    lines: Sequence[Read]
    missing: tuple[str, ...]


def read_file(content: bytes, questions: Sequence[Question]) -> FileRead:
    """The lines of a CSV file whose first line names the columns.

    Raises NotValid when it is no such file, or too large.
    """
    lines = _lines(content)
    if not lines or len(lines) > MOST_LINES + 1:
        raise _wrong(N_("Choose a CSV file with a first line of names and up to 1,000 lines more"))
    asked = {question.name: question for question in questions}
    names = [name.strip().casefold() for name in lines[0][1]]
    if CANDIDATE not in names or len(set(names)) != len(names) or {*names} - {*asked, CANDIDATE}:
        raise _wrong(N_("Name the columns as this page lists them, each once, the candidate too"))
    found = list(_marked([_read(line, cells, names, asked) for line, cells in lines[1:]]))
    return FileRead(found, tuple(name for name in asked if name not in names))


def _lines(content: bytes) -> list[tuple[int, list[str]]]:
    if len(content) > LARGEST:
        raise _wrong(N_("This file is too large. Bring it in in parts"))
    try:
        text = content.decode("utf-8-sig")
        reader = csv.reader(text.splitlines(), strict=True)
        return [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _wrong(N_("This file cannot be read. Save it as CSV in UTF-8")) from error


def _read(
    line: int, cells: Sequence[str], names: Sequence[str], asked: Mapping[str, Question]
) -> Read:
    if len(cells) != len(names):
        return Read(line, 0, {}, N_("has more or fewer cells than the first line"))
    given = dict(zip(names, (cell.strip() for cell in cells), strict=True))
    number = number_of(given.pop(CANDIDATE))
    if number is None:
        return Read(line, 0, {}, N_("does not begin with a candidate’s code such as C-07"))
    answers = {name: _answer(said, asked[name]) for name, said in given.items()}
    unlisted = {name: given[name] for name, answer in answers.items() if answer is None}
    too_long = any(len(said) > LONGEST_VALUE for said in unlisted.values())
    problem = NOT_LISTED if too_long else ""
    listed = {name: answer for name, answer in answers.items() if answer}
    return Read(line, number, listed, problem, {} if too_long else unlisted)


def _answer(said: str, question: Question) -> str | None:
    """The answer's code; None where it is not one of the list."""
    folded = said.casefold()
    if folded in _UNSAID:
        return UNSAID
    named = {NAMES.get(each, each).casefold(): each for each in question.answers}
    return folded if folded in question.answers else named.get(folded)


def _marked(found: Sequence[Read]) -> Iterator[Read]:
    """The lines, each that is about the same candidate as an earlier one marked."""
    seen: set[int] = set()
    for one in found:
        if one.number and one.number in seen and not one.problem:
            yield Read(one.line, one.number, {}, N_("is about a candidate who has a line already"))
        else:
            yield one
        seen.add(one.number)


def _wrong(said: str) -> NotValid:
    return NotValid({"file": said})
