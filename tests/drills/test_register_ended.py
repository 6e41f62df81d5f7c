"""The register of a vacancy ends: no word of it is in any file, nor comes back from a backup."""

import shutil
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from screening.cli.main import NO, YES, main
from screening.domain.events import Event
from screening.domain.words import FollowUpKind
from screening.ledger.compare import Against, Kept
from screening.ledger.verify import verify
from screening.services import following_up, reviewing, vacancies
from screening.services.backups.backing_up import back_up
from screening.services.backups.manifest import DATABASE, VAULT
from screening.services.erasure import ending, holds
from screening.services.following_up import Asking
from screening.services.opening import open_store
from screening.services.reading.equality.reviews import read_signing
from screening.services.reviewing import Signing
from screening.services.settings import read_settings
from screening.services.vacancies import VacancyDetails
from screening.store.ledger_store import open_records
from screening.store.store import Store
from tests.databases import MASTER_KEY
from tests.drills.council import Council, exported, operator, receipts, watch, wrapped_keys
from tests.drills.scanning import files_in, rows_of, scan
from tests.figures import say
from tests.reported import issued, worker_of
from tests.services.town import CRITERIA, populated
from tests.web.planting import GONE, Planted

pytestmark = pytest.mark.usefixtures("quick_reports")

YEARS = timedelta(days=1095)


def written(council: Council) -> None:
    """A vacancy in which everybody wrote something, closed, with an edition of its report."""
    made, town = council.made, council.town
    hugh, edith, dara = town.call("hugh"), town.call("edith"), town.call("dara")
    council.vacancy = vacancy = vacancies.open_vacancy(
        hugh,
        VacancyDetails("LIB-7", f"Editor {made.word('first title')}", "Libraries", _day(council)),
        CRITERIA,
    )
    vacancies.change_details(
        hugh, vacancy, VacancyDetails("LIB-7", "Editor", "Libraries", _day(council))
    )
    council.erased = town.candidate(vacancy)
    asking = Asking(FollowUpKind.QUERY, made.word("query"), _day(council))
    query = following_up.ask(edith, vacancy, asking)
    following_up.answer(hugh, query, made.word("answer"))
    holds.place(dara, vacancy, made.word("hold"))
    holds.lift(dara, vacancy, 1, made.word("hold lifted"))
    read = read_signing(edith, vacancy).records
    reviewing.sign_off(edith, vacancy, Signing(made.word("sign-off"), read, despite=True))
    vacancies.close_vacancy(hugh, vacancy)
    issued(town, vacancy)


def _day(council: Council) -> date:
    return council.town.now.date() + timedelta(days=9)


def ended(council: Council) -> None:
    """Let the years pass, as the worker sees them."""
    town, start = council.town, council.town.now
    for day in (365, 395, 1095 - 30, 1095):
        town.now = start + timedelta(days=day)
        worker_of(town).tick()
    assert has_ended(council, council.store)


def has_ended(council: Council, store: Store) -> bool:
    with operator(council, store).look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=council.vacancy)
        return [one.event for one in found].count(Event.REGISTER_ENDED) == 1 and ending.ended_on(
            work.session, council.vacancy
        ) is not None


def said(council: Council, store: Store) -> str:
    """All that can be read of what was recorded."""
    with operator(council, store).look() as work:
        return str([one.payload for one in open_records(work.session, work.vault)])


def sought(council: Council) -> dict[str, bytes]:
    """All that was sealed with one of the words, and the keys of the vacancy and its edition."""
    editions = {one.key.owner for one in council.sealings if one.plain.startswith(b"%PDF")}
    owners = {council.vacancy, *editions}
    assert len(editions) == 1
    return council.sealed_of(council.canaries, owners) | wrapped_keys(council.store, owners)


def in_order(council: Council, store: Store, kept: list[Kept]) -> None:
    lines = exported(council, store).splitlines(keepends=True)
    outcome = verify(lines, kept)
    assert outcome.refusal is None
    assert set(outcome.compared) == {Against.AGREES}


@pytest.fixture
def council(store: Store) -> Council:
    council = Council(Planted(populated(store)))
    council.made.place = GONE
    watch(council)
    written(council)
    return council


def places(council: Council, folder: Path) -> list[tuple[str, bytes]]:
    found = list(files_in(folder))
    if council.store.engine.dialect.name != "sqlite":
        found += rows_of(council.store)
    return found


def test_no_word_of_it_is_left(
    council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, raw, words = receipts(council), sought(council), council.canaries
    before = said(council, council.store)
    assert [word for word in words if word not in before] == []
    assert {one.needle for one in scan(places(council, tmp_path), raw=raw)} == set(raw)
    ended(council)
    (tmp_path / "log.jsonl").write_bytes(exported(council, council.store, everything=True))
    where = places(council, tmp_path)
    assert scan(where, words, raw) == set()
    after = said(council, council.store)
    assert [word for word in words if word in after] == []
    in_order(council, council.store, kept)
    say(
        capsys,
        f"register ended ({council.store.engine.dialect.name}): {len(words)} texts and {len(raw)} "
        f"ciphertexts and keys looked for in {len(where)} files or rows: 0 found; {len(kept)} "
        "receipts good",
    )


@pytest.mark.parametrize(("newest", "answer"), [((DATABASE, VAULT), NO), ((DATABASE,), YES)])
def test_it_does_not_come_back_from_a_backup(
    newest: tuple[str, ...],
    answer: int,
    sqlite_store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The backup is from before the candidate was erased, and restored over what is newest; or over
    its database alone, and then nothing but that knows of the end.
    """
    council = Council(Planted(populated(sqlite_store)))
    council.made.place = GONE
    watch(council)
    written(council)
    kept, raw, words = receipts(council), sought(council), council.canaries
    backup, instance = tmp_path / "backup", tmp_path / "instance"
    instance.mkdir()
    back_up(operator(council, sqlite_store), backup)
    ended(council)
    for url, name in ((sqlite_store.engine.url, DATABASE), (sqlite_store.vault.engine.url, VAULT)):
        if name in newest:
            shutil.copy(str(url.database), instance / name)
    monkeypatch.setenv("SCREENING_INSTANCE", str(instance))
    monkeypatch.setenv("SCREENING_MASTER_KEY", MASTER_KEY.hex())
    for name in ("SCREENING_ENV", "SCREENING_DATABASE_URL", "SCREENING_VAULT_URL"):
        monkeypatch.delenv(name, raising=False)
    older = ["--accept-older"] if VAULT in newest else []
    assert main(["restore", str(backup), "--replace", *older]) == answer
    with closing(open_store(read_settings())) as restored:
        assert has_ended(council, restored)
        again = said(council, restored)
        assert [word for word in words if word in again] == []
        in_order(council, restored, kept)
    assert scan(files_in(instance), words, raw) == set()
