"""Settings: every problem at once, keys that stay, nothing told."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from screening.domain.errors import SettingsInvalid
from screening.services import settings
from screening.services.colour import carries_white, contrast_with_white, is_colour
from screening.services.settings import new_key, read_settings


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """An environment in which production starts."""
    return {
        "SCREENING_ENV": "production",
        "SCREENING_INSTANCE": str(tmp_path / "instance"),
        "SCREENING_SECRET_KEY": new_key(),
        "SCREENING_MASTER_KEY": new_key(),
        "SCREENING_HOSTS": "Screening.wexcombe.example, www.wexcombe.example",
        "SCREENING_ORGANISATION": "Wexcombe Council",
        "SCREENING_WITNESSES": "folder:/mnt/write-once, folder:/mnt/auditor",
    }


def test_production_starts_with_its_keys(production: dict[str, str]) -> None:
    settings = read_settings(production)
    assert settings.production
    assert settings.hosts == ("screening.wexcombe.example", "www.wexcombe.example")
    assert settings.master_key == bytes.fromhex(production["SCREENING_MASTER_KEY"])
    assert settings.database_url == f"sqlite:///{production['SCREENING_INSTANCE']}/screening.db"
    assert settings.notice == ""
    assert settings.witnesses == ("folder:/mnt/write-once", "folder:/mnt/auditor")
    assert list(Path(production["SCREENING_INSTANCE"]).iterdir()) == []


@pytest.mark.parametrize(
    "missing",
    [
        "SCREENING_SECRET_KEY",
        "SCREENING_MASTER_KEY",
        "SCREENING_HOSTS",
        "SCREENING_ORGANISATION",
        "SCREENING_WITNESSES",
    ],
)
def test_production_does_not_start_without(production: dict[str, str], missing: str) -> None:
    del production[missing]
    with pytest.raises(SettingsInvalid, match=f"{missing} is missing"):
        read_settings(production)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SCREENING_ENV", "prod", "must be one of: development, production"),
        ("SCREENING_SECRET_KEY", "short", "too short"),
        ("SCREENING_MASTER_KEY", "x" * 64, "64 hexadecimal digits"),
        ("SCREENING_MASTER_KEY", "a" * 63, "64 hexadecimal digits"),
        ("SCREENING_COLOUR", "blue", "a colour such as"),
        ("SCREENING_COLOUR", "#ffee00", "too light"),
        ("SCREENING_PROXIES", "many", "a number from 0 to 9"),
        ("SCREENING_WITNESSES", "folder:relative", "no witness such as"),
        ("SCREENING_WITNESSES", "none, folder:/mnt", "none is no witness"),
        ("SCREENING_INSTANCE", "/dev/null/instance", "cannot be made"),
    ],
)
def test_what_is_wrong_is_said(
    production: dict[str, str], name: str, value: str, said: str
) -> None:
    production[name] = value
    with pytest.raises(SettingsInvalid, match=said):
        read_settings(production)


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid) as raised:
        read_settings({"SCREENING_ENV": "production", "SCREENING_INSTANCE": str(tmp_path)})
    assert len(raised.value.problems) == 5


def test_development_makes_keys_that_stay_private(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    first, second = (read_settings({"SCREENING_INSTANCE": str(instance)}) for _ in range(2))
    assert (first.secret_key, first.master_key) == (second.secret_key, second.master_key)
    assert first.secret_key != first.master_key.hex()
    assert "DEVELOPMENT" in first.notice
    assert instance.stat().st_mode & 0o077 == 0
    assert {file.stat().st_mode & 0o077 for file in instance.iterdir()} == {0}


def test_processes_that_start_at_once_share_their_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        started = list(
            pool.map(lambda _: read_settings({"SCREENING_INSTANCE": str(tmp_path)}), range(32))
        )
    assert len({(settings.secret_key, settings.master_key) for settings in started}) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_a_key_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a power cut could leave a vault, and of the key that opens it only the name."""
    done: list[int] = []

    def synced(descriptor: int) -> None:
        done.append(os.fstat(descriptor).st_ino)

    def linked(source: str, target: Path) -> None:
        assert done[-1] == Path(source).stat().st_ino
        os.link(source, target)

    monkeypatch.setattr(settings, "fsync", synced)
    monkeypatch.setattr(settings, "link", linked)
    read_settings({"SCREENING_INSTANCE": str(tmp_path)})
    assert len(done) == 2


def test_keys_are_not_in_the_text_of_settings(production: dict[str, str]) -> None:
    text = repr(read_settings(production))
    assert production["SCREENING_SECRET_KEY"] not in text
    assert production["SCREENING_MASTER_KEY"] not in text


def test_the_database_can_be_elsewhere(production: dict[str, str]) -> None:
    production["SCREENING_DATABASE_URL"] = "postgresql://db/screening"
    assert read_settings(production).database_url == "postgresql://db/screening"


def test_contrast_is_as_wcag_has_it() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert is_colour("#2d4a5e")
    assert carries_white("#2d4a5e")
