"""What turns the direction of a text, typed into every box there is, turns nothing on any page."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.figures import say
from tests.web.access_table import SENT
from tests.web.every_address import addresses
from tests.web.planted import MARK, Planted
from tests.web.rewinding import Street, planted_street

TURNED = "\u202e\u2066"
"""An override and an isolate, neither of them ended."""
WRITTEN_OUT = "⟨U+202E⟩⟨U+2066⟩"
READERS = ("mara", "hugh", "edith", "dara", "alan")
IN_BOXES = {"kept"}
"""What is only ever shown in a box: a form that was not sent."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_IN_A_BOX = re.compile(r'<textarea\b.*?</textarea>|<input\b[^>]*\bvalue="[^"]*"[^>]*>', re.DOTALL)
_WORD = re.compile(rf"{MARK}\d{{4}}q{re.escape(WRITTEN_OUT)}")


@pytest.fixture(scope="module")
def town(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Every text of it turns what follows."""
    honest = Planted.word
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Planted, "word", lambda made, kind: honest(made, kind) + TURNED)
        with planted_street(prepared_file, tmp_path_factory.mktemp("street")) as street:
            yield street


def read(answer: TestResponse) -> set[str]:
    """The planted words that can be read on a page on which nothing turns anything."""
    shown = _IN_A_BOX.sub("", answer.text)
    assert not _TURNS.search(shown), (answer.request.path, _around(shown))
    return {word[: -len(WRITTEN_OUT)] for word in _WORD.findall(shown)}


def _around(shown: str) -> str:
    found = _TURNS.search(shown)
    return ascii(shown[max(0, found.start() - 90) : found.end() + 30]) if found else ""


def test_on_no_page_anything_is_turned(town: Street, capsys: pytest.CaptureFixture[str]) -> None:
    seen, pages = set(), 0
    for person in READERS:
        for address in addresses(town, person):
            answer = town.ask(person, "GET", address)
            if answer.mimetype == "text/html":
                seen |= read(answer)
                pages += 1
    say(capsys, f"turned words: {len(seen)} of {len(town.planted.words)} read on {pages} pages")
    assert pages > 500
    kinds = {town.planted.words[word][1] for word in seen}
    assert kinds == {kind for _place, kind in town.planted.words.values()} - IN_BOXES


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
