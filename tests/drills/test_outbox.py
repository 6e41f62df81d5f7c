"""What ``drill_outbox`` does, a few times; and that a loss and a second copy would be seen."""

from datetime import UTC, datetime
from random import Random

import pytest

from screening.services.outbox.by_notify import ByNotify
from screening.services.outbox.channel import PERHAPS
from screening.services.outbox.settings import NotifyAccount
from tests.drills.conftest import Site
from tests.drills.outboxing import Copy, kill_worker
from tests.drills.sent import from_notify, from_postbox
from tests.services.notifybox import SECRET, SERVICE, TEMPLATE, open_notifybox
from tests.services.outbox import by_smtp
from tests.services.postbox import open_postbox

ROUNDS = 5


def test_the_worker_is_killed_while_it_sends(site: Site) -> None:
    with open_postbox() as postbox:
        arrived = lambda: from_postbox(postbox)  # noqa: E731 - one line
        outcome = kill_worker(site, by_smtp(postbox), arrived, Random(1), ROUNDS)
    assert (outcome.lost, outcome.doubled) == ([], [])
    assert outcome.counted == outcome.told == ROUNDS * 6


def test_the_worker_is_killed_while_it_sends_by_notify(sqlite_site: Site) -> None:
    with open_notifybox() as box:
        account = NotifyAccount(SERVICE, SECRET, TEMPLATE, box.url)
        channel = ByNotify(account, lambda: datetime.now(UTC))
        arrived = lambda: from_notify(box)  # noqa: E731 - one line
        outcome = kill_worker(sqlite_site, channel, arrived, Random(2), ROUNDS)
    assert (outcome.lost, outcome.doubled, outcome.again) == ([], [], 0)
    assert outcome.counted == outcome.told


@pytest.mark.parametrize("wrong", ["lost", "doubled"])
def test_a_loss_and_a_second_copy_are_seen(sqlite_site: Site, wrong: str) -> None:
    with open_postbox() as postbox:

        def arrived() -> list[Copy]:
            copies = from_postbox(postbox)
            first = Copy(copies[0].name, copies[0].text.removeprefix(PERHAPS))
            others = [copy for copy in copies if copy.name != first.name]
            return others if wrong == "lost" else [*others, first, first]

        outcome = kill_worker(sqlite_site, by_smtp(postbox), arrived, Random(3), 1)
    assert getattr(outcome, wrong) != []
