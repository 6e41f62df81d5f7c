"""Equality monitoring: what people are asked, and which answers are counted together.

The policy owns the questions. Whoever answers nothing, or prefers not to say, is ``UNSAID``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from screening.domain.policy import Policy, shipped_policy
from screening.domain.text import N_
from screening.domain.words import CandidateStatus

UNSAID = "unsaid"
Groups = tuple[tuple[str, ...], ...]


class Fact(StrEnum):
    """What is known of people whatever they answer; people are counted by it."""

    CHECKED = "checked"
    OUTCOME = "outcome"
    REACHED = "reached"
    DEPARTMENT = "department"
    VACANCY = "vacancy"


class Fate(StrEnum):
    """What becomes of a line of a file. ``HELD``: answers of that person are, and it is not said
    whether they are others, for that would tell what somebody answered, guess by guess.
    """

    NEW = "new"
    HELD = "held"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


class First(StrEnum):
    """By what an edition tells people apart first; what comes last is told apart least often."""

    CHECKED = "checked"
    DEPARTMENT = "department"


class Unsaid(StrEnum):
    """What becomes of those who did not answer where they are too few to be told apart: before
    people are told apart less far, or only where that costs no line.
    """

    APART = "apart"
    TOGETHER = "together"


ORDERS: Mapping[First, tuple[Fact, ...]] = {
    First.CHECKED: (Fact.CHECKED, Fact.OUTCOME, Fact.REACHED, Fact.DEPARTMENT, Fact.VACANCY),
    First.DEPARTMENT: (Fact.DEPARTMENT, Fact.CHECKED, Fact.OUTCOME, Fact.REACHED, Fact.VACANCY),
}

_STEPS = (
    CandidateStatus.APPLIED,
    CandidateStatus.SHORTLISTED,
    CandidateStatus.INTERVIEWED,
    CandidateStatus.OFFERED,
)


_LEAST = {"suppress_under": 3, "publish_suppress_under": 3, "publish_round_to": 1}
"""Below 3, whoever is one of the two that are shown knows of the other."""


@dataclass(frozen=True)
class Question:
    """One question; its answers, and how they may be counted, from the coarsest to the finest."""

    name: str
    answers: tuple[str, ...]
    groupings: tuple[Groups, ...]

    @property
    def unsaid_apart(self) -> int:
        """The first grouping that has those who did not say by themselves; 0 where none has."""
        return next((level for level, each in enumerate(self.groupings) if (UNSAID,) in each), 0)


@dataclass(frozen=True)
class Limits:
    """From which counts on something is shown; see ``equality.protection``."""

    officers: int
    public: int
    round_to: int
    no_percentage_under: int


def questions_of(policy: Policy) -> tuple[Question, ...]:
    """What ``policy`` has people asked; one that is older than the questions asks what ships."""
    asked = _table(policy, "monitoring")
    return tuple(
        Question(
            name,
            tuple(each["answers"]),
            tuple(tuple(tuple(group) for group in level) for level in each["groupings"]),
        )
        for name, each in asked.items()
    )


def not_asked(names: Iterable[str]) -> tuple[str, ...]:
    """The protected characteristics that no question of these ``names`` is about, by their code."""
    asked = frozenset(names)
    return tuple(each for each in CHARACTERISTICS if each not in asked)


def limits_of(policy: Policy) -> Limits:
    """What ``policy`` says of small counts; what it is too old for, as the one that ships does."""
    table = {**shipped_policy().data["report"], **policy.data["report"]}
    names = ("suppress_under", "publish_suppress_under", "publish_round_to", "no_percentage_under")
    officers, public, round_to, fewest = (int(table[name]["value"]) for name in names)
    return Limits(officers, max(officers, public), round_to, fewest)


def problems_in(data: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the questions or limits of a policy, each a sentence."""
    for name, each in data.get("monitoring", {}).items():
        if not _is_question(each):
            yield (
                f"monitoring.{name} must have answers, and groupings from the coarsest to the "
                "finest: the first of two groups at least, each dividing the one before it, "
                f'with every answer, "{UNSAID}" too, in one group.'
            )
    report = data.get("report", {})
    for name, least in _LEAST.items():
        value = report.get(name, {}).get("value", least)
        if not (isinstance(value, int) and value >= least):
            yield f"report.{name}.value must be a whole number from {least} on."
    lower, higher = (
        report.get(name, {}).get("value") for name in ("suppress_under", "publish_suppress_under")
    )
    if isinstance(lower, int) and isinstance(higher, int) and lower > higher:
        yield "report.publish_suppress_under.value must not be below report.suppress_under.value."


