"""What is wrong with an installation, in plain words."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from screening.cli import check, main
from screening.domain.errors import PolicyInvalid
from screening.domain.people import OPERATOR
from screening.domain.policy import Policy
from screening.services.call import Call
from screening.services.erasure.after_restoring import have_erasing_wait
from screening.services.opening import open_store, system_clock
from screening.services.settings import read_settings
from screening.store import migrate
from screening.store.tables.candidate import Candidate
from screening.store.tables.wording import wording
from tests.services.postbox import open_postbox
from tests.services.town import populated


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, in development."""
    monkeypatch.setenv("SCREENING_INSTANCE", str(tmp_path))
    for name in ("SCREENING_ENV", "SCREENING_DATABASE_URL", "SCREENING_VAULT_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_a_prepared_installation_is_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["migrate"]) == main.YES
    assert main.main(["check"]) == main.YES
    said = capsys.readouterr().out
    for looked_at in ("Libraries", "Fonts", "Policy", "Pages", "Settings", "Database", "Keys"):
        assert looked_at in said
    assert "needs attention" not in said


def test_migrating_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["migrate"]) == main.main(["migrate"]) == main.YES
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


def test_an_unprepared_one_is_told_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check"]) == main.NO
    assert "Run: python -m screening migrate" in capsys.readouterr().out


def test_production_without_keys_is_told_which(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCREENING_ENV", "production")
    assert main.main(["check"]) == main.NO
    assert "SCREENING_MASTER_KEY is missing" in capsys.readouterr().out
    assert main.main(["migrate"]) == main.MISUSED
    assert "SCREENING_MASTER_KEY is missing" in capsys.readouterr().err


def test_a_key_that_is_not_the_vaults_is_noticed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main.main(["migrate"])
    key = here / "master_key.development"
    key.write_text(key.read_text()[::-1])
    assert main.main(["check"]) == main.NO
    assert "Keys and vault: needs attention" in capsys.readouterr().out


def test_a_policy_that_this_release_cannot_judge_by_is_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_policy: Policy) -> None:
        raise PolicyInvalid("It does not explain the rule new.", "It lacks words.")

    main.main(["migrate"])
    monkeypatch.setattr(check, "check_usable", refuse)
    assert main.main(["check"]) == main.NO
    said = capsys.readouterr().out
    assert "Policy in force: needs attention\n  - It does not explain the rule new.\n" in said
    assert "It lacks words." in said


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_LIBRARIES", {"nowhere-9": "libnowhere9"})
    expected = "The library nowhere-9 is missing: on Debian, apt-get install libnowhere9"
    assert check.missing_libraries() == [expected]


def test_fresh_keys_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", "--new-key"]) == main.YES
    assert len(capsys.readouterr().out.strip()) == 64


def test_requests_of_an_earlier_release_are_read_by_migrate(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main.main(["migrate"])
    with closing(open_store(read_settings())) as store:
        town = populated(store)
        town.submitted(town.vacancy())
        with town.call("hugh").as_clock().change() as work:
            work.session.execute(update(wording).values(form="of 2025"))
            work.session.execute(update(Candidate).values(name_form="of 2025"))
            work.commit()
        capsys.readouterr()
        assert main.main(["check"]) == main.NO
        said = capsys.readouterr().out
        assert "1 checks). Run: python -m screening migrate" in said
        assert "Not everybody can be found by name (1). Run: python -m screening migrate" in said
        assert main.main(["migrate"]) == main.YES
        said = capsys.readouterr().out
        assert "Earlier requests were read, to find recycled wording by: 1." in said
        assert "Earlier names were read, to find people by: 1." in said
        assert main.main(["check"]) == main.YES


def test_a_database_of_an_earlier_release_is_told_what_to_do(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main.main(["migrate"])
    migrate.downgrade(f"sqlite:///{here / 'screening.db'}", "0007")
    assert main.main(["check"]) == main.NO
    said = capsys.readouterr().out
    assert "this release needs" in said
    assert "Recycled wording: needs attention" in said


def test_how_messages_leave_is_said_and_tried_only_where_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main.main(["migrate"])
    assert main.main(["check"]) == main.YES
    assert "Messages: none leave the service" in capsys.readouterr().out
    monkeypatch.setenv("SCREENING_NOTIFICATIONS", "smtp")
    monkeypatch.setenv("SCREENING_ADDRESS", "https://screening.example")
    with open_postbox() as postbox:
        server = f"smtp://127.0.0.1:{postbox.port}"
        monkeypatch.setenv("SCREENING_SMTP", server)
        monkeypatch.setenv("SCREENING_MAIL_FROM", "screening@wexcombe.example")
        assert main.main(["check", "--reach"]) == main.YES
        assert "Messages: good" in capsys.readouterr().out
    assert postbox.messages == []
    assert main.main(["check"]) == main.YES  # nobody listens there now, and nobody is asked
    assert "was not tried" in capsys.readouterr().out
    assert main.main(["check", "--reach"]) == main.NO
    assert "Messages: needs attention" in capsys.readouterr().out


def test_that_erasing_waits_after_a_restore_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    main.main(["migrate"])
    with closing(open_store(read_settings())) as store:
        populated(store).vacancy()
        have_erasing_wait(Call(store, OPERATOR, system_clock))
    assert main.main(["check"]) == main.YES
    assert "Erasing: waits" in capsys.readouterr().out
    assert main.main(["let-erase", "--why", "None was put on since."]) == main.YES
    capsys.readouterr()
    assert main.main(["check"]) == main.YES
    assert "Erasing" not in capsys.readouterr().out
