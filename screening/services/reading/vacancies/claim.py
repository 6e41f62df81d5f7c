"""A claim as its readers see it, and the candidate's name where they work by name."""

from dataclasses import dataclass
from datetime import datetime

from screening.domain.errors import KeyDestroyed
from screening.domain.name_masks import NOBODY, Names
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.words import CriterionKind, Source
from screening.services.candidates import name_of
from screening.services.loading import criteria_of
from screening.services.reading.people import names_of
from screening.services.reading.trail.by_reference import claim_without_names
from screening.services.story import claim_texts
from screening.store.tables.candidate import Candidate, Claim
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ClaimShown:
    """What the candidate said, and the criterion that it bears on. Texts are empty once erased.

    ``version`` rises with every correction; ``frozen``: it cannot be corrected any more.
    """

    ref: str
    number: int
    quote: str
    source: Source
    where: str
    address: str
    criterion: str
    criterion_kind: CriterionKind
    criterion_text: str
    added_by: str
    added_at: datetime
    seen_by: str
    seen_at: datetime | None
    version: int
    frozen: bool
    erased: bool


def show_claim(
    work: UnitOfWork, vacancy: Vacancy, claim: Claim, hidden: Names = NOBODY
) -> ClaimShown:
    """``claim`` with its words, without the names ``hidden``, and its criterion."""
    texts = claim_without_names(claim_texts(work, claim), hidden, claim.candidate_ref)
    criteria = criteria_of(work.session, vacancy, claim.criteria_version)
    criterion = next(row for row in criteria if row.code == claim.criterion)
    names = names_of(work.session, [claim.added_by, claim.seen_by or claim.added_by])
    return ClaimShown(
        ref=claim.ref,
        number=claim.number,
        quote=texts.quote,
        source=Source(claim.source),
        where=texts.where,
        address=texts.address,
        criterion=criterion.code,
        criterion_kind=CriterionKind(criterion.kind),
        criterion_text=criterion.text,
        added_by=names[claim.added_by],
        added_at=claim.added_at,
        seen_by=names[claim.seen_by] if claim.seen_by else "",
        seen_at=claim.seen_at,
        version=claim.version,
        frozen=claim.frozen_at is not None,
        erased=texts.erased,
    )


def name_for(work: UnitOfWork, actor: Actor, ties: Ties, candidate: Candidate) -> str:
    """The candidate's name for those who work by name; empty for others, and once erased."""
    if not may(actor, Action.SEE_NAMES, ties):
        return ""
    try:
        return name_of(work, candidate)
    except KeyDestroyed:
        return ""
