"""HR sets a vacancy up, keeps it true, and closes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from screening.domain.entry import LINE, SHORT, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.lifecycle import BEFORE_SEARCHING
from screening.domain.people import Action
from screening.domain.text import N_
from screening.domain.words import CriterionKind, Regime, Role, Stage
from screening.services.call import Call, once
from screening.services.due_diligence_steps import end_with_the_vacancy
from screening.services.loading import find_vacancy
from screening.services.moving import move
from screening.services.refs import new_ref
from screening.services.reviewing import tell_to_sign_off
from screening.store.tables.account import Account
from screening.store.tables.check import Check
from screening.store.tables.decision import Decision
from screening.store.tables.due_diligence import DueDiligenceSearch
from screening.store.tables.vacancy import Criterion, PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork

CODE = 10
REFERENCE = 40


@dataclass(frozen=True)
class CriterionText:
    """One criterion as HR words it: ``code`` such as E1."""

    code: str
    kind: CriterionKind
    text: str


@dataclass(frozen=True)
class VacancyDetails:
    """What HR says of a vacancy. ``apply_by`` is the applicants' deadline."""

    reference: str
    title: str
    department: str
    apply_by: date

    def tidied(self) -> "VacancyDetails":
        """The same, as it is stored. Raises NotValid when it cannot be."""
        clean = VacancyDetails(
            tidy(self.reference), tidy(self.title), tidy(self.department), self.apply_by
        )
        check_storable(
            {
                "reference": (clean.reference, REFERENCE, True),
                "title": (clean.title, SHORT, True),
                "department": (clean.department, SHORT, True),
            }
        )
        return clean

    def folded(self) -> str:
        """The details as they are searched."""
        return f"{self.reference} {self.title} {self.department}".casefold()

    def as_data(self) -> dict[str, str]:
        """The details as a record's payload."""
        return {
            "reference": self.reference,
            "title": self.title,
            "department": self.department,
            "apply_by": self.apply_by.isoformat(),
        }


@once
def open_vacancy(call: Call, details: VacancyDetails, criteria: Sequence[CriterionText]) -> str:
    """Open a vacancy with its first criteria; the answer is its ref."""
    details = details.tidied()
    with call.change(Role.HR) as work:
        _check_reference_free(work.session, details.reference)
        vacancy = Vacancy(
            ref=new_ref(),
            stage=Stage.ADVERTISED,
            regime=Regime.CLAIMS,
            criteria_version=1,
            opened_at=work.now,
            reference=details.reference,
            reference_folded=details.reference.casefold(),
            title=details.title,
            department=details.department,
            folded=details.folded(),
            apply_by=details.apply_by,
        )
        work.session.add(vacancy)
        work.session.flush()
        work.record(Event.VACANCY_OPENED, vacancy_ref=vacancy.ref, payload=details.as_data())
        _write_criteria(work, vacancy, criteria)
        work.commit(vacancy.ref)
    return vacancy.ref


@once
def change_details(call: Call, vacancy_ref: str, details: VacancyDetails) -> None:
    """Mend what is said of a vacancy. The record keeps both wordings."""
    details = details.tidied()
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work, call, vacancy_ref)
        if vacancy.reference != details.reference:
            _check_reference_free(work.session, details.reference, but=vacancy.ref)
        vacancy.reference = details.reference
        vacancy.reference_folded = details.reference.casefold()
        vacancy.title = details.title
        vacancy.department = details.department
        vacancy.folded = details.folded()
        vacancy.apply_by = details.apply_by
        work.record(Event.VACANCY_CHANGED, vacancy_ref=vacancy.ref, payload=details.as_data())
        work.commit()


@once
def set_criteria(call: Call, vacancy_ref: str, criteria: Sequence[CriterionText]) -> None:
    """Bring a new version of the criteria into force; claims keep the version they were made on."""
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work, call, vacancy_ref)
        vacancy.criteria_version += 1
        _write_criteria(work, vacancy, criteria)
        work.commit()


@once
def set_stage(call: Call, vacancy_ref: str, stage: Stage) -> None:
    """Say how far the vacancy has come. Closing it is ``close_vacancy``."""
    if stage is Stage.CLOSED:
        raise NotPossible(N_("Close the vacancy from its own page, so that its checks lapse too."))
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work, call, vacancy_ref)
        before, vacancy.stage = vacancy.stage, stage
        work.record(
            Event.STAGE_CHANGED,
            vacancy_ref=vacancy.ref,
            payload={"before": before, "after": stage},
        )
        work.commit()


