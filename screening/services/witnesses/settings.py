"""Settings of those outside with whom checkpoints are left.

Every problem is a sentence. None repeats what may hold a password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote

from cryptography.x509 import Certificate, load_pem_x509_certificates

from screening.domain.emails import is_email

FOLDER, TIMESTAMP, MAIL = "folder:", "timestamp:", "mail:"
"""How the settings name each kind of witness."""

_LONGEST = 200
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_NAME = rf"{_LABEL}(?:\.{_LABEL})*"
_HOST = rf"(?:(?P<host>{_NAME})|\[(?P<numbers>[0-9A-Fa-f:.]+)\])(?::(?P<port>[0-9]{{1,5}}))?"
_AUTHORITY = re.compile(rf'https?://{_HOST}(?:/[!-"$->A-~]*)?')
_SERVER = re.compile(
    rf"(?P<scheme>smtps?)://(?:(?P<user>[^:@/\s]+):(?P<password>[^:@/\s]+)@)?{_HOST}/?"
)
_HIGHEST_PORT = 65_535
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """The server that mail leaves by, and whom it is from. ``encrypted``: from the first byte."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str = field(repr=False)
    sender: str

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine, so that what is sent to it passes through no network."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"


def read_witnesses(env: Mapping[str, str], problems: list[str]) -> tuple[str, ...]:
    """With whom checkpoints of the log are left, parted by commas; or, said so, nobody."""
    given = [each.strip() for each in env.get("SCREENING_WITNESSES", "").split(",") if each.strip()]
    if not given and _is_production(env):
        problems.append(
            "SCREENING_WITNESSES is missing: where checkpoints of the log are left with somebody "
            "else, such as folder:/mnt/write-once; or none, if nobody is to keep any."
        )
    if given == ["none"]:
        return ()
    problems.extend(filter(None, map(_witness_problem, given)))
    if len(set(given)) < len(given):
        problems.append("SCREENING_WITNESSES names one of them twice.")
    return tuple(given)


def _witness_problem(written: str) -> str:
    if written.startswith(TIMESTAMP):
        fits = _is_place(_AUTHORITY, written.removeprefix(TIMESTAMP))
        problem = (
            "SCREENING_WITNESSES: after timestamp: comes the address of the authority, such as "
            "https://tsa.example.org/tsr, without a password, ? or #: it is shown on pages."
        )
    elif written.startswith(MAIL):
        fits = is_email(written.removeprefix(MAIL))
        problem = f"SCREENING_WITNESSES: {written} is no witness such as mail:auditor@example.org."
    else:
        fits = written.startswith(f"{FOLDER}/")
        problem = (
            f"SCREENING_WITNESSES: {written.partition('//')[0]} is no witness such as "
            "folder:/mnt/folder, timestamp:https://tsa.example.org/tsr or "
            "mail:auditor@example.org."
        )
    return "" if fits and len(written) <= _LONGEST else problem


def _is_place(grammar: re.Pattern[str], written: str) -> bool:
    found = grammar.fullmatch(written)
    return found is not None and 0 < int(found["port"] or 1) <= _HIGHEST_PORT


def read_mail_server(
    env: Mapping[str, str], witnesses: tuple[str, ...], problems: list[str]
) -> MailServer | None:
    """The server that mail leaves by, if one is set. One has to be where an auditor gets mail."""
    address, sender = env.get("SCREENING_SMTP", ""), env.get("SCREENING_MAIL_FROM", "")
    if not address and any(each.startswith(MAIL) for each in witnesses):
        problems.append(
            "SCREENING_SMTP is missing: the mail server by which checkpoints are sent, such as "
            "smtp://user:password@mail.example.org:587."
        )
    if not address:
        return None
    if not is_email(sender):
        problems.append(
            "SCREENING_MAIL_FROM must be the address that mail is from, such as "
            "screening@example.org, and nothing beside it."
        )
    found = _SERVER.fullmatch(address) if _is_place(_SERVER, address) else None
    words = [unquote(found[each] or "") for each in ("user", "password")] if found else []
    if found is None or not all(each.isascii() and each.isprintable() for each in words):
        problems.append(
            "SCREENING_SMTP is no address such as smtp://user:password@mail.example.org:587 or "
            "smtps://mail.example.org. Signs like @ : / % in the password are written %40 %3A %2F "
            "%25, and others than those of ASCII cannot be in it."
        )
        return None
    return MailServer(
        host=found["host"] or found["numbers"],
        port=int(found["port"] or _PORTS[found["scheme"]]),
        encrypted=found["scheme"] == "smtps",
        user=words[0],
        password=words[1],
        sender=sender,
    )


def read_roots(
    env: Mapping[str, str], witnesses: tuple[str, ...], problems: list[str]
) -> tuple[Certificate, ...]:
    """The certificates that a time-stamp has to be signed under.

    Production wants them where an authority is named. A stamp that nobody checked when it came may
    turn out to be worth nothing years later, when no other can be had.
    """
    path = env.get("SCREENING_TIMESTAMP_ROOTS", "")
    named = any(each.startswith(TIMESTAMP) for each in witnesses)
    if not path and named and _is_production(env):
        problems.append(
            "SCREENING_TIMESTAMP_ROOTS is missing: the file with the root certificate (PEM) of the "
            "time-stamp authority, without which nobody would notice a worthless stamp in time."
        )
    if not path:
        return ()
    try:
        return tuple(load_pem_x509_certificates(Path(path).read_bytes()))
    except OSError as error:
        problems.append(f"SCREENING_TIMESTAMP_ROOTS: {path} cannot be read: {error.strerror}.")
    except ValueError:
        problems.append(f"SCREENING_TIMESTAMP_ROOTS: {path} holds no certificate in PEM form.")
    return ()


def _is_production(env: Mapping[str, str]) -> bool:
    return env.get("SCREENING_ENV") == "production"
