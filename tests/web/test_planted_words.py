"""Every page is read by everybody: who sees which text, and what such a text does to a page.

Each text of the town holds a word of its own, and after it what turns the direction of a text. Whom
a page shows the word may read it; and nothing is turned on any page.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.figures import say
from tests.web.every_address import addresses
from tests.web.planting import MARK, Planted
from tests.web.readers import may_read
from tests.web.rewinding import PEOPLE, Street, planted_street
from tests.web.sent import SENT

TURNED = "\u202e\u2066"
"""An override and an isolate, neither of them ended."""
WRITTEN_OUT = "⟨U+202E⟩⟨U+2066⟩"
IN_BOXES = {"kept"}
"""What is only ever shown in a box: a form that was not sent."""
NEVER_TURNED = {"mailed", "shortlist-mailed"}
"""An address that mail goes to holds no such sign: it is refused."""
ON_NO_PAGE = {"sealed", "evidence"}
"""What nobody is shown at all: what stands in a message to somebody outside."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_IN_A_BOX = re.compile(r'<textarea\b.*?</textarea>|<input\b[^>]*\bvalue="[^"]*"[^>]*>', re.DOTALL)
_PLANTED = re.compile(rf"{MARK}\d{{4}}q".encode())
_WORD = re.compile(rf"{MARK}\d{{4}}q{re.escape(WRITTEN_OUT)}")


@pytest.fixture(scope="module")
def town(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Every text of it turns what follows."""
    honest = Planted.word
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Planted, "word", lambda made, kind: honest(made, kind) + TURNED)
        with planted_street(prepared_file, tmp_path_factory.mktemp("street")) as street:
            yield street


@dataclass
class Walk:
    """What everybody was answered at every address of every object."""

    answers: int = 0
    pages: int = 0
    seen: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Who was sent words that stand there and are part of such a text, wherever in the answer."""
    read: set[str] = field(default_factory=set)
    """The words that could be read on some page, in its text."""
    turned: list[str] = field(default_factory=list)
    """Where something turned what stands beside it."""

    def go(self, town: Street, person: str, address: str) -> None:
        """Look at what ``person`` is answered at ``address``."""
        answer = town.ask(person, "GET", address)
        self.answers += 1
        for word in set(_PLANTED.findall(answer.data)):
            self.seen[town.planted.words[word.decode()]].add(person)
        if answer.mimetype == "text/html":
            self.pages += 1
            try:
                self.read |= read(answer)
            except AssertionError as turned:
                self.turned.append(f"{person}: {turned}")


@pytest.fixture(scope="module")
def one_in() -> int:
    """Of how many pages somebody is asked for one, the next person for the next one; for all of
    them in the drill.
    """
    return 3


@pytest.fixture(scope="module")
def walk(town: Street, one_in: int) -> Walk:
    """A walk of everybody to every page, whose answers are looked at in each way that there is."""
    walk = Walk()
    for turn, person in enumerate(PEOPLE):
        for address in islice(addresses(town, person), turn % one_in, None, one_in):
            walk.go(town, person, address)
    return walk


def read(answer: TestResponse) -> set[str]:
    """The planted words that can be read on a page on which nothing turns anything."""
    shown = _IN_A_BOX.sub("", answer.text)
    assert not _TURNS.search(shown), (answer.request.path, _around(shown))
    return {word[: -len(WRITTEN_OUT)] for word in _WORD.findall(shown)}


def _around(shown: str) -> str:
    found = _TURNS.search(shown)
    return ascii(shown[max(0, found.start() - 90) : found.end() + 30]) if found else ""


def test_each_planted_word_is_read_by_those_who_may_and_by_nobody_else(
    town: Street, walk: Walk, one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = town.planted.words
    expected = {stands: set(may_read(*stands)) for stands in words.values()}
    say(
        capsys,
        f"planted words: {len(words)} of {len(expected)} kinds, {walk.answers} answers searched",
    )
    leaks = {stands: walk.seen[stands] - expected[stands] for stands in expected}
    assert {stands: people for stands, people in leaks.items() if people} == {}
    read, may = (sum(map(len, each.values())) for each in (walk.seen, expected))
    assert read == may if one_in == 1 else read > 0.8 * may


def test_on_no_page_anything_is_turned(
    town: Street, walk: Walk, one_in: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = town.planted.words
    say(capsys, f"turned words: {len(walk.read)} of {len(words)} read on {walk.pages} pages")
    assert walk.turned == []
    assert walk.pages > 500
    kinds = {words[word][1] for word in walk.read}
    every = {kind for _place, kind in words.values()} - IN_BOXES - ON_NO_PAGE - NEVER_TURNED
    assert kinds == every if one_in == 1 else kinds <= every and len(kinds) > 0.9 * len(every)


def test_in_a_box_a_text_stays_as_it_was_typed(town: Street) -> None:
    draft = town.planted.refs["draft"]
    page = town.ask("mara", "GET", f"/checks/{draft}/write/question")
    assert re.search(rf"<textarea[^>]*>[^<]*{MARK}\d{{4}}q{TURNED}", page.text)
    refs = town.planted.refs
    line = f"/candidates/{refs['draft_candidate']}/claims/{refs['claim']}/correct"
    page = town.ask("mara", "GET", line)
    assert re.search(rf'<input[^>]*value="[^"]*{MARK}\d{{4}}q{TURNED}"', page.text)
    search = town.ask("edith", "GET", f"/reviews?words=a{TURNED}")
    assert f'value="a{TURNED}"' in search.text


def test_nor_in_the_copy_that_a_candidate_gets(town: Street) -> None:
    candidate = town.planted.refs["closed_candidate"]
    address = f"/candidates/{candidate}/subject-access"
    reason = {"reason": f"Their letter {TURNED}"}
    page = town.ask("dara", "POST", address, reason)
    assert page.status_code == 200
    assert read(page)
    assert f'value="Their letter {TURNED}"' in page.text
    packed = town.ask("dara", "POST", f"{address}/file", SENT[_FILE] | reason)
    with zipfile.ZipFile(io.BytesIO(packed.data)) as files:
        (copy,) = (name for name in files.namelist() if name.endswith(".html"))
        text = files.read(copy).decode()
    assert WRITTEN_OUT in text
    assert not _TURNS.search(text)


_FILE = "/candidates/{closed_candidate}/subject-access/file"
