"""The security measures that are there (UK GDPR Article 32), with the values that they have now.

What lies outside the service, such as backups and disks, is said to be outside.
"""

from screening.domain.sentence import Sentence
from screening.domain.text import N_
from screening.services.reading.protection.processing.facts import Facts
from screening.store import checkpoints
from screening.store.unit_of_work import UnitOfWork


def measures(work: UnitOfWork, facts: Facts) -> tuple[Sentence, ...]:
    """Each in a sentence."""
    live, destroyed = work.vault.count()
    stands = checkpoints.standing(work)
    left = (
        Sentence(
            N_("Signed checkpoints are left with others outside the service: %(witnesses)s."),
            {"witnesses": facts.witnesses},
        )
        if facts.witnesses
        else Sentence(N_("Signed checkpoints are left with nobody outside the service."))
    )
    return (
        Sentence(
            N_(
                "What is said of a candidate is sealed (AES-256) under keys of that candidate's "
                "own. The keys lie in a file apart from the database, wrapped by a master key that "
                "lies in neither: %(live)s of them now."
            ),
            {"live": live},
        ),
        Sentence(
            N_(
                "Somebody is erased by destroying their keys, so that copies of the database "
                "cannot be read either. Destroyed so far: %(destroyed)s keys."
            ),
            {"destroyed": destroyed},
        ),
        Sentence(
            N_(
                "Everything that is done is a record in a ledger that nobody can change unseen: "
                "%(size)s records, %(signed)s of them under a signed checkpoint."
            ),
            {"size": stands.size, "signed": stands.signed},
        ),
        left,
        Sentence(
            N_(
                "People see what their role and their seat on a panel let them see. Nobody decides "
                "on what they asked for. Privileged roles take a second administrator."
            )
        ),
        Sentence(
            N_(
                "A session ends after %(idle_minutes)s minutes without use and after "
                "%(absolute_hours)s hours at the latest. Guessing a password is held up. Passwords "
                "are kept as argon2id hashes. There is no second factor."
            ),
            facts.numbers("session.idle_minutes", "session.absolute_hours"),
        ),
        Sentence(N_("Messages by e-mail to staff name no candidate and no vacancy.")),
        Sentence(
            N_("Backups, disks and networks are the operator's: the service knows nothing of them.")
        ),
    )
