"""Killing the worker while it sends, again and again: nothing is lost, nothing comes twice unsaid.

``DRILL_ROUNDS`` says how many kills there are for each kind of database and each way out.
"""

import os
from datetime import UTC, datetime
from random import Random

import pytest

from screening.services.outbox.by_notify import ByNotify
from screening.services.outbox.settings import NotifyAccount
from tests.drills.conftest import Site, kind_of
from tests.drills.outboxing import kill_worker
from tests.drills.sent import from_notify, from_postbox
from tests.figures import say
from tests.services.notifybox import SECRET, SERVICE, TEMPLATE, open_notifybox
from tests.services.outbox import by_smtp
from tests.services.postbox import open_postbox

ROUNDS = int(os.environ.get("DRILL_ROUNDS", "150"))


def test_by_a_mail_server(
    site: Site, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_postbox() as postbox:
        arrived = lambda: from_postbox(postbox)  # noqa: E731 - one line
        outcome = kill_worker(site, by_smtp(postbox), arrived, Random(4), ROUNDS)
    say(capsys, f"outbox by SMTP, {kind_of(database_url)}: {outcome}")
    assert (outcome.lost, outcome.doubled) == ([], [])
    assert outcome.counted == outcome.told


def test_by_notify(site: Site, database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_notifybox() as box:
        account = NotifyAccount(SERVICE, SECRET, TEMPLATE, box.url)
        channel = ByNotify(account, lambda: datetime.now(UTC))
        arrived = lambda: from_notify(box)  # noqa: E731 - one line
        outcome = kill_worker(site, channel, arrived, Random(5), ROUNDS)
    say(capsys, f"outbox by GOV.UK Notify, {kind_of(database_url)}: {outcome}")
    assert (outcome.lost, outcome.doubled, outcome.again) == ([], [], 0)
    assert outcome.counted == outcome.told
