"""HR sets a vacancy up, keeps it true, and closes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from screening.domain.entry import LINE, SHORT, check_storable, tidy
from screening.domain.errors import NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.lifecycle import BEFORE_SEARCHING
from screening.domain.text import N_
from screening.domain.words import CriterionKind, Regime, Role, Stage, State
from screening.services.call import Call, once
from screening.services.checks.reply_time import all_over_after
from screening.services.due_diligence.regime import check_department
from screening.services.due_diligence_steps import end_with_the_vacancy
from screening.services.loading import open_vacancy_of, ties_of
from screening.services.moving import move
from screening.services.panels import write_panel
from screening.services.refs import new_ref
from screening.services.reviewing import tell_to_sign_off
from screening.services.vacancy_words import keep_words
from screening.store.tables.check import Check
from screening.store.tables.vacancy import Criterion, Vacancy
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
        vacancy = write_vacancy(work, details)
        write_criteria(work, vacancy, criteria)
        work.commit(vacancy.ref)
    return vacancy.ref


def write_vacancy(work: UnitOfWork, details: VacancyDetails) -> Vacancy:
    """The row and record of a vacancy that has no criteria yet, inside a unit of work."""
    _check_reference_free(work.session, details.reference)
    vacancy = Vacancy(
        ref=new_ref(),
        stage=Stage.ADVERTISED,
        regime=Regime.CLAIMS,
        criteria_version=0,
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
    keep_words(work, vacancy)
    work.record(Event.VACANCY_OPENED, vacancy_ref=vacancy.ref, payload=details.as_data())
    return vacancy


@once
def change_details(call: Call, vacancy_ref: str, details: VacancyDetails) -> None:
    """Mend what is said of a vacancy. The record keeps both wordings. Raises NotValid, also for
    another department while the schools regime is proposed or in force.
    """
    details = details.tidied()
    with call.change(Role.HR) as work:
        write_details(work, open_vacancy_of(work.session, call.actor, vacancy_ref), details)
        work.commit()


def write_details(work: UnitOfWork, vacancy: Vacancy, details: VacancyDetails) -> None:
    """What is said of ``vacancy`` and its record, inside a unit of work that holds it open."""
    if vacancy.reference != details.reference:
        _check_reference_free(work.session, details.reference, but=vacancy.ref)
    check_department(work.session, vacancy, details.department)
    vacancy.reference = details.reference
    vacancy.reference_folded = details.reference.casefold()
    vacancy.title = details.title
    vacancy.department = details.department
    vacancy.folded = details.folded()
    vacancy.apply_by = details.apply_by
    keep_words(work, vacancy)
    work.record(Event.VACANCY_CHANGED, vacancy_ref=vacancy.ref, payload=details.as_data())


@once
def set_criteria(call: Call, vacancy_ref: str, criteria: Sequence[CriterionText]) -> None:
    """Bring a new version of the criteria into force; claims keep the version they were made on."""
    with call.change(Role.HR) as work:
        write_criteria(work, open_vacancy_of(work.session, call.actor, vacancy_ref), criteria)
        work.commit()


@once
def set_stage(call: Call, vacancy_ref: str, stage: Stage) -> None:
    """Say how far the vacancy has come. Closing it is ``close_vacancy``."""
    if stage is Stage.CLOSED:
        raise NotPossible(N_("Close the vacancy from its own page, so that its checks lapse too."))
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work.session, call.actor, vacancy_ref)
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
        vacancy = open_vacancy_of(work.session, call.actor, vacancy_ref)
        write_panel(work, vacancy, accounts, outside_decider)
        work.commit()


@once
def close_vacancy(call: Call, vacancy_ref: str) -> None:
    """Close a vacancy: checks not yet searched lapse, and it takes no new ones. NotPossible while
    candidates who were told of a check have time to reply.
    """
    with call.change(Role.HR) as work:
        vacancy = open_vacancy_of(work.session, call.actor, vacancy_ref)
        if all_over_after(work, vacancy.ref, call.actor, ties_of(work.session, vacancy)):
            raise NotPossible(
                N_(
                    "A candidate of this vacancy was told of a check and has time to reply. "
                    "Close the vacancy when that is over, or cancel the check first."
                )
            )
        vacancy.stage, vacancy.closed_at = Stage.CLOSED, work.now
        stopped = select(Check).where(
            Check.vacancy_ref == vacancy.ref, Check.state == State.STOPPED
        )
        for check in work.session.scalars(stopped.order_by(Check.number)).all():
            move(work, check, Event.STOP_TOLD, {})  # with the others, all at once
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


def _check_reference_free(session: Session, reference: str, but: str = "") -> None:
    taken = session.scalar(
        select(Vacancy.ref).where(Vacancy.reference_folded == reference.casefold())
    )
    if taken and taken != but:
        raise NotValid({"reference": N_("Another vacancy already has this reference")})


def write_criteria(work: UnitOfWork, vacancy: Vacancy, criteria: Sequence[CriterionText]) -> None:
    """The next version of the criteria and its record, inside a unit of work that holds the vacancy
    open. Raises NotValid where they cannot be stored.
    """
    tidied = [CriterionText(tidy(row.code), row.kind, tidy(row.text)) for row in criteria]
    if not tidied:
        raise NotValid({"criteria": N_("Give at least one criterion")})
    check_storable(
        {f"criteria-{i}-code": (row.code, CODE, True) for i, row in enumerate(tidied)}
        | {f"criteria-{i}-text": (row.text, LINE, True) for i, row in enumerate(tidied)}
    )
    if len({row.code.casefold() for row in tidied}) < len(tidied):
        raise NotValid({"criteria": N_("Give each criterion a code of its own")})
    vacancy.criteria_version += 1
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
