"""Knowing an applicant again by their number where a file came from.

The number itself is kept nowhere: only its fingerprint, made under a secret that the vault derives
from the vacancy's key. It outlives the person's data, so that the same file does not bring back
somebody who was erased.
"""

import hashlib
from collections.abc import Iterable

from sqlalchemy import select

from screening.domain.words import Retention
from screening.services.importing.planning import portions
from screening.store.tables.candidate import Candidate
from screening.store.tables.importing import ImportedApplicant
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_PURPOSE = "applicants"


def fingerprint(work: UnitOfWork, vacancy_ref: str, number: str) -> str:
    """What is kept of an applicant's number in the vacancy."""
    secret = work.vault.secret(KeyRef(vacancy_ref, Retention.VACANCY), _PURPOSE)
    return hashlib.blake2b(number.casefold().encode(), key=secret, digest_size=16).hexdigest()


def known_applicants(work: UnitOfWork, fingerprints: Iterable[str]) -> dict[str, Candidate]:
    """The candidates who have one of ``fingerprints``, by it; the erased ones too."""
    return {
        key: candidate
        for some in portions(sorted(set(fingerprints)))
        for key, candidate in work.session.execute(
            select(ImportedApplicant.number_key, Candidate)
            .join(Candidate, Candidate.ref == ImportedApplicant.candidate_ref)
            .where(ImportedApplicant.number_key.in_(some))
        )
    }


def remember(work: UnitOfWork, candidate: Candidate, key: str) -> None:
    """Know ``candidate`` again by the fingerprint ``key``."""
    work.session.add(
        ImportedApplicant(
            candidate_ref=candidate.ref, vacancy_ref=candidate.vacancy_ref, number_key=key
        )
    )
