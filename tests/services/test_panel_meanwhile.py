"""The panel changes at the very moment in which somebody acts: whoever acts is on the new one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from screening.domain.errors import NotAllowed, NotFound
from screening.domain.words import Role
from screening.services.checks import deciding, filing
from screening.services.loading import open_vacancy_of
from screening.store.tables.vacancy import PanelMember
from tests.databases import on_both
from tests.services.town import FAIR, Town

A_MOMENT = 0.5  # seconds, in which the other would have finished if nothing held them


def meanwhile(town: Town, vacancy: str, panel: str, act: Callable[[], object]) -> None:
    """Let ``act`` begin while hugh has seated ``panel`` alone, and not committed it."""
    call = town.call("hugh")
    with ThreadPoolExecutor(1) as pool:
        with call.change(Role.HR) as work:
            open_vacancy_of(work.session, call.actor, vacancy)
            for seat in work.session.query(PanelMember).filter_by(vacancy_ref=vacancy):
                seat.left_at = work.now
            actor = town.people[panel]
            seat = PanelMember(vacancy_ref=vacancy, account_ref=actor.ref, joined_at=work.now)
            seat.person_ref = actor.person_ref
            work.session.add(seat)
            work.session.flush()
            under_way = pool.submit(act)
            with suppress(TimeoutError):
                under_way.result(A_MOMENT)
            work.commit()
        under_way.result()


@on_both
def test_nobody_decides_who_is_being_seated(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy)
    with pytest.raises(NotAllowed):
        meanwhile(
            town,
            vacancy,
            "hetty",
            lambda: deciding.reject(town.call("hetty"), check, 1, "Ask them instead."),
        )


def test_nobody_sends_a_request_who_is_being_unseated(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.draft(vacancy)
    version = town.type_in(check, **FAIR)
    with pytest.raises(NotFound):
        meanwhile(town, vacancy, "miles", lambda: filing.submit(town.call("mara"), check, version))
