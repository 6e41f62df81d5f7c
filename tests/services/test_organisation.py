"""The organisation as administrators set it: one place, at once everywhere, on record."""

from gettext import NullTranslations
from threading import Thread

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.lawful_basis import BasisTold
from screening.domain.people import CLOCK
from screening.jobs.worker import Worker
from screening.reports.model import Organisation
from screening.reports.notice import notice_parts
from screening.services import reporting
from screening.services.call import Call
from screening.services.kept_settings.organisation import organisation_now, set_organisation
from screening.services.reading.administration.organisation import read_organisation
from screening.services.reading.telling.advert import read_advert
from screening.services.reading.telling.notice import read_notice, read_officer
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.reports import builders
from tests.services.outbox import by_smtp, text_of
from tests.services.postbox import open_postbox
from tests.services.town import Town

START = Organisation("Start Council", "#123456", "01632 960 001")
SET = {
    "name": "Môn Council",
    "name_cy": "Cyngor Môn",
    "colour": "#2D4A5E",
    "help": "01632 960 777",
    "help_cy": "01632 960 778",
    "officer": "Data protection, Town Hall",
    "complaints": "Complaints, Town Hall",
    "staff_phone": "215662",
    "staff_email": "hr@example.org",
}


class Welsh(NullTranslations):
    """No words of its own: only which language it is."""

    def info(self) -> dict[str, str]:
        return {"language": "cy"}


def now(town: Town) -> Organisation:
    return organisation_now(Call(town.store, CLOCK, town.clock), START)


def test_what_the_operator_set_counts_until_an_administrator_sets_it(town: Town) -> None:
    assert now(town) == START
    assert read_officer(town.call("hugh")) == "dara, dara@example.test"
    set_organisation(town.call("alan"), 0, SET)
    assert now(town) == Organisation(**(SET | {"colour": "#2d4a5e"}))
    assert read_officer(town.call("hugh")) == "Data protection, Town Hall"
    shown = read_advert(town.call("hugh"), now(town))
    assert (shown.organisation, shown.help) == ("Môn Council", "01632 960 777")


@on_both
def test_each_version_is_on_record_and_says_what_it_changed(town: Town) -> None:
    set_organisation(town.call("alan"), 0, SET)
    town.wait(days=1)
    set_organisation(town.call("alan"), 1, SET | {"help": "Ask at the desk"})
    shown = read_organisation(town.call("alan"), START)
    assert [(row.version, row.by, row.changed) for row in shown.rows] == [
        (2, "alan", ("help",)),
        (1, "alan", tuple(SET)),
    ]
    with town.call("alan").look() as work:
        found = [
            record.payload
            for record in open_records(work.session, work.vault)
            if record.event == Event.ORGANISATION_SET
        ]
    assert [(said["version"], said["help"]) for said in found if said] == [
        ("1", "01632 960 777"),
        ("2", "Ask at the desk"),
    ]


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("colour", "#ffee00"),  # white cannot be read on it
        ("colour", "navy"),
        ("colour", "#2d4a5e; }"),
        ("name", ""),
        ("name", "Two\nlines"),
        ("staff_email", "not an address"),
    ],
)
def test_what_cannot_be_printed_is_refused(town: Town, part: str, typed: str) -> None:
    with pytest.raises(NotValid) as refused:
        set_organisation(town.call("alan"), 0, SET | {part: typed})
    assert set(refused.value.fields) == {part}
    assert now(town) == START


def test_nobody_else_sets_it_or_reads_who_did(town: Town) -> None:
    for name in ("hugh", "dara", "edith", "mara"):
        with pytest.raises(NotAllowed):
            set_organisation(town.call(name), 0, SET)
        with pytest.raises(NotAllowed):
            read_organisation(town.call(name), START)
    assert now(town) == START


@on_both
def test_of_two_who_read_the_same_version_one_is_told(town: Town) -> None:
    problems: list[Exception] = []

    def let(help_: str) -> None:
        try:
            set_organisation(town.call("alan"), 0, SET | {"help": help_})
        except Conflict as late:
            problems.append(late)

    threads = [Thread(target=let, args=(words,)) for words in ("One", "Two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(problems) == 1
    assert now(town).help in {"One", "Two"}
    with pytest.raises(Conflict):
        set_organisation(town.call("alan"), 7, SET)


def test_a_notice_says_what_is_set_and_in_welsh_the_welsh_of_it(town: Town) -> None:
    check = town.approved(town.vacancy())
    set_organisation(town.call("alan"), 0, SET)
    notice = read_notice(town.call("hugh"), check, now(town))
    assert notice.data_protection_contact == "Complaints, Town Hall"
    english = str(notice_parts(notice))
    assert "Môn Council" in english
    assert "01632 960 777" in english
    welsh = str(notice_parts(notice, Welsh()))
    assert "Cyngor Môn" in welsh
    assert "01632 960 778" in welsh


def test_reports_and_messages_say_it_though_the_worker_was_started_before(
    town: Town, quick_reports: None
) -> None:
    vacancy = town.reviewed()
    with open_postbox() as postbox:
        worker = Worker(
            town.store, START, town.clock, channel=by_smtp(postbox), address="https://s.example"
        )
        set_organisation(town.call("alan"), 0, SET)
        number = int(reporting.request_report(town.call("edith"), vacancy))
        assert worker.do_one()
        worker.tick()
        content = reporting.fetch_report(town.call("edith"), vacancy, number).content.decode()
        assert "Môn Council" in content and "Start Council" not in content
        assert all("of Môn Council" in text_of(message) for message in postbox.messages)
        assert postbox.messages


def test_the_basis_is_said_in_welsh_where_there_is_welsh_of_it() -> None:
    basis = BasisTold("it is our task", "dyna ein tasg", ("UK GDPR Article 6(1)(e)",))
    notice = builders.notice(basis=basis)
    assert "it is our task (UK GDPR Article 6(1)(e))." in str(notice_parts(notice))
    assert "dyna ein tasg (UK GDPR Article 6(1)(e))." in str(notice_parts(notice, Welsh()))
