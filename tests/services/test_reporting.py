"""The audit report: asked for once a position, made by a job, on record, fetched by officers."""

from hashlib import sha256

import pytest
from sqlalchemy import select

from screening.domain.errors import KeyDestroyed, NotAllowed, NotFound, SealBroken
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.services import job_queue, reporting
from screening.services.call import Call
from screening.services.job_queue import JobState
from screening.services.reading.report.editions import EditionsShown, read_editions
from screening.store import checkpoints
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.checkpoint import LogCheckpoint
from screening.store.tables.job import Job
from screening.store.tables.record import record
from screening.store.tables.review import Edition
from tests.databases import on_both
from tests.reported import ORGANISATION, issued, worker_of
from tests.services.town import QUOTE, Town

pytestmark = pytest.mark.usefixtures("quick_reports")


def editions(town: Town, vacancy: str) -> EditionsShown:
    """What the equality officer sees of the report."""
    return read_editions(town.call("edith"), vacancy)


def records(town: Town, vacancy: str) -> list[OpenedRecord]:
    """The vacancy's records about reports."""
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=vacancy)
    return [one for one in found if one.event in {Event.REPORT_REQUESTED, Event.REPORT_ISSUED}]


def test_asking_writes_edition_job_and_record_together(town: Town) -> None:
    vacancy = town.vacancy()
    assert reporting.request_report(town.call("edith"), vacancy) == "1"
    shown = editions(town, vacancy)
    assert shown.newest is not None
    assert (shown.newest.number, shown.newest.position) == (1, shown.position)
    assert shown.newest.job.state is JobState.WAITING
    assert not shown.newest.ready
    (record,) = records(town, vacancy)
    assert record.payload == {
        "edition": "1",
        "language": "en_GB",
        "position": str(shown.position),
    }
    assert record.actor_role == "equality"


def test_asking_twice_at_one_position_offers_the_same_edition(town: Town) -> None:
    vacancy = town.vacancy()
    assert reporting.request_report(town.call("edith"), vacancy) == "1"
    assert reporting.request_report(town.call("edith"), vacancy) == "1"
    worker_of(town).do_one()
    assert reporting.request_report(town.call("edith"), vacancy) == "1"
    assert editions(town, vacancy).up_to_date
    assert [record.event for record in records(town, vacancy)] == [
        Event.REPORT_REQUESTED,
        Event.REPORT_ISSUED,
    ]


def test_something_new_makes_a_new_edition(town: Town) -> None:
    vacancy = town.vacancy()
    assert issued(town, vacancy) == 1
    town.candidate(vacancy)
    assert not editions(town, vacancy).up_to_date
    assert issued(town, vacancy) == 2
    assert [one.number for one in editions(town, vacancy).editions] == [2, 1]
    assert all(one.ready for one in editions(town, vacancy).editions)


def test_a_double_click_asks_once(town: Town) -> None:
    vacancy = town.vacancy()
    for _click in range(2):
        assert reporting.request_report(town.call("edith", key="k" * 32), vacancy) == "1"
    assert len(records(town, vacancy)) == 1


def test_what_is_issued_is_what_is_fetched_and_recorded(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    number = issued(town, vacancy)
    file = reporting.fetch_report(town.call("edith"), vacancy, number)
    assert QUOTE in file.content.decode()
    assert file.name == "audit-lib-7-edition-1.pdf"
    digest = sha256(file.content).hexdigest()
    newest = editions(town, vacancy).newest
    assert newest is not None
    assert newest.sha256 == digest
    issue = records(town, vacancy)[-1]
    assert issue.payload == {"edition": "1", "language": "en_GB", "sha256": digest}
    assert issue.actor_role == "clock"


def test_it_prints_a_checkpoint_over_its_records_and_the_key(town: Town) -> None:
    vacancy = town.vacancy()
    number = issued(town, vacancy)
    printed = reporting.fetch_report(town.call("edith"), vacancy, number).content.decode()
    with town.call("edith").look() as work:
        [signed] = work.session.scalars(select(LogCheckpoint))
        key = checkpoints.public_half(work, checkpoints.key_in_use(work))
        last = work.session.get_one(Edition, (vacancy, number)).vacancy_seq
        leaf = work.session.scalar(
            select(record.c.leaf).where(
                record.c.vacancy_ref == vacancy, record.c.vacancy_seq == last
            )
        )
    assert f"Checkpoint(size={signed.size}, root='{signed.root}', key='{key.id.hex()}'" in printed
    code = f"{signed.note.partition(chr(10) * 2)[0]}\n{leaf}\n"
    assert f"for_phones={code!r}" in printed


def test_it_is_made_without_one_where_none_can_be_signed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_args: object) -> None:
        raise SealBroken("The key is lost.")

    monkeypatch.setattr(checkpoints, "sign", lost)
    vacancy = town.vacancy()
    number = issued(town, vacancy)
    printed = reporting.fetch_report(town.call("edith"), vacancy, number).content.decode()
    assert "checkpoint=None" in printed


