"""The columns of a list are remembered for the next one with the same headings; nothing else is."""

import json
from collections.abc import Mapping

from sqlalchemy import select

from screening.domain.importing import NOWHERE, ListKind
from screening.domain.monitoring import Fate
from screening.domain.words import Role
from screening.services.importing import importing
from screening.services.reading.vacancies.importing import ColumnsShown, read_columns
from screening.store.tables.importing import ImportColumns
from tests.databases import on_both
from tests.services.test_importing import VACANCIES, brought_in, fates, vacancy
from tests.services.town import Town

HEADINGS = "Stelle,Bezeichnung,Amt,Ende,Title"
LIST = f"{HEADINGS}\nLIB-7,Clerk,Libraries,27/03/2027,Dr\n"
NEXT = f"{HEADINGS}\nPRK-1,Ranger,Parks,28/03/2027,Dr\nPRK-2,Guide,Parks,28/03/2027,Dr,x\n"
CHOSEN = {"reference": 0, "title": 1, "department": 2, "apply_by": 3, "panel": NOWHERE}


def chosen(town: Town, text: str, columns: Mapping[str, int] = CHOSEN, by: str = "hugh") -> str:
    ref = importing.keep_file(town.call(by), ListKind.VACANCIES, text.encode())
    importing.match_columns(town.call(by), ref, columns)
    return ref


def bring_in(town: Town, text: str, columns: Mapping[str, int] = CHOSEN) -> None:
    ref = chosen(town, text, columns)
    importing.bring_in(town.call("hugh"), ref, fates(town, ref).digest)


def offered(
    town: Town, text: str, by: str = "hetty", kind: ListKind = ListKind.VACANCIES
) -> ColumnsShown:
    ref = importing.keep_file(town.call(by), kind, text.encode())
    return read_columns(town.call(by), ref)


def test_a_choice_is_offered_to_whoever_brings_the_next_list(town: Town) -> None:
    before = offered(town, NEXT)
    assert (before.as_before, before.columns["title"]) == (False, 4)
    bring_in(town, LIST)
    assert vacancy(town).title == "Clerk"
    after = offered(town, NEXT)  # one of its rows is longer than its headings
    assert (after.as_before, after.columns) == (True, CHOSEN)
    assert offered(town, NEXT.replace("Stelle", "STELLE")).columns == CHOSEN


@on_both
def test_it_can_be_changed_and_the_newest_choice_counts(town: Town) -> None:
    bring_in(town, LIST)
    other = {**CHOSEN, "department": 4}
    ref = chosen(town, LIST, other)
    assert [one.changes for one in fates(town, ref).rows] == [("department",)]
    assert offered(town, NEXT).columns == CHOSEN  # nothing was brought in by it yet
    importing.put_away(town.call("hugh"), ref)
    assert offered(town, NEXT).columns == CHOSEN
    bring_in(town, LIST, other)
    assert offered(town, NEXT).columns == other


def test_other_headings_and_other_kinds_are_not_meant(town: Town) -> None:
    bring_in(town, LIST)
    for text in (
        NEXT.replace("Stelle,Bezeichnung", "Bezeichnung,Stelle"),
        NEXT.replace("Title", "Titel"),
        NEXT.replace(HEADINGS, f"{HEADINGS},More"),
    ):
        assert not offered(town, text).as_before
    assert not offered(town, NEXT, kind=ListKind.CANDIDATES).as_before


def test_a_column_beyond_the_headings_is_offered_only_where_it_is(town: Town) -> None:
    beyond = {**CHOSEN, "panel": 5}
    bring_in(town, LIST.replace("Dr\n", "Dr,mara@example.test\n"), beyond)
    assert offered(town, LIST).columns == CHOSEN
    assert offered(town, NEXT).columns == beyond


@on_both
def test_what_a_later_release_knows_goes_by_its_heading(town: Town) -> None:
    bring_in(town, LIST)
    for known, title in ((0, 4), (4, NOWHERE)):
        with town.call("hugh").change(Role.HR) as work:
            row = work.session.scalars(select(ImportColumns)).one()
            row.columns = json.dumps({"reference": known, "department": 2, "gone": 1})
            work.commit()
        columns = offered(town, NEXT).columns
        assert columns == {**CHOSEN, "reference": known, "title": title, "apply_by": NOWHERE}


@on_both
def test_nothing_of_the_headings_or_the_rows_can_be_read(town: Town) -> None:
    """A file without headings has its first applicant there."""
    assert brought_in(town, ListKind.VACANCIES, VACANCIES) == {Fate.NEW: 2}
    bring_in(town, LIST)
    with town.call("hugh").look() as work:
        rows = work.session.scalars(select(ImportColumns)).all()
    assert len(rows) == 2
    for row in rows:
        kept = f"{row.kind} {row.headings_key} {row.columns}".casefold()
        assert not [word for word in ("stelle", "amt", "lib-7", "clerk", "closing") if word in kept]
