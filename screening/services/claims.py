"""What candidates claimed: written down, corrected until it is frozen, seen by HR."""

from dataclasses import dataclass

from screening.domain.entry import LINE, LONG, SHORT, check_storable, tidy
from screening.domain.errors import Conflict, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role, Source
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.loading import criteria_of, find_candidate, find_claim, hold_open
from screening.services.not_a_claim import check_not_from_it
from screening.services.refs import new_ref
from screening.services.sourced import know_again
from screening.services.story import claim_texts
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

FROZEN = N_(
    "This claim cannot be corrected any more: a check on it was sent. Write down another one."
)


@dataclass(frozen=True)
class ClaimText:
    """What the candidate said: ``quote``, ``source`` and ``where`` in it, and their address."""

    quote: str
    source: Source
    where: str
    criterion: str
    address: str = ""

    def tidied(self) -> "ClaimText":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        clean = ClaimText(
            tidy(self.quote), self.source, tidy(self.where), self.criterion, tidy(self.address)
        )
        check_storable(
            {
                "quote": (clean.quote, LONG, True),
                "where": (clean.where, SHORT, False),
                "address": (clean.address, LINE, False),
            }
        )
        return clean


@once
def add_claim(call: Call, candidate_ref: str, text: ClaimText) -> str:
    """Write down what the candidate said; the answer is the claim's ref."""
    text = text.tidied()
    with call.change(Role.MANAGER, Role.HR) as work:
        candidate, vacancy, ties = find_candidate(work.session, call.actor, candidate_ref)
        check_may(call.actor, Action.ADD_CLAIM, ties)
        claim = write_claim(work, candidate, vacancy, text)
        work.commit(claim.ref)
    return claim.ref


def write_claim(work: UnitOfWork, candidate: Candidate, vacancy: Vacancy, text: ClaimText) -> Claim:
    """The claim's row and record, inside a unit of work that adds something else besides."""
    hold_open(work.session, vacancy)
    check_not_erased(candidate)
    _check_criterion(work, vacancy, text)
    work.session.refresh(candidate, with_for_update=True)
    return put_claim(work, candidate, vacancy, text)


def put_claim(work: UnitOfWork, candidate: Candidate, vacancy: Vacancy, text: ClaimText) -> Claim:
    """The same where all is held already, and the criterion is one of those in force."""
    check_quote(work, candidate, text)
    candidate.claims += 1
    claim = Claim(
        ref=new_ref(),
        vacancy_ref=vacancy.ref,
        candidate_ref=candidate.ref,
        number=candidate.claims,
        criterion=text.criterion,
        criteria_version=vacancy.criteria_version,
        source=text.source,
        version=1,
        added_at=work.now,
        added_by=work.actor_ref,
    )
    work.session.add(claim)
    _record_words(work, Event.CLAIM_ADDED, claim, text)
    know_again(work, candidate, addresses=[text.address])
    return claim


def put_correction(
    work: UnitOfWork, claim: Claim, candidate: Candidate, vacancy: Vacancy, text: ClaimText
) -> None:
    """Other words for a claim that is held and not frozen; HR has to see it again."""
    check_quote(work, candidate, text)
    claim.criterion, claim.criteria_version = text.criterion, vacancy.criteria_version
    claim.source, claim.version = text.source, claim.version + 1
    claim.seen_at = claim.seen_by = None
    _record_words(work, Event.CLAIM_CHANGED, claim, text)
    know_again(work, candidate, addresses=[text.address])


def check_quote(work: UnitOfWork, candidate: Candidate, text: ClaimText) -> None:
    """Raise NotValid where the candidate did not say it: it was found without any claim."""
    check_not_from_it(work, candidate.vacancy_ref, candidate.ref, "quote", text.quote)


def _check_criterion(work: UnitOfWork, vacancy: Vacancy, text: ClaimText) -> None:
    if text.criterion not in {row.code for row in criteria_of(work.session, vacancy)}:
        raise NotValid({"criterion": N_("Choose one of the vacancy's criteria")})


def _as_written(work: UnitOfWork, claim: Claim) -> ClaimText:
    said = claim_texts(work, claim)
    return ClaimText(said.quote, Source(claim.source), said.where, claim.criterion, said.address)


def _record_words(work: UnitOfWork, event: Event, claim: Claim, text: ClaimText) -> None:
    work.record(
        event,
        vacancy_ref=claim.vacancy_ref,
        subject_ref=claim.candidate_ref,
        payload={
            "claim": claim.ref,
            "criterion": text.criterion,
            "criteria_version": str(claim.criteria_version),
            "source": text.source,
            "quote": text.quote,
            "where": text.where,
            "address": text.address,
        },
    )


@once
def change_claim(call: Call, claim_ref: str, version: int, text: ClaimText) -> None:
    """Correct what was written down; HR has to see it again.

    ``version`` is the one that was shown: Conflict when it was corrected since. NotPossible once
    a check on it was sent, NotValid where nothing would change.
    """
    text = text.tidied()
    with call.change(Role.MANAGER, Role.HR) as work:
        claim, candidate, vacancy, ties = find_claim(work.session, call.actor, claim_ref)
        check_may(call.actor, Action.ADD_CLAIM, ties)
        hold_open(work.session, vacancy)
        work.session.refresh(claim, with_for_update=True)
        check_not_erased(candidate)
        if claim.frozen_at is not None:
            raise NotPossible(FROZEN)
        if claim.version != version:
            raise Conflict(N_("Somebody else has corrected this claim since you opened it."))
        _check_criterion(work, vacancy, text)
        if _as_written(work, claim) == text:
            raise NotValid({"quote": N_("Nothing is changed yet. Correct what is wrong")})
        put_correction(work, claim, candidate, vacancy, text)
        work.commit()


@once
def confirm_claim(call: Call, claim_ref: str, version: int) -> None:
    """HR confirms that the quote was seen where the claim says it stands.

    ``version`` is the one that was read: Conflict when it was corrected since.
    """
    with call.change(Role.HR) as work:
        claim, candidate, vacancy, ties = find_claim(work.session, call.actor, claim_ref)
        check_may(call.actor, Action.CONFIRM_CLAIM, ties)
        hold_open(work.session, vacancy)
        work.session.refresh(claim, with_for_update=True)
        if claim.seen_at is not None:
            raise NotPossible(N_("This claim has already been confirmed."))
        if claim.version != version:
            raise Conflict(N_("This claim was corrected since you opened it. Read it again."))
        claim.seen_at, claim.seen_by = work.now, call.actor.ref
        work.record(
            Event.CLAIM_SEEN,
            vacancy_ref=vacancy.ref,
            subject_ref=candidate.ref,
            payload={"claim": claim.ref},
        )
        work.commit()
