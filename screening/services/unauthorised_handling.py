"""HR deals with a search that nobody had authorised: who steps back for it, and whether it may be a
personal-data breach after all.

Whoever is recused is held to it by this service, in the vacancy that the entry is about, in the
same way as after an exposure. It is said once and stays, as there.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from screening.domain.emails import fold_email
from screening.domain.entry import LONG, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.unauthorised import Breach, BreachRuling, Effect, state_after
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.outbox.telling import no_longer
from screening.services.unauthorised import DONE, find_report, record_step, take_step
from screening.services.unauthorised_ties import hours_after, tell_of_breach
from screening.store.tables.account import Account
from screening.store.tables.registers import Recusal, UnauthorisedSearch
from screening.store.unit_of_work import UnitOfWork

_NEEDED = {"reasons": True, "lessons": False, "colleagues": False}
_BETWEEN_ADDRESSES = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Handled:
    """What HR says of it: what it changes in the selection, whether it is a breach as they see it,
    why, and what is learned. ``colleagues``: the addresses of those who saw it besides whoever
    looked, where they are recused.
    """

    effect: Effect
    breach: Breach
    reasons: str
    lessons: str = ""
    colleagues: str = ""

    def tidied(self) -> "Handled":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        texts: dict[str, Any] = {name: tidy(getattr(self, name)) for name in _NEEDED}
        check_storable({name: (texts[name], LONG, needed) for name, needed in _NEEDED.items()})
        return replace(self, **texts)


@once
def handle(call: Call, ref: str, version: int, handled: Handled) -> None:
    """Say what it changes in the selection, whether it may be a breach, and what is learned.

    NotValid for colleagues who have no account here, or who are the caller, or are named without a
    recusal. Where whoever told of it saw no breach and HR does, the 72 hours run from now on record
    as they would have from the beginning, and data protection is told.
    """
    handled = handled.tidied()
    with call.change(Role.HR) as work:
        entry, _ties = find_report(work, call, ref, Action.HANDLE_UNAUTHORISED)
        if entry.effect is not None:
            raise NotPossible(DONE)
        persons = _stepping_back(work, call, entry, handled)
        until = hours_after(work, entry, handled.breach)
        ruling = BreachRuling(entry.ruling) if entry.ruling else None
        starts = entry.notify_by is None and until is not None
        take_step(
            work,
            entry,
            version,
            effect=handled.effect,
            handled_at=work.now,
            breach_judged=handled.breach,
            notify_by=until,
            state=state_after(handled.effect, until, ruling),
        )
        said = {
            "effect": handled.effect,
            "recused": sorted(persons.values()),
            "judged": handled.breach,
            "reasons": handled.reasons,
            "lessons": handled.lessons,
        }
        record_step(work, entry, Event.UNAUTHORISED_HANDLED, said)
        work.session.add_all(
            Recusal(report_ref=entry.ref, person_ref=person, recorded_at=work.now)
            for person in sorted(persons)
        )
        if starts:
            tell_of_breach(work, entry, Told.BREACH)
        no_longer(work, entry.ref, (Told.UNAUTHORISED,))
        work.commit()


def _stepping_back(
    work: UnitOfWork, call: Call, entry: UnauthorisedSearch, handled: Handled
) -> dict[str, str]:
    """The persons who are recused, each with an account of theirs."""
    typed = _BETWEEN_ADDRESSES.split(handled.colleagues)
    named = {fold_email(address) for address in typed if address}
    if handled.effect is not Effect.RECUSAL:
        if named:
            raise NotValid({"colleagues": N_("Nobody is recused by what you chose. Look at both")})
        return {}
    found = select(Account).where(
        (Account.person_ref == entry.looker_person) | Account.email_folded.in_(named)
    )
    accounts = work.session.scalars(found.order_by(Account.opened_at.desc(), Account.ref)).all()
    if named - {account.email_folded for account in accounts}:
        raise NotValid(
            {
                "colleagues": N_(
                    "One of these addresses belongs to no account here. Give each in a line of its "
                    "own; of anybody without an account say in your reasons what is arranged"
                )
            }
        )
    persons = {account.person_ref: account.ref for account in accounts}
    if call.actor.person_ref in persons:
        raise NotValid(
            {"colleagues": N_("If you saw it yourself, somebody else in HR deals with it")}
        )
    return persons