def reached(statuses: Sequence[str]) -> CandidateStatus:
    """How far somebody came who had these statuses: the furthest step of those in order."""
    had = {*statuses}
    if CandidateStatus.APPOINTED in had:
        return CandidateStatus.OFFERED
    return next((step for step in reversed(_STEPS) if step in had), CandidateStatus.APPLIED)


def outcome(status: str) -> CandidateStatus:
    """What came of an application in the end: appointed, withdrew, or else not appointed."""
    ends = (CandidateStatus.APPOINTED, CandidateStatus.WITHDREW)
    return next((end for end in ends if status == end), CandidateStatus.NOT_APPOINTED)


def _is_question(each: Any) -> bool:
    if not isinstance(each, Mapping):
        return False
    answers: Any = each.get("answers")
    levels: Any = each.get("groupings")
    if not (_are_texts(answers) and UNSAID in answers and isinstance(levels, list) and levels):
        return False
    before: list[set[str]] = [set(answers)]
    for level in levels:
        if not (isinstance(level, list) and level and all(map(_are_texts, level))):
            return False
        if sorted(answer for group in level for answer in group) != sorted(set(answers)):
            return False
        if not all(any(set(group) <= wider for wider in before) for group in level):
            return False
        before = [set(group) for group in level]
    return len(levels[0]) > 1


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and bool(values) and all(isinstance(v, str) for v in values)


def _table(policy: Policy, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = policy.data.get(name) or shipped_policy().data[name]
    return found


NAMES: Mapping[str, str] = {
    "sex": N_("Sex"),
    "female": N_("Female"),
    "male": N_("Male"),
    "ethnic-group": N_("Ethnic group"),
    "white": N_("White"),
    "mixed": N_("Mixed or multiple ethnic groups"),
    "asian": N_("Asian or Asian British"),
    "black": N_("Black, Black British, Caribbean or African"),
    "other-ethnic": N_("Other ethnic group"),
    "disability": N_("Disability"),
    "disabled": N_("Disabled"),
    "not-disabled": N_("Not disabled"),
    "age-group": N_("Age"),
    "under-30": N_("Under 30"),
    "30-to-49": N_("30 to 49"),
    "50-or-over": N_("50 or over"),
    "religion": N_("Religion or belief"),
    "christian": N_("Christian"),
    "muslim": N_("Muslim"),
    "other-religion": N_("Another religion or belief"),
    "no-religion": N_("No religion"),
    "orientation": N_("Sexual orientation"),
    "heterosexual": N_("Heterosexual or straight"),
    "gay-or-lesbian": N_("Gay or lesbian"),
    "bisexual": N_("Bisexual"),
    "other-orientation": N_("Other sexual orientation"),
    "gender-reassignment": N_("Gender reassignment"),
    "marriage": N_("Marriage and civil partnership"),
    "pregnancy": N_("Pregnancy and maternity"),
    "yes": N_("Yes"),
    "no": N_("No"),
    UNSAID: N_("Not said"),
}
"""What questions and answers are called: those of the policy that ships, and of questions that an
amendment may add about what it does not ask. Others go by their code.
"""
CHARACTERISTICS = (
    "age-group",
    "disability",
    "gender-reassignment",
    "marriage",
    "pregnancy",
    "ethnic-group",
    "religion",
    "sex",
    "orientation",
)
"""The protected characteristics, in the order of the Equality Act 2010, section 4, each by the name
of the question about it.
"""
WHY_NOT_ASKED: Mapping[str, str] = {
    "gender-reassignment": N_(
        "so few people would say yes that hardly any table could show it, and few answers are as "
        "private"
    ),
    "marriage": N_(
        "nobody may be discriminated against because of it, but the duties to further equality of "
        "opportunity and good relations leave it out (Equality Act 2010, section 149(7))"
    ),
    "pregnancy": N_(
        "so few people would say yes at any one time that hardly any table could show it, and an "
        "employer who asks is soon thought to choose by it"
    ),
}
"""Why the policy that ships does not ask."""
