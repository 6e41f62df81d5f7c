"""A mail server, and how a message is given to it."""

import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from ssl import create_default_context

from screening.services.witnesses.network import ANSWER_SECONDS, said, talking_to
from screening.services.witnesses.settings import MailServer
from screening.services.witnesses.witness import WitnessFailed

LONGEST = 65_536
"""Bytes that a server may say in one conversation."""

_READY = 220


def send(
    server: MailServer,
    message: EmailMessage,
    recipient: str,
    handing: Callable[[], object] = lambda: None,
) -> None:
    """Have ``server`` take ``message`` for ``recipient``. Raises WitnessFailed when it does not.

    ``handing`` is called once the server is ready, just before it is given anything.
    """
    with _ready(server) as connection:
        handing()
        connection.send_message(message, server.sender, [recipient])


def greet(server: MailServer) -> None:
    """Say hello to ``server``, and sign in, and give it nothing. Or WitnessFailed."""
    with _ready(server):
        pass


@contextmanager
def _ready(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A conversation with ``server``, at the point where it takes a message; ended afterwards."""
    connection = _connection(server)
    with talking_to(server.host, connection):
        try:
            code, words = connection.connect(server.host, server.port)
            if code != _READY:
                raise smtplib.SMTPConnectError(code, words)
            _introduce(connection, server)
            yield connection
        except smtplib.SMTPException as error:
            raise WitnessFailed(_reason(server.host, error)) from error
        with suppress(OSError):
            connection.putcmd("quit")  # it has the message: what it says now matters no more


class _Plain(smtplib.SMTP):
    """A connection over which a server that goes on talking is heard for so long and no longer."""

    _host: str  # with which its certificate is compared: the library sets it on connecting at once

    def getreply(self) -> tuple[int, bytes]:
        """The next reply, within the bounds of the conversation."""
        if self.file is None and self.sock is not None:
            self.file = _Capped(self.sock)
        return super().getreply()


class _Encrypted(_Plain, smtplib.SMTP_SSL):
    pass


class _Capped:
    """The lines that come by ``sock``. Raises OSError after LONGEST bytes, which ends it."""

    def __init__(self, sock: socket.socket):
        self._file = sock.makefile("rb")
        self._left = LONGEST

    def readline(self, most: int) -> bytes:
        """The next line, or its first ``most`` bytes."""
        line = self._file.readline(most)
        self._left -= len(line)
        if self._left < 0:
            raise OSError("too much")
        return line

    def close(self) -> None:
        """Be done with it."""
        self._file.close()


def _connection(server: MailServer) -> _Plain:
    """A connection still to be made. It says who it is by the sender's domain: no name is asked
    for, and none of this machine is told.
    """
    own = server.sender.partition("@")[2]
    connection: _Plain
    if server.encrypted:
        context = create_default_context()
        connection = _Encrypted(local_hostname=own, timeout=ANSWER_SECONDS, context=context)
    else:
        connection = _Plain(local_hostname=own, timeout=ANSWER_SECONDS)
    connection._host = server.host
    return connection


def _introduce(connection: smtplib.SMTP, server: MailServer) -> None:
    """Say hello, go over to TLS where that is offered, and sign in where a password is set."""
    connection.ehlo_or_helo_if_needed()
    safe = server.encrypted or server.is_here
    if not safe and connection.has_extn("starttls"):
        connection.starttls(context=create_default_context())
        connection.ehlo_or_helo_if_needed()
        safe = True
    if server.user and not safe:
        raise WitnessFailed(
            f"{server.host} offers no encryption (STARTTLS): the password was not sent to it."
        )
    if server.user:
        connection.login(server.user, server.password)


def _reason(host: str, error: smtplib.SMTPException) -> str:
    """What the mail server has against it. What it says of a password is not told."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{host} did not take the user name and the password ({error.smtp_code})."
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return f"{host} broke off, or did not answer within {ANSWER_SECONDS} seconds."
    code: int
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return f"{host} takes no user name and password in a way that is known here."
    told = words if isinstance(words, str) else words.decode("utf-8", "replace")
    return f"{host} refused: {code} {said(told).rstrip('.')}."
