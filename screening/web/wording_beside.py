"""How the codes of registers and of monitoring read on a page."""

from enum import StrEnum
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from screening.domain.due_diligence import REGIME_NAMES, DueDiligence, ToExplore
from screening.domain.importing import ListKind
from screening.domain.monitoring import Fact, Fate, First, Unsaid
from screening.domain.sourcing import FoundBy, Handling, Sign
from screening.domain.unauthorised import (
    Breach,
    BreachRuling,
    Effect,
    MadeBy,
    PersonTold,
    ReportState,
)
from screening.domain.words import Regime


class Wording(NamedTuple):
    """What a code is called (translated when shown), and the colour of its tag, if it has one."""

    label: Any
    colour: str = "grey"


WORDINGS_BESIDE: dict[type[StrEnum], dict[StrEnum, Wording]] = {
    Regime: {regime: Wording(_l(name)) for regime, name in REGIME_NAMES.items()},
    DueDiligence: {
        DueDiligence.OPENED: Wording(_l("Opened, nobody told yet"), "yellow"),
        DueDiligence.TOLD: Wording(_l("Candidates told"), "blue"),
        DueDiligence.PAUSED: Wording(_l("Paused by an objection"), "orange"),
        DueDiligence.SEARCHING: Wording(_l("Candidates being looked up"), "blue"),
        DueDiligence.HANDED_OVER: Wording(_l("Handed over to the panel"), "green"),
        DueDiligence.CALLED_OFF: Wording(_l("Called off for everybody")),
    },
    ToExplore: {
        ToExplore.NOTHING: Wording(_l("Nothing to explore")),
        ToExplore.SOMETHING: Wording(_l("Something to explore at interview"), "yellow"),
    },
    MadeBy: {
        MadeBy.ME: Wording(_l("I did")),
        MadeBy.SOMEBODY_ELSE: Wording(_l("Somebody else did")),
    },
    Breach: {
        Breach.YES: Wording(_l("Yes, I think so"), "orange"),
        Breach.UNSURE: Wording(_l("I am not sure"), "yellow"),
        Breach.NO: Wording(_l("No")),
    },
    BreachRuling: {
        BreachRuling.NOTIFIED: Wording(_l("Notified to the Information Commissioner")),
        BreachRuling.NOT_NOTIFIED: Wording(
            _l("A breach, not notified: a risk to anybody is unlikely")
        ),
        BreachRuling.NO_BREACH: Wording(_l("No personal-data breach")),
    },
    PersonTold: {
        PersonTold.TOLD: Wording(_l("The person was told, or will be")),
        PersonTold.NOT_TOLD: Wording(_l("The person is not told")),
    },
    Effect: {
        Effect.RECUSAL: Wording(
            _l(
                "Whoever saw it is recused: they neither score, decide nor hand over in this "
                "vacancy"
            )
        ),
        Effect.SCORED_AGAIN: Wording(_l("Somebody who saw none of it scores again")),
        Effect.NONE: Wording(_l("Nothing in this selection")),
    },
    ReportState: {
        ReportState.OPEN: Wording(_l("With HR"), "blue"),
        ReportState.HANDLED: Wording(_l("With data protection"), "orange"),
        ReportState.CLOSED: Wording(_l("Closed"), "green"),
    },
    FoundBy: {
        FoundBy.NAME: Wording(_l("Their name")),
        FoundBy.ADDRESS: Wording(_l("An address they gave")),
        FoundBy.WORDS: Wording(_l("Their name, in what was entered")),
    },
    Sign: {
        Sign.NAME: Wording(_l("It holds the name of somebody who has applied for this vacancy")),
        Sign.ADDRESS: Wording(_l("It holds an address that somebody who has applied gave")),
        Sign.PURPOSE: Wording(
            _l("What it is for speaks of people who have applied, or of checking somebody")
        ),
    },
    Handling: {
        Handling.SOURCING: Wording(_l("A search to find people"), "green"),
        Handling.CHECK: Wording(_l("A check of somebody who had applied"), "orange"),
    },
    Fact: {
        Fact.CHECKED: Wording(_l("Looked up online")),
        Fact.OUTCOME: Wording(_l("Outcome")),
        Fact.REACHED: Wording(_l("How far they came")),
        Fact.DEPARTMENT: Wording(_l("Department")),
        Fact.VACANCY: Wording(_l("Vacancy")),
    },
    First: {
        First.CHECKED: Wording(_l("By whether they were looked up online")),
        First.DEPARTMENT: Wording(_l("By department")),
    },
    Unsaid: {
        Unsaid.APART: Wording(_l("Keep them apart, even where that leaves fewer lines of figures")),
        Unsaid.TOGETHER: Wording(
            _l("Count them together with another answer where that gives more lines of figures")
        ),
    },
    ListKind: {
        ListKind.VACANCIES: Wording(_l("Vacancies")),
        ListKind.CRITERIA: Wording(_l("Criteria")),
        ListKind.CANDIDATES: Wording(_l("Candidates")),
        ListKind.CLAIMS: Wording(_l("Claims")),
    },
    Fate: {
        Fate.NEW: Wording(_l("New"), "green"),
        Fate.HELD: Wording(_l("Held already: this takes its place"), "blue"),
        Fate.CHANGED: Wording(_l("Takes the place of what is held"), "blue"),
        Fate.SAME: Wording(_l("Held already: no change")),
        Fate.WRONG: Wording(_l("To be mended"), "red"),
    },
}
