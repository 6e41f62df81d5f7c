"""Messages by GOV.UK Notify, over its public HTTP interface.

Notify does not tell two requests with one reference apart, but it can be asked what it has under a
reference. So a message that may have gone is asked for before it is sent again. Notify keeps what
it took for some days; an attempt is repeated within hours.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ssl import create_default_context
from typing import Any
from urllib.parse import urlencode, urlsplit

from screening.domain.text import N_
from screening.services.call import Clock
from screening.services.outbox.channel import Letter, SendingFailed
from screening.services.outbox.settings import NotifyAccount
from screening.services.refs import new_ref
from screening.services.witnesses.network import ANSWER_SECONDS, said, talking_to
from screening.services.witnesses.witness import WitnessFailed

LONGEST = 262_144
"""Bytes of an answer that are read."""

_TAKEN, _FOUND = 201, 200
_BAD_REQUEST, _REFUSALS = 400, range(400, 500)
_PLACE = "/v2/notifications"


@dataclass(frozen=True)
class ByNotify:
    """Messages leave by the ``account``. ``clock`` must be right to within 30 seconds."""

    account: NotifyAccount
    clock: Clock
    name: str = "GOV.UK Notify"

    def reach(self) -> None:
        """Ask Notify for something that it has not, which shows that it takes the key."""
        self._is_known(new_ref())

    def has(self, letter: Letter) -> bool | None:
        """Whether Notify has an e-mail under the reference of ``letter``."""
        return self._is_known(letter.ref)

    def _is_known(self, ref: str) -> bool:
        wanted = urlencode({"reference": ref, "template_type": "email"})
        status, answer = self._ask("GET", f"{_PLACE}?{wanted}")
        if status != _FOUND or not isinstance(answer.get("notifications"), list):
            raise SendingFailed(_told(status, answer))
        return bool(answer["notifications"])

    def send(self, letter: Letter, handing: Callable[[], object]) -> None:
        """Have Notify take ``letter``, by the template of the account."""
        asked = {
            "email_address": letter.to,
            "template_id": self.account.template,
            "personalisation": {"subject": letter.subject, "text": letter.text},
            "reference": letter.ref,
        }
        status, answer = self._ask("POST", f"{_PLACE}/email", asked, handing)
        if status != _TAKEN:
            said_no = _told(status, answer)
            raise SendingFailed(
                said_no,
                refused=status in _REFUSALS,
                hopeless=status == _BAD_REQUEST and "email_address" in said_no,
            )

    def _ask(
        self,
        method: str,
        path: str,
        asked: Mapping[str, Any] | None = None,
        handing: Callable[[], object] = lambda: None,
    ) -> tuple[int, dict[str, Any]]:
        """The status and the answer, which is empty where it is no JSON object."""
        parts = urlsplit(self.account.url)
        host = parts.hostname or ""
        connection: HTTPConnection
        if parts.scheme == "https":
            context = create_default_context()
            connection = HTTPSConnection(host, parts.port, timeout=ANSWER_SECONDS, context=context)
        else:
            connection = HTTPConnection(host, parts.port, timeout=ANSWER_SECONDS)
        headers = {
            "Authorization": f"Bearer {token(self.account, int(self.clock().timestamp()))}",
            "Content-Type": "application/json",
            "Connection": "close",
        }
        body = json.dumps(asked).encode("utf-8") if asked else None
        try:
            with talking_to(host, connection) as line:
                connection.connect()
                line.sock = connection.sock  # let go of by the library while the answer comes
                handing()
                connection.request(method, parts.path.rstrip("/") + path, body, headers)
                return _read(connection.getresponse())
        except WitnessFailed as failed:
            raise SendingFailed(str(failed)) from failed


def token(account: NotifyAccount, now: int) -> str:
    """What a request shows who it is from: a JSON web token (RFC 7519), signed by HS256."""
    head = _encoded({"typ": "JWT", "alg": "HS256"})
    signed = f"{head}.{_encoded({'iss': account.service, 'iat': now})}"
    signature = digest(account.secret.encode("ascii"), signed.encode("ascii"), sha256)
    return f"{signed}.{_base64(signature)}"


def _encoded(claims: Mapping[str, Any]) -> str:
    return _base64(json.dumps(claims, separators=(",", ":")).encode("ascii"))


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _read(response: HTTPResponse) -> tuple[int, dict[str, Any]]:
    try:
        answer = json.loads(response.read(LONGEST))
    except ValueError:
        answer = None
    return response.status, answer if isinstance(answer, dict) else {}


def _told(status: int, answer: Mapping[str, Any]) -> str:
    """Why not, in Notify's words where it has some."""
    errors = answer.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else {}
    words = said(str(first.get("message", ""))) if isinstance(first, dict) else ""
    if not words:
        words = N_("no reason given")
    return f"GOV.UK Notify answered {status}: {words.rstrip('.')}."
