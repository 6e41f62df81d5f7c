"""Messages by a mail server.

A mail server cannot be asked what it took. A message that may have gone is sent again: under the
Message-ID that it had, by which many mail services show it once, and with a sentence that says so.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from screening.domain.text import N_
from screening.services.outbox.channel import Letter, SendingFailed
from screening.services.witnesses.settings import MailServer
from screening.services.witnesses.smtp import greet, send
from screening.services.witnesses.witness import WitnessFailed

_FOR_GOOD = 500
"""From this reply code on a server says that trying again would change nothing (RFC 5321 4.2.1)."""


@dataclass(frozen=True)
class BySmtp:
    """Messages leave by ``server``."""

    server: MailServer
    name: str = "SMTP"

    def reach(self) -> None:
        """Say hello to the server, and sign in."""
        try:
            greet(self.server)
        except WitnessFailed as failed:
            raise SendingFailed(str(failed)) from failed

    def has(self, _letter: Letter) -> bool | None:
        """It cannot be asked."""
        return None

    def send(self, letter: Letter, handing: Callable[[], object]) -> None:
        """Hand ``letter`` to the server."""
        if not letter.to.isascii() or len(letter.to.split()) != 1:
            raise SendingFailed(
                N_("No mail can be sent to this address."), refused=True, hopeless=True
            )
        try:
            send(self.server, message_of(letter, self.server.sender), letter.to, handing)
        except WitnessFailed as failed:
            code = _code_of(failed.__cause__)
            raise SendingFailed(
                str(failed), refused=code > 0, hopeless=_is_for_good(failed.__cause__, code)
            ) from failed


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """``letter`` as it is sent."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.made_at)
    message["Message-ID"] = f"<{letter.ref}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    text = letter.warning + letter.text if letter.perhaps else letter.text
    message.set_content(text, cte="quoted-printable")
    return message


def _code_of(error: BaseException | None) -> int:
    """What the server answered, if it did: then it has not taken the message."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _is_for_good(error: BaseException | None, code: int) -> bool:
    """Whether it is this message that will never be taken. A password can be put right."""
    about_it = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return about_it and code >= _FOR_GOOD
