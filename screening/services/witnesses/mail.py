"""Sending checkpoints to an auditor by e-mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import ClassVar

from screening.domain.text import N_
from screening.services.witnesses.settings import MAIL, MailServer
from screening.services.witnesses.smtp import send

SUBJECT = N_("Ledger checkpoint over {size} records")
BODY = N_(
    "This is a signed checkpoint of the ledger in which the screening service records what was\n"
    "asked, decided and looked up. It is over the first {size} records. It holds no data about\n"
    "any applicant.\n"
    "\n"
    "Please keep it where nobody who runs that service can change it or take it away. There is\n"
    "nothing else to do today. If the ledger is ever in doubt, ask for an export of it and run\n"
    "\n"
    "    python -m screening verify log.jsonl --receipt {file}\n"
    "\n"
    "which says whether it still begins with the records that were signed here. The checkpoint is\n"
    "attached as that file, and reads:\n"
    "\n"
    "{note}"
)


@dataclass(frozen=True)
class Mailbox:
    """An auditor who is sent checkpoints at ``address``, by way of ``server``."""

    address: str
    server: MailServer
    every: ClassVar[timedelta] = timedelta(days=1)

    @property
    def name(self) -> str:
        """As in the settings."""
        return f"{MAIL}{self.address}"

    def leave(self, note: str, size: int, now: datetime) -> bytes:
        """Send ``note``. What is sent twice has the same Message-ID, so that it can be told."""
        message = message_of(note, size, self.server.sender, self.address, now)
        send(self.server, message, self.address)
        return b""


def message_of(note: str, size: int, sender: str, recipient: str, now: datetime) -> EmailMessage:
    """The message with ``note`` in it, and beside it exactly as it was signed."""
    log = note.partition("\n")[0].removeprefix("screening/")
    file = f"{log}-{size}.checkpoint"  # short enough to stand in a header as it is
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = SUBJECT.format(size=size)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{log}.{size}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    text = BODY.format(size=size, file=file, note=note)
    message.set_content(text, cte="quoted-printable")
    message.add_attachment(
        note.encode("utf-8"), maintype="application", subtype="octet-stream", filename=file
    )
    return message
