"""Importing a file in steps: choose it, say what its columns are, see what becomes of each row,
and bring it in, all of it or nothing.

Only the last step changes anything but the file that is kept meanwhile.
"""

from collections import Counter
from collections.abc import Mapping

from screening.domain.errors import Conflict, NotValid
from screening.domain.events import Event
from screening.domain.importing import COLUMNS, NOWHERE, ListKind
from screening.domain.monitoring import Fate
from screening.domain.text import N_
from screening.domain.words import Retention, Role
from screening.ledger.record import ORGANISATION
from screening.services.call import Call, once
from screening.services.importing import files
from screening.services.importing.candidate_rows import plan_candidates
from screening.services.importing.claim_rows import plan_claims
from screening.services.importing.criterion_rows import plan_criteria
from screening.services.importing.planning import Plan, Planner
from screening.services.importing.reading_file import read_file
from screening.services.importing.remembering import remember, with_columns
from screening.services.importing.vacancy_rows import plan_vacancies
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef

_PLANNERS: Mapping[ListKind, Planner] = {
    ListKind.VACANCIES: plan_vacancies,
    ListKind.CRITERIA: plan_criteria,
    ListKind.CANDIDATES: plan_candidates,
    ListKind.CLAIMS: plan_claims,
}
NAME = "name"


class FatesChanged(Conflict):
    """Since the rows were shown something changed that makes other fates of them."""


@once
def keep_file(call: Call, kind: ListKind, content: bytes) -> str:
    """Read a file of ``kind`` and keep it for the next step; the answer is its ref.

    Raises NotValid where it cannot be read, with what to do about it.
    """
    call.hat(Role.HR)
    table = read_file(content, kind)
    with call.change(Role.HR) as work:
        ref = files.keep(work, with_columns(work, kind, table))
        work.commit(ref)
    return ref


@once
def match_columns(call: Call, ref: str, columns: Mapping[str, int]) -> None:
    """Say in which column each thing stands, and work out what becomes of each row.

    Raises NotValid for a column that is needed and not there, or stands for two things.
    """
    call.hat(Role.HR)
    with call.look() as work:  # nobody who writes waits for this
        kept = files.opened(work, files.find(work, ref))
        kept = files.Kept(kept.kind, kept.table, _checked(kept, columns))
        plan = _plan(work, call, kept)
    with call.change(Role.HR) as work:
        row = files.find(work, ref)
        files.match(work, row, kept)
        files.show(work, row, plan)
        work.commit()


@once
def look_again(call: Call, ref: str) -> None:
    """Work out anew what becomes of each row, as things are now."""
    with call.change(Role.HR) as work:
        row = files.find(work, ref)
        files.show(work, row, _plan(work, call, files.opened(work, row)))
        work.commit()


@once
def put_away(call: Call, ref: str) -> None:
    """Delete a file that is not to be imported after all."""
    with call.change(Role.HR) as work:
        files.forget(work, files.find(work, ref).ref)
        work.commit()


@once
def bring_in(call: Call, ref: str, digest: str) -> None:
    """Bring in the file whose rows were shown with ``digest``: all of it, or nothing.

    Raises FatesChanged where what becomes of any row is not what was shown, NotValid where a row
    cannot be taken.
    """
    with call.change(Role.HR) as work:
        row = files.find(work, ref)
        kept = files.opened(work, row)
        plan = _plan(work, call, kept)
        if plan.digest != digest:
            raise FatesChanged(
                N_("Something was changed since these rows were shown. Read again what becomes of "
                   "them")
            )  # fmt: skip
        counts = Counter(fate.fate for fate in plan.fates)
        if counts[Fate.WRONG]:
            raise NotValid({"file": N_("Mend what is wrong in the file, then choose it again")})
        work.vault.ensure_all([KeyRef(new, Retention.IDENTITY) for new in plan.new_subjects])
        for act in plan.acts:
            act()
        work.record(
            Event.FILE_IMPORTED,
            vacancy_ref=ORGANISATION,
            payload={
                "kind": kept.kind,
                "sha256": kept.table.sha256,
                "new": str(counts[Fate.NEW]),
                "changed": str(counts[Fate.CHANGED]),
                "same": str(counts[Fate.SAME]),
                "columns": _said(kept.columns),
            },
        )
        remember(work, kept)
        files.forget(work, row.ref)
        work.commit()


def _checked(kept: files.Kept, columns: Mapping[str, int]) -> dict[str, int]:
    """``columns`` for every column of the kind, each in a place of its own."""
    width = len(kept.table.headings)
    wanted = COLUMNS[kept.kind]
    chosen = {column.name: columns.get(column.name, NOWHERE) for column in wanted}
    used = Counter(place for place in chosen.values() if place != NOWHERE)
    problems = {}
    for column in wanted:
        place = chosen[column.name]
        if not NOWHERE <= place < width:
            problems[column.name] = N_("Choose one of the columns of the file")
        elif place == NOWHERE and column.needed:
            problems[column.name] = N_("Choose the column of the file in which this stands")
        elif used[place] > 1:
            problems[column.name] = N_("This column is chosen for something else too")
    if kept.kind is ListKind.CANDIDATES and _has_no_name(chosen):
        problems.setdefault(NAME, N_("Choose the column with the name, or those with its parts"))
    if problems:
        raise NotValid(problems)
    return chosen


def _has_no_name(chosen: Mapping[str, int]) -> bool:
    return all(chosen[name] == NOWHERE for name in (NAME, "first_name", "last_name"))


def _said(columns: Mapping[str, int]) -> str:
    """Which column each thing was read from, counted from one."""
    found = sorted((place, name) for name, place in columns.items() if place != NOWHERE)
    return ", ".join(f"{place + 1} {name}" for place, name in found)


def _plan(work: UnitOfWork, call: Call, kept: files.Kept) -> Plan:
    plan = _PLANNERS[kept.kind](work, call, kept.rows())
    plan.columns = kept.columns
    return plan
