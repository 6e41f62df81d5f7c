"""What arrived at the servers on loopback, as copies to compare."""

from tests.drills.outboxing import Copy
from tests.services.notifybox import NotifyBox
from tests.services.outbox import text_of
from tests.services.postbox import Postbox


def from_postbox(postbox: Postbox) -> list[Copy]:
    """Each message, by its Message-ID."""
    return [
        Copy(str(message["Message-ID"]).strip("<>").partition("@")[0], text_of(message))
        for message in postbox.messages
    ]


def from_notify(box: NotifyBox) -> list[Copy]:
    """Each message, by its reference."""
    return [Copy(one["reference"], one["personalisation"]["text"]) for one in box.taken]