@once
def set_panel(
    call: Call, vacancy_ref: str, accounts: Sequence[str], outside_decider: str = ""
) -> None:
    """Seat exactly ``accounts`` on the panel. ``outside_decider`` (an account) alone may decide."""
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work, call, vacancy_ref)
        wanted = {ref: _open_account(work.session, ref) for ref in accounts}
        decider = _open_account(work.session, outside_decider) if outside_decider else None
        if decider and decider.person_ref in {person.person_ref for person in wanted.values()}:
            raise NotValid({"outside_decider": N_("Choose a decider who is not on the panel")})
        vacancy.outside_decider = decider.person_ref if decider else ""
        seats = work.session.scalars(
            select(PanelMember).where(
                PanelMember.vacancy_ref == vacancy.ref, PanelMember.left_at.is_(None)
            )
        ).all()
        seated = {seat.account_ref for seat in seats}
        _check_apart(work.session, vacancy, [wanted[ref] for ref in wanted if ref not in seated])
        for seat in seats:
            if seat.account_ref not in wanted:
                seat.left_at = work.now
        for ref, account in wanted.items():
            if ref not in seated:
                work.session.add(
                    PanelMember(
                        vacancy_ref=vacancy.ref,
                        account_ref=ref,
                        joined_at=work.now,
                        person_ref=account.person_ref,
                    )
                )
        work.record(
            Event.PANEL_CHANGED,
            vacancy_ref=vacancy.ref,
            payload={
                "panel": sorted(wanted),
                "joined": sorted(set(wanted) - seated),
                "left": sorted(seated - set(wanted)),
                "outside_decider": outside_decider,
            },
        )
        work.commit()


@once
def close_vacancy(call: Call, vacancy_ref: str) -> None:
    """Close a vacancy: checks not yet searched lapse, and it takes no new ones."""
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work, call, vacancy_ref)
        vacancy.stage, vacancy.closed_at = Stage.CLOSED, work.now
        lapsing = work.session.scalars(
            select(Check)
            .where(Check.vacancy_ref == vacancy.ref, Check.state.in_(BEFORE_SEARCHING))
            .order_by(Check.number)
        ).all()
        for check in lapsing:
            move(work, check, Event.CHECK_LAPSED, {"because": "vacancy closed"})
        end_with_the_vacancy(work, vacancy.ref)
        work.record(
            Event.VACANCY_CLOSED,
            vacancy_ref=vacancy.ref,
            payload={"lapsed": [str(check.number) for check in lapsing]},
        )
        tell_to_sign_off(work, vacancy)
        work.commit()


def open_vacancy_of(work: UnitOfWork, call: Call, vacancy_ref: str) -> Vacancy:
    """The vacancy, for HR to change; NotPossible once it is closed."""
    vacancy, _ties = find_vacancy(work.session, call.actor, vacancy_ref, Action.SET_UP)
    hold_open(work.session, vacancy)
    return vacancy


def hold_open(session: Session, vacancy: Vacancy) -> None:
    """Lock ``vacancy`` until the commit, so that it stays open. NotPossible once it is closed."""
    session.refresh(vacancy, with_for_update=True)
    if vacancy.closed_at is not None:
        raise NotPossible(N_("This vacancy is closed. Nothing can be added to it or changed."))


def _check_reference_free(session: Session, reference: str, but: str = "") -> None:
    taken = session.scalar(
        select(Vacancy.ref).where(Vacancy.reference_folded == reference.casefold())
    )
    if taken and taken != but:
        raise NotValid({"reference": N_("Another vacancy already has this reference")})


def _check_apart(session: Session, vacancy: Vacancy, joining: Sequence[Account]) -> None:
    """Whoever decided or searched here knows what a panel may not: NotValid to seat them."""
    of_checks = Check.vacancy_ref == vacancy.ref
    decided = select(Decision.decided_person).join(Check, Check.ref == Decision.check_ref)
    apart = session.scalars(
        union(
            decided.where(of_checks),
            select(Check.searcher_person).where(of_checks),
            select(DueDiligenceSearch.searcher_person).where(
                DueDiligenceSearch.vacancy_ref == vacancy.ref
            ),
        )
    )
    if {account.person_ref for account in joining} & set(apart):
        raise NotValid(
            {"panel": N_("Choose people who have not decided or searched for this vacancy")}
        )


def _open_account(session: Session, ref: str) -> Account:
    account = session.get(Account, ref)
    if account is None or account.closed_at is not None:
        raise NotValid({"panel": N_("Choose people who have an open account")})
    return account


def _write_criteria(work: UnitOfWork, vacancy: Vacancy, criteria: Sequence[CriterionText]) -> None:
    tidied = [CriterionText(tidy(row.code), row.kind, tidy(row.text)) for row in criteria]
    if not tidied:
        raise NotValid({"criteria": N_("Give at least one criterion")})
    check_storable(
        {f"criteria-{i}-code": (row.code, CODE, True) for i, row in enumerate(tidied)}
        | {f"criteria-{i}-text": (row.text, LINE, True) for i, row in enumerate(tidied)}
    )
    if len({row.code.casefold() for row in tidied}) < len(tidied):
        raise NotValid({"criteria": N_("Give each criterion a code of its own")})
    for position, row in enumerate(tidied):
        work.session.add(
            Criterion(
                vacancy_ref=vacancy.ref,
                version=vacancy.criteria_version,
                code=row.code,
                kind=row.kind,
                position=position,
                text=row.text,
            )
        )
    work.record(
        Event.CRITERIA_CHANGED,
        vacancy_ref=vacancy.ref,
        payload={
            "version": str(vacancy.criteria_version),
            "criteria": [
                {"code": row.code, "kind": str(row.kind), "text": row.text} for row in tidied
            ],
        },
    )
