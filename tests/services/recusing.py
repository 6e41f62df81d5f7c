"""Somebody in HR who saw something protected in a search, and neither scores nor decides since."""

from screening.domain.words import Measure, Role
from screening.store.tables.search import ExposureStep
from tests.services.town import Town


def recuse(town: Town, name: str, vacancy: str, check: str) -> None:
    """``hugh`` recuses ``name`` from the ``check`` in the ``vacancy``."""
    with town.call("hugh").change(Role.HR) as work:
        work.session.add(
            ExposureStep(
                check_ref=check,
                account_ref=town.people[name].ref,
                vacancy_ref=vacancy,
                person_ref=town.people[name].person_ref,
                measure=Measure.RECUSAL,
                recorded_at=town.now,
                recorded_person=town.people["hugh"].person_ref,
            )
        )
        work.commit()
