"""What the store writes out is what the verifier reads, erased or not."""

import io
from pathlib import Path

import pytest

from screening.cli.main import main
from screening.domain.events import Event
from screening.domain.words import Retention
from screening.ledger.export import read_line
from screening.ledger.verify import Outcome, verify
from screening.services.settings import read_settings
from screening.store.erasure import empty
from screening.store.export import export
from screening.store.ledger_store import open_records
from screening.store.migrate import create
from screening.store.store import Store
from tests.store.conftest import Work, work_on

VACANCY, ANN = "b" * 32, "c" * 32


def _history(work: Work) -> None:
    with work(key="k-1") as unit:
        unit.record(Event.VACANCY_OPENED, vacancy_ref=VACANCY, payload={"title": "Ranger"})
        unit.record(
            Event.CANDIDATE_ADDED,
            vacancy_ref=VACANCY,
            subject_ref=ANN,
            payload={"name": "Annabel Caf\u00e9", "contact": "ann@example.org"},
        )
        unit.record(Event.STAGE_CHANGED, vacancy_ref=VACANCY, payload={})
        unit.commit()


def _exported(store: Store, work: Work, *, opened: bool) -> list[bytes]:
    file = io.BytesIO()
    with work(write=False) as unit:
        assert export(unit.session, file, store.vault, everything=opened) == 3
    return file.getvalue().splitlines(keepends=True)


def _verified(lines: list[bytes]) -> Outcome:
    outcome = verify(lines)
    assert outcome.refusal is None
    return outcome


def test_closed_it_shows_hashes_alone(store: Store, work: Work) -> None:
    _history(work)
    lines = _exported(store, work, opened=False)
    assert _verified(lines).opened == 0
    assert b"Ranger" not in b"".join(lines)
    assert b"Annabel" not in b"".join(lines)
    assert set(read_line(lines[1]).commitments) == {"name", "contact"}


def test_opened_it_shows_what_was_said(store: Store, work: Work) -> None:
    _history(work)
    lines = _exported(store, work, opened=True)
    assert _verified(lines).opened == 3
    assert read_line(lines[1]).opened["name"]["value"] == "Annabel Caf\u00e9"


def test_it_verifies_just_the_same_after_an_erasure(store: Store, work: Work) -> None:
    _history(work)
    before = _exported(store, work, opened=False)
    store.vault.destroy(ANN, [Retention.IDENTITY])
    assert _verified(_exported(store, work, opened=True)).opened == 1
    with work() as unit:
        empty(unit.session, ANN, [Retention.IDENTITY])
        unit.commit()
    assert _exported(store, work, opened=False) == before
    lines = _exported(store, work, opened=True)
    assert _verified(lines).opened == 1
    assert b"Annabel" not in b"".join(lines)


def _prepared() -> Store:
    settings = read_settings()
    return create(settings.database_url, settings.vault_url, settings.master_key)


@pytest.mark.parametrize("flags", [[], ["--open", "--why", "The court orders it."]])
def test_the_commands_export_and_verify(
    flags: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("ENV", "DATABASE_URL", "VAULT_URL", "MASTER_KEY", "SECRET_KEY"):
        monkeypatch.delenv(f"SCREENING_{name}", raising=False)
    monkeypatch.setenv("SCREENING_INSTANCE", str(tmp_path / "instance"))
    store = _prepared()
    _history(lambda key: work_on(store, key))
    store.close()
    file = tmp_path / "ledger.jsonl"
    assert main(["ledger", "export", *flags, str(file)]) == 0
    assert f"{3 + bool(flags)} records" in capsys.readouterr().out
    assert file.stat().st_mode & 0o777 == 0o600
    assert (b"Annabel" in file.read_bytes()) == bool(flags)
    assert main(["verify", str(file)]) == 0
    assert [each.name for each in tmp_path.glob("*.part")] == []


def test_an_export_that_is_not_written_is_a_misuse_and_leaves_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENING_INSTANCE", str(tmp_path / "instance"))
    store = _prepared()
    nowhere, file = str(tmp_path / "no" / "such" / "folder"), str(tmp_path / "ledger.jsonl")
    why = ["--why", "A court asks."]
    wrong = ([nowhere], ["--open", *why, nowhere], ["--open", file], [*why, file])
    for flags in (*wrong, ["--open", "--why", " ", file]):
        assert main(["ledger", "export", *flags]) == 2
    assert not Path(file).exists()
    with work_on(store, "k-1") as unit:
        assert open_records(unit.session, unit.vault) == []
    store.close()
