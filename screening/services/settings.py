"""Settings, from the environment into one frozen object. Nothing else reads the environment.

Production starts with every key given or not at all. Development makes keys of its own in the
instance folder, and says so each time.
"""

import re
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from os import environ, fsync, link
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.x509 import Certificate

from screening.domain.errors import SettingsInvalid
from screening.domain.text import N_
from screening.services.colour import carries_white, is_colour
from screening.services.erasure.quiet import QuietHours, read_quiet_hours
from screening.services.outbox.settings import NotifyAccount, read_address, read_sending
from screening.services.witnesses.settings import (
    MailServer,
    read_mail_server,
    read_roots,
    read_witnesses,
)
from screening.store.tools import Tools

ROOT = Path(__file__).resolve().parents[2]

DEVELOPMENT_NOTICE = N_(
    "This is a DEVELOPMENT start: its keys were made here and lie in {instance}. "
    "For real data set SCREENING_ENV=production and give it keys of its own."
)
_MASTER_KEY = re.compile(r"[0-9a-f]{64}")
_SECRET_LENGTH = 32
_HELP = {"development": "01632 960 001, Monday to Friday, 9am to 5pm", "production": ""}
"""A number that is nobody's, for demonstrations; in production it is said or left out."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs. No key and no password ever appears in its text form."""

    production: bool
    instance: Path
    database_url: str
    vault_url: str
    secret_key: str
    master_key: bytes
    organisation: str
    colour: str
    help: str
    hosts: tuple[str, ...]
    proxies: int
    witnesses: tuple[str, ...]
    mail: MailServer | None
    timestamp_roots: tuple[Certificate, ...]
    address: str
    sending: MailServer | NotifyAccount | None
    tools: Tools
    quiet_hours: QuietHours

    def __repr__(self) -> str:
        return f"Settings(production={self.production}, instance={str(self.instance)!r})"

    @property
    def notice(self) -> str:
        """What every start has to say aloud; nothing in production."""
        return "" if self.production else DEVELOPMENT_NOTICE.format(instance=self.instance)


def read_settings(env: Mapping[str, str] = environ) -> Settings:
    """The settings in ``env``; makes the instance folder, and development's keys in it.

    Raises SettingsInvalid with every problem at once, each a sentence that says what to set.
    """
    problems: list[str] = []
    production = _one_of(env, "SCREENING_ENV", ("development", "production"), problems)
    instance = Path(env.get("SCREENING_INSTANCE") or ROOT / "instance").absolute()
    _make_private(instance, problems)
    witnesses = read_witnesses(env, problems)
    mail = read_mail_server(env, witnesses, problems)
    settings = Settings(
        production=production == "production",
        instance=instance,
        database_url=env.get("SCREENING_DATABASE_URL") or f"sqlite:///{instance}/screening.db",
        vault_url=env.get("SCREENING_VAULT_URL") or f"sqlite:///{instance}/vault.db",
        secret_key=_key(env, "SCREENING_SECRET_KEY", instance, problems),
        master_key=_master_key(env, instance, problems),
        organisation=env.get("SCREENING_ORGANISATION") or "Wexcombe Council",
        colour=env.get("SCREENING_COLOUR") or "#2d4a5e",
        help=env.get("SCREENING_HELP") or _HELP.get(production, ""),
        hosts=_hosts(env, problems),
        proxies=_count(env, "SCREENING_PROXIES", problems),
        witnesses=witnesses,
        mail=mail,
        timestamp_roots=read_roots(env, witnesses, problems),
        address=read_address(env, problems),
        sending=read_sending(env, mail, problems),
        tools=_tools(env),
        quiet_hours=read_quiet_hours(env, problems),
    )
    if not is_colour(settings.colour):
        problems.append("SCREENING_COLOUR must be a colour such as #2d4a5e.")
    elif not carries_white(settings.colour):
        problems.append(
            f"SCREENING_COLOUR {settings.colour} is too light: white words on it cannot be read."
        )
    if settings.production and not env.get("SCREENING_ORGANISATION"):
        problems.append("SCREENING_ORGANISATION is missing: the name that heads every page.")
    if problems:
        raise SettingsInvalid(problems)
    return settings


