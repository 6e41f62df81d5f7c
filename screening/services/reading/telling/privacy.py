"""What the privacy notices say that an organisation sets: from the policy in force."""

from dataclasses import dataclass

from screening.domain.due_diligence import basis_told
from screening.domain.lawful_basis import STAFF_LAW, BasisTold
from screening.services.call import Call
from screening.services.outbox.tidying import KEPT
from screening.services.people.kept_forms import KEPT_FOR
from screening.services.reading.equality.pairs import fewest_of
from screening.services.reading.telling.lawful_basis import basis_at
from screening.services.reading.telling.notice import data_protection_contact


@dataclass(frozen=True)
class Privacy:
    """``kept_days``: from the closing of a vacancy to erasing; ``register_days``: to erasing what
    staff wrote of it as a whole.

    ``basis`` and ``recipients`` read within a sentence; ``contact`` is the data protection
    officer, empty while there is none; ``schools`` why shortlists of schools may be looked up,
    empty where they may not. Of staff: the ``staff_law`` that their data rests on, for how many
    days messages to them and forms that they did not send are kept, and from how many decisions or
    attempts on they are counted by name.
    """

    basis: BasisTold
    recipients: str
    kept_days: int
    register_days: int
    contact: str
    schools: str
    staff_law: str
    message_days: int
    form_days: int
    fewest: int


def read_privacy(call: Call) -> Privacy:
    """The same for everybody, signed in or not."""
    with call.look() as work:
        policy = work.policy
        return Privacy(
            basis=basis_at(work, work.now),
            recipients=policy.text("notice", "recipients"),
            kept_days=policy.days("retention_months"),
            register_days=policy.days("register_years"),
            contact=data_protection_contact(work),
            schools=basis_told(policy),
            staff_law=STAFF_LAW,
            message_days=KEPT.days,
            form_days=KEPT_FOR.days,
            fewest=fewest_of(work),
        )
