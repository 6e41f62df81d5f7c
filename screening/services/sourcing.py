"""The register of searches to find people, which section 6 exempts.

An entry is made by whoever searched, before or for a vacancy. Where it looks like a check of
somebody who applied that is said, and it is asked what it was; the attempt stays on record either
way. An entry stays as it is: what was wrong in it is put right by a new one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from screening.domain.entry import LINE, LONG, SHORT, answer_given, check_storable, tidy
from screening.domain.errors import NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.people import Action, may
from screening.domain.platforms import platform_class
from screening.domain.sourcing import Sign, address_form
from screening.domain.text import N_
from screening.domain.words import Role
from screening.ledger.record import ORGANISATION
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.erasure.registers import key_of_entry
from screening.services.job_queue import JobKind, ask_for
from screening.services.loading import ties_of, vacancy_of_reference
from screening.services.refs import new_ref
from screening.services.sourced import address_key, ask, name_key, tell_who_may_see
from screening.services.sourcing_signs import record_already_applied, signs_in
from screening.store.ledger_store import open_records
from screening.store.tables.registers import SourcingNote, SourcingSearch
from screening.store.tables.vacancy import Vacancy
from screening.store.unit_of_work import UnitOfWork

_NOTHING_HERE = N_("There is nothing here.")


@dataclass(frozen=True)
class Sourced:
    """A search to find people: for which vacancy (its reference, or empty), where, with which
    words, what for, and on which day.
    """

    vacancy: str
    platform: str
    words: str
    purpose: str
    made_on: date

    def tidied(self) -> "Sourced":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        clean = Sourced(
            tidy(self.vacancy),
            tidy(self.platform),
            tidy(self.words),
            tidy(self.purpose),
            self.made_on,
        )
        check_storable(
            {
                "vacancy": (clean.vacancy, SHORT, False),
                "platform": (clean.platform, SHORT, True),
                "words": (clean.words, LINE, True),
                "purpose": (clean.purpose, LONG, True),
            }
        )
        return clean


@once
def enter(call: Call, corrects: str, said: Sourced) -> str:
    """Enter a search; ``corrects``: the entry that this puts right, or empty.

    The ref comes out of an entry, or of an attempt that looked like a check: ``keep`` says what it
    was. Whether it names somebody who applied elsewhere is looked at later (``sourcing_names``).
    Raises NotValid for a vacancy that the caller may not know of, as for one that is none.
    """
    said = said.tidied()
    with call.change(Role.MANAGER, Role.HR) as work:
        if said.made_on > day_of(work.now):
            raise NotValid({"made_on": N_("Give a day that has come for the search")})
        if corrects:
            _check_can_be_followed(work, find_own(work, call, corrects))
        vacancy = _vacancy(work, call, said.vacancy)
        texts = (said.words, said.purpose, said.platform)
        signs = tuple(signs_in(work, vacancy, texts, said.purpose))
        entry = SourcingSearch(
            ref=new_ref(),
            vacancy_ref=vacancy.ref if vacancy else None,
            made_on=said.made_on,
            platform=platform_class(said.platform, said.platform),
            attempt=bool(signs),
            looks_like=",".join(signs),
            follows=corrects or None,
            entered_at=work.now,
            entered_by=call.actor.ref,
            entered_person=call.actor.person_ref,
        )
        _write(work, entry, _said(said, signs))
        if entry.attempt:
            ask(work, entry)
            tell_who_may_see(work, Told.SOURCING_SIGN, vacancy, entry.ref)
        ask_for(work, JobKind.SOURCING, entry.ref, call.actor.ref)
        work.commit(entry.ref)
    return entry.ref


@once
def keep(call: Call, attempt_ref: str, why: str) -> str:
    """Enter what looked like a check after all, and say ``why`` it is none; the entry's ref.

    NotPossible where that is no attempt, or was kept already.
    """
    why = answer_given("why", why)
    with call.change(Role.MANAGER, Role.HR) as work:
        attempt = find_own(work, call, attempt_ref)
        if not attempt.attempt:
            raise NotPossible(N_("This is entered already."))
        _check_can_be_followed(work, attempt)
        entry = SourcingSearch(
            ref=new_ref(),
            vacancy_ref=attempt.vacancy_ref,
            made_on=attempt.made_on,
            platform=attempt.platform,
            attempt=False,
            looks_like=attempt.looks_like,
            follows=attempt.ref,
            entered_at=work.now,
            entered_by=call.actor.ref,
            entered_person=call.actor.person_ref,
        )
        _write(work, entry, words_of_entry(work, attempt) | {"why": why})
        work.commit(entry.ref)
    return entry.ref


@once
def note(call: Call, search_ref: str, name: str, address: str) -> str:
    """Note somebody found who is to be approached: a name and a page, and no more. Their ref."""
    name, address = tidy(name), tidy(address)
    check_storable({"name": (name, SHORT, True), "address": (address, LINE, True)})
    if not address_form(address):
        raise NotValid({"address": N_("Give the address of a page, such as linkedin.com/in/name")})
    with call.change(Role.MANAGER, Role.HR) as work:
        search = find_own(work, call, search_ref)
        if search.attempt:
            raise NotPossible(N_("Say first what this search was: it looked like a check."))
        words_of_entry(work, search)
        days = work.policy.number("registers", "sourcing_note_days")
        made = SourcingNote(
            ref=new_ref(),
            search_ref=search.ref,
            noted_at=work.now,
            noted_by=call.actor.ref,
            erase_from=work.now + timedelta(days=days),
            name_key=name_key(work, name),
            address_key=address_key(work, address),
        )
        work.session.add(made)
        work.record(
            Event.SOURCING_NOTED,
            vacancy_ref=search.vacancy_ref or ORGANISATION,
            subject_ref=made.ref,
            payload={"search": search.ref, "name": name, "address": address},
        )
        if search.vacancy_ref is not None:
            vacancy = work.session.get_one(Vacancy, search.vacancy_ref)
            record_already_applied(work, vacancy, made, name, address)
        ask_for(work, JobKind.SOURCING, made.ref, call.actor.ref)
        work.commit(made.ref)
    return made.ref


def find_search(work: UnitOfWork, call: Call, ref: str) -> SourcingSearch:
    """The entry ``ref``, for whoever made it, HR and officers off the panel; or NotFound."""
    search = work.session.get(SourcingSearch, ref)
    if search is None:
        raise NotFound(_NOTHING_HERE)
    if not (_is_own(call, search) or may_see_sourced(work, call, search)):
        raise NotFound(_NOTHING_HERE)
    return search


def find_own(work: UnitOfWork, call: Call, ref: str) -> SourcingSearch:
    """The caller's own entry ``ref``, or NotFound."""
    search = work.session.get(SourcingSearch, ref)
    if search is None or not _is_own(call, search):
        raise NotFound(_NOTHING_HERE)
    return search


