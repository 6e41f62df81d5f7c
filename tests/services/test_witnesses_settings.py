"""Settings of witnesses: what is wrong is said, and a password never is."""

from pathlib import Path

import pytest

from screening.domain.errors import SettingsInvalid
from screening.services.settings import new_key, read_settings
from screening.services.witnesses.leaving import witnesses_of
from screening.services.witnesses.settings import MailServer
from tests.services.certificates import root

SECRET = "hunter-two"
MAIL = "mail:auditor@example.org"
STAMP = "timestamp:https://tsa.example.org/tsr"


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """Production with every kind of witness."""
    return {
        "SCREENING_ENV": "production",
        "SCREENING_INSTANCE": str(tmp_path / "instance"),
        "SCREENING_SECRET_KEY": new_key(),
        "SCREENING_MASTER_KEY": new_key(),
        "SCREENING_HOSTS": "screening.wexcombe.example",
        "SCREENING_ORGANISATION": "Wexcombe Council",
        "SCREENING_WITNESSES": f"folder:/mnt/write-once, {STAMP}, {MAIL}",
        "SCREENING_SMTP": f"smtp://service%40wexcombe:{SECRET}%2F%25@mail.example.org:2525",
        "SCREENING_MAIL_FROM": "screening@wexcombe.example",
        "SCREENING_TIMESTAMP_ROOTS": str(root().write(tmp_path / "roots.pem")),
    }


def test_all_kinds_are_read(production: dict[str, str]) -> None:
    settings = read_settings(production)
    assert settings.mail == MailServer(
        "mail.example.org",
        2525,
        False,
        "service@wexcombe",
        f"{SECRET}/%",
        "screening@wexcombe.example",
    )
    assert len(settings.timestamp_roots) == 1
    keepers = witnesses_of(settings.witnesses, settings.mail, settings.timestamp_roots)
    assert [each.name for each in keepers] == list(settings.witnesses)
    assert [each.every.total_seconds() for each in keepers] == [0, 3600, 86400]
    with pytest.raises(SettingsInvalid, match="no mail can be sent"):
        witnesses_of(settings.witnesses)
    for each in (settings, settings.mail, keepers):
        assert SECRET not in f"{each} {each!r}"


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, False)),
        ("smtps://mail.example.org/", ("mail.example.org", 465, True)),
        ("smtp://localhost:25", ("localhost", 25, False)),
        ("smtp://127.0.0.1:25", ("127.0.0.1", 25, False)),
        ("smtp://[::1]:25", ("::1", 25, False)),
    ],
)
def test_servers_without_a_password(
    production: dict[str, str], address: str, read: tuple[str, int, bool]
) -> None:
    production["SCREENING_SMTP"] = address
    server = read_settings(production).mail
    assert server is not None
    assert (server.host, server.port, server.encrypted) == read
    assert (server.user, server.password) == ("", "")
    assert server.is_here == (read[1] == 25)


@pytest.mark.parametrize("missing", ["SCREENING_SMTP", "SCREENING_TIMESTAMP_ROOTS"])
def test_what_a_kind_needs_has_to_be_there(production: dict[str, str], missing: str) -> None:
    del production[missing]
    with pytest.raises(SettingsInvalid, match=f"{missing} is missing") as raised:
        read_settings(production)
    assert len(raised.value.problems) == 1


def test_without_those_kinds_it_need_not(production: dict[str, str]) -> None:
    for name in ("SCREENING_SMTP", "SCREENING_MAIL_FROM", "SCREENING_TIMESTAMP_ROOTS"):
        del production[name]
    production["SCREENING_WITNESSES"] = "folder:/mnt/write-once"
    settings = read_settings(production)
    assert (settings.mail, settings.timestamp_roots) == (None, ())


