"""Every page and every form, on PostgreSQL: what it asks of the database can be asked there.

Most tests of pages run on SQLite. What PostgreSQL refuses, and SQLite does not, is refused here:
each page is opened by every kind of person who may, each form is sent by one of them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.web.steps import STEPS
from tests.databases import Server
from tests.figures import say
from tests.web.access_table import IN, ROWS
from tests.web.planting import MARK
from tests.web.recopying import moved_street
from tests.web.rewinding import Street
from tests.web.sent import ONLY_ANSWERED, SENT

pytestmark = pytest.mark.postgres

KINDS = ("mara", "hugh", "edith", "dara", "alan", "nobody")
"""One of each role."""
ASKED = (
    ("hugh", f"/vacancies?words={MARK}&month=2026-11&kept=1"),
    ("edith", f"/reviews?words={MARK}"),
    ("mara", f"/checks?words={MARK}&who=mine&candidate={MARK}"),
)


@pytest.fixture(scope="module")
def town(
    prepared_file: Path, tmp_path_factory: pytest.TempPathFactory, postgres: Server
) -> Iterator[Street]:
    with moved_street(prepared_file, tmp_path_factory.mktemp("street"), postgres) as street:
        yield street


def pages(town: Street) -> Iterator[tuple[str, str]]:
    """Who opens what."""
    refs = town.planted.refs
    for row in ROWS:
        if row.method == "GET":
            for person in KINDS:
                if row.answers[person] == IN:
                    yield person, row.path.format(**refs)
    for name in STEPS:
        yield "mara", f"/checks/{refs['draft']}/write/{name}"
    yield from ASKED


def test_every_page_is_shown(town: Street, capsys: pytest.CaptureFixture[str]) -> None:
    answered = {(who, where): town.ask(who, "GET", where).status_code for who, where in pages(town)}
    say(capsys, f"on PostgreSQL: {len(answered)} pages opened")
    assert {asked: status for asked, status in answered.items() if status >= 400} == {}


def test_every_form_is_taken(town: Street, capsys: pytest.CaptureFixture[str]) -> None:
    refs, refused, sent = town.planted.refs, {}, 0
    for row in ROWS:
        if row.method != "POST":
            continue
        fields = {name: text.format(**refs) for name, text in SENT.get(row.path, {}).items()}
        fields["idempotency_key"] = "5" * 32
        person = next(person for person, answer in row.answers.items() if answer == IN)
        town.make_way(row.path)
        answer = town.ask(person, "POST", row.path.format(**refs), fields)
        sent += 1
        if answer.status_code >= 400:
            refused[row.path] = answer.status
        if row.path not in ONLY_ANSWERED:
            town.database.rewind()
    say(capsys, f"on PostgreSQL: {sent} forms sent")
    assert refused == {}
