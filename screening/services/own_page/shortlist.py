"""The link by which a candidate on a school's shortlist comes to their own page about the search.

It is made, ends and is replaced as the link to the page about a check (``links``): by whoever
handles the search, never by its searcher nor the panel.
"""

from sqlalchemy import select

from screening.domain.errors import LinkDead
from screening.domain.people import Action
from screening.domain.words import Role
from screening.services.call import Call, once
from screening.services.due_diligence.conditions import candidate_of, find_part
from screening.services.due_diligence_steps import record_of_one
from screening.services.loading import load_vacancy
from screening.services.own_page.links import DEAD, LinkShown, renew, show_link, works_now
from screening.store.tables.candidate import Candidate
from screening.store.tables.candidate_link import ShortlistLink
from screening.store.tables.due_diligence import DueDiligencePart
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork


@once
def make_link(call: Call, part_ref: str, number: int) -> None:
    """Make the link to the page about a part, in the place of link ``number`` (0: the first).

    The older one is dead from then on. Raises NotFound or NotAllowed, NotPossible once the
    candidate is erased, Conflict when somebody else has made one since.
    """
    with call.change(Role.HR) as work:
        part, _search, _vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        candidate_of(work, part)
        event, said = renew(work, call, ShortlistLink, (part.ref, part.candidate_ref), number)
        record_of_one(work, part, event, said)
        work.commit()


def link_for(call: Call, part_ref: str) -> LinkShown:
    """The link as the caller may see it. Raises NotFound or NotAllowed."""
    with call.look() as work:
        part, _search, _vacancy = find_part(work, call, part_ref, Action.HANDLE_DUE_DILIGENCE)
        link = work.session.get(ShortlistLink, part.ref)
        return show_link(work, call, link, (part.ref, part.candidate_ref))


def opened(work: UnitOfWork, key: str) -> tuple[DueDiligencePart, Vacancy, ShortlistLink]:
    """The part whose link has ``key``, its vacancy (locked where this writes), and the link.

    Raises LinkDead, in the same words, as the link to the page about a check does.
    """
    wanted = select(DueDiligencePart.vacancy_ref, DueDiligencePart.ref).join(
        ShortlistLink, ShortlistLink.part_ref == DueDiligencePart.ref
    )
    found = work.session.execute(wanted.where(works_now(work, ShortlistLink, key))).first()
    if found is None:
        raise LinkDead(DEAD)
    vacancy = load_vacancy(work.session, found.vacancy_ref)
    link = work.session.scalar(select(ShortlistLink).where(works_now(work, ShortlistLink, key)))
    part = work.session.get_one(DueDiligencePart, found.ref)
    candidate = work.session.get_one(Candidate, part.candidate_ref)
    if link is None or candidate.erased_at is not None:  # while the vacancy was waited for
        raise LinkDead(DEAD)
    return part, vacancy, link