def test_development_tries_an_authority_without_its_root(tmp_path: Path) -> None:
    env = {"SCREENING_INSTANCE": str(tmp_path), "SCREENING_WITNESSES": STAMP}
    assert read_settings(env).timestamp_roots == ()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SCREENING_WITNESSES", f"{MAIL}, {MAIL}", "names one of them twice"),
        ("SCREENING_WITNESSES", "carrier-pigeon:loft", "no witness such as"),
        ("SCREENING_WITNESSES", "https://tsa.example.org/", "no witness such as"),
        ("SCREENING_WITNESSES", f"folder:/{'x' * 200}", "no witness such as"),
        ("SCREENING_WITNESSES", "timestamp:tsa.example.org", "comes the address of the authority"),
        ("SCREENING_WITNESSES", "timestamp:ftp://tsa.example.org/", "comes the address"),
        ("SCREENING_WITNESSES", "timestamp:http://", "comes the address"),
        ("SCREENING_WITNESSES", "timestamp:http://a..b/", "comes the address"),
        ("SCREENING_WITNESSES", "timestamp:http://tsa.example.org:99999/", "comes the address"),
        ("SCREENING_WITNESSES", "timestamp:http://tsa.example.org:0/", "comes the address"),
        ("SCREENING_WITNESSES", f"timestamp:https://me:{SECRET}@tsa.example.org/", "the address"),
        ("SCREENING_WITNESSES", f"timestamp:https://t.example/?key={SECRET}", "comes the address"),
        ("SCREENING_WITNESSES", f"timestmp:https://me:{SECRET}@t.example/", "no witness such as"),
        ("SCREENING_WITNESSES", "timestamp:http://t.example/\r\nX-Other: 1", "comes the address"),
        ("SCREENING_WITNESSES", "mail:auditor", "no witness such as mail:"),
        ("SCREENING_WITNESSES", "mail:Auditor <a@example.org>", "no witness such as mail:"),
        ("SCREENING_WITNESSES", "mail:a@example.org\nBcc: b@example.org", "no witness such as"),
        ("SCREENING_WITNESSES", "mail:a@example.org b@example.org", "no witness such as"),
        ("SCREENING_SMTP", f"mail.example.org:{SECRET}", "SCREENING_SMTP is no address such as"),
        ("SCREENING_SMTP", f"http://me:{SECRET}@mail.example.org", "SCREENING_SMTP is no"),
        ("SCREENING_SMTP", f"smtp://me:{SECRET}@@mail.example.org", "SCREENING_SMTP is no"),
        ("SCREENING_SMTP", f"smtp://me:{SECRET}/x@mail.example.org", "written %40 %3A %2F %25"),
        ("SCREENING_SMTP", f"smtp://me:{SECRET}@mail.example.org:99999", "SCREENING_SMTP is no"),
        ("SCREENING_SMTP", f"smtp://me:{SECRET}%0A@mail.example.org", "SCREENING_SMTP is no"),
        ("SCREENING_SMTP", f"smtp://me:{SECRET}\u00e9@mail.example.org", "others than those of"),
        ("SCREENING_SMTP", f"smtp://{SECRET}@mail.example.org", "SCREENING_SMTP is no"),
        ("SCREENING_SMTP", "smtp://", "SCREENING_SMTP is no"),
        ("SCREENING_MAIL_FROM", "", "SCREENING_MAIL_FROM must be the address"),
        ("SCREENING_MAIL_FROM", "Wexcombe <a@example.org>", "and nothing beside it"),
        ("SCREENING_MAIL_FROM", "a@example.org\r\nBcc: b@c", "SCREENING_MAIL_FROM must be"),
        ("SCREENING_TIMESTAMP_ROOTS", "/no/such/file", "cannot be read: No such file"),
        ("SCREENING_TIMESTAMP_ROOTS", "/dev/null", "holds no certificate in PEM form"),
    ],
)
@pytest.mark.parametrize("env", ["production", "development"])
def test_nonsense_is_refused(
    production: dict[str, str], env: str, name: str, value: str, said: str
) -> None:
    production |= {"SCREENING_ENV": env, name: value}
    with pytest.raises(SettingsInvalid, match=said) as raised:
        read_settings(production)
    assert SECRET not in str(raised.value)
    if not (name == "SCREENING_WITNESSES" and "," in value):
        assert len(raised.value.problems) == 1