def may_see_sourced(work: UnitOfWork, call: Call, search: SourcingSearch) -> bool:
    """Whether the caller may learn who of those found with ``search`` has applied."""
    if search.vacancy_ref is None:
        return may(call.actor, Action.SEE_SOURCED)
    vacancy = work.session.get_one(Vacancy, search.vacancy_ref)
    return may(call.actor, Action.SEE_SOURCED, ties_of(work.session, vacancy))


def words_of_entry(work: UnitOfWork, search: SourcingSearch) -> dict[str, object]:
    """What was said in ``search``. NotPossible once the words are erased."""
    if work.vault.is_destroyed(key_of_entry(search.ref)):
        raise NotPossible(N_("The words of this entry were erased: its time was over."))
    entered = open_records(work.session, work.vault, subject_ref=search.ref)[0]
    return dict(entered.payload or {})


def entry_code(ref: str) -> str:
    """How an entry of this register is called, ``S-1f09ac``."""
    return f"S-{ref[:6]}"


def _is_own(call: Call, search: SourcingSearch) -> bool:
    return search.entered_person == call.actor.person_ref and call.actor.has(Role.MANAGER, Role.HR)


def _check_can_be_followed(work: UnitOfWork, search: SourcingSearch) -> None:
    """The database decides when two come at once: one entry follows another, and no second does."""
    follower = select(SourcingSearch.ref).where(SourcingSearch.follows == search.ref)
    if work.session.scalar(follower) is not None:
        raise NotPossible(N_("Another entry follows this one already. Go on from that."))


def _vacancy(work: UnitOfWork, call: Call, reference: str) -> Vacancy | None:
    if not reference:
        return None
    vacancy = vacancy_of_reference(work.session, reference)
    if vacancy is None or not may(
        call.actor, Action.REGISTER_SOURCING, ties_of(work.session, vacancy)
    ):
        raise NotValid({"vacancy": N_("None of your vacancies has this reference")})
    return vacancy


def _said(said: Sourced, signs: tuple[Sign, ...]) -> dict[str, object]:
    return {
        "platform": said.platform,
        "words": said.words,
        "purpose": said.purpose,
        "made_on": said.made_on.isoformat(),
        "looks_like": [str(sign) for sign in signs],
    }


def _write(work: UnitOfWork, entry: SourcingSearch, said: dict[str, object]) -> None:
    work.session.add(entry)
    work.record(
        Event.SOURCING_QUESTIONED if entry.attempt else Event.SOURCING_ENTERED,
        vacancy_ref=entry.vacancy_ref or ORGANISATION,
        subject_ref=entry.ref,
        payload=said,  # type: ignore[arg-type]  # texts and a list of texts
    )
