"""The link by which a candidate, who has no account, comes to their own page about one check.

Whoever has it may answer for the candidate, so it is made as hard to get as a password: 256 bits
that stand nowhere (they are derived from a data key of the candidate's own, which goes when they
are erased), an end, and no more than one at a time. It is made by somebody who may handle the
check, never by who asked for it nor by the panel, and shown to that person alone: the record of
its making names whoever could have used it besides the candidate. What sends it to them by another
way than a letter asks ``key_of`` too.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, select, update

from screening.domain.errors import Conflict, LinkDead
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.policy import Policy, shipped_policy
from screening.domain.text import N_
from screening.domain.words import Retention, Role
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.loading import authorisation_of, find_check, load_vacancy
from screening.services.moving import note
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate_link import CandidateLink
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_PURPOSE = "own-page"
_IN_GROUPS_OF = 4  # easier to type from a letter; letters and digits that are not taken for others
_KEY = re.compile(r"[a-z2-7]{52}")
_DEAD = N_("This link does not work.")
MADE_SINCE = N_("Somebody else has just made a new link. Look at it before you go on.")


@dataclass(frozen=True)
class LinkShown:
    """The link to the page about a check, for whoever may make it.

    ``key`` is what the address ends with, for whoever made it and while it works; empty for others.
    ``number`` is 0 while there is none.
    """

    number: int = 0
    key: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    ends_at: datetime | None = None
    works: bool = False


@once
def make_link(call: Call, check_ref: str, number: int) -> None:
    """Make the link to the page about a check, in the place of link ``number`` (0: the first).

    The older one is dead from then on. Raises NotFound before an approval, NotPossible once the
    candidate is erased, Conflict when somebody else has made one since.
    """
    with call.change(Role.HR) as work:
        make(work, call, linked(work, call, check_ref), number)
        work.commit()


def linked(work: UnitOfWork, call: Call, check_ref: str) -> Check:
    """The check, of which the caller may make the link; raises as ``make_link``."""
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.HANDLE, ties)
    authorisation_of(work.session, check)
    check_not_erased(work.session.get_one(Candidate, check.candidate_ref))
    return check


def make(work: UnitOfWork, call: Call, check: Check, number: int) -> None:
    """Put a new link in the place of link ``number``, with its record. Or Conflict."""
    ends_at = work.now + timedelta(days=days_of(work.policy))
    _replace(
        work,
        check,
        number,
        key_hash=_hash(key_of(work, check, number + 1)),
        made_at=work.now,
        made_by=call.actor.ref,
        made_person=call.actor.person_ref,
        ends_at=ends_at,
    )
    event = Event.LINK_RENEWED if number else Event.LINK_MADE
    note(work, check, event, {"ends": ends_at.isoformat()})


def link_for(call: Call, check_ref: str) -> LinkShown:
    """The link as the caller may see it. Raises NotFound or NotAllowed."""
    with call.look() as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.HANDLE, ties)
        link = work.session.get(CandidateLink, check.ref)
        if link is None:
            return LinkShown()
        works = link.ends_at > work.now
        mine = link.made_person == call.actor.person_ref
        return LinkShown(
            number=link.number,
            key=key_of(work, check, link.number) if works and mine else "",
            made_by=work.session.get_one(Account, link.made_by).name,
            made_at=link.made_at,
            ends_at=link.ends_at,
            works=works,
        )


def key_of(work: UnitOfWork, check: Check, number: int) -> str:
    """What the address of link ``number`` ends with: the secret itself, to be kept nowhere.

    Raises KeyDestroyed once the candidate is erased.
    """
    owner = KeyRef(check.candidate_ref, Retention.IDENTITY)
    secret = work.vault.secret(owner, _PURPOSE, make=False)
    mac = hmac.digest(secret, f"{check.ref}/{number}".encode(), "sha256")
    text = base64.b32encode(mac).decode("ascii").rstrip("=").lower()
    starts = range(0, len(text), _IN_GROUPS_OF)
    return "-".join(text[start : start + _IN_GROUPS_OF] for start in starts)


def opened(work: UnitOfWork, key: str) -> tuple[Check, Vacancy, CandidateLink]:
    """The check whose link has ``key``, its vacancy (locked where this writes), and the link.

    Raises LinkDead, in the same words, for one that never was, is over, or was replaced, and once
    the candidate is erased.
    """
    wanted = select(Check.vacancy_ref, Check.ref).join(
        CandidateLink, CandidateLink.check_ref == Check.ref
    )
    found = work.session.execute(wanted.where(_works(work, key))).first()
    if found is None:
        raise LinkDead(_DEAD)
    vacancy = load_vacancy(work.session, found.vacancy_ref)
    link = work.session.scalar(select(CandidateLink).where(_works(work, key)))
    check = work.session.get_one(Check, found.ref)
    candidate = work.session.get_one(Candidate, check.candidate_ref)
    if link is None or candidate.erased_at is not None:  # while the vacancy was waited for
        raise LinkDead(_DEAD)
    return check, vacancy, link


def end_every_link(call: Call) -> None:
    """End every link there is: one that was replaced since works in an older database."""
    with call.as_clock().change() as work:
        working = CandidateLink.ends_at > work.now
        work.session.execute(update(CandidateLink).where(working).values(ends_at=work.now))
        work.commit()


def days_of(policy: Policy) -> int:
    """For how many days a link works: by ``policy``, or the one that ships where it is older."""
    known = policy if "link_days" in policy.data["notice"] else shipped_policy()
    return int(known.number("notice", "link_days"))


def _works(work: UnitOfWork, key: str) -> ColumnElement[bool]:
    return (CandidateLink.key_hash == _hash(key)) & (CandidateLink.ends_at > work.now)


def _hash(key: str) -> str:
    """What is kept of ``key``, however it was typed; of what is none, what no row has."""
    folded = key.replace("-", "").lower()
    return hashlib.sha256(folded.encode()).hexdigest() if _KEY.fullmatch(folded) else ""


def _replace(work: UnitOfWork, check: Check, number: int, **columns: Any) -> None:
    """Put the next link in the place of ``number``, if that is the newest still. Or Conflict."""
    if not number and work.session.get(CandidateLink, check.ref) is None:
        work.session.add(CandidateLink(check_ref=check.ref, number=1, **columns))
        return
    change = (
        update(CandidateLink)
        .where(CandidateLink.check_ref == check.ref, CandidateLink.number == number)
        .values(number=number + 1, **columns)
        .execution_options(synchronize_session=False)
    )
    if cast(CursorResult[Any], work.session.execute(change)).rowcount != 1:
        raise Conflict(MADE_SINCE)
