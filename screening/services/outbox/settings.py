"""Settings of how messages leave the service, and of the address that they lead to.

Every problem is a sentence. None repeats what may hold a secret.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from screening.services.witnesses.settings import MailServer

NOTIFY = "https://api.notifications.service.gov.uk"

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_KEY = re.compile(rf".+-(?P<service>{_UUID})-(?P<secret>{_UUID})", re.ASCII)
_PLACE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")
_CHOICES = ("none", "smtp", "notify")


@dataclass(frozen=True)
class NotifyAccount:
    """A service at GOV.UK Notify, and its template with the placeholders subject and text."""

    service: str
    secret: str = field(repr=False)
    template: str
    url: str = NOTIFY


def read_address(env: Mapping[str, str], problems: list[str]) -> str:
    """Where people reach the pages, without a slash at the end; empty where that is not set."""
    address = env.get("SCREENING_ADDRESS", "")
    if address and not _is_place(env, address):
        problems.append(
            "SCREENING_ADDRESS must be where people reach the pages, such as "
            "https://screening.example.org; in production it begins with https."
        )
    return address.rstrip("/")


def read_sending(
    env: Mapping[str, str], mail: MailServer | None, problems: list[str]
) -> MailServer | NotifyAccount | None:
    """By what messages leave the service; None: they are shown in the pages alone."""
    chosen = env.get("SCREENING_NOTIFICATIONS") or "none"
    if chosen not in _CHOICES:
        problems.append(f"SCREENING_NOTIFICATIONS must be one of: {', '.join(_CHOICES)}.")
    if chosen not in _CHOICES[1:]:
        return None
    if not env.get("SCREENING_ADDRESS"):
        problems.append(
            "SCREENING_ADDRESS is missing: where people reach the pages, such as "
            "https://screening.example.org; messages lead there."
        )
    if chosen == "notify":
        return _notify(env, problems)
    if not env.get("SCREENING_SMTP"):
        problems.append(
            "SCREENING_SMTP is missing: the mail server by which messages leave, such as "
            "smtp://user:password@mail.example.org:587."
        )
    return mail


def _notify(env: Mapping[str, str], problems: list[str]) -> NotifyAccount | None:
    key = _KEY.fullmatch(env.get("SCREENING_NOTIFY_KEY", ""))
    template = env.get("SCREENING_NOTIFY_TEMPLATE", "").lower()
    url = env.get("SCREENING_NOTIFY_URL") or NOTIFY
    before = len(problems)
    if key is None:
        problems.append(
            "SCREENING_NOTIFY_KEY must be the key as GOV.UK Notify shows it once: its name, the "
            "service and the secret, parted by hyphens."
        )
    if not re.fullmatch(_UUID, template):
        problems.append(
            "SCREENING_NOTIFY_TEMPLATE must be the number of an e-mail template at GOV.UK Notify "
            "whose subject is ((subject)) and whose text is ((text))."
        )
    if not _is_place(env, url):
        problems.append(f"SCREENING_NOTIFY_URL must be an address such as {NOTIFY}.")
    if key is None or len(problems) > before:
        return None
    return NotifyAccount(key["service"], key["secret"], template, url)


def _is_place(env: Mapping[str, str], address: str) -> bool:
    safe = env.get("SCREENING_ENV") != "production" or address.startswith("https://")
    return safe and _PLACE.fullmatch(address) is not None
