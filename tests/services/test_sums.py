"""Sums over many vacancies are those of their rows: counted here once more, one row at a time."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from sqlalchemy import select

from screening.domain.declarations import moments_reached
from screening.domain.words import Moment, Role, Stage, State
from screening.services import vacancies
from screening.services.calendar import day_of, due
from screening.services.checks import deciding, searching
from screening.services.checks.searching import VisitText
from screening.services.declaring import declare
from screening.services.reading.equality.overview import FiguresWanted, read_overview
from screening.services.reading.equality.pairs import YearWanted, read_pairs
from screening.services.reading.equality.signs import Sign
from screening.services.reading.equality.signs_counted import signs_in
from screening.services.reading.equality.signs_summed import read_signs_summed
from screening.services.story import SUBMISSIONS
from screening.services.vacancies import VacancyDetails
from screening.store.ledger_store import open_records
from screening.store.tables.check import Check, Revision
from screening.store.tables.decision import Authorisation, CountedDecision
from screening.store.tables.declaration import Declaration
from screening.store.tables.search import Outcome
from screening.store.tables.vacancy import PanelMember, Vacancy
from screening.store.unit_of_work import UnitOfWork
from tests.databases import on_both
from tests.services.town import IMPROPER, Town

YEAR = 2026
DEPARTMENTS = ("", "Parks", "Libraries", "Zoo")


def busy(town: Town) -> None:
    """Three departments over two months, with something of most kinds in them."""
    _decided(town)
    _searched_late(town)
    for stage, department in ((Stage.OFFERED, "Parks"), (Stage.SHORTLISTED, "Libraries")):
        vacancy = _in(town, department, f"S-{department}", panel=("mara", "miles"))
        vacancies.set_stage(town.call("hugh"), vacancy, stage)
        declare(town.call("mara"), vacancy, Moment.SHORTLIST, searched=False)
    own = _in(town, "Parks", "OWN-1")
    town.submitted(own, **IMPROPER)
    vacancies.set_panel(town.call("hugh"), own, [town.people["edith"].ref])
    vacancies.set_panel(town.call("hugh"), own, [])


def _decided(town: Town) -> None:
    for number in range(11):
        department = DEPARTMENTS[1 + number % 2]
        vacancy = _in(town, department, f"D-{number}")
        if number % 3 == 0:
            town.submitted(vacancy, **IMPROPER)
        check = town.submitted(vacancy)
        town.wait(hours=3 + number * 9)
        deciding.reject(town.call("hugh"), check, 1, "Ask at interview.")


def _searched_late(town: Town) -> None:
    """One outcome is recorded in time over a weekend, one late, one not yet. One looked beyond."""
    waits = (timedelta(days=3), timedelta(days=6), None)
    for number, wait in enumerate(waits):
        check = town.ready(_in(town, "Libraries", f"L-{number}"))
        while day_of(town.now).weekday() != 4:  # Friday
            town.wait(days=1)
        sam = town.call("sam")
        elsewhere = number == 1
        visit = VisitText(
            None if elsewhere else 0, "x.com/o" if elsewhere else "", town.now, 2, "A page.",
            "It led there." if elsewhere else "",
        )  # fmt: skip
        searching.record_visit(sam, check, visit)
        if wait is not None:
            town.wait(seconds=wait.total_seconds())
            searching.record_outcome(
                town.call("sam"),
                check,
                "borne-out",
                "high",
                "certain",
                "Posts throughout.",  # type: ignore[arg-type]  # their values
            )
    town.wait(days=9)


def _in(town: Town, department: str, reference: str, panel: tuple[str, ...] = ("mara",)) -> str:
    vacancy = town.vacancy(reference, panel)
    details = VacancyDetails(reference, "Clerk", department, town.now.date())
    vacancies.change_details(town.call("hugh"), vacancy, details)
    return vacancy


def _theirs(work: UnitOfWork, person: str, department: str) -> dict[str, Vacancy]:
    """The vacancies of the department, or all, but for those on whose panel somebody ever sat."""
    sat = set(
        work.session.scalars(
            select(PanelMember.vacancy_ref).where(PanelMember.person_ref == person)
        )
    )
    every = work.session.scalars(select(Vacancy)).all()
    return {
        one.ref: one for one in every if one.ref not in sat and department in ("", one.department)
    }


def test_figures_of_a_department_and_of_all(town: Town) -> None:
    busy(town)
    edith = town.call("edith")
    for department in DEPARTMENTS:
        found = read_overview(edith, FiguresWanted(department))
        with edith.look() as work:
            theirs = _theirs(work, edith.actor.person_ref, department)
            checks = [
                one for one in work.session.scalars(select(Check)) if one.vacancy_ref in theirs
            ]
            refs = {one.ref for one in checks}
            sent = [one for one in work.session.scalars(select(Revision)) if one.check_ref in refs]
            decided = [
                one
                for one in work.session.scalars(select(CountedDecision))
                if one.vacancy_ref in theirs
            ]
        months = {one.month: one.states for one in found.months if one.states}
        by_month: dict[object, Counter[State]] = {}
        for one in checks:
            month = day_of(one.started_at).replace(day=1)
            by_month.setdefault(month, Counter())[State(one.state)] += 1
        assert months == by_month
        assert found.verdicts == Counter(one.verdict for one in sent)
        assert found.attempts == len(sent)
        assert found.all_waits.decided == len(decided)


def test_pairs_of_a_department_and_of_all(town: Town) -> None:
    busy(town)
    edith = town.call("edith")
    for department in DEPARTMENTS:
        with edith.look() as work:
            theirs = _theirs(work, edith.actor.person_ref, department)
            waits: dict[tuple[str, str, str], list[CountedDecision]] = {}
            for one in work.session.scalars(select(CountedDecision)):
                if one.vacancy_ref in theirs and one.decided_on.year == YEAR:
                    pair = (
                        theirs[one.vacancy_ref].department,
                        one.requester_person,
                        one.decided_person,
                    )
                    waits.setdefault(pair, []).append(one)
        expected = {
            (of, len(each), sum(one.approved for one in each), median(one.waited for one in each))
            for (of, _asks, _decides), each in waits.items()
            if len(each) >= 5
        }
        rows = read_pairs(edith, YearWanted(YEAR, department)).rows
        assert {
            (row.department, row.decided, row.approved, row.waited.total_seconds()) for row in rows
        } == expected
        assert len(rows) == len(expected)
        assert bool(rows) == (department != "Zoo")


@on_both
def test_signs_of_a_department_and_of_all(town: Town) -> None:
    busy(town)
    edith = town.call("edith")
    with edith.look() as work:
        theirs = _theirs(work, edith.actor.person_ref, "")
        each = signs_in(work, list(theirs))
        anew: dict[str, Counter[Sign]] = {ref: Counter() for ref in theirs}
        for ref, sign in (*_late(work), *_undeclared(work), *_worded(work)):
            if ref in anew:
                anew[ref][sign] += 1
    for ref, signs in each.items():
        for sign in (Sign.LOG_LATE, Sign.UNDECLARED, Sign.RECYCLED, Sign.REPEATED):
            assert signs.get(sign, 0) == anew[ref][sign], (theirs[ref].reference, sign)
    seen = sum((Counter(signs) for signs in each.values()), Counter[Sign]())
    assert seen.keys() >= {
        Sign.NOT_READY, Sign.REFUSED, Sign.RECYCLED, Sign.FAST, Sign.VARIANCE, Sign.LOG_LATE,
        Sign.UNDECLARED,
    }  # fmt: skip
    assert (seen[Sign.LOG_LATE], seen[Sign.UNDECLARED]) == (2, 4)
    for department in DEPARTMENTS:
        summed = {
            row.department: row for row in read_signs_summed(edith, FiguresWanted(department)).rows
        }
        expected: dict[str, Counter[Sign]] = {}
        for ref, one in theirs.items():
            if department in ("", one.department):
                expected.setdefault(one.department, Counter()).update(each[ref])
        assert {name: dict(row.signs) for name, row in summed.items()} == expected
        for name, row in summed.items():
            of = [one for one in theirs.values() if one.department == name]
            assert (row.vacancies, row.checks) == (len(of), sum(one.checks for one in of))


def _late(work: UnitOfWork) -> Iterator[tuple[str, Sign]]:
    used = (
        select(Check, Authorisation.used_at, Outcome.recorded_at)
        .join(Authorisation, Authorisation.check_ref == Check.ref)
        .outerjoin(Outcome, Outcome.check_ref == Check.ref)
        .where(Authorisation.used_at.is_not(None))
    )
    for check, used_at, recorded_at in work.session.execute(used):
        written = recorded_at or (work.now if check.state == State.SEARCHING else used_at)
        if written > due(work.policy, "log_due", used_at):
            yield check.vacancy_ref, Sign.LOG_LATE


def _undeclared(work: UnitOfWork) -> Iterator[tuple[str, Sign]]:
    given = {
        (one.vacancy_ref, one.person_ref, one.moment)
        for one in work.session.scalars(select(Declaration))
    }
    seats = work.session.execute(
        select(PanelMember.vacancy_ref, PanelMember.person_ref, Vacancy.stage)
        .join(Vacancy, Vacancy.ref == PanelMember.vacancy_ref)
        .where(PanelMember.left_at.is_(None))
        .distinct()
    )
    for ref, person, stage in seats:
        for moment in moments_reached(Stage(stage)):
            if (ref, person, moment) not in given:
                yield ref, Sign.UNDECLARED


def _worded(work: UnitOfWork) -> Iterator[tuple[str, Sign]]:
    """From every attempt, those in which nothing was found too."""
    for event in SUBMISSIONS:
        for one in open_records(work.session, work.vault, event=event):
            assert one.payload is not None
            signals = {finding["signal"] for finding in one.payload["assessment"]["findings"]}
            if any(each.startswith("question-") for each in signals):
                yield one.vacancy_ref, Sign.REPEATED
            if any(each.startswith(("reason-", "mould")) for each in signals):
                yield one.vacancy_ref, Sign.RECYCLED


def test_the_days_until_an_outcome_was_recorded_are_those_of_london(town: Town) -> None:
    town.add("both", Role.HR, Role.EQUALITY)
    _searched_late(town)
    with town.call("edith").look() as work:
        found = work.session.execute(
            select(Outcome.days_later, Outcome.recorded_at, Authorisation.used_at).join(
                Authorisation, Authorisation.check_ref == Outcome.check_ref
            )
        ).all()
    assert sorted(days for days, _recorded, _used in found) == [3, 6]
    assert all((day_of(end) - day_of(start)).days == days for days, end, start in found)
