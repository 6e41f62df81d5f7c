"""Settings of how messages leave the service: what is missing or wrong is said, no secret is."""

from pathlib import Path

import pytest

from screening.domain.errors import SettingsInvalid
from screening.services.opening import system_clock
from screening.services.outbox.by_notify import ByNotify
from screening.services.outbox.by_smtp import BySmtp
from screening.services.outbox.channels import channel_of
from screening.services.outbox.settings import NOTIFY, NotifyAccount
from screening.services.settings import Settings, new_key, read_settings
from tests.services.notifybox import KEY, SECRET, SERVICE, TEMPLATE

BY_SMTP = {
    "SCREENING_NOTIFICATIONS": "smtp",
    "SCREENING_SMTP": "smtp://127.0.0.1:2525",
    "SCREENING_MAIL_FROM": "screening@wexcombe.example",
    "SCREENING_ADDRESS": "https://screening.wexcombe.example/",
}
BY_NOTIFY = {
    "SCREENING_NOTIFICATIONS": "notify",
    "SCREENING_NOTIFY_KEY": KEY,
    "SCREENING_NOTIFY_TEMPLATE": TEMPLATE.upper(),
    "SCREENING_ADDRESS": "https://screening.wexcombe.example",
}


def read(folder: Path, env: dict[str, str]) -> Settings:
    return read_settings({"SCREENING_INSTANCE": str(folder)} | env)


def problems(folder: Path, env: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsInvalid) as refused:
        read(folder, env)
    assert SECRET not in str(refused.value)
    return refused.value.problems


def test_without_a_word_nothing_is_sent(tmp_path: Path) -> None:
    for said in ({}, {"SCREENING_NOTIFICATIONS": "none"}):
        settings = read(tmp_path, said)
        assert (settings.sending, settings.address) == (None, "")
        assert channel_of(settings.sending, system_clock) is None


def test_by_a_mail_server(tmp_path: Path) -> None:
    settings = read(tmp_path, BY_SMTP)
    assert settings.sending == settings.mail
    assert settings.address == "https://screening.wexcombe.example"
    assert isinstance(channel_of(settings.sending, system_clock), BySmtp)


def test_by_notify(tmp_path: Path) -> None:
    settings = read(tmp_path, BY_NOTIFY)
    assert settings.sending == NotifyAccount(SERVICE, SECRET, TEMPLATE, NOTIFY)
    assert SECRET not in repr(settings.sending)
    assert isinstance(channel_of(settings.sending, system_clock), ByNotify)


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"SCREENING_NOTIFICATIONS": "pigeon"}, "must be one of: none, smtp, notify"),
        (BY_SMTP | {"SCREENING_ADDRESS": ""}, "SCREENING_ADDRESS is missing"),
        (BY_SMTP | {"SCREENING_ADDRESS": "screening.example"}, "SCREENING_ADDRESS must be"),
        (BY_SMTP | {"SCREENING_ADDRESS": "https://x.example/?a=b"}, "SCREENING_ADDRESS must be"),
        (BY_SMTP | {"SCREENING_SMTP": ""}, "SCREENING_SMTP is missing"),
        (BY_SMTP | {"SCREENING_MAIL_FROM": ""}, "SCREENING_MAIL_FROM must be"),
        (BY_NOTIFY | {"SCREENING_NOTIFY_KEY": ""}, "SCREENING_NOTIFY_KEY must be"),
        (BY_NOTIFY | {"SCREENING_NOTIFY_KEY": f"x-{SECRET}"}, "SCREENING_NOTIFY_KEY must be"),
        (BY_NOTIFY | {"SCREENING_NOTIFY_TEMPLATE": "mine"}, "SCREENING_NOTIFY_TEMPLATE must be"),
        (BY_NOTIFY | {"SCREENING_NOTIFY_URL": "ftp://x.example"}, "SCREENING_NOTIFY_URL must be"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, env: dict[str, str], said: str) -> None:
    (problem,) = problems(tmp_path, env)
    assert said in problem


def test_in_production_links_and_notify_are_encrypted(tmp_path: Path) -> None:
    production = BY_NOTIFY | {
        "SCREENING_ENV": "production",
        "SCREENING_SECRET_KEY": new_key(),
        "SCREENING_MASTER_KEY": new_key(),
        "SCREENING_HOSTS": "screening.wexcombe.example",
        "SCREENING_ORGANISATION": "Wexcombe Council",
        "SCREENING_WITNESSES": "none",
    }
    assert read(tmp_path, production).sending is not None
    in_the_clear = {
        "SCREENING_ADDRESS": "http://screening.wexcombe.example",
        "SCREENING_NOTIFY_URL": "http://127.0.0.1:9",
    }
    found = problems(tmp_path, production | in_the_clear)
    assert [problem.partition(" ")[0] for problem in found] == list(in_the_clear)
