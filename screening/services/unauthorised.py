"""The register of searches made without or beyond authorisation: told, placed, dealt with.

Anybody with an account tells of one. Somebody in HR who did not look, and never sat on that panel,
deals with it; a data protection officer decides on a breach. A step says which version of the entry
it was decided on, and only one step can follow a version. What was said is in the records alone,
sealed under a key of the entry's own, which goes with the candidate that it is about.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from screening.domain.candidate_codes import number_among
from screening.domain.emails import fold_email
from screening.domain.entry import LONG, SHORT, check_storable, tidy
from screening.domain.errors import Conflict, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, Ties, check_may_know, may
from screening.domain.text import N_
from screening.domain.unauthorised import (
    Breach,
    BreachRuling,
    Effect,
    MadeBy,
    PersonTold,
    ReportState,
    notify_by,
    state_after,
)
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.erasure.registers import key_of_entry
from screening.services.loading import load_vacancy, vacancy_of_reference
from screening.services.outbox.telling import no_longer
from screening.services.refs import new_ref
from screening.services.unauthorised_ties import aware_from, tell_of_report, ties_to
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import UnauthorisedSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

DONE = N_("That was written down already. Look at how far it has come.")

TEXTS = {
    "email": (SHORT, False),
    "vacancy": (SHORT, False),
    "whom": (SHORT, False),
    "what": (LONG, True),
    "others": (LONG, False),
}
"""The texts of what is told: how long each may be, and whether it has to be given."""


@dataclass(frozen=True)
class ReportText:
    """What somebody tells: who looked (``email``: of whoever it was, if not the teller), on which
    day, for which vacancy and at whom (as typed, both may be empty), what was looked at, who else
    saw it, whether it is a breach, and since which day anybody here knows of it.
    """

    made_by: MadeBy
    email: str
    looked_on: date
    vacancy: str
    whom: str
    what: str
    others: str
    breach: Breach
    known_since: date

    def tidied(self) -> "ReportText":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        texts: dict[str, Any] = {name: tidy(getattr(self, name)) for name in TEXTS}
        check_storable({name: (texts[name], *TEXTS[name]) for name in TEXTS})
        return replace(self, **texts)


@once
def report(call: Call, told: ReportText) -> str:
    """Tell of a search; the entry's ref comes out. Whether the vacancy, the candidate or the
    colleague named is known here is not given away: HR finds out.
    """
    told = told.tidied()
    with call.change(*Role) as work:
        ref = write_report(work, call, told, _looker(work, call, told))
        work.commit(ref)
    return ref


def write_report(work: UnitOfWork, call: Call, told: ReportText, looker: str) -> str:
    """Write what is ``told`` (tidied) inside a unit of work; ``looker`` is the person who looked,
    or empty. The entry's ref.
    """
    _check_days(work, told)
    vacancy = vacancy_of_reference(work.session, told.vacancy)
    candidate = _candidate(work, vacancy, told.whom)
    entry = UnauthorisedSearch(
        ref=new_ref(),
        vacancy_ref=vacancy.ref if vacancy else None,
        candidate_ref=candidate.ref if candidate else None,
        state=ReportState.OPEN,
        made_by=told.made_by,
        looked_on=told.looked_on,
        reported_at=work.now,
        reported_by=call.actor.ref,
        reported_person=call.actor.person_ref,
        looker_person=looker,
        breach=told.breach,
        notify_by=notify_by(aware_from(told.known_since, work.now), told.breach),
    )
    work.session.add(entry)
    said = _said(told) | {"candidate": entry.candidate_ref or ""}
    record_step(work, entry, Event.UNAUTHORISED_REPORTED, said)
    tell_of_report(work, entry)
    return entry.ref


@once
def place(call: Call, ref: str, version: int, vacancy: str, code: str) -> None:
    """Say which vacancy and candidate it is about. NotValid for what HR does not find, or may not
    deal with; NotPossible once the candidate is known.
    """
    with call.change(Role.HR) as work:
        entry, _ties = find_report(work, call, ref, Action.HANDLE_UNAUTHORISED)
        if entry.candidate_ref is not None:
            raise NotPossible(DONE)
        found = vacancy_of_reference(work.session, tidy(vacancy))
        if found is None or not may(
            call.actor, Action.HANDLE_UNAUTHORISED, ties_to(work, found, entry)
        ):
            raise NotValid({"vacancy": N_("No vacancy that you may deal with has this reference")})
        if entry.vacancy_ref not in {None, found.ref}:
            raise NotValid({"vacancy": N_("The report names another vacancy, and stays with it")})
        candidate = _candidate(work, found, tidy(code))
        if tidy(code) and candidate is None:
            raise NotValid({"code": N_("Nobody in this vacancy has this code, or they are erased")})
        whom = candidate.ref if candidate else None
        take_step(work, entry, version, vacancy_ref=found.ref, candidate_ref=whom)
        record_step(work, entry, Event.UNAUTHORISED_PLACED, {"candidate": whom or ""})
        work.commit()


@once
def decide_breach(
    call: Call, ref: str, version: int, ruling: BreachRuling, told: PersonTold, why: str
) -> None:
    """Say whether the Information Commissioner was notified, whether the person was told, and why.

    The law asks to write that down for every breach (UK GDPR Article 33(5)).
    """
    why = tidy(why)
    check_storable({"why": (why, LONG, True)})
    with call.change(Role.DATA_PROTECTION) as work:
        entry, _ties = find_report(work, call, ref, Action.DECIDE_BREACH)
        if entry.ruling is not None:
            raise NotPossible(DONE)
        effect = Effect(entry.effect) if entry.effect else None
        state = state_after(effect, entry.notify_by, ruling)
        take_step(
            work, entry, version, ruling=ruling, person_told=told, ruled_at=work.now, state=state
        )
        said = {"ruling": ruling, "person_told": told, "why": why}
        record_step(work, entry, Event.BREACH_DECIDED, said)
        no_longer(work, entry.ref, (Told.BREACH, Told.BREACH_NEAR))
        work.commit()


def find_report(
    work: UnitOfWork, call: Call, ref: str, action: Action = Action.SEE_UNAUTHORISED
) -> tuple[UnauthorisedSearch, Ties]:
    """The entry ``ref`` for whoever may do ``action`` to it, and to read it whoever told of it."""
    entry = work.session.get(UnauthorisedSearch, ref)
    if entry is None:
        raise NotFound(N_("There is nothing here."))
    vacancy = load_vacancy(work.session, entry.vacancy_ref) if entry.vacancy_ref else None
    ties = ties_to(work, vacancy, entry)
    own = action is Action.SEE_UNAUTHORISED and entry.reported_person == call.actor.person_ref
    if not own:
        check_may_know(call.actor, action, ties)
    return entry, ties


def report_code(ref: str) -> str:
    """How an entry of this register is called, ``U-1f09ac``."""
    return f"U-{ref[:6]}"


def _check_days(work: UnitOfWork, told: ReportText) -> None:
    today = day_of(work.now)
    problems = {
        name: N_("Give a day that has come")
        for name in ("looked_on", "known_since")
        if getattr(told, name) > today
    }
    if not problems and told.known_since < told.looked_on:
        problems["known_since"] = N_("Nobody can have known of it before it was made")
    if problems:
        raise NotValid(problems)


def _candidate(work: UnitOfWork, vacancy: Vacancy | None, whom: str) -> Candidate | None:
    """Whoever's code is in ``whom``; nobody who is erased, of whom nothing new is kept."""
    number = number_among(whom)
    if vacancy is None or number is None:
        return None
    wanted = select(Candidate).where(
        Candidate.vacancy_ref == vacancy.ref,
        Candidate.number == number,
        Candidate.erased_at.is_(None),
    )
    return work.session.scalars(wanted).one_or_none()


