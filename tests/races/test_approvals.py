"""Thirty-two approvals at once, from as many processes, against the running service."""

import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from screening.cli.demo.people import Person, read_people
from screening.domain.words import Role
from tests.races.officer import Answer, Browser
from tests.serving import Served

PROCESSES = 32
APPROVE = {"ruling": "approve", "reasons": "It tests the claim and nothing else."}


def officer(served: Served, person: Person) -> Browser:
    """A browser in which that person has signed in."""
    browser = Browser(served.url)
    browser.sign_in(person.email, read_people()[0])
    return browser


def page_of(check: str) -> str:
    return f"/checks/{check}/decision"


def waiting(served: Served) -> tuple[str, list[Person]]:
    """A request that waits for a decision, and everybody in HR who may make it."""
    found: dict[str, list[Person]] = {}
    for person in read_people()[1]:
        if Role.HR not in person.roles:
            continue
        browser = officer(served, person)
        queue = browser.get("/decisions").tree()
        for link in queue.xpath("//main//tbody//a[contains(@href, '/decision')]/@href"):
            if (form := browser.get(link).form()) is not None and form.xpath(
                ".//*[@name='ruling']"
            ):
                found.setdefault(link.split("/")[2], []).append(person)
    return max(found.items(), key=lambda item: len(item[1]))


def approve(served: Served, check: str, person: Person, together: Callable[[], None]) -> Answer:
    """Open the decision's page, wait for all the others, and approve."""
    browser = officer(served, person)
    form = browser.get(page_of(check)).form()
    together()
    return browser.send(form, APPROVE)


def counted(served: Served, statement: str, check: str) -> int:
    with sqlite3.connect(served.instance / "screening.db") as connection:
        return int(connection.execute(statement, (check,)).fetchone()[0])


def test_one_approval_wins_and_every_other_one_is_told_so(
    served: Served,
    at_once: Callable[[Any], list[Answer]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    check, people = waiting(served)
    assert len(people) >= 2
    parts = [
        partial(approve, served, check, people[number % len(people)]) for number in range(PROCESSES)
    ]
    answers = at_once(parts)

    statuses = Counter(answer.status for answer in answers)
    assert statuses == {200: 1, 409: PROCESSES - 1}
    for answer in answers:
        if answer.status == 409:
            assert answer.heading() in {"Somebody else was first", "This cannot be done now"}
            assert APPROVE["reasons"] in answer.html, "the words are lost"
    decisions = counted(served, "SELECT count(*) FROM decision WHERE check_ref = ?", check)
    approvals = counted(
        served,
        "SELECT count(*) FROM record WHERE event_type = 'check_approved' AND check_ref = ?",
        check,
    )
    assert (decisions, approvals) == (1, 1)
    with capsys.disabled():
        sys.stdout.write(
            f"\napprovals at once: {PROCESSES} processes of {len(people)} officers, "
            f"{decisions} decision, {approvals} record, {statuses[409]} told so\n"
        )

    export = tmp_path / "export.jsonl"
    assert served.command("ledger", "export", str(export)).returncode == 0
    verified = served.command("verify", str(export))
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_an_export_with_one_character_changed_is_refused_with_its_place(
    served: Served, tmp_path: Path
) -> None:
    export = tmp_path / "export.jsonl"
    assert served.command("ledger", "export", str(export)).returncode == 0
    good = export.read_bytes()
    for place in (len(good) // 5, len(good) // 2, len(good) - 40):
        other = b"1" if good[place : place + 1] != b"1" else b"2"
        export.write_bytes(good[:place] + other + good[place + 1 :])
        refused = served.command("verify", str(export))
        line = good.count(b"\n", 0, place) + 1
        before = good.splitlines()[: line - 1]
        record = sum(not each.startswith(b'{"checkpoint"') for each in before)
        assert refused.returncode == 1
        assert f"REFUSED at line {line} (record {record})" in refused.stdout
