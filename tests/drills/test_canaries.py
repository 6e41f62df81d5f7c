"""One of thirty is erased: nothing that was said about them is in any file, nor comes back."""

import io
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.ledger.compare import Against
from screening.ledger.verify import verify
from screening.services import reporting
from screening.services.disagreements import export_disagreements
from screening.services.logs import set_up_logs
from screening.store.store import Store
from screening.store.tables.name_word import name_word
from screening.store.tables.wording import wording_key
from tests.drills.council import (
    CANDIDATES,
    Council,
    exported,
    name_keys,
    operator,
    places_kept,
    readable,
    receipts,
    thirty,
    wording_keys,
    wrapped_keys,
)
from tests.drills.scanning import files_in, rows_of, scan
from tests.figures import say
from tests.reported import quick, worker_of
from tests.services.town import populated
from tests.web.planting import HERE, Planted


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the service writes for its operators."""
    written = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    set_up_logs()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers[:], root.level = before[0], before[1]


@pytest.fixture
def council(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    if store.engine.dialect.name != "sqlite":  # one real PDF is enough
        monkeypatch.setattr(reporting, "render_bounded", quick)
    return thirty(Planted(populated(store)))


def places(council: Council, folder: Path) -> list[tuple[str, bytes]]:
    """Every file of the service; and where its database is on a server, every row of it."""
    found = list(files_in(folder))
    if council.store.engine.dialect.name != "sqlite":
        found += rows_of(council.store)
    return found


def fail_at_a_report(council: Council, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a job fail for a reason that repeats what somebody typed."""

    def fail(*_args: object, **_bounds: object) -> bytes:
        raise ValueError(f"cannot print {word}")

    with monkeypatch.context() as failing:
        failing.setattr(reporting, "render_bounded", fail)
        reporting.request_report(council.town.call("edith"), council.vacancy)
        worker_of(council.town).do_one()


def test_one_of_thirty_is_erased(
    council: Council,
    tmp_path: Path,
    logged: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    town, store, erased = council.town, council.store, council.erased
    fail_at_a_report(council, next(iter(council.canaries)), monkeypatch)
    town.wait(hours=2)  # what failed is tried again later
    assert worker_of(town).do_one()
    editions = {one.key.owner for one in council.sealings if one.plain.startswith(b"%PDF")}
    assert len(editions) == 1
    kept = receipts(council)
    canaries, others = council.canaries, council.words(HERE)

    # All of it is there before, and the scanner finds what can be found.
    assert len(canaries) >= 20
    before = readable(council, store)
    said = {word: kind for word, kind in canaries.items() if word in before}
    still = [word for word in others if word in before]
    assert set(canaries.values()) - set(said.values()) == set()
    assert {kind for word, kind in canaries.items() if word not in said} == {"draft"}
    sealed = council.sealed_of(canaries, {erased, *editions})
    keys, alike = wrapped_keys(store, {erased, *editions}), wording_keys(store, erased)
    named = name_keys(store, erased)
    assert (len(keys), len(alike) > 20, len(named) > 0) == (4, True, True)
    assert set(places_kept(council, store)) <= set(sealed.values())
    assert len(places_kept(council, store)) == 1
    found = scan(places(council, tmp_path), raw=sealed | keys | alike | named)
    there = {one.needle for one in found}
    assert there >= {*keys, *alike, *named}
    if store.engine.dialect.name != "sqlite":  # in each table by itself
        assert {one.needle for one in found if one.place == wording_key.name} >= set(alike)
        assert {one.needle for one in found if one.place == name_word.name} >= set(named)
    for word in said:
        assert any(sealed[name] in council.sealed_with(word) for name in there & set(sealed))
    assert scan(places(council, tmp_path), canaries) == set()
    planted = tmp_path / "left-behind"
    planted.write_text(f"Dear {next(iter(canaries))}")
    assert len(scan(places(council, tmp_path), canaries)) == 1
    planted.unlink()

    assert town.erase(erased)

    (tmp_path / "log.jsonl").write_bytes(exported(council, store, everything=True))
    cases = export_disagreements(operator(council, store), "Wexcombe Council")
    (tmp_path / "cases").write_text(str(cases))
    (tmp_path / "service.log").write_text(logged.getvalue())
    assert "job" in logged.getvalue()
    where = places(council, tmp_path)
    assert scan(where, canaries, sealed | keys | alike | named) == set()
    assert name_keys(store, erased) == {}
    assert not places_kept(council, store)
    after = readable(council, store)
    assert [word for word in canaries if word in after] == []
    assert [word for word in still if word not in after] == []
    for everything in (False, True):
        lines = exported(council, store, everything=everything).splitlines(keepends=True)
        outcome = verify(lines, kept)
        assert outcome.refusal is None
        assert set(outcome.compared) == {Against.AGREES}
    say(
        capsys,
        f"canaries ({store.engine.dialect.name}): one of {CANDIDATES} erased; {len(canaries)} "
        f"texts of {len(set(canaries.values()))} kinds, {len(sealed)} ciphertexts, {len(keys)} "
        f"keys and {len(alike) + len(named)} keys of wording and name looked for in {len(where)} "
        f"files or rows: 0 found; "
        f"{len(still)} texts of the other {CANDIDATES - 1} still read; {len(kept)} receipts good",
    )
