"""A mail server on loopback that keeps what it is given."""

import email
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.services.silent import nobody

USER, PASSWORD = "screening", "pa/ss:w@rd %41"


@dataclass
class Postbox:
    """What came, and how. ``refusal``: what it says to every recipient instead of taking mail."""

    refusal: str = ""
    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    signed_in: list[bool] = field(default_factory=list)
    hello: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.raw.append(envelope.content)
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.to += envelope.rcpt_tos
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        self.signed_in.append(bool(session.authenticated))
        self.hello.append(session.host_name)
        return "250 OK"


def _authenticate(*args: Any) -> AuthResult:
    given = args[-1]
    good = given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


@contextmanager
def open_postbox(
    starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, refusal: str = ""
) -> Iterator[Postbox]:
    """A server while it answers, encrypted on request (``starttls``) or from the first byte."""
    postbox = Postbox(refusal, nobody())
    controller = Controller(
        postbox,
        hostname="127.0.0.1",
        port=postbox.port,
        tls_context=starttls,
        ssl_context=tls,
        authenticator=_authenticate,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()
