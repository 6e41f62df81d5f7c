"""Who is sent messages how often, for administrators."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from screening.domain.notifying import HowOften
from screening.domain.people import Action, check_may
from screening.services.call import Call
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.outbox import MailChoice

MOST = 100


@dataclass(frozen=True)
class Readers:
    """How many people with a role are sent messages how often; and who is not sent them at once,
    the oldest account first, ``MOST`` at most.
    """

    counted: Mapping[HowOften, int]
    otherwise: tuple[tuple[str, HowOften], ...]


def read_readers(call: Call) -> Readers:
    """Everybody with an open account and a role. Who has chosen nothing is written to at once."""
    check_may(call.actor, Action.ADMINISTER)
    often = func.coalesce(MailChoice.how_often, HowOften.AT_ONCE.value)
    people = (
        select(often, func.count())
        .select_from(Account)
        .outerjoin(MailChoice, MailChoice.account_ref == Account.ref)
        .where(Account.closed_at.is_(None), Account.ref.in_(select(AccountRole.account_ref)))
    )
    named = people.with_only_columns(Account.name, often).where(often != HowOften.AT_ONCE)
    with call.look() as work:
        found = {HowOften(code): n for code, n in work.session.execute(people.group_by(often))}
        rows = work.session.execute(named.order_by(Account.opened_at, Account.ref).limit(MOST))
        otherwise = tuple((name, HowOften(code)) for name, code in rows)
    return Readers({each: found.get(each, 0) for each in HowOften}, otherwise)
