"""The way out that the settings name."""

from screening.services.call import Clock
from screening.services.outbox.by_notify import ByNotify
from screening.services.outbox.by_smtp import BySmtp
from screening.services.outbox.channel import Channel
from screening.services.outbox.settings import NotifyAccount
from screening.services.witnesses.settings import MailServer


def channel_of(sending: MailServer | NotifyAccount | None, clock: Clock) -> Channel | None:
    """The channel that ``sending`` sets up; None where messages are shown in the pages alone."""
    if sending is None:
        return None
    return ByNotify(sending, clock) if isinstance(sending, NotifyAccount) else BySmtp(sending)


def channel_name(sending: MailServer | NotifyAccount | None) -> str:
    """What administrators call the way out that ``sending`` sets up; empty where there is none."""
    if sending is None:
        return ""
    return ByNotify.name if isinstance(sending, NotifyAccount) else BySmtp.name
