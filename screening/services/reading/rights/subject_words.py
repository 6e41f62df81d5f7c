"""What a person has to be told beside the data itself: where it came from, how long, what for."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from screening.domain.events import Event
from screening.domain.people import CANDIDATE, CLOCK, OPERATOR
from screening.domain.text import N_
from screening.domain.words import Role, Source
from screening.reports.labels import label
from screening.reports.subject_model import Kept, Sentence, Statement
from screening.services.calendar import day_of
from screening.services.erasure.retention import SUCCESSFUL, due_day
from screening.services.reading.keeping.retention import goes_on
from screening.services.reading.telling.lawful_basis import basis_at
from screening.services.story import CLAIM_WORDS, SUBMISSIONS
from screening.store.ledger_store import OpenedRecord
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import ErasureAnnounced
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

A_ROLE: Mapping[str, str] = {
    Role.MANAGER: N_("a manager"),
    Role.HR: N_("HR"),
    Role.EQUALITY: N_("an equality officer"),
    Role.DATA_PROTECTION: N_("a data protection officer"),
    Role.ADMINISTRATOR: N_("an administrator"),
    CLOCK.name: N_("the service itself"),
    OPERATOR.name: N_("an operator of the service"),
    CANDIDATE.name: N_("you, on your own page"),
}
"""Whoever acted, by the role they acted in: colleagues are not named to the person, but the
searcher, whom the notice names."""

_FROM: Mapping[Event, str] = {
    Event.CANDIDATE_ADDED: N_("Your application, entered by {role}"),
    Event.CANDIDATE_CHANGED: N_("Your application, corrected by {role}"),
    Event.CANDIDATE_AGREED: N_("You, written down by {role}"),
    Event.OBJECTION_RAISED: N_("You, written down by {role}"),
    Event.VISIT_RECORDED: N_("What {role} looked at, by their own account"),
    Event.VISIT_DESCRIBED: N_("What {role} read there, by their own account"),
    Event.RETURN_RECORDED: N_("What a third party reported, entered by {role}"),
    Event.OUTCOME_RECORDED: N_("What {role} concluded from what they looked at"),
    Event.EXPOSURE_RECORDED: N_("{role}, by their own account"),
}
_CLAIMED = N_("You, in your {source}; written down by {role}")
_REFEREE = N_("A reference; written down by {role}")
_SUBMITTED = N_("Written by {role}; the findings are those of this service’s rules")
_BY_ROLE = N_("Entered by {role}")
_BY_YOU = N_("You, on your own page")
_BY_CLOCK = N_("This service itself, when the time came")


def source_of(record: OpenedRecord) -> Sentence:
    """From where what ``record`` says came, in a sentence."""
    event = Event(record.event)
    role = (A_ROLE[record.actor_role],)
    if event in CLAIM_WORDS and record.payload is not None:
        source = Source(record.payload["source"])
        if source is Source.REFERENCE:
            return Sentence(_REFEREE, {"role": role})
        return Sentence(_CLAIMED, {"source": (label(source),), "role": role})
    if event in SUBMISSIONS:
        return Sentence(_SUBMITTED, {"role": role})
    if record.actor_role == CLOCK.name:
        return Sentence(_BY_CLOCK)
    if record.actor_role == CANDIDATE.name:
        return Sentence(_BY_YOU)
    return Sentence(_FROM.get(event, _BY_ROLE), {"role": role})


def kept_until(work: UnitOfWork, candidate: Candidate, vacancy: Vacancy) -> tuple[Kept, ...]:
    """How long each kind of data is kept: by the policy in force, where that comes to pass."""
    ends, due = "", None
    if candidate.erased_at is not None:
        ends = _ERASED
    elif candidate.status in SUCCESSFUL:
        ends = _BY_TWO
    elif vacancy.closed_at is not None:
        announced = work.session.get(ErasureAnnounced, vacancy.ref)
        due = goes_on(due_day(work.policy, vacancy.closed_at), announced, day_of(work.now))
    return (
        _kept(work, _ABOUT_YOU, "retention_months", ends, due),
        _kept(work, _REGISTER, "register_years", _WITH_THE_LEDGER, None),
    )


def _kept(work: UnitOfWork, kind: str, period: str, ends: str, due: date | None) -> Kept:
    return Kept(
        kind=kind,
        days=work.policy.days(period),
        counted_from=N_("the day on which the vacancy is closed"),
        source=str(work.policy.data["periods"][period]["source"]),
        due=due,
        ends=ends,
    )


_ABOUT_YOU = N_("Your name, what you said, and what was asked, decided and found")
_REGISTER = N_("Codes and dates, without your name or any words: the register")
_ERASED = N_("It has been erased.")
_BY_TWO = N_(
    "Until two people here decide that it goes. The usual period is that of people who were not "
    "chosen; you have the job or an offer, so it may belong to your employment."
)
_WITH_THE_LEDGER = N_("For as long as the ledger is kept: this service cannot take them out of it.")


def statements(
    work: UnitOfWork,
    roles: Collection[str],
    third_parties: Collection[str],
    officer: str,
    noticed: Collection[datetime],
) -> tuple[Statement, ...]:
    """Purposes, basis, recipients and rights (UK GDPR Article 15(1) and (2)).

    ``roles``: in which somebody acted on the person's data. ``officer``: how to reach the data
    protection officer. ``noticed``: when notices told the person of the basis, which may have been
    another one then.
    """
    basis = tuple(dict.fromkeys(basis_at(work, at) for at in (*noticed, work.now)))
    people = sorted(A_ROLE[role] for role in roles if role not in {CLOCK.name, CANDIDATE.name})
    complain_to = {"officer": (officer or _ASK,)}
    acted = {
        "recipients": (work.policy.text("notice", "recipients"),),
        "people": (*people, *sorted(third_parties)),
    }
    return (
        Statement("purposes", N_("What it is used for"), (Sentence(_PURPOSES),)),
        Statement("basis", N_("What allows it"), basis),
        Statement("recipients", N_("Who has it or had it"), (Sentence(_RECIPIENTS, acted),)),
        Statement("automated", N_("Decisions by machines"), (Sentence(_AUTOMATED),)),
        Statement("elsewhere", N_("What is not in this copy"), (Sentence(_ELSEWHERE),)),
        Statement("transfers", N_("Other countries"), (Sentence(_TRANSFERS),)),
        Statement("rights", N_("What you can ask for"), (Sentence(_RIGHTS, complain_to),)),
    )


_PURPOSES = N_(
    "To decide whether anybody may look at something online that you told us about yourself in "
    "your application, to keep such a look narrow, and to be able to show afterwards what was "
    "asked, decided and done."
)
_RECIPIENTS = N_("{recipients}. On record as having acted on it: {people}.")
_AUTOMATED = N_(
    "Rules of this service judge the requests of our own staff: whether they are worded narrowly "
    "enough to be decided at all. They do not judge you. People decided everything else."
)
_ELSEWHERE = N_(
    "Your application itself and interview notes are not held in this "
    "service. Which protected characteristic somebody may have seen is recorded nowhere. Whose "
    "pages were opened by colleagues who work with them every day is not recorded one by one. "
    "Forms that a colleague had not sent when their session ended are kept for up to a day, "
    "sealed so that nobody can tell whom they are about, and so are files from which lists are "
    "being brought in, for up to four hours. From the words of requests, marks are worked out that "
    "find a request worded like another one, and from the words of your name marks by which we "
    "find you when you write or telephone: they hold nothing else about you and go with your data. "
    "That somebody looked for a name is recorded, and not for which. Why a part of a text was "
    "withheld is recorded, and not given, as it may tell what is withheld. Back-ups hold copies "
    "until they are replaced."
)
_TRANSFERS = N_(
    "This service sends your data nowhere. Where the organisation runs it is not known to it."
)
_RIGHTS = N_(
    "You can ask us to put right what is wrong, to erase it, to use it only in part, or to stop "
    "using it, and you can complain to us: {officer}. You can complain to the Information "
    "Commissioner at any time, at ico.org.uk, and go to court."
)
_ASK = N_("ask whoever sent you this")
