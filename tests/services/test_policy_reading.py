"""Nobody files or decides before they have said that they read the policy in force."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from screening.domain.errors import Conflict, NotAllowed, PolicyUnread
from screening.domain.events import Event
from screening.domain.people import Actor
from screening.domain.policy import shipped_policy
from screening.domain.words import Role, State
from screening.services import proposing
from screening.services.checks import deciding, filing
from screening.services.people.policy_reading import say_read
from screening.services.reading.policies.to_read import read_to_read
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.amendments import amendment
from tests.services.town import FAIR, Town

DIGEST = shipped_policy().digest


@pytest.fixture(name="changed")
def _changed(town: Town) -> Town:
    """A town in which a request is half written when another version comes into force."""
    ref = proposing.propose(town.call("alan"), amendment(day="2026-11-23"))
    assert worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "It is time.")
    return town


def said(town: Town) -> int:
    with town.call("edith").look() as work:
        return sum(
            record.event == Event.POLICY_READ for record in open_records(work.session, work.vault)
        )


def test_another_version_has_to_be_read_before_a_request_is_sent(changed: Town) -> None:
    check = changed.draft(changed.vacancy())
    version = changed.type_in(check, **FAIR)
    assert not read_to_read(changed.call("mara")).has_read
    with pytest.raises(PolicyUnread):
        filing.submit(changed.call("mara"), check, version)
    assert changed.see("mara", check).state is State.DRAFT
    changed.all_read_policy()
    filing.submit(changed.call("mara"), check, version)
    assert changed.see("mara", check).state is State.AWAITING


@pytest.mark.parametrize(
    "decide", [deciding.reject, deciding.return_for_change], ids=["reject", "return"]
)
def test_whoever_has_not_read_it_decides_nothing(town: Town, decide: object) -> None:
    check = town.submitted(town.vacancy())
    ref = proposing.propose(town.call("alan"), amendment(day="2026-11-23"))
    assert worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "It is time.")
    assert callable(decide)
    with pytest.raises(PolicyUnread):
        decide(town.call("hugh"), check, 1, "It is too wide.")
    assert town.see("hugh", check).state is State.AWAITING
    town.all_read_policy()
    decide(town.call("hugh"), check, 1, "It is too wide.")
    assert town.see("hugh", check).state is not State.AWAITING


def test_one_account_speaks_for_the_others_of_the_same_person(changed: Town) -> None:
    changed.people["hugh too"] = Actor(
        changed.people["mara"].ref, changed.people["hugh"].person_ref, "hugh", frozenset({Role.HR})
    )
    say_read(changed.call("hugh"), read_to_read(changed.call("hugh")).digest)
    assert read_to_read(changed.call("hugh too")).has_read
    assert not read_to_read(changed.call("mara")).has_read


@on_both
def test_it_is_recorded_once_however_often_it_is_said_at_once(changed: Town) -> None:
    digest = read_to_read(changed.call("hugh")).digest
    together = Barrier(4)

    def say(_number: int) -> None:
        together.wait()
        say_read(changed.call("hugh"), digest)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(say, range(4)))
    assert said(changed) == 1
    assert read_to_read(changed.call("hugh")).has_read


def test_only_the_version_in_force_can_be_read(changed: Town) -> None:
    with pytest.raises(Conflict):
        say_read(changed.call("mara"), DIGEST)
    assert said(changed) == 0


@pytest.mark.parametrize("name", ["edith", "dara", "alan"])
def test_those_who_neither_file_nor_decide_are_not_asked(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        say_read(town.call(name), DIGEST)
    with pytest.raises(NotAllowed):
        read_to_read(town.call(name))
