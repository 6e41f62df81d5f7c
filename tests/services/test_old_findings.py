"""What was judged by one policy is told by that policy, whatever came into force since."""

import pytest

from screening.domain.events import Event
from screening.domain.policy import canonical, policy_of, shipped_policy
from screening.gate.explain import render
from screening.services import proposing, reporting
from screening.services.checks import filing
from screening.services.reading.checks.check import AttemptShown
from screening.store import policies
from screening.store.ledger_store import open_records
from screening.store.tables.check import Revision
from screening.store.tables.policy import PolicyKept
from tests.databases import on_both
from tests.reported import issued, worker_of
from tests.services.amendments import amendment
from tests.services.town import IMPROPER, Town

NEW_WORDS = "This reads as a hunt."
REWORDED = (
    "[gate.texts.fishing]\n"
    'title = "Hunting for something"\nsource = "A test"\n'
    "[gate.texts.fishing.signals.hunt]\n"
    f'message = "{NEW_WORDS}"\nmend = "Leave it."\nsource = "A test"\n'
    "[gate.texts.fishing.signals.trouble]\n"
    f'message = "{NEW_WORDS}"\nmend = "Leave it."\nsource = "A test"\n'
)


def take_effect(town: Town, changes: str = REWORDED) -> str:
    """Let another version take effect at once; its digest."""
    ref = proposing.propose(town.call("alan"), amendment(changes, day=town.now.date().isoformat()))
    assert worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "So be it.")
    town.all_read_policy()
    with town.call("edith").look() as work:
        return work.policy.digest


def told(attempt: AttemptShown) -> set[str]:
    """What a reader is told was found."""
    return {render(finding).message for finding in attempt.findings}


@pytest.fixture
def check(town: Town) -> str:
    """A check with an attempt that was not ready, by the policy that ships."""
    return town.submitted(town.vacancy(), **IMPROPER)


def test_each_attempt_is_worded_by_its_own_policy(town: Town, check: str) -> None:
    before = told(town.see("edith", check).attempts[0])
    take_effect(town)
    filing.submit(town.call("mara"), check, town.type_in(check, **IMPROPER))
    first, second = town.see("edith", check).attempts
    assert told(first) == before
    assert NEW_WORDS not in before
    assert NEW_WORDS in told(second)


@on_both
def test_the_audit_report_tells_both(town: Town, check: str, quick_reports: None) -> None:
    digest = take_effect(town)
    filing.submit(town.call("mara"), check, town.type_in(check, **IMPROPER))
    vacancy = town.see("edith", check).vacancy_ref
    number = issued(town, vacancy)
    report = reporting.fetch_report(town.call("edith"), vacancy, number).content.decode()
    assert f"title='{shipped_policy().gate['texts']['fishing']['title']}'" in report
    assert "title='Hunting for something'" in report
    assert f"JudgedBy(version='2026-1', digest='{shipped_policy().digest}', attempts=1)" in report
    assert f"JudgedBy(version='2027-1', digest='{digest}', attempts=1)" in report


def test_version_and_digest_are_kept_with_the_assessment(town: Town, check: str) -> None:
    digest = take_effect(town)
    filing.submit(town.call("mara"), check, town.type_in(check, **IMPROPER))
    with town.call("edith").look() as work:
        rows = [work.session.get_one(Revision, (check, number)) for number in (1, 2)]
    assert [row.policy_digest for row in rows] == [shipped_policy().digest, digest]
    with town.call("edith").look() as work:
        story = open_records(work.session, work.vault, check_ref=check)
    sent = [record for record in story if record.event == Event.CHECK_NOT_READY]
    kept = [record.payload["assessment"] for record in sent if record.payload]
    assert [one["policy_version"] for one in kept] == ["2026-1", "2027-1"]
    assert [one["policy_digest"] for one in kept] == [shipped_policy().digest, digest]
    assert [record.policy_version for record in sent] == ["2026-1", "2027-1"]


def test_a_policy_that_shipped_is_kept_once_something_was_judged_by_it(
    town: Town, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = shipped_policy()
    with town.call("edith").look() as work:
        kept = work.session.get_one(PolicyKept, shipped.digest)
    assert (kept.version, kept.content) == (shipped.version, canonical(shipped.data))
    before = told(town.see("edith", check).attempts[0])
    data = {**shipped.data, "version": "2028-1", "gate": {**shipped.gate, "texts": {}}}
    monkeypatch.setattr(policies, "shipped_policy", lambda: policy_of(data))
    monkeypatch.setattr(policies, "_read", {})
    assert told(town.see("edith", check).attempts[0]) == before
    with town.call("edith").look() as work:
        assert work.policy.version == "2028-1"
