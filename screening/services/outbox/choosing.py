"""What somebody does about what they are told: mark it as read, put their first steps away, and
choose how often to get mail.

Nothing of it is recorded in the log: it is nobody's act on a candidate, a check or a vacancy.
"""

from screening.domain.errors import NotFound
from screening.domain.notifying import HowOften, Language, Told
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.outbox.sending import again
from screening.services.outbox.telling import free
from screening.services.refs import new_ref
from screening.store.tables.outbox import MailChoice, Notification, Outgoing


@once
def mark_read(call: Call, newest: str) -> None:
    """Mark as read what the caller was told up to ``newest``: what came after it was not seen.

    Raises NotFound where that is no notification of theirs.
    """
    with call.change(*Role) as work:
        last = work.session.get(Notification, newest)
        if last is None or last.account_ref != call.actor.ref:
            raise NotFound(N_("There is nothing here."))
        seen = free(
            Notification.account_ref == call.actor.ref,
            Notification.read_at.is_(None),
            Notification.made_at <= last.made_at,
        )
        work.set_where(Notification, Notification.ref.in_(seen), read_at=work.now)
        work.commit()


@once
def put_first_steps_away(call: Call) -> None:
    """Offer the caller the first steps of the roles that they hold no longer on their first page.

    It is kept as something they were told and have read, and stays (``tidying``).
    """
    with call.change(*Role) as work:
        work.session.add(
            Notification(
                ref=new_ref(),
                account_ref=call.actor.ref,
                kind=Told.FIRST_STEPS,
                about=" ".join(sorted(call.actor.roles)),
                since=work.now,
                made_at=work.now,
                read_at=work.now,
            )
        )
        work.commit()


@once
def choose(call: Call, how_often: HowOften, language: Language | None = None) -> None:
    """Choose how often the caller is sent messages about what they were told, and in which
    language; None leaves that as it is.
    """
    with call.change(*Role) as work:
        choice = work.session.get(MailChoice, call.actor.ref)
        if choice is None:
            choice = MailChoice(account_ref=call.actor.ref)
            work.session.add(choice)
        choice.how_often = how_often
        if language is not None:
            choice.language = language
        work.commit()


@once
def try_again(call: Call, message_ref: str) -> None:
    """Let an administrator have a message tried again that was given up. Conflict: it was not."""
    check_may(call.actor, Action.ADMINISTER)
    with call.change(Role.ADMINISTRATOR) as work:
        if work.session.get(Outgoing, message_ref) is None:
            raise NotFound(N_("There is nothing here."))
        again(work, message_ref)
        work.commit()
