"""Writing to somebody outside who has no account: a candidate, for instance, with a link.

Call ``write`` in the unit of work that does what the message tells of, and record there what was
sent: the row of the message is no record. Address, subject and text are sealed under the
candidate's identity key, go with the candidate when they are erased, and are emptied as soon as
the message has gone. The text is fixed then and there: what stands in it stays as it was, however
often the message is tried. Nothing is sent before the unit of work is committed, and nothing is
lost once it is; ``sending`` says what is promised beyond that.

    with call.change(Role.HR) as work:
        ...
        ref = outside.write(work, candidate.ref, Envelope(address, subject, text))
        work.record(Event.LINK_MAILED, ..., payload={"message": ref, ...})
        work.commit()

Where no channel is set up the message waits, and the page that asks for it should say so before:
``settings.sending is None``.
"""

import json
from dataclasses import asdict, dataclass

from screening.domain.emails import is_email_outside
from screening.domain.errors import KeyDestroyed, NotValid
from screening.domain.notifying import MessageKind, MessageState
from screening.domain.text import N_
from screening.domain.words import Retention
from screening.services.refs import new_ref
from screening.store.tables.outbox import Outgoing
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef


@dataclass(frozen=True)
class Envelope:
    """To which e-mail address, under what subject (one line), and what the message says."""

    to: str
    subject: str
    text: str


def write(work: UnitOfWork, candidate_ref: str, envelope: Envelope) -> str:
    """Have ``envelope`` sent once ``work`` is committed; the message's ref is the answer.

    Raises NotValid, under ``to``, for what is no e-mail address that can be written to; and
    KeyDestroyed once the candidate is erased.
    """
    if not is_email_outside(envelope.to):
        raise NotValid({"to": N_("Enter an e-mail address, such as name@example.org")})
    if len(envelope.subject.splitlines()) != 1:
        raise NotValid({"subject": N_("The subject must be one line")})
    ref = new_ref()
    text = json.dumps(asdict(envelope)).encode("utf-8")
    message = Outgoing(
        ref=ref,
        kind=MessageKind.OUTSIDE,
        candidate_ref=candidate_ref,
        sealed=work.vault.seal(_key(candidate_ref), _where(ref), text),
        state=MessageState.WAITING,
        made_at=work.now,
        due_at=work.now,
    )
    work.session.add(message)
    return ref


def open_envelope(work: UnitOfWork, message: Outgoing) -> Envelope | None:
    """What ``message`` says and to whom; None once the candidate is erased."""
    if message.sealed is None or message.candidate_ref is None:
        return None
    try:
        sealed = work.vault.open(_key(message.candidate_ref), _where(message.ref), message.sealed)
    except KeyDestroyed:
        return None
    return Envelope(**json.loads(sealed))


def _key(candidate_ref: str) -> KeyRef:
    return KeyRef(candidate_ref, Retention.IDENTITY)


def _where(ref: str) -> str:
    return f"outgoing/{ref}"
