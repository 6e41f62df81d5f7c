"""``verify FILE`` stands alone, and says what it found in words."""

import subprocess
import sys
from pathlib import Path

import pytest

from screening.cli.main import main
from tests.ledger.logs import honest_log


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(b"".join(honest_log().written()))
    return file


def test_good(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(file)]) == 0
    said = capsys.readouterr().out
    assert "GOOD: 7 records in one unbroken log, in 3 chains." in said
    assert "cannot detect" in said
    assert "cut off at the end" in said


def test_one_character_changed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = file.read_bytes()
    file.write_bytes(content.replace(b"Ranger", b"Danger", 1))
    assert main(["verify", str(file)]) == 1
    said = capsys.readouterr().out
    assert "REFUSED at line 2 (record 1), check: opened." in said
    assert "What it means:" in said


def test_an_empty_file_is_not_good(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b"")
    assert main(["verify", str(file)]) == 1
    assert "no record" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_a_misuse(tmp_path: Path) -> None:
    assert main(["verify", str(tmp_path / "none")]) == 2
    assert main(["verify", str(tmp_path)]) == 2


def test_it_needs_nothing_but_itself(file: Path) -> None:
    program = """
import sys
sys.path.insert(0, ".")
from screening.cli.verify import verify
assert verify(open(sys.argv[1], "rb")).records == 7
ours = "screening"
names = {".".join(name.split(".")[: 2 if name.startswith(ours) else 1]) for name in sys.modules}
print(*sorted(names - sys.stdlib_module_names))
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, file],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(done.stdout.split()) <= {
        "__main__",
        "screening",
        "screening.cli",
        "screening.domain",
        "screening.ledger",
        "cryptography",
        "_cffi_backend",
        "_openssl",
        "_distutils_hack",
    }