def _looker(work: UnitOfWork, call: Call, told: ReportText) -> str:
    if told.made_by is MadeBy.ME:
        return call.actor.person_ref
    wanted = select(Account.person_ref).where(Account.email_folded == fold_email(told.email))
    return work.session.scalars(wanted).first() or ""


def _said(told: ReportText) -> dict[str, str]:
    texts = {name: getattr(told, name) for name in TEXTS if getattr(told, name)}
    return texts | {
        "made_by": told.made_by,
        "looked_on": told.looked_on.isoformat(),
        "known_since": told.known_since.isoformat(),
        "breach": told.breach,
    }


def take_step(work: UnitOfWork, entry: UnauthorisedSearch, version: int, **columns: Any) -> None:
    """Take a step: write ``columns`` if ``version`` is the newest still. Or Conflict."""
    still = (UnauthorisedSearch.ref == entry.ref, UnauthorisedSearch.version == version)
    if not work.set_where(UnauthorisedSearch, *still, version=version + 1, **columns):
        raise Conflict(N_("Somebody else has just taken a step here. Look at how far it has come."))
    work.session.refresh(entry)


def record_step(
    work: UnitOfWork, entry: UnauthorisedSearch, event: Event, said: dict[str, Any]
) -> None:
    """Record the step, without its words where those of the entry are erased."""
    gone = work.vault.is_destroyed(key_of_entry(entry.ref))
    work.record(
        event,
        vacancy_ref=entry.vacancy_ref or ORGANISATION,
        subject_ref=entry.ref,
        payload={} if gone else said,
    )
