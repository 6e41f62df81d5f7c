"""A manager, or HR, files a check: a draft, revisions, and the ways out of it."""

from screening.domain.entry import answer_given
from screening.domain.errors import Conflict, NotPossible
from screening.domain.events import Event
from screening.domain.lifecycle import OPEN_TO_CHANGE, check_may_happen
from screening.domain.notifying import Language
from screening.domain.people import Action, check_may
from screening.domain.request import Request
from screening.domain.text import N_
from screening.domain.words import Role, State, SuppliedBy, Verdict
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.catalogues import catalogue_of
from screening.services.checks.drafts import open_draft, read_draft, write_draft
from screening.services.checks.presets import starting_request
from screening.services.checks.reply_time import check_takes_back
from screening.services.checks.revisions import what_is_counted, write_revision
from screening.services.claims import ClaimText, write_claim
from screening.services.judging.gating import judge
from screening.services.judging.wordings import keep_wording
from screening.services.loading import (
    criteria_of,
    find_candidate,
    find_check,
    find_claim,
    hold_open,
)
from screening.services.moving import move, note
from screening.services.people.policy_reading import check_has_read
from screening.services.refs import new_ref
from screening.services.sourced import know_again
from screening.services.story import claim_texts
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

HR_SEARCHER = N_("HR")


@once
def start_check(call: Call, claim_ref: str, language: Language = Language.ENGLISH) -> str:
    """Start a draft on a claim that is written down; the answer is the check's ref.

    What is preset in it is in ``language``.
    """
    with call.change(Role.MANAGER, Role.HR) as work:
        claim, candidate, vacancy, ties = find_claim(work.session, call.actor, claim_ref)
        check_may(call.actor, Action.FILE, ties)
        check = _start(work, call, claim, candidate, vacancy, language)
        work.commit(check.ref)
    return check.ref


@once
def start_check_on(
    call: Call, candidate_ref: str, text: ClaimText, language: Language = Language.ENGLISH
) -> str:
    """Write down what the candidate said and start a draft on it, in one go."""
    text = text.tidied()
    with call.change(Role.MANAGER, Role.HR) as work:
        candidate, vacancy, ties = find_candidate(work.session, call.actor, candidate_ref)
        check_may(call.actor, Action.FILE, ties)
        claim = write_claim(work, candidate, vacancy, text)
        work.session.flush()
        check = _start(work, call, claim, candidate, vacancy, language, text)
        work.commit(check.ref)
    return check.ref


def save_draft(call: Call, check_ref: str, version: int, request: Request) -> int:
    """Keep what was typed so far; the answer is the draft's new version.

    ``version`` is the one that was shown. Raises Conflict when other words were saved since;
    the same words, sent twice, are saved once.
    """
    request = request.tidied()
    with call.each_time().change(Role.MANAGER, Role.HR) as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.CHANGE, ties)
        hold_open(work.session, vacancy)
        if State(check.state) not in OPEN_TO_CHANGE:
            raise NotPossible(N_("This request has been sent. It cannot be changed now."))
        draft = open_draft(work, check)
        if draft.version != version:
            if read_draft(work, draft) == request:
                return draft.version
            raise Conflict(N_("This request was changed in another tab or on another device."))
        write_draft(work, draft, request)
        work.commit()
        return draft.version


@once
def submit(call: Call, check_ref: str, version: int) -> None:
    """Put the draft before the gate: on to HR, or not ready. Either way it is on record."""
    with call.change(Role.MANAGER, Role.HR) as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.CHANGE, ties)
        check_has_read(work, call.actor)
        hold_open(work.session, vacancy)
        check_may_happen(Event.CHECK_SUBMITTED, State(check.state))
        draft = open_draft(work, check)
        if draft.version != version:
            raise Conflict(N_("This request was changed in another tab or on another device."))
        request = read_draft(work, draft)
        claim = work.session.get_one(Claim, check.claim_ref, with_for_update=True)
        quote = claim_texts(work, claim).quote
        assessment = judge(work, check, vacancy, request, quote)
        write_revision(work, check, request, assessment)
        keep_wording(work, check, check.revision + 1, request, quote)
        claim.frozen_at = claim.frozen_at or work.now
        _know_again(work, check, request)
        blocked = assessment.verdict is Verdict.BLOCK
        move(
            work,
            check,
            Event.CHECK_NOT_READY if blocked else Event.CHECK_SUBMITTED,
            {
                "revision": str(check.revision + 1),
                "request": request.as_data(),
                "assessment": assessment.as_data(),
                **what_is_counted(vacancy, claim, request, assessment),
            },
            revision=check.revision + 1,
        )
        work.commit()


def _know_again(work: UnitOfWork, check: Check, request: Request) -> None:
    """A place that the candidate gave may be one by which they were found before they applied."""
    given = [
        place.address for place in request.scope.places if place.supplied_by is SuppliedBy.CANDIDATE
    ]
    know_again(work, work.session.get_one(Candidate, check.candidate_ref), addresses=given)


@once
def refer(call: Call, check_ref: str, reason: str) -> None:
    """Ask HR to look at a request that the gate stopped: "I think this is wrong"."""
    _say(call, check_ref, Event.CHECK_REFERRED, reason)


@once
def ask_instead(call: Call, check_ref: str, question: str) -> None:
    """Ask the candidate instead: the check becomes an interview question, and is closed."""
    _say(call, check_ref, Event.ASKED_INSTEAD, question)


@once
def withdraw(call: Call, check_ref: str, reason: str) -> None:
    """The requester takes the check back before the search, but not in the time to reply: whether
    that is possible would tell what the candidate said.
    """
    _say(call, check_ref, Event.CHECK_WITHDRAWN, reason)


def _say(call: Call, check_ref: str, event: Event, reason: str) -> None:
    reason = answer_given("reason", reason)
    with call.change(Role.MANAGER, Role.HR) as work:
        check, vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.CHANGE, ties)
        hold_open(work.session, vacancy)
        if event is Event.CHECK_WITHDRAWN:
            check_takes_back(work, call.actor, ties, check)
        move(work, check, event, {"reason": reason})
        work.commit()


def _start(
    work: UnitOfWork,
    call: Call,
    claim: Claim,
    candidate: Candidate,
    vacancy: Vacancy,
    language: Language,
    text: ClaimText | None = None,
) -> Check:
    hold_open(work.session, vacancy)
    check_not_erased(candidate)
    vacancy.checks += 1
    check = Check(
        ref=new_ref(),
        vacancy_ref=vacancy.ref,
        candidate_ref=candidate.ref,
        claim_ref=claim.ref,
        number=vacancy.checks,
        state=State.DRAFT,
        state_since=work.now,
        revision=0,
        requester=call.actor.ref,
        requester_person=call.actor.person_ref,
        started_at=work.now,
    )
    work.session.add(check)
    work.session.flush()
    quote, address = (text.quote, text.address) if text else _words(work, claim)
    criteria = criteria_of(work.session, vacancy, claim.criteria_version)
    criterion = next(row.text for row in criteria if row.code == claim.criterion)
    request = starting_request(
        quote,
        claim.criterion,
        criterion,
        address,
        HR_SEARCHER,
        day_of(work.now),
        catalogue_of(language).gettext,
    )
    write_draft(work, open_draft(work, check), request)
    note(work, check, Event.CHECK_STARTED, {"number": str(check.number), "claim": claim.ref})
    return check


def _words(work: UnitOfWork, claim: Claim) -> tuple[str, str]:
    texts = claim_texts(work, claim)
    return texts.quote, texts.address
