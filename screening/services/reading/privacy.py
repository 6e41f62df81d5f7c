"""What the privacy notices say that an organisation sets: from the policy in force."""

from dataclasses import dataclass

from screening.services.call import Call
from screening.services.reading.notice import data_protection_contact


@dataclass(frozen=True)
class Privacy:
    """``kept_days``: from the closing of a vacancy to erasing; ``register_days``: without names.

    ``basis`` and ``recipients`` read within a sentence; ``contact`` is the data protection
    officer, empty while there is none.
    """

    basis: str
    recipients: str
    kept_days: int
    register_days: int
    contact: str


def read_privacy(call: Call) -> Privacy:
    """The same for everybody, signed in or not."""
    with call.look() as work:
        policy = work.policy
        return Privacy(
            basis=policy.text("notice", "basis"),
            recipients=policy.text("notice", "recipients"),
            kept_days=policy.days("retention_months"),
            register_days=policy.days("register_years"),
            contact=data_protection_contact(work),
        )
