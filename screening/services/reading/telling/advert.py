"""What adverts and application forms say early of online checks, out of the live settings.

UK GDPR Article 13; ICO recruitment guidance (draft of 2023): say early what, how and where from.
"""

from dataclasses import dataclass

from screening.domain.due_diligence import basis_told
from screening.domain.lawful_basis import BasisTold
from screening.domain.people import Action, check_may
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.reading.telling.lawful_basis import basis_at
from screening.services.reading.telling.notice import data_protection_contact


@dataclass(frozen=True)
class Advert:
    """The settings that such words name. ``reply_days`` are working days; ``officer`` is empty
    while there is no data protection officer, and ``help`` where none is set; ``schools``:
    why shortlists of schools may be looked up, empty where they may not.
    """

    organisation: str
    basis: BasisTold
    recipients: str
    reply_days: int
    kept_days: int
    officer: str
    help: str
    schools: str


def read_advert(call: Call, organisation: Organisation) -> Advert:
    """The settings as they are now. Raises NotAllowed for who sets no vacancies up."""
    check_may(call.actor, Action.SET_UP)
    with call.look() as work:
        return Advert(
            organisation=organisation.name,
            basis=basis_at(work, work.now),
            recipients=work.policy.text("notice", "recipients"),
            reply_days=work.policy.days("reply"),
            kept_days=work.policy.days("retention_months"),
            officer=data_protection_contact(work),
            help=organisation.help,
            schools=basis_told(work.policy),
        )