def test_it_is_sealed_where_it_lies(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    issued(town, vacancy)
    with town.call("edith").look() as work:
        edition = work.session.scalars(select(Edition)).one()
    assert edition.sealed is not None
    assert QUOTE.encode() not in edition.sealed
    assert b"%PDF-" not in edition.sealed


@pytest.mark.parametrize("name", ["hugh", "dara", "alan", "mara"])
def test_only_the_equality_officer_asks(town: Town, name: str) -> None:
    vacancy = town.vacancy()
    with pytest.raises((NotAllowed, NotFound)):
        reporting.request_report(town.call(name), vacancy)
    assert records(town, vacancy) == []
    with town.call("edith").look() as work:
        assert work.session.scalars(select(Job)).all() == []


@pytest.mark.parametrize("name", ["hugh", "alan", "mara"])
def test_others_may_not_know_of_it(town: Town, name: str) -> None:
    vacancy = town.vacancy()
    number = issued(town, vacancy)
    with pytest.raises(NotFound):
        reporting.fetch_report(town.call(name), vacancy, number)
    with pytest.raises(NotFound):
        read_editions(town.call(name), vacancy)


@on_both
def test_the_data_protection_officer_reads_but_does_not_ask(town: Town) -> None:
    vacancy = town.vacancy()
    number = issued(town, vacancy)
    assert reporting.fetch_report(town.call("dara"), vacancy, number).content
    assert not read_editions(town.call("dara"), vacancy).may_request


@pytest.mark.parametrize("number", [0, 1, 2, 99])
def test_what_is_not_issued_is_not_found(town: Town, number: int) -> None:
    vacancy = town.vacancy()
    reporting.request_report(town.call("edith"), vacancy)
    with pytest.raises(NotFound):
        reporting.fetch_report(town.call("edith"), vacancy, number)


def test_an_edition_that_could_not_be_made_is_asked_for_anew(town: Town) -> None:
    vacancy = town.vacancy()
    reporting.request_report(town.call("edith"), vacancy)
    mine = job_queue.claim(town.call("edith"))
    assert mine is not None
    job_queue.put_back(town.call("edith"), mine, "No font", hopeless=True)
    assert issued(town, vacancy) == 2
    first, second = reversed(editions(town, vacancy).editions)
    assert (first.job.state, first.job.note) == (JobState.FAILED, "No font")
    assert second.ready


def test_somebody_erased_meanwhile_is_not_printed_after_all(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of the edition goes while it is rendered: nothing is kept of it."""
    vacancy = town.vacancy()
    town.submitted(vacancy)
    reporting.request_report(town.call("edith"), vacancy)
    mine = job_queue.claim(town.call("edith"))
    assert mine is not None

    def erased_meanwhile(*_args: object, **_bounds: object) -> bytes:
        with town.call("edith").look() as work:
            key = reporting.edition_key(reporting.edition_of_job(work, mine))
        town.store.vault.destroy(key.owner, [key.retention])
        return QUOTE.encode()

    monkeypatch.setattr(reporting, "render_bounded", erased_meanwhile)
    with pytest.raises(KeyDestroyed, match="Ask for the report again"):
        reporting.build_and_issue(town.call("edith"), mine, ORGANISATION)
    assert [record.event for record in records(town, vacancy)] == [Event.REPORT_REQUESTED]


def test_an_operator_asks_and_the_record_says_so(town: Town) -> None:
    vacancy = town.vacancy()
    call = Call(town.store, OPERATOR, town.clock)
    reporting.request_report(call, vacancy)
    assert records(town, vacancy)[0].actor_role == "operator"
    newest = editions(town, vacancy).newest
    assert newest is not None
    assert newest.requested_by == "operator at the command line"
    worker_of(town).do_one()
    assert b"operator at the command line" in reporting.fetch_report(call, vacancy, 1).content


def test_a_number_that_no_database_holds_is_no_edition(town: Town) -> None:
    vacancy = town.vacancy()
    with pytest.raises(NotFound):
        reporting.fetch_report(town.call("edith"), vacancy, 10**20)
