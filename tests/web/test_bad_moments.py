"""At bad moments there is a page that says so, words are not lost, and nothing is half done.

A full database is SQLite's own: every connection of the service may take no page more than the
file has, which is what a disk without room looks like to it. A locked one is held from outside.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from sqlalchemy import event
from werkzeug.test import TestResponse

from screening.domain.errors import NotPossible
from screening.domain.people import CLOCK
from screening.services import reporting, vacancies
from screening.services.call import Call
from screening.services.checks import filing
from screening.services.checks.holding_back import fingerprint
from screening.services.people import kept_forms
from screening.services.people.sessions import revoke
from screening.services.reading.checks.draft import read_request
from screening.services.reading.vacancies.closing import read_waits_until
from tests.databases import unguard
from tests.services.town import Town
from tests.web.access_table import IN, ROWS, Row
from tests.web.page import Page
from tests.web.rewinding import Street, honest_street
from tests.web.sent import ONLY_ANSWERED, SENT
from tests.web.townspeople import TownPages

# Too long for what is left of any page of the file.
WORDS = "Words that took a while to find. " * 145
SENDING = [row for row in ROWS if row.method == "POST" and row.path in SENT]
NOT_ABOUT_A_CHANGE = ONLY_ANSWERED | {"/sign-in", "/account/password"}
EVERY_TIME = {
    "/candidates/{draft_candidate}/name",
    "/candidates/{closed_candidate}/subject-access",
    "/candidates/{closed_candidate}/subject-access/file",
    "/checks/{invited}/evidence/1",
    "/find-by-name",
    "/reviews/attempts",
}
"""Each showing of a name, and each look at what is held, given or asked, is on record: a second
click is a second one.
"""
BOXES = ("quote", "reason", "reasons", "words", "read", "answer", "why", "question")


@pytest.fixture(scope="module")
def town(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with honest_street(prepared_file, tmp_path_factory.mktemp("street")) as street:
        yield street


@pytest.fixture(autouse=True)
def put_back(town: Street) -> Iterator[None]:
    yield
    town.database.rewind()


def ids(row: Row) -> str:
    return row.path


def sender(row: Row) -> str:
    """The first who may."""
    return next(person for person, answer in row.answers.items() if answer == IN)


def send(town: Street, row: Row, **more: str) -> TestResponse:
    fields = {name: text.format(**town.planted.refs) for name, text in SENT[row.path].items()}
    address = row.path.format(**town.planted.refs)
    town.make_way(row.path)
    return town.ask(sender(row), "POST", address, fields | more)


def with_words(row: Row) -> dict[str, str]:
    """The longest box of the form, filled."""
    sent = SENT[row.path]
    seen = {"seen": fingerprint(WORDS)} if "seen" in sent else {}
    return {name: WORDS for name in BOXES if sent.get(name, "").endswith((".", "?"))} | seen


def keeps_words(answer: TestResponse) -> bool:
    return WORDS.strip() in Page(answer).tree.text_content()


CHANGES = [row for row in SENDING if row.path not in NOT_ABOUT_A_CHANGE | EVERY_TIME]
WORDED = [row for row in CHANGES if with_words(row)]


@pytest.mark.parametrize("row", CHANGES, ids=ids)
def test_a_double_click_is_one_change_and_one_answer(town: Street, row: Row) -> None:
    first = send(town, row, idempotency_key="5" * 32)
    assert first.status_code in {302, 303}
    assert town.database.changed()
    before = town.database.everything()
    second = send(town, row, idempotency_key="5" * 32)
    assert (second.status_code, second.location) == (first.status_code, first.location)
    assert town.database.everything() == before


@contextmanager
def each_connection(town: Street, set_up: Callable[[Connection], object]) -> Iterator[None]:
    """Do ``set_up`` to each connection that the service takes."""

    def taken(connection: Connection, *_rest: Any) -> None:
        unguard(connection)  # the guards let nobody do what follows
        set_up(connection)

    engine = town.planted.town.store.engine
    event.listen(engine, "checkout", taken)
    try:
        yield
    finally:
        event.remove(engine, "checkout", taken)
        engine.dispose()


def no_room(connection: Connection) -> None:
    connection.execute("SELECT * FROM sqlite_master").fetchall()  # how large it is now
    connection.execute("PRAGMA max_page_count = 1").close()  # SQLite: never below what there is


@pytest.mark.parametrize("row", WORDED, ids=ids)
def test_a_full_database_is_said_and_words_are_kept(town: Street, row: Row) -> None:
    town.database.compact()
    with each_connection(town, no_room):
        answer = send(town, row, **with_words(row), idempotency_key="6" * 32)
    assert answer.status_code == 503
    assert Page(answer).h1 == "The service cannot save anything at the moment"
    assert keeps_words(answer)
    assert not town.database.changed()
    again = send(town, row, **with_words(row), idempotency_key="6" * 32)
    assert again.status_code in {302, 303}


def test_reading_goes_on_while_the_database_is_full(town: Street) -> None:
    with each_connection(town, no_room):
        for row in ROWS:
            if row.method == "GET":
                address = row.path.format(**town.planted.refs)
                assert town.ask(sender(row), "GET", address).status_code < 400, address


@pytest.mark.parametrize("row", WORDED[:4] + WORDED[-4:], ids=ids)
def test_a_locked_database_is_said_and_words_are_kept(town: Street, row: Row) -> None:
    def impatient(connection: Connection) -> None:
        connection.execute("PRAGMA busy_timeout = 20").close()

    with town.database.locked(), each_connection(town, impatient):
        answer = send(town, row, **with_words(row))
    assert answer.status_code == 503
    assert "busy" in Page(answer).text
    assert keeps_words(answer)
    assert not town.database.changed()


AFTER_CLOSING = ("/outcome", "/exposure", "/hand-over", "/withhold", "/influence",
                 "/people/add", "/vacancies/new", "/wrong", "/missed", "/erase",
                 "/erase/withdraw", "/hold", "/lift", "/texts", "/rights/new", "/step",
                 "/go-on", "/editions/new", "/queries/new", "/actions/new", "/asked/{query}",
                 "/follow-ups/{query}", "/reviews/attempts",
                 "/asked/{action}", "/substitutes/new", "/end", "{replying_key}/reply",
                 "/their-answer", "{withheld}/tell", "/link", "/e-mail", "/visits/4/read",
                 "/sourcing/new", "{sourcing}/correct", "/keep", "/note", "/{sourcing_question}",
                 "/looked-up/new", "/place", "/handle", "/breach", "/lock-scores",
                 "/exposure-step", "/declarations/shortlist", "/notifications/read",
                 "/notifications/choice", "/again", "/due-diligence/lock", "/write-down",
                 "{school_read_key}/shortlist/reply", "_part}/answer", "/answer/keep-back",
                 "/regime/withdraw", "/organisation/change", "/basis/set", "/assessment/write",
                 "/import", "/columns", "{import_file}", "/put-away")  # fmt: skip
"""What goes on after a vacancy is closed, or has nothing to do with one. A sign-off has to read
first that it was closed.
"""


def closes(town: Town, vacancy: str) -> bool:
    """Close ``vacancy``, refused while somebody who was told of a check may reply."""
    waits = read_waits_until(town.call("hugh"), vacancy)
    with pytest.raises(NotPossible) if waits else nullcontext():
        vacancies.close_vacancy(town.call("hugh"), vacancy)
    return not waits


OF_A_VACANCY = [row for row in CHANGES if not row.path.startswith("/policy/")]


@pytest.mark.parametrize("row", OF_A_VACANCY, ids=ids)
def test_a_vacancy_closed_meanwhile(town: Street, row: Row) -> None:
    refs = town.planted.refs
    objects = [name for name in refs if f"{{{name}}}" in row.path]
    kind = objects[0].removesuffix("_vacancy").removesuffix("_candidate") if objects else ""
    kind = kind.removesuffix("_key").removesuffix("_part")
    if f"{kind}_vacancy" in refs and not closes(town.planted.town, refs[f"{kind}_vacancy"]):
        return
    before = town.database.everything()
    answer = send(town, row, **with_words(row))
    if row.path.endswith("/erase/decision"):
        assert answer.status_code == 403  # whoever closed it let checks lapse: others confirm
        return
    if row.path.endswith(AFTER_CLOSING):
        assert answer.status_code in {302, 303}
        return
    assert answer.status_code == 409
    assert Page(answer).h1
    assert not with_words(row) or keeps_words(answer)
    assert town.database.everything() == before


SIGNED_IN = [row for row in WORDED if sender(row) != "nobody"]


@pytest.mark.parametrize("row", SIGNED_IN, ids=ids)
def test_words_come_back_after_a_session_that_ended(town: Street, row: Row) -> None:
    planted, person = town.planted.town, sender(row)
    actor = planted.people[person]
    by_clock = Call(planted.store, CLOCK, planted.clock)
    with by_clock.change() as work:
        revoke(work, actor.ref)
        work.commit()
    answer = send(town, row, **with_words(row))
    assert answer.status_code == 302
    assert (answer.location or "").startswith("/sign-in")
    kept = kept_forms.offer(planted.call(person))
    assert kept is not None
    page = TownPages(town.app, planted).visitor(person).get(f"{kept.page}?kept={kept.ref}")
    (name,) = with_words(row)
    (box,) = page.all(f"//main//textarea[@name='{name}'] | //main//input[@name='{name}']")
    assert (box.get("value") or box.text).strip() == WORDS.strip()


def test_a_second_tab_saved_first(town: Street) -> None:
    refs, mara = town.planted.refs, town.planted.town.call("mara")
    shown = read_request(mara, refs["draft"])
    filing.save_draft(mara, refs["draft"], shown.version, shown.request.__class__(question="Mine?"))
    row = next(row for row in SENDING if row.path.endswith("/write/question"))
    answer = send(town, row, question=WORDS)
    assert answer.status_code == 409
    assert keeps_words(answer)
    assert "Mine?" in answer.text
    assert read_request(mara, refs["draft"]).request.question == "Mine?"


def test_a_decision_on_words_that_have_changed_since(town: Street) -> None:
    row = next(row for row in SENDING if row.path.endswith("{awaiting}/decision"))
    before = town.database.everything()
    answer = send(town, row, revision="0", reasons=WORDS)
    assert answer.status_code == 409
    assert keeps_words(answer)
    assert town.database.everything() == before


def test_a_report_waits_for_a_worker_that_is_dead(town: Street) -> None:
    edith, vacancy = town.planted.town.call("edith"), town.planted.refs["draft_vacancy"]
    first = reporting.request_report(edith, vacancy)
    town.planted.town.wait(minutes=10)
    try:
        answer = town.ask("edith", "GET", f"/reviews/{vacancy}/report")
        assert "Edition 1 is waiting to be made." in Page(answer).text
        assert reporting.request_report(edith, vacancy) == first
    finally:
        town.planted.town.wait(minutes=-10)
