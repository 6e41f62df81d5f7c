"""Ways to fill the outbox of a town, to send what is in it, and to see how it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

from sqlalchemy import select

from screening.domain.notifying import MessageState, Told
from screening.services.outbox import gathering, sending
from screening.services.outbox.by_smtp import BySmtp
from screening.services.outbox.channel import Channel, Letter, SendingFailed
from screening.services.outbox.letters import Letterhead
from screening.services.outbox.telling import tell
from screening.services.refs import new_ref
from screening.services.witnesses.settings import MailServer
from screening.store.tables.outbox import Notification, Outgoing
from tests.services.postbox import Postbox
from tests.services.town import Town

HEAD = Letterhead("Wexcombe Council", "https://screening.example")
SENDER = "screening@wexcombe.example"


def by_smtp(postbox: Postbox | int) -> BySmtp:
    """The way out through ``postbox``, or through whatever listens at that port."""
    port = postbox if isinstance(postbox, int) else postbox.port
    return BySmtp(MailServer("127.0.0.1", port, False, "", "", SENDER))


def let_know(town: Town, *names: str, times: int = 1) -> None:
    """Tell each of these people of ``times`` things, in one transaction each."""
    accounts = [town.people[name].ref for name in names]
    for _time in range(times):
        with town.call("alan").as_clock().change() as work:
            tell(work, Told.TO_DECIDE, accounts, new_ref())
            work.commit()


def send(town: Town, channel: Channel) -> int:
    """Make what messages are due, and send them."""
    gathering.gather(town.call("alan"))
    return sending.send(town.call("alan"), channel, HEAD)


def messages(town: Town) -> Sequence[Outgoing]:
    """Every message, in the order in which they were made."""
    with town.call("alan").look() as work:
        return work.session.scalars(select(Outgoing).order_by(Outgoing.made_at)).all()


def states(town: Town) -> list[MessageState]:
    """How each message stands."""
    return [MessageState(one.state) for one in messages(town)]


def text_of(message: EmailMessage) -> str:
    """What ``message`` says."""
    return str(message.get_content()).replace("\r\n", "\n")


Heard = dict[str, list[Told]]


def rows(town: Town) -> list[Notification]:
    """What everybody was told."""
    with town.call("alan").look() as work:
        return list(work.session.scalars(select(Notification)))


def told(town: Town, *, unread: bool = False, but: frozenset[str] = frozenset()) -> Heard:
    """What each person was told (and did not read), leaving out the rows ``but``."""
    names = {person.ref: name for name, person in town.people.items()}
    found: Heard = {}
    for one in rows(town):
        if one.ref not in but and (one.read_at is None or not unread):
            found.setdefault(names[one.account_ref], []).append(Told(one.kind))
    return {name: sorted(kinds) for name, kinds in found.items()}


def new_since(town: Town, act: Callable[[], object]) -> Heard:
    """What ``act``, a moment later, had told to whom."""
    before = frozenset(one.ref for one in rows(town))
    town.wait(seconds=1)
    act()
    return told(town, but=before)


class Killed(BaseException):
    """The process is gone: nothing in it runs any more."""


@dataclass
class Dying:
    """A channel whose process dies ``at`` a step: before it, while handing over, or after it."""

    channel: Channel
    at: str
    name: str = "dying"
    said: list[str] = field(default_factory=list)

    def has(self, letter: object) -> bool | None:
        return self.channel.has(letter)  # type: ignore[arg-type]  # passed on

    def send(self, letter: object, handing: Callable[[], object]) -> None:
        def and_die() -> None:
            handing()
            if self.at == "handing":
                raise Killed

        if self.at == "before":
            raise Killed
        self.channel.send(letter, and_die)  # type: ignore[arg-type]  # passed on
        raise Killed


@dataclass
class Pretending:
    """A channel that keeps what it is given, or says ``no`` to all of it for good."""

    no: str = ""
    letters: list[Letter] = field(default_factory=list)
    name: str = "pretending"

    def has(self, _letter: Letter) -> bool | None:
        return None

    def send(self, letter: Letter, handing: Callable[[], object]) -> None:
        handing()
        if self.no:
            raise SendingFailed(self.no, refused=True, hopeless=True)
        self.letters.append(letter)
