"""HR says what a search to find people was that is asked about: it looked like a check of somebody
who has applied, or somebody whom it found has.

Whoever made it does not say so, nor a colleague of theirs on the panel. Where it was a check it is
entered among the searches without authorisation, or what was told of it there already is named. It
is open until then; who said so first, the database decides.
"""

from dataclasses import replace

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.entry import SHORT, answer_given, check_storable, tidy
from screening.domain.errors import Conflict, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, Ties, check_may_know, may
from screening.domain.sourcing import Handling
from screening.domain.text import N_
from screening.domain.unauthorised import Breach, MadeBy
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.erasure.registers import key_of_entry
from screening.services.loading import load_vacancy, ties_of
from screening.services.sourced import tell_no_more
from screening.services.sourcing import find_search
from screening.services.unauthorised import ReportText, report_code, write_report
from screening.services.unauthorised_ties import ties_to
from screening.store.tables.candidate import Candidate
from screening.store.tables.registers import (
    SourcingQuestion,
    SourcingSearch,
    UnauthorisedSearch,
)
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_DONE = N_("HR has said already what this search was. Look at what is written down.")


@once
def handle(call: Call, question_ref: str, was: Handling, reasons: str, report: str) -> str:
    """Say what the search was, and why. ``report``: the code of what was told of it already among
    searches without authorisation; empty where a check is to be entered there now. That entry's
    ref comes out, or nothing.

    Raises NotValid for a report that is none of this search, NotPossible once it was said.
    """
    reasons, report = answer_given("reasons", reasons), tidy(report)
    check_storable({"report": (report, SHORT, False)})
    with call.change(Role.HR) as work:
        question, search = find_question(work, call, question_ref, Action.HANDLE_SOURCING)
        if question.handled_at is not None:
            raise NotPossible(_DONE)
        candidate = _candidate(work, question)
        if report and was is not Handling.CHECK:
            raise NotValid({"report": N_("Leave this empty, as you say that it was no check")})
        told = ""
        if was is Handling.CHECK and report:
            told = _told_already(work, call, question, search, report)
        elif was is Handling.CHECK:
            telling = _telling(work, question, search, candidate, reasons)
            told = write_report(work, call, telling, search.entered_person)
        _settle(work, question, was, told)
        gone = candidate is None and work.vault.is_destroyed(key_of_entry(search.ref))
        code = report_code(told) if told else ""
        said = {"search": search.ref, "handling": was, "reasons": reasons, "report": code}
        work.record(
            Event.SOURCING_HANDLED,
            vacancy_ref=question.vacancy_ref or ORGANISATION,
            subject_ref=question.candidate_ref or search.ref,
            payload={} if gone else said,
        )
        work.commit(told)
    return told


def find_question(
    work: UnitOfWork, call: Call, ref: str, action: Action = Action.SEE_SOURCING_HANDLED
) -> tuple[SourcingQuestion, SourcingSearch]:
    """The question ``ref`` and the search that it is about, for whoever may do ``action``, and may
    know of the search. Or NotFound.
    """
    question = work.session.get(SourcingQuestion, ref)
    if question is None:
        raise NotFound(N_("There is nothing here."))
    search = find_search(work, call, question.search_ref)
    check_may_know(call.actor, action, ties_to_question(work, question, search))
    return question, search


def ties_to_question(work: UnitOfWork, question: SourcingQuestion, search: SourcingSearch) -> Ties:
    """How people stand to ``question``: who made ``search`` is the searcher."""
    ties = Ties(panel=frozenset())
    if question.vacancy_ref is not None:
        ties = ties_of(work.session, load_vacancy(work.session, question.vacancy_ref))
    return replace(ties, searcher=search.entered_person)


def _settle(work: UnitOfWork, question: SourcingQuestion, was: Handling, told: str) -> None:
    still = (SourcingQuestion.ref == question.ref, SourcingQuestion.handled_at.is_(None))
    written = {"handling": was, "handled_at": work.now, "report_ref": told or None}
    if not work.set_where(SourcingQuestion, *still, **written):
        raise Conflict(_DONE)
    tell_no_more(work, question.search_ref)


def _candidate(work: UnitOfWork, question: SourcingQuestion) -> Candidate | None:
    if question.candidate_ref is None:
        return None
    candidate = work.session.get_one(Candidate, question.candidate_ref)
    check_not_erased(candidate)
    return candidate


def _told_already(
    work: UnitOfWork, call: Call, question: SourcingQuestion, search: SourcingSearch, code: str
) -> str:
    """The report called ``code``, if the caller may know of it and it may be of this search."""
    wanted = select(UnauthorisedSearch).where(
        UnauthorisedSearch.looker_person.in_(("", search.entered_person)),
        UnauthorisedSearch.ref.startswith(code.casefold().removeprefix("u-"), autoescape=True),
    )
    for report in work.session.scalars(wanted):
        elsewhere = report.vacancy_ref not in {None, question.vacancy_ref}
        vacancy = work.session.get(Vacancy, report.vacancy_ref or "")
        ties = ties_to(work, vacancy, report)
        if report_code(report.ref).casefold() != code.casefold() or elsewhere:
            continue
        if may(call.actor, Action.SEE_UNAUTHORISED, ties):
            return report.ref
    raise NotValid({"report": N_("No report of this search has this code. Look at it again")})


def _telling(
    work: UnitOfWork,
    question: SourcingQuestion,
    search: SourcingSearch,
    candidate: Candidate | None,
    what: str,
) -> ReportText:
    """What HR tells of it. Whether it is a breach nobody has said: so it is for data protection to
    decide, and in time.
    """
    vacancy = work.session.get(Vacancy, question.vacancy_ref or "")
    return ReportText(
        made_by=MadeBy.SOMEBODY_ELSE,
        email="",
        looked_on=search.made_on,
        vacancy=vacancy.reference if vacancy else "",
        whom=code_of(candidate.number) if candidate else "",
        what=what,
        others="",
        breach=Breach.UNSURE,
        known_since=max(search.made_on, day_of(question.asked_at)),
    ).tidied()
