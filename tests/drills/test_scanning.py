"""The scanner finds what is there, however it is spelled: what it does not find means something."""

import base64
import gzip
import random
from pathlib import Path

import pytest
from sqlalchemy import insert

from screening.store.engine import writing
from screening.store.store import Store
from screening.store.tables.wording import wording_key
from tests.databases import on_both
from tests.drills.scanning import Found, files_in, rows_of, scan

CANARY = "kestrel0007q"
SEALED = bytes(range(40, 70))


@pytest.mark.parametrize(
    "content",
    [
        b"x" + CANARY.encode() + b"x",
        CANARY.upper().encode(),
        f"Ada {CANARY}".encode("utf-16"),
        CANARY.encode().hex().upper().encode(),
        base64.b64encode(f"{CANARY} it is".encode()),
        base64.b64encode(f"a{CANARY} it is".encode()),
        base64.b64encode(f"it {CANARY}".encode()),
        base64.b64encode(f"it'{CANARY}s".encode()),
        base64.b64encode(f"it is{CANARY}s own".encode()),
        bytes(5000) + CANARY.encode() + bytes(5000),
    ],
)
def test_a_text_is_found_in_any_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / ".hidden").write_bytes(content)
    assert scan(files_in(tmp_path), [CANARY]) == {Found(CANARY, "deep/.hidden")}


def test_bytes_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.db-wal").write_bytes(b"page" + SEALED + b"page")
    assert scan(files_in(tmp_path), raw={"key": SEALED}) == {Found("key", "a.db-wal")}


@on_both
@pytest.mark.parametrize("key", [-(2**62) - 40, 2**62 + 7])
def test_a_number_in_a_row_is_found_by_its_eight_bytes(store: Store, key: int) -> None:
    with writing(store.engine).begin() as connection:
        connection.execute(insert(wording_key).values(key=key, slot=1, wording=1))
    raw = {"left": key.to_bytes(8, "big", signed=True), "not": (key + 1).to_bytes(8, signed=True)}
    assert scan(rows_of(store), raw=raw) == {Found("left", "wording_key")}


def test_a_long_text_is_found_by_any_of_its_parts(tmp_path: Path) -> None:
    long = random.Random(1).randbytes(200_000)
    (tmp_path / "a.db").write_bytes(b"page" + long[100_000:110_000] + b"page")
    assert scan(files_in(tmp_path), raw={"file": long}) == {Found("file", "a.db")}


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(CANARY[:-1].encode() + SEALED[1:])
    assert scan(files_in(tmp_path), [CANARY], {"key": SEALED}) == set()


def test_what_is_compressed_is_beyond_it(tmp_path: Path) -> None:
    """So sealed texts are looked for by their ciphertexts: a PDF holds its words compressed."""
    (tmp_path / "a.gz").write_bytes(gzip.compress(CANARY.encode()))
    assert scan(files_in(tmp_path), [CANARY]) == set()


@pytest.mark.parametrize("needle", ["", "ab"])
def test_what_may_be_anywhere_is_not_looked_for(needle: str) -> None:
    with pytest.raises(AssertionError):
        scan([], [needle])