def read_new_master_key(env: Mapping[str, str] = environ) -> bytes | None:
    """The master key in ``env`` that is to take the place of the one in use, if there is one.

    Raises SettingsInvalid when it is not one.
    """
    value = env.get("SCREENING_NEW_MASTER_KEY", "")
    return master_key_from(value, "SCREENING_NEW_MASTER_KEY") if value else None


def master_key_from(written: str, where: str) -> bytes:
    """The master key ``written`` in ``where``. Raises SettingsInvalid when it is not one."""
    if not _MASTER_KEY.fullmatch(written):
        raise SettingsInvalid([f"{where} must hold 64 hexadecimal digits, in lower case."])
    return bytes.fromhex(written)


def _tools(env: Mapping[str, str]) -> Tools:
    """Where PostgreSQL's own tools are, and what of ``env`` is theirs: none of the keys."""
    theirs = {
        name: value
        for name, value in env.items()
        if (name.startswith("PG") and name != "PGAPPNAME") or name in ("HOME", "PATH", "TMPDIR")
    }
    return Tools(env.get("SCREENING_PG_BIN") or env.get("PATH"), theirs)


def _one_of(
    env: Mapping[str, str], name: str, choices: tuple[str, ...], problems: list[str]
) -> str:
    value = env.get(name) or choices[0]
    if value not in choices:
        problems.append(f"{name} must be one of: {', '.join(choices)}.")
    return value


def _count(env: Mapping[str, str], name: str, problems: list[str]) -> int:
    value = env.get(name) or "0"
    if not re.fullmatch(r"[0-9]", value):
        problems.append(f"{name} must be a number from 0 to 9: the proxies in front of this one.")
        return 0
    return int(value)


def _hosts(env: Mapping[str, str], problems: list[str]) -> tuple[str, ...]:
    given = tuple(env.get("SCREENING_HOSTS", "").lower().replace(",", " ").split())
    if not given and env.get("SCREENING_ENV") == "production":
        problems.append("SCREENING_HOSTS is missing: the names people reach the service by.")
    return given or ("127.0.0.1", "localhost", "[::1]")


def _key(env: Mapping[str, str], name: str, instance: Path, problems: list[str]) -> str:
    """The key called ``name``; in development the one kept in ``instance``, made when missing."""
    given = env.get(name, "")
    if not given and env.get("SCREENING_ENV") == "production":
        problems.append(f"{name} is missing. Make one with: python -m screening check --new-key")
    elif not given and instance.is_dir():
        return _kept_key(instance / f"{name.removeprefix('SCREENING_').lower()}.development")
    elif given and len(given) < _SECRET_LENGTH:
        problems.append(f"{name} is too short: at least {_SECRET_LENGTH} characters.")
    return given


def _master_key(env: Mapping[str, str], instance: Path, problems: list[str]) -> bytes:
    """The 32 bytes that wrap every other key, written as 64 hexadecimal digits."""
    before = len(problems)
    value = _key(env, "SCREENING_MASTER_KEY", instance, problems)
    if _MASTER_KEY.fullmatch(value):
        return bytes.fromhex(value)
    if len(problems) == before and value:
        problems.append("SCREENING_MASTER_KEY must be 64 hexadecimal digits, in lower case.")
    return b""


def _kept_key(path: Path) -> str:
    """The key in ``path``. Two processes that start at once end up with the same one."""
    if not path.exists():
        with NamedTemporaryFile("w", dir=path.parent) as fresh:
            fresh.write(new_key())
            fresh.flush()
            fsync(fresh.fileno())  # what is wrapped by it will be on the disk, so it must be too
            with suppress(FileExistsError):  # another process was first: its key is the key
                link(fresh.name, path)
    return path.read_text("ascii").strip()


def new_key() -> str:
    """A fresh key that fits either setting: 32 random bytes as hexadecimal digits."""
    return secrets.token_hex(32)


def _make_private(folder: Path, problems: list[str]) -> None:
    try:
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
    except OSError as error:
        problems.append(f"The instance folder {folder} cannot be made: {error.strerror}.")
