"""The access table holds: nobody gets past it, and nothing of an object is in a denied answer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from screening.web.access import may_open
from tests.figures import say
from tests.web.access_table import IN, OUT, ROWS, Row
from tests.web.every_address import rules
from tests.web.page import plain
from tests.web.planting import MARK
from tests.web.readers import may_read, shown_on_request
from tests.web.rewinding import PEOPLE, Street, honest_street
from tests.web.sent import ONLY_ANSWERED, SENT

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NEVER_WAS = "f" * 32
_WORD = re.compile(rf"{MARK}\d{{4}}q".encode())


@pytest.fixture(scope="module")
def town(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with honest_street(prepared_file, tmp_path_factory.mktemp("street")) as street:
        yield street


@dataclass
class Tried:
    """Requests that were tried, and those that got past the table."""

    street: Street
    requests: int = 0
    escapes: list[str] = field(default_factory=list)

    def ask(self, person: str, method: str, path: str, expected: str) -> TestResponse:
        """Try it; the answer, after everything is put back."""
        refs = self.street.planted.refs
        fields = {name: text.format(**refs) for name, text in SENT.get(path, {}).items()}
        self.street.make_way(path)
        answer = self.street.ask(person, method, path.format(**refs), fields)
        self.requests += 1
        problems = list(self._problems(person, method, path, expected, answer))
        if self.street.database.changed() or path == "/policy/propose":
            self.street.database.rewind()
        what = f"{person} {method} {path}"
        self.escapes += [f"{what}: {problem}" for problem in problems]
        return answer

    def _problems(
        self, person: str, method: str, path: str, expected: str, answer: TestResponse
    ) -> Iterator[str]:
        got = outcome(person, answer)
        if got != expected:
            yield f"{got} instead of {expected}"
        changed = self.street.database.changed()
        if changed != (method == "POST" and expected == IN and path not in ONLY_ANSWERED):
            yield "something changed" if changed else "nothing changed"
        for word in set(_WORD.findall(answer.data)):
            place, kind = self.street.planted.words[word.decode()]
            allowed = may_read(place, kind) | shown_on_request(path, kind)
            if person not in allowed or expected != IN:
                yield f"shows the {kind} of {place}"


def outcome(person: str, answer: TestResponse) -> str:
    """An answer in the words of the table. Signing out leads where being sent away leads."""
    location = answer.headers.get("Location", "")
    if location.startswith("/sign-in") and (person == "nobody" or "next=" in location):
        return OUT
    return IN if answer.status_code < 400 else str(answer.status_code)


def endpoint_of(street: Street, row: Row) -> str:
    """The route that ``row`` is about; empty when there is none."""
    adapter = street.app.url_map.bind("localhost")
    try:
        return str(adapter.match(row.path.format(**street.planted.refs), row.method)[0])
    except HTTPException:
        return ""


def test_every_route_has_its_row_and_every_row_its_route(town: Street) -> None:
    listed = {(endpoint_of(town, row), row.method) for row in ROWS}
    routes = {
        (rule.endpoint, method)
        for rule in rules(town)
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    assert listed == routes
    assert {path for path in SENT if path not in {row.path for row in ROWS}} == set()


def test_nobody_gets_past_the_table(town: Street, capsys: pytest.CaptureFixture[str]) -> None:
    tried = Tried(town)
    for row in ROWS:
        for person, expected in row.answers.items():
            tried.ask(person, row.method, row.path, expected)
    say(
        capsys,
        f"access table: {len(rules(town))} routes, {len(PEOPLE)} kinds of person, "
        f"{tried.requests} requests tried, escapes {len(tried.escapes)}",
    )
    assert "\n".join(tried.escapes) == ""


@pytest.fixture(scope="module")
def one_in() -> int:
    """Of how many people one tries a method that a page does not take; all do in the drill."""
    return 4


def test_no_other_method_does_anything(
    town: Street, one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = Tried(town)
    turns = count()
    for path in dict.fromkeys(row.path for row in ROWS):
        known = {row.method: row.answers for row in ROWS if row.path == path}
        taken = {*methods_of(town, path)} - {"HEAD", "OPTIONS"}
        for method in METHODS:
            if method in taken:
                continue
            for person in PEOPLE[next(turns) % one_in :: one_in]:
                expected = "405"
                if method == "HEAD":
                    expected = known.get("GET", {}).get(person, "405")
                if method == "OPTIONS":
                    expected = at_the_door(town, person, path)
                answer = tried.ask(person, method, path, expected)
                if method == "HEAD":
                    assert answer.data == b""
    say(capsys, f"other methods: {tried.requests} requests tried, escapes {len(tried.escapes)}")
    assert "\n".join(tried.escapes) == ""


def test_what_one_may_not_know_of_looks_like_what_never_was(town: Street) -> None:
    refs = town.planted.refs
    nowhere = dict.fromkeys(refs, NEVER_WAS) | {"receipt": "999999"}  # that one is a number
    compared = 0
    for row in ROWS:
        for person, expected in row.answers.items():
            if expected != "404":
                continue
            here = town.ask(person, row.method, row.path.format(**refs), SENT.get(row.path))
            gone = town.ask(person, row.method, row.path.format(**nowhere), SENT.get(row.path))
            answers = [(each.status_code, plain(each.text)) for each in (here, gone)]
            assert answers[0] == answers[1], row
            compared += 1
    assert compared > 30


def methods_of(town: Street, path: str) -> Iterable[str]:
    """The methods that some route takes at ``path``."""
    adapter = town.app.url_map.bind("localhost")
    return adapter.allowed_methods(path.format(**town.planted.refs))


def test_a_claim_is_not_reached_by_way_of_a_candidate_of_ones_own(town: Street) -> None:
    refs = town.planted.refs
    fields = SENT["/candidates/{draft_candidate}/claims/{claim}/correct"]
    own = {"miles": refs["elsewhere_candidate"], "mara": refs["awaiting_candidate"]}
    for person, candidate in own.items():
        address = f"/candidates/{candidate}/claims/{refs['claim']}/correct"
        for method in ("GET", "POST"):
            assert town.ask(person, method, address, fields).status_code == 404
    assert not town.database.changed()


def at_the_door(town: Street, person: str, path: str) -> str:
    """What the outer door says: all that matters to a question about methods."""
    adapter = town.app.url_map.bind("localhost")
    endpoint = adapter.match(path.format(**town.planted.refs), "OPTIONS")[0]
    with town.app.app_context():
        if may_open(town.planted.town.people.get(person), endpoint):
            return IN
    return OUT if person == "nobody" else "403"
