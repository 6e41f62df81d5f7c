"""What an edition keeps: the tables for officers and those to publish, of every question."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from screening.domain.monitoring import UNSAID, Fact, Limits, Question, Unsaid
from screening.equality.blocks import Answers, Block, blocks_of, can_be_safe
from screening.equality.parts import Part, Place, lay_out
from screening.equality.protection import rounded
from screening.equality.tables import Line, Table, published, tables_of
from screening.services.monitoring.counting import PEOPLE

OFFICERS, PUBLIC = "officers", "public"
Counts = Mapping[Place, Mapping[tuple[str, str], int]]


@dataclass(frozen=True)
class Counted:
    """The people of one question, and the blocks that they are counted in for each audience."""

    part: Part
    answers: Answers
    officers: tuple[Block, ...]
    public: tuple[Block, ...]


def could_show(
    people: Counts, order: Sequence[Fact], questions: Sequence[Question], limits: Limits
) -> bool:
    """Whether any table of ``people`` could show something, whatever they answered.

    Under ``no_percentage_under`` people no line is told from another and no percentage is given; a
    table of these would say nothing of whether people were treated alike. Beyond that it is for
    ``equality.blocks.can_be_safe``. Both look at nothing but how many people there are, how many of
    them are alike in what is known anyway, and which columns the files had.
    """
    return any(_could_show(_sizes(covered(people, order, each)), limits) for each in questions)


def _could_show(sizes: Mapping[Place, int], limits: Limits) -> bool:
    part = lay_out(sizes, limits.no_percentage_under)
    return part.people >= limits.no_percentage_under and can_be_safe(part, limits.officers)


def frozen(
    people: Counts,
    order: Sequence[Fact],
    questions: Sequence[Question],
    limits: Limits,
    unsaid: Unsaid,
) -> dict[str, Any]:
    """All that is ever shown of ``people``, as it is kept. ``order`` names the facts of a place."""
    many = sum(_sizes(people).values())
    return {
        "order": list(order),
        "people": many,
        "people_published": rounded(many, limits.round_to),
        "limits": {
            OFFICERS: limits.officers,
            PUBLIC: limits.public,
            "round_to": limits.round_to,
            "no_percentage_under": limits.no_percentage_under,
        },
        "questions": [
            _uncovered(people, order, each)
            | _question(each, covered(people, order, each), limits, unsaid)
            for each in questions
        ],
    }


def _sizes(people: Counts) -> dict[Place, int]:
    return {place: counts[PEOPLE, ""] for place, counts in people.items()}


def covered(people: Counts, order: Sequence[Fact], question: Question) -> Counts:
    """The people of vacancies whose files had a column for ``question``: of the others nothing is
    known, and they are no part of its figures. Which columns a file had is no secret.
    """
    at = list(order).index(Fact.VACANCY)
    vacancies = {
        place[at]
        for place, counts in people.items()
        if any(name == question.name for name, _ in counts)
    }
    return {place: counts for place, counts in people.items() if place[at] in vacancies}


def _uncovered(people: Counts, order: Sequence[Fact], question: Question) -> dict[str, Any]:
    """How many vacancies are no part of the figures of ``question``."""
    at = list(order).index(Fact.VACANCY)
    every, counted_of = ({place[at] for place in those}
                         for those in (people, covered(people, order, question)))  # fmt: skip
    return {"uncovered": len(every - counted_of)}


def counted(question: Question, people: Counts, limits: Limits, unsaid: Unsaid) -> Counted:
    """``people``, who are all covered, in blocks by what they answered to ``question``."""
    sizes = _sizes(people)
    part, levels = lay_out(sizes, limits.no_percentage_under), question.groupings
    answers = _answers(people, sizes, question)
    start = question.unsaid_apart if unsaid is Unsaid.APART else 0
    officers = blocks_of(part, answers, levels, limits.officers, start=start)
    public = blocks_of(part, answers, levels, limits.public, officers, start)
    return Counted(part, answers, officers, public)


def _question(question: Question, people: Counts, limits: Limits, unsaid: Unsaid) -> dict[str, Any]:
    made, levels = counted(question, people, limits, unsaid), question.groupings
    to_publish = [published(each, limits.round_to) for each in tables_of(made.public, levels)]
    return {
        "name": question.name,
        "groupings": levels,
        OFFICERS: [_table(each) for each in tables_of(made.officers, levels)],
        PUBLIC: [_table(each) for each in to_publish],
        "breakdown": _breakdown(made.officers),
    }


def _answers(people: Counts, sizes: Mapping[Place, int], question: Question) -> Answers:
    """How many gave which answer; whoever gave none that the policy knows did not say."""
    found: dict[Place, Counter[str]] = {}
    for place, counts in people.items():
        said = Counter({each: counts.get((question.name, each), 0) for each in question.answers})
        said[UNSAID] += sizes[place] - said.total()
        found[place] = said
    return found


def _breakdown(blocks: Sequence[Block]) -> dict[str, Any]:
    """The blocks themselves, where there are several: as fine as anything is shown."""
    return {
        "lines": [
            {
                "values": [sorted({place[n] for place in block.places}) for n in _facts(block)],
                "people": block.people,
                "level": block.level,
                "counts": block.counts,
            }
            for block in (blocks if len(blocks) > 1 else ())
        ],
    }


def _facts(block: Block) -> range:
    return range(len(block.places[0]))


def _table(table: Table) -> dict[str, Any]:
    lines = [_line(line) for line in table.lines]
    everybody = _line(table.everybody)
    return {"fact": table.fact, "lines": lines, "everybody": everybody}


def _line(line: Line) -> dict[str, Any]:
    return {
        "values": line.values,
        "people": line.people,
        "level": line.level,
        "counts": line.counts,
    }
