"""Making a version of the policy effective takes two people, and is on record."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import text

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, PolicyInvalid
from screening.domain.events import Event
from screening.domain.policy import shipped_policy
from screening.domain.policy_print import as_toml
from screening.domain.words import PolicyState, Role
from screening.ledger.record import ORGANISATION
from screening.services import job_queue, proposing
from screening.services.call import Call
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.store import Store
from screening.store.tables.policy import PolicyVersion
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.amendments import SLOWER, STRICTER, amendment
from tests.services.town import Town

WHY = "It is what the board decided."


@pytest.fixture
def town(town: Town) -> Town:
    """With a second administrator and officer, and one person who is both by two accounts."""
    town.add("anna", Role.ADMINISTRATOR)
    town.add("elsa", Role.EQUALITY)
    town.add("alan too", Role.EQUALITY, person=town.people["alan"].person_ref)
    return town


def proposed(town: Town, changes: str = SLOWER, **head: str) -> str:
    return proposing.propose(town.call("alan"), amendment(changes, **head))


def replayed(town: Town, changes: str = SLOWER, **head: str) -> str:
    ref = proposed(town, changes, **head)
    assert worker_of(town).do_one()
    return ref


def confirmed(town: Town, changes: str = SLOWER, **head: str) -> str:
    ref = replayed(town, changes, **head)
    proposing.confirm(town.call("edith"), ref, WHY)
    return ref


def row(town: Town, ref: str) -> PolicyVersion:
    with town.call("edith").look() as work:
        return proposing.find_version(work, ref)


def records(town: Town) -> list[OpenedRecord]:
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=ORGANISATION)
    return [record for record in found if record.event.startswith("policy_")]


def in_force(town: Town) -> str:
    with town.call("edith").look() as work:
        return work.policy.version


def problems(town: Town, content: bytes) -> str:
    with pytest.raises(PolicyInvalid) as caught:
        proposing.propose(town.call("alan"), content)
    return "\n".join(caught.value.problems)


def test_a_version_applies_from_the_start_of_its_day(town: Town) -> None:
    ref = confirmed(town)
    assert row(town, ref).effective_at == datetime(2026, 12, 1, tzinfo=UTC)
    town.now = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    assert in_force(town) == "2026-1"
    town.now = datetime(2026, 12, 1, tzinfo=UTC)
    assert in_force(town) == "2027-1"


def test_on_its_day_it_applies_from_the_moment_of_confirming(town: Town) -> None:
    ref = confirmed(town, day="2026-11-23")
    assert row(town, ref).effective_at == town.now
    assert in_force(town) == "2027-1"


def test_a_day_begins_in_london(town: Town) -> None:
    ref = confirmed(town, day="2027-07-01")
    assert row(town, ref).effective_at == datetime(2027, 6, 30, 23, tzinfo=UTC)


def test_every_process_judges_by_it(
    town: Town, database_url: str, open_store: Callable[[str], Store]
) -> None:
    other = replace(town, store=open_store(database_url))
    vacancy = town.vacancy()
    assert other.see("mara", other.submitted(vacancy)).state == "awaiting-decision"
    confirmed(town, STRICTER, day="2026-11-23")
    town.all_read_policy()
    check = other.submitted(other.vacancy("LIB-8"))
    attempt = other.see("mara", check).attempts[-1]
    assert "ruled-out" in {finding.rule for finding in attempt.findings}


@on_both
def test_each_step_is_on_the_organisations_chain(town: Town) -> None:
    proposing.withdraw(town.call("anna"), proposed(town))
    proposing.reject(town.call("edith"), proposed(town, version="2027-2"), "Not yet.")
    for _twice in range(2):
        worker_of(town).do_one()
    ref = confirmed(town, version="2027-3")
    found = records(town)
    assert [record.event for record in found] == [
        Event.POLICY_PROPOSED,
        Event.POLICY_WITHDRAWN,
        Event.POLICY_PROPOSED,
        Event.POLICY_REJECTED,
        Event.POLICY_REPLAYED,
        Event.POLICY_REPLAYED,
        Event.POLICY_PROPOSED,
        Event.POLICY_REPLAYED,
        Event.POLICY_IN_FORCE,
    ]
    assert found[3].payload is not None
    assert found[3].payload["reasons"] == "Not yet."
    last, replay = found[-1].payload, found[-2].payload
    assert last is not None
    assert replay is not None
    assert last == {
        "version": "2027-3",
        "digest": row(town, ref).digest,
        "effective_from": "2026-12-01",
        "amends": shipped_policy().digest,
        "reasons": WHY,
        "effective_at": "2026-12-01T00:00:00+00:00",
        "replay": replay["replay"],
    }
    assert found[-1].actor_role == "equality"
    assert found[-2].actor_role == "clock"


def test_nothing_is_kept_without_its_record(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError

    ref = replayed(town)
    monkeypatch.setattr("screening.store.unit_of_work.UnitOfWork.record", fails)
    with pytest.raises(RuntimeError):
        proposing.confirm(town.call("edith"), ref, WHY)
    assert row(town, ref).state == PolicyState.PROPOSED


@pytest.mark.parametrize("name", ["edith", "hugh", "dara", "mara"])
def test_only_administrators_propose_and_withdraw(town: Town, name: str) -> None:
    ref = proposed(town)
    for act in (
        lambda: proposing.propose(town.call(name), amendment(version="2027-2")),
        lambda: proposing.withdraw(town.call(name), ref),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert row(town, ref).state == PolicyState.PROPOSED


@pytest.mark.parametrize("name", ["alan", "anna", "hugh", "dara", "mara", "alan too"])
def test_an_equality_officer_who_is_another_person_decides(town: Town, name: str) -> None:
    ref = replayed(town)
    for act in (proposing.confirm, proposing.reject):
        with pytest.raises(NotAllowed):
            act(town.call(name), ref, WHY)
    assert row(town, ref).state == PolicyState.PROPOSED


@on_both
def test_the_database_keeps_two_people_apart_too(town: Town) -> None:
    ref = replayed(town)
    with (
        pytest.raises(Exception, match="two_people"),
        town.call("alan").change(Role.ADMINISTRATOR) as work,
    ):
        work.session.execute(
            text(
                "UPDATE policy_version SET state = 'confirmed', decided_at = proposed_at, "
                "decided_person = proposed_person"
            )
        )
    assert row(town, ref).state == PolicyState.PROPOSED


@on_both
def test_it_is_confirmed_only_once_past_requests_were_judged(town: Town) -> None:
    ref = proposed(town)
    with pytest.raises(NotPossible, match="have not been judged"):
        proposing.confirm(town.call("edith"), ref, WHY)
    worker_of(town).do_one()
    proposing.replay_again(town.call("edith"), ref)
    with pytest.raises(NotPossible, match="have not been judged"):
        proposing.confirm(town.call("edith"), ref, WHY)
    with pytest.raises(NotPossible, match="being judged already"):
        proposing.replay_again(town.call("edith"), ref)
    worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, WHY)
    with pytest.raises(NotPossible, match="has been decided on"):
        proposing.replay_again(town.call("edith"), ref)


@on_both
def test_a_replay_that_failed_is_asked_for_again(town: Town) -> None:
    ref = proposed(town)
    mine = job_queue.claim(town.call("edith"))
    assert mine is not None
    job_queue.put_back(town.call("edith"), mine, "No room", hopeless=True)
    with pytest.raises(NotPossible):
        proposing.confirm(town.call("edith"), ref, WHY)
    proposing.replay_again(town.call("alan"), ref)
    worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, WHY)


def test_its_day_may_not_be_over(town: Town) -> None:
    assert "effective_from is 2026-11-22, which is over" in problems(
        town, amendment(day="2026-11-22")
    )
    ref = replayed(town, day="2026-11-23")
    town.wait(days=1)
    with pytest.raises(NotPossible, match="is over"):
        proposing.confirm(town.call("edith"), ref, WHY)
    proposing.reject(town.call("edith"), ref, "Too late.")


def test_one_version_at_a_time(town: Town) -> None:
    first = proposed(town)
    with pytest.raises(NotPossible, match="Another version is proposed"):
        proposed(town, version="2027-2")
    proposing.withdraw(town.call("anna"), first)
    assert row(town, proposed(town, version="2027-2")).state == PolicyState.PROPOSED


@pytest.mark.parametrize("version", ["2027-1", "2026-1", "2027-1A"])
def test_a_version_is_like_no_earlier_one(town: Town, version: str) -> None:
    proposing.withdraw(town.call("alan"), proposed(town, version="2027-1"))
    proposing.withdraw(town.call("alan"), proposed(town, version="2027-1a"))
    said = problems(town, as_toml(shipped_policy()).replace("2026-1", version, 1).encode())
    assert f"There has been a version {version} already" in said


@on_both
def test_every_problem_is_told_at_once(town: Town) -> None:
    whole = as_toml(shipped_policy())
    whole = whole.replace("2026-1", "2027-1", 1).replace("days = 2\n", "days = -2\n")
    whole = whole.replace("2026-07-01", "2026-11-02")
    said = problems(town, whole.encode())
    assert "periods.decision.days must be a whole number" in said
    assert "effective_from is 2026-11-02, which is over" in said
    assert "Say why there is to be another version" in said


def test_a_whole_file_is_as_good_as_an_amendment(town: Town) -> None:
    whole = as_toml(shipped_policy()).replace("2026-1", "2027-1", 1)
    whole = whole.replace("2026-07-01", '2026-12-01\nwhy = "A new start."', 1)
    ref = proposing.propose(town.call("alan"), whole.encode())
    assert (row(town, ref).based_on, row(town, ref).amendment) == ("", whole)


@on_both
@pytest.mark.parametrize("amends", ['"2026-1"', '{ version = "2026-1", digest = "0f" }', "[1]"])
def test_a_whole_file_does_not_say_that_it_amends_what_nobody_knows(
    town: Town, amends: str
) -> None:
    whole = as_toml(shipped_policy()).replace("2026-1", "2027-1", 1)
    assert "amends names no policy" in problems(town, f"amends = {amends}\n{whole}".encode())


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"version = ", b"x = 1\n" * 9000, b"a." * 5000 + b"b = 1"]
    + [amendment(f"[gate.limits.places]\nvalue = {value}\nsource = 'x'\n")
       for value in ("9" * 4000, "9" * 5000, "nan", "inf", "-1", "07:32:00", "'five'")],
)  # fmt: skip
def test_what_cannot_be_a_policy_is_refused(town: Town, content: bytes) -> None:
    assert problems(town, content)
    assert records(town) == []


def test_what_is_amended_has_to_be_known(town: Town) -> None:
    strange = replace(shipped_policy(), digest="0" * 64)
    assert "not known here" in problems(town, amendment(base=strange))


def test_a_version_can_amend_the_one_before(town: Town) -> None:
    first = confirmed(town, day="2026-11-23")
    with town.call("edith").look() as work:
        base = work.policy
    confirmed(town, STRICTER, version="2027-2", day="2026-11-23", base=base)
    with town.call("edith").look() as work:
        assert (work.policy.version, work.policy.days("decision")) == ("2027-2", 3)
        assert "plain captions" in work.policy.gate["lexicon"]["house"]["ruled_out"]["phrases"]
    assert base.digest == row(town, first).digest


def test_what_was_decided_stays(town: Town) -> None:
    ref = confirmed(town)
    for act in (
        lambda: proposing.withdraw(town.call("alan"), ref),
        lambda: proposing.reject(town.call("elsa"), ref, "No."),
        lambda: proposing.confirm(town.call("elsa"), ref, "Yes."),
    ):
        with pytest.raises(NotPossible, match="has been decided on"):
            act()


def test_what_is_not_there(town: Town) -> None:
    with pytest.raises(NotFound):
        proposing.withdraw(town.call("alan"), "0" * 32)
    with pytest.raises(NotFound):
        proposing.confirm(town.call("edith"), "0" * 32, WHY)


@on_both
def test_a_repeated_call_does_nothing(town: Town) -> None:
    again = [proposing.propose(town.call("alan", "1" * 32), amendment()) for _twice in range(2)]
    assert again[0] == again[1]
    worker_of(town).do_one()
    for _twice in range(2):
        proposing.confirm(town.call("edith", "2" * 32), again[0], WHY)
    assert [record.event for record in records(town)].count(Event.POLICY_IN_FORCE) == 1


def at_once(town: Town, acts: dict[str, Callable[[Call], object]]) -> list[str]:
    """Who managed, of all of them at the same moment."""
    ready = Barrier(len(acts))

    def one(name: str) -> str:
        ready.wait()
        try:
            acts[name](town.call(name))
        except (Conflict, NotPossible, PolicyInvalid):
            return ""
        return name

    with ThreadPoolExecutor(len(acts)) as pool:
        return [name for name in pool.map(one, acts) if name]


@on_both
@pytest.mark.parametrize("_try", range(3))
def test_two_at_once(town: Town, _try: int) -> None:
    both = {
        "alan": lambda call: proposing.propose(call, amendment()),
        "anna": lambda call: proposing.propose(call, amendment(version="2027-2")),
    }
    assert len(at_once(town, both)) == 1
    worker_of(town).do_one()
    with town.call("edith").look() as work:
        version = proposing.proposed_now(work)
    assert version is not None
    ref = version.ref
    winners = at_once(
        town,
        {
            "edith": lambda call: proposing.confirm(call, ref, WHY),
            "elsa": lambda call: proposing.reject(call, ref, WHY),
            "anna": lambda call: proposing.withdraw(call, ref),
        },
    )
    assert len(winners) == 1
    assert len(records(town)) == 3
