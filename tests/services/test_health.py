"""How the service stands: each fault shows as one, and says what to do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from screening.domain.errors import NotAllowed, NotPossible
from screening.domain.health import Health, Line
from screening.domain.people import OPERATOR
from screening.domain.words import Retention
from screening.ledger.record import ORGANISATION
from screening.reports.model import Organisation
from screening.services import checkpointing, presence, reporting
from screening.services.backups.known import note
from screening.services.backups.manifest import DATABASE, VAULT, Manifest
from screening.services.calendar import holidays
from screening.services.call import Call
from screening.services.kept_settings.organisation import set_organisation
from screening.services.kept_settings.processing import set_basis
from screening.services.outbox.trying_out import MOST_AN_HOUR, send_test
from screening.services.reading.administration.health.at_work import SILENT
from screening.services.reading.administration.health.installed import OLD
from screening.services.reading.administration.health.log import LATE
from screening.services.reading.administration.health.page import read_health
from screening.services.reading.administration.messages import list_messages
from screening.services.reading.administration.sending import read_readers
from screening.store.tables.checkpoint import LogKey, WitnessState
from screening.store.tables.job import Job
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.kept import basis_from
from tests.services.outbox import by_smtp, send, text_of
from tests.services.postbox import Postbox, open_postbox
from tests.services.town import Town

BY = "SMTP"
HERE = Organisation("Wexcombe Council", "#2d4a5e")


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as postbox:
        yield postbox


def lines(town: Town, way_out: str = BY) -> dict[str, Line]:
    groups = read_health(town.call("alan"), way_out, HERE)
    return {line.what: line for group in groups for line in group.lines}


def faults(town: Town, way_out: str = BY) -> set[str]:
    """What is at fault; each says what to do."""
    found = {what for what, line in lines(town, way_out).items() if line.health is Health.FAULT}
    assert all(line.todo for line in lines(town).values() if line.health is Health.FAULT)
    return found


@on_both
def test_a_service_at_work_is_in_order(town: Town) -> None:
    assert faults(town) == {"Worker"}
    town.closed(town.vacancy())
    worker_of(town).tick()
    assert faults(town) == set()
    found = lines(town)
    assert found["Worker"].values == {"seen": town.now}
    assert found["Last checkpoint"].values["since"] == 0
    assert found["Key that signs checkpoints"].values["number"] == 1
    assert found["Vault"].values["live"] > 0  # type: ignore[operator]  # a count
    assert found["Policy in force"].values["version"] == "2026-1"


def test_no_word_of_a_candidate_is_in_it(town: Town) -> None:
    town.closed(town.vacancy())
    worker_of(town).tick()
    told = str(read_health(town.call("alan"), BY, HERE))
    for word in ("Quillfeather", "ada@", "harbourmuseum", "LIB-7", "captions"):
        assert word not in told


def test_a_worker_that_falls_silent_and_a_log_that_nobody_signs(town: Town) -> None:
    presence.say(town.call("alan"))
    checkpointing.make(town.call("hugh"))
    town.wait(minutes=1 + SILENT.seconds / 60)
    town.vacancy()
    assert faults(town) == {"Worker"}
    presence.say(town.call("alan"))
    town.wait(minutes=LATE.seconds / 60)
    assert "Last checkpoint" in faults(town)


@on_both
def test_what_waits_or_failed_is_counted(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = worker_of(town)
    vacancy = town.vacancy()
    town.closed(vacancy)
    reporting.request_report(town.call("edith"), vacancy)
    assert lines(town)["Jobs"].values["waiting"] == 1
    town.wait(minutes=11)
    assert lines(town)["Jobs"].health is Health.WATCH

    def fail(*_args: object, **_more: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(reporting, "render_bounded", fail)
    for _attempt in range(3):
        worker.do_one()
    assert lines(town)["Jobs that failed"].values == {"count": 1}
    town.wait(days=8)
    assert lines(town)["Jobs that failed"].health is Health.FINE
    with town.call("alan").as_clock().look() as work:
        assert work.session.query(Job).count() == 1


def test_a_vault_that_lacks_keys(town: Town) -> None:
    town.vacancy()
    checkpointing.make(town.call("hugh"))
    with town.call("alan").look() as work:
        key = work.session.query(LogKey).one()
    town.store.vault.destroy(key.ref, [Retention.SIGNING])
    assert "Key that signs checkpoints" in faults(town)
    town.store.vault.destroy(ORGANISATION, [Retention.ACCOUNT])
    assert "Vault" in faults(town)


def test_a_witness_that_fails(town: Town) -> None:
    assert lines(town)["Where checkpoints are left"].health is Health.WATCH
    with town.call("alan").as_clock().change() as work:
        work.session.add(WitnessState(name="folder:/kept", left_size=3, problem=""))
        work.commit()
    assert lines(town)["Where checkpoints are left"].health is Health.FINE
    with town.call("alan").as_clock().change() as work:
        work.session.execute(update(WitnessState).values(problem="Full.", failing_since=work.now))
        work.commit()
    failing = lines(town)["Where checkpoints are left"]
    assert failing.health is Health.FAULT
    assert failing.values["problem"] == "Full."


def test_a_calendar_that_ends(town: Town) -> None:
    last = max(holidays())
    end = datetime(last.year, last.month, last.day, 12, tzinfo=UTC)
    for days, health in ((-200, Health.FINE), (-100, Health.WATCH), (1, Health.FAULT)):
        town.now = end + timedelta(days=days)
        assert lines(town)["Calendar"].health is health


@on_both
def test_a_test_message_goes_to_whoever_asks_and_names_nobody(town: Town, postbox: Postbox) -> None:
    send_test(town.call("alan"), BY)
    assert lines(town)["E-mail"].values == {"way": BY, "count": 1}
    town.wait(minutes=15)
    assert "E-mail" in faults(town)
    assert send(town, by_smtp(postbox)) == 1
    [message] = postbox.messages
    assert message["To"] == "alan@example.test"
    assert "You asked for this message" in text_of(message)
    [row] = list_messages(town.call("alan")).rows
    assert row.name == "alan"
    assert lines(town)["E-mail"].health is Health.FINE


@on_both
def test_who_may_send_one_and_how_often(town: Town) -> None:
    with pytest.raises(NotPossible):
        send_test(town.call("alan"), "")
    for name in ("hugh", "dara"):
        with pytest.raises(NotAllowed):
            send_test(town.call(name), BY)
        with pytest.raises(NotAllowed):
            read_health(town.call(name), BY, HERE)
        with pytest.raises(NotAllowed):
            read_readers(town.call(name))
    for _time in range(MOST_AN_HOUR):
        send_test(town.call("alan"), BY)
    with pytest.raises(NotPossible):
        send_test(town.call("alan"), BY)
    town.wait(minutes=61)
    send_test(town.call("alan"), BY)


def test_without_a_way_out_it_says_so(town: Town) -> None:
    assert lines(town, "")["E-mail"].health is Health.WATCH


def backed_up(town: Town, size: int, *names: str) -> Line:
    """What is told of backups once one of the files ``names`` was made."""
    made_at = town.now.isoformat(timespec="seconds")
    said = Manifest("", size, "", "", "", made_at, dict.fromkeys(names, ""))
    note(Call(town.store, OPERATOR, town.clock), said)
    return lines(town)["Backups"]


@on_both
def test_the_last_backup_that_is_known(town: Town) -> None:
    line = lines(town)["Backups"]
    assert (line.health, line.values) == (Health.UNKNOWN, {})
    assert "No backup is known" in line.said and line.todo
    line = backed_up(town, 7, DATABASE, VAULT)
    assert (line.health, line.values) == (Health.FINE, {"at": town.now, "size": 7})
    town.wait(minutes=OLD.total_seconds() / 60)
    assert lines(town)["Backups"].health is Health.FINE
    town.wait(minutes=1)
    line = lines(town)["Backups"]
    assert line.health is Health.WATCH and "make one" in line.todo
    line = backed_up(town, 8, VAULT)
    assert (line.health, line.values) == (Health.UNKNOWN, {"at": town.now, "size": 8})
    assert "this service knows nothing" in line.said and line.todo
    town.wait(days=8)
    assert lines(town)["Backups"].health is Health.WATCH


def test_what_nobody_has_set_of_what_people_are_told(town: Town) -> None:
    found = lines(town)
    for what in ("Help for candidates", "Help for staff", "Lawful basis"):
        assert found[what].health is Health.WATCH and found[what].todo
    typed = {"name": "Wexcombe", "colour": "#2d4a5e", "help": "01632 960 001"}
    set_organisation(town.call("alan"), 0, typed)
    assert lines(town)["Help for candidates"].health is Health.FINE
    assert lines(town)["Help for staff"].health is Health.WATCH, "help for candidates is another"
    for read, one in enumerate(({"staff_phone": "215662"}, {"staff_email": "hr@example.org"})):
        set_organisation(town.call("alan"), read + 1, typed | one)
        assert lines(town)["Help for staff"].health is Health.FINE
    set_basis(town.call("dara"), 0, basis_from(town.now.date() + timedelta(days=1)))
    assert lines(town)["Lawful basis"].health is Health.WATCH, "it does not count yet"
    town.wait(days=1)
    assert lines(town)["Lawful basis"].health is Health.FINE
