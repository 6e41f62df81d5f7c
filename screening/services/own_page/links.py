"""The link by which a candidate, who has no account, comes to their own page about one check.

Whoever has it may answer for the candidate, so it is made as hard to get as a password: 256 bits
that stand nowhere (they are derived from a data key of the candidate's own, which goes when they
are erased), an end, and no more than one at a time. It is made by somebody who may handle the
check, never by who asked for it nor by the panel, and shown to that person alone: the record of
its making names whoever could have used it besides the candidate. What sends it to them by another
way than a letter asks ``key_about`` too.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update

from screening.domain.errors import Conflict, LinkDead
from screening.domain.events import Event
from screening.domain.people import Action, check_may
from screening.domain.policy import Policy
from screening.domain.text import N_
from screening.domain.words import Retention, Role
from screening.services.call import Call, once
from screening.services.candidates import check_not_erased
from screening.services.loading import authorisation_of, find_check, load_vacancy
from screening.services.moving import note
from screening.services.own_page.telling import untold_again
from screening.store.tables.account import Account
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate_link import CandidateLink, ShortlistLink
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_PURPOSE = "own-page"
_IN_GROUPS_OF = 4  # easier to type from a letter; letters and digits that are not taken for others
_KEY = re.compile(r"[a-z2-7]{52}")
DEAD = N_("This link does not work.")
MADE_SINCE = N_("Somebody else has just made a new link. Look at it before you go on.")


Link = CandidateLink | ShortlistLink
About = tuple[str, str]
"""What a page is about, and whose it is."""


@dataclass(frozen=True)
class LinkShown:
    """The link to the page about a check, for whoever may make it.

    ``key`` is what the address ends with, for whoever made it and while it works; empty for others.
    ``number`` is 0 while there is none. ``older``: made before something came of the check that the
    candidate was not told of yet, so that it may end too soon.
    """

    number: int = 0
    key: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    ends_at: datetime | None = None
    works: bool = False
    older: bool = False


@once
def make_link(call: Call, check_ref: str, number: int) -> None:
    """Make the link to the page about a check, in the place of link ``number`` (0: the first).

    The older one is dead from then on. Raises NotFound before an approval, NotPossible once the
    candidate is erased, Conflict when somebody else has made one since.
    """
    with call.change(Role.HR) as work:
        check = linked(work, call, check_ref)
        make(work, call, check, number)
        untold_again(work, check)
        work.commit()


def linked(work: UnitOfWork, call: Call, check_ref: str) -> Check:
    """The check, of which the caller may make the link; raises as ``make_link``."""
    check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
    check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
    authorisation_of(work.session, check)
    check_not_erased(work.session.get_one(Candidate, check.candidate_ref))
    return check


def make(work: UnitOfWork, call: Call, check: Check, number: int) -> None:
    """Put a new link in the place of link ``number``, with its record. Or Conflict."""
    event, said = renew(work, call, CandidateLink, (check.ref, check.candidate_ref), number)
    note(work, check, event, said)


def renew(
    work: UnitOfWork, call: Call, kind: type[Link], about: About, number: int
) -> tuple[Event, dict[str, str]]:
    """The same for a link of any ``kind``; the record to write of it. Or Conflict."""
    ends_at = work.now + timedelta(days=days_of(work.policy))
    _replace(
        work,
        kind,
        about[0],
        number,
        key_hash=_hash(key_about(work, about, number + 1)),
        made_at=work.now,
        made_by=call.actor.ref,
        made_person=call.actor.person_ref,
        ends_at=ends_at,
    )
    return Event.LINK_RENEWED if number else Event.LINK_MADE, {"ends": ends_at.isoformat()}


def link_for(call: Call, check_ref: str) -> LinkShown:
    """The link as the caller may see it. Raises NotFound or NotAllowed."""
    with call.look() as work:
        check, _vacancy, ties = find_check(work.session, call.actor, check_ref)
        check_may(call.actor, Action.DEAL_WITH_CANDIDATE, ties)
        link = work.session.get(CandidateLink, check.ref)
        shown = show_link(work, call, link, (check.ref, check.candidate_ref))
        return replace(shown, older=bool(link and is_older(link, check)))


def is_older(link: CandidateLink, check: Check) -> bool:
    """Whether ``link`` was made before there was what the candidate was not told of yet."""
    return check.untold_since is not None and link.made_at < check.untold_since


def show_link(work: UnitOfWork, call: Call, link: Link | None, about: About) -> LinkShown:
    """``link`` as the caller, who may make it, may see it."""
    if link is None:
        return LinkShown()
    works = link.ends_at > work.now
    mine = link.made_person == call.actor.person_ref
    return LinkShown(
        number=link.number,
        key=key_about(work, about, link.number) if works and mine else "",
        made_by=work.session.get_one(Account, link.made_by).name,
        made_at=link.made_at,
        ends_at=link.ends_at,
        works=works,
    )


def key_about(work: UnitOfWork, about: About, number: int) -> str:
    """What the address of link ``number`` to a page ends with: the secret itself, kept nowhere.

    Raises KeyDestroyed once the candidate is erased.
    """
    ref, candidate_ref = about
    owner = KeyRef(candidate_ref, Retention.IDENTITY)
    secret = work.vault.secret(owner, _PURPOSE, make=False)
    mac = hmac.digest(secret, f"{ref}/{number}".encode(), "sha256")
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
    found = work.session.execute(wanted.where(works_now(work, CandidateLink, key))).first()
    if found is None:
        raise LinkDead(DEAD)
    vacancy = load_vacancy(work.session, found.vacancy_ref)
    link = work.session.scalar(select(CandidateLink).where(works_now(work, CandidateLink, key)))
    check = work.session.get_one(Check, found.ref)
    candidate = work.session.get_one(Candidate, check.candidate_ref)
    if link is None or candidate.erased_at is not None:  # while the vacancy was waited for
        raise LinkDead(DEAD)
    return check, vacancy, link


def end_every_link(call: Call) -> None:
    """End every link there is: one that was replaced since works in an older database."""
    with call.as_clock().change() as work:
        for kind in (CandidateLink, ShortlistLink):
            working = kind.ends_at > work.now
            work.session.execute(update(kind).where(working).values(ends_at=work.now))
        work.commit()


def days_of(policy: Policy) -> int:
    """For how many days a link works."""
    return int(policy.number("notice", "link_days"))


def works_now(work: UnitOfWork, kind: type[Link], key: str) -> ColumnElement[bool]:
    """Which link of a ``kind`` has ``key`` and has not ended."""
    return (kind.key_hash == _hash(key)) & (kind.ends_at > work.now)


def _hash(key: str) -> str:
    """What is kept of ``key``, however it was typed; of what is none, what no row has."""
    folded = key.replace("-", "").lower()
    return hashlib.sha256(folded.encode()).hexdigest() if _KEY.fullmatch(folded) else ""


def _replace(work: UnitOfWork, kind: type[Link], ref: str, number: int, **columns: Any) -> None:
    """Put the next link in the place of ``number``, if that is the newest still. Or Conflict."""
    owner = next(iter(kind.__table__.primary_key))
    if not number and work.session.get(kind, ref) is None:
        work.session.add(kind(**{owner.name: ref}, number=1, **columns))
        return
    still = (owner == ref, kind.number == number)
    if not work.set_where(kind, *still, number=number + 1, **columns):
        raise Conflict(MADE_SINCE)
