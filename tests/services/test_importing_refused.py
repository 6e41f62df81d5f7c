"""What is not brought in: rows that cannot be taken, files that are over, and half of anything."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.importing import COLUMNS, EXAMPLES, ListKind
from screening.domain.monitoring import Fate
from screening.ledger.record import ORGANISATION
from screening.services import claims, vacancies
from screening.services.checks import filing
from screening.services.importing import candidate_rows, importing
from screening.services.importing.files import KEPT_FOR, MOST_KEPT, forget_old
from screening.services.importing.importing import FatesChanged
from screening.services.people import accounts
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.reading.vacancies.importing import (
    PAGE,
    list_imports,
    read_columns,
    read_fates,
)
from screening.services.reading.vacancies.vacancy_list import list_vacancies
from screening.services.vacancies import VacancyDetails
from screening.store.tables.importing import ImportFile
from tests.databases import on_both
from tests.services.test_importing import (
    CANDIDATES,
    CLAIMS,
    CRITERION,
    VACANCIES,
    brought_in,
    everything,
    fates,
    looked_at,
    person,
    problems,
    records,
    vacancy,
)
from tests.services.town import FAIR, QUOTE, Town

HEADED = {kind: ",".join(column.name for column in COLUMNS[kind]) for kind in ListKind}


def test_a_vacancy_that_cannot_be_taken_is_told_column_by_column(town: Town) -> None:
    town.add("ruth")
    rows = (
        "V-1,,Parks,1/2/2027,",
        "V-2,Clerk,Parks,02/30/2027,",
        "V-3,Clerk,,,",
        "V-4,Clerk,Parks,1/2/2027,mara@example.test; ruth@example.test",
        "V-5,Clerk,Parks,1/2/2027,MARA@example.test",
        "v-5,Clerk,Parks,1/2/2027,",
        f"{'V' * 41},Clerk,Parks,1/2/2027,",
        ",Clerk,Parks,1/2/2027,",
    )
    headed = "reference,title,department,closing date,panel\n"
    assert problems(town, ListKind.VACANCIES, headed + "\n".join(rows)) == [
        (2, ["title"]),
        (3, ["apply_by"]),
        (4, ["department", "apply_by"]),
        (5, ["panel"]),
        (7, ["reference"]),
        (8, ["reference"]),
        (9, ["reference"]),
    ]


def test_rows_that_stand_on_nothing_are_told(town: Town) -> None:
    everything(town)
    assert problems(
        town,
        ListKind.CRITERIA,
        CRITERION + "NO-1,E1,E,Text\nLIB-7,,E,Text\nLIB-7,E3,perhaps,\nLIB-7,E4,E,Text\n"
        "LIB-7,e4,E,Text\n",
    ) == [(2, ["vacancy"]), (3, ["code"]), (4, ["text", "kind"]), (6, ["code"])]
    rows = (
        "LIB-7,,Ann,,,,\nLIB-7,9,,,,,\nLIB-7,8,Ann,,,,flown\nLIB-7,A-1,Ann,,,,\nLIB-7,a-1,Ann,,,,\n"
    )
    headed = "vacancy,applicant number,name,first name,last name,email,status\n"
    assert problems(town, ListKind.CANDIDATES, headed + rows) == [
        (2, ["number"]),
        (3, ["name"]),
        (4, ["status"]),
        (6, ["number"]),
    ]
    rows = "LIB-7,9,E1,Said,CV\nLIB-7,A-1,E9,Said,CV\nLIB-7,A-1,E1,,hearsay\n"
    typed = f'LIB-7,C-01,E1,"{QUOTE}",CV\n'
    headed = "vacancy,applicant number,criterion,quote,source\n"
    again = f'LIB-7,A-1,e1,"{QUOTE}",CV\n'
    assert problems(town, ListKind.CLAIMS, headed + rows + typed + again) == [
        (2, ["candidate"]),
        (3, ["criterion"]),
        (4, ["source", "quote"]),
        (6, ["quote"]),
    ]


@on_both
def test_a_closed_vacancy_and_a_frozen_claim_stay_as_they_are(town: Town) -> None:
    everything(town)
    ada = person(town)
    check = filing.start_check(town.call("mara"), ada.claims[0].ref)
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    assert problems(town, ListKind.CLAIMS, CLAIMS) == []
    assert problems(town, ListKind.CLAIMS, CLAIMS.replace("Page 2", "Page 9")) == [(2, [""])]
    vacancies.close_vacancy(town.call("hugh"), vacancy(town).ref)
    for kind, text, column in (
        (ListKind.VACANCIES, VACANCIES, "reference"),
        (ListKind.CANDIDATES, CANDIDATES, "vacancy"),
        (ListKind.CLAIMS, CLAIMS, "vacancy"),
    ):
        assert problems(town, kind, text)[0] == (2, [column])


def test_a_quote_corrected_on_its_page_is_not_brought_in_again(town: Town) -> None:
    everything(town)
    claim = person(town).claims[0]
    corrected = claims.ClaimText("I ran it alone.", claim.source, claim.where, claim.criterion)
    claims.change_claim(town.call("hugh"), claim.ref, claim.version, corrected)
    assert brought_in(town, ListKind.CLAIMS, CLAIMS) == {Fate.SAME: 2}
    assert [one.quote for one in person(town).claims] == ["I ran it alone."]


@on_both
def test_one_wrong_row_and_nothing_is_brought_in(town: Town) -> None:
    ref, shown = looked_at(town, ListKind.VACANCIES, VACANCIES + "V-3,Clerk,Parks,soon,\n")
    with pytest.raises(NotValid):
        importing.bring_in(town.call("hugh"), ref, shown.digest)
    assert list_vacancies(town.call("hugh")).rows == ()
    assert list_imports(town.call("hugh")) == ()


def test_stopping_in_the_middle_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    brought_in(town, ListKind.VACANCIES, VACANCIES)
    before = records(town, vacancy(town).ref)
    ref, shown = looked_at(town, ListKind.CANDIDATES, CANDIDATES)
    whole, written = candidate_rows.write_candidate, []

    def breaking(*given: object) -> object:
        written.append(given)
        if len(written) == 2:
            raise RuntimeError("the machine stops")
        return whole(*given)

    with monkeypatch.context() as patch:
        patch.setattr(candidate_rows, "write_candidate", breaking)
        with pytest.raises(RuntimeError):
            importing.bring_in(town.call("hugh"), ref, shown.digest)
    assert vacancy(town).candidates == ()
    assert records(town, vacancy(town).ref) == before
    importing.bring_in(town.call("hugh"), ref, shown.digest)
    assert len(vacancy(town).candidates) == 2


@on_both
def test_what_changed_since_it_was_shown_is_shown_again(town: Town) -> None:
    brought_in(town, ListKind.VACANCIES, VACANCIES)
    ref, shown = looked_at(town, ListKind.CANDIDATES, CANDIDATES)
    brought_in(town, ListKind.CANDIDATES, CANDIDATES, by="hetty")
    with pytest.raises(FatesChanged):
        importing.bring_in(town.call("hugh"), ref, shown.digest)
    assert len(vacancy(town).candidates) == 2
    importing.look_again(town.call("hugh"), ref)
    assert {one.fate for one in fates(town, ref).rows} == {Fate.SAME}


def test_columns_that_were_changed_in_another_tab_are_shown_again(town: Town) -> None:
    brought_in(town, ListKind.VACANCIES, VACANCIES)
    ref, shown = looked_at(town, ListKind.CANDIDATES, CANDIDATES)
    columns = {**read_columns(town.call("hugh"), ref).columns, "contact": -1}
    importing.match_columns(town.call("hugh"), ref, columns)
    with pytest.raises(FatesChanged):
        importing.bring_in(town.call("hugh"), ref, shown.digest)


def test_nor_is_a_correction_lost_that_was_made_meanwhile(town: Town) -> None:
    brought_in(town, ListKind.VACANCIES, VACANCIES)
    ref, shown = looked_at(town, ListKind.VACANCIES, VACANCIES.replace("Librarian", "Archivist"))
    details = VacancyDetails("LIB-7", "Head Librarian", "Libraries", date(2027, 3, 27))
    vacancies.change_details(town.call("hetty"), vacancy(town).ref, details)
    with pytest.raises(FatesChanged):
        importing.bring_in(town.call("hugh"), ref, shown.digest)
    assert vacancy(town).title == "Head Librarian"


@on_both
@pytest.mark.parametrize("kind", [ListKind.VACANCIES, ListKind.CANDIDATES])
def test_two_at_once_bring_in_each_row_once(town: Town, kind: ListKind) -> None:
    if kind is ListKind.CANDIDATES:
        brought_in(town, ListKind.VACANCIES, VACANCIES)
    text = {ListKind.VACANCIES: VACANCIES, ListKind.CANDIDATES: CANDIDATES}[kind]
    waiting = {name: looked_at(town, kind, text, by=name) for name in ("hugh", "hetty")}
    ready = Barrier(2)

    def one(name: str) -> bool:
        ref, shown = waiting[name]
        ready.wait()
        try:
            importing.bring_in(town.call(name), ref, shown.digest)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, waiting)) == [False, True]
    assert len(list_vacancies(town.call("hugh")).rows) == 2
    assert len(vacancy(town).candidates) == (2 if kind is ListKind.CANDIDATES else 0)


@on_both
def test_a_second_click_brings_in_nothing_more(town: Town) -> None:
    ref, shown = looked_at(town, ListKind.VACANCIES, VACANCIES)
    for _click in range(2):
        importing.bring_in(town.call("hugh", "once"), ref, shown.digest)
    assert len(list_imports(town.call("hugh"))) == 1


def test_whoever_was_erased_is_not_brought_back(town: Town) -> None:
    everything(town)
    ada = person(town)
    looked_at(town, ListKind.CANDIDATES, CANDIDATES)
    town.erase(ada.ref)
    with town.call("hugh").look() as work:
        assert work.session.scalars(select(ImportFile)).all() == []
    assert problems(town, ListKind.CANDIDATES, CANDIDATES) == [(2, ["number"])]
    assert problems(town, ListKind.CLAIMS, CLAIMS) == [(2, ["candidate"])]
    assert read_candidate(town.call("hugh"), ada.ref).name == ""


@on_both
def test_a_file_is_for_whoever_chose_it_and_for_four_hours(town: Town) -> None:
    ref, _shown = looked_at(town, ListKind.VACANCIES, VACANCIES)
    attempts: tuple[Callable[[str], object], ...] = (
        lambda by: read_columns(town.call(by), ref),
        lambda by: read_fates(town.call(by), ref),
        lambda by: importing.match_columns(town.call(by), ref, {}),
        lambda by: importing.look_again(town.call(by), ref),
        lambda by: importing.put_away(town.call(by), ref),
        lambda by: importing.bring_in(town.call(by), ref, ""),
    )
    for attempt in attempts:
        for name, refused in (("hetty", NotFound), ("mara", NotAllowed), ("alan", NotAllowed)):
            with pytest.raises(refused):
                attempt(name)
    assert forget_old(town.call("alan")) == 0
    town.now += KEPT_FOR
    with pytest.raises(NotFound):
        read_fates(town.call("hugh"), ref)
    assert forget_old(town.call("alan")) == 1
    with pytest.raises(NotAllowed):
        importing.keep_file(town.call("mara"), ListKind.VACANCIES, VACANCIES.encode())


def test_files_do_not_pile_up_and_go_with_the_account(town: Town) -> None:
    kept = []
    for _file in range(MOST_KEPT + 1):
        town.wait(minutes=1)
        kept.append(importing.keep_file(town.call("hugh"), ListKind.VACANCIES, VACANCIES.encode()))
    with town.call("hugh").look() as work:
        assert {row.ref for row in work.session.scalars(select(ImportFile))} == {*kept[1:]}
    accounts.close_account(town.call("alan"), town.people["hugh"].ref)
    with town.call("hetty").look() as work:
        assert work.session.scalars(select(ImportFile)).all() == []


def test_columns_have_to_be_said_and_each_once(town: Town) -> None:
    ref = importing.keep_file(town.call("hugh"), ListKind.CANDIDATES, b"a,b,c\nLIB-7,1,Ann\n")
    assert set(read_columns(town.call("hugh"), ref).columns.values()) == {-1}
    with pytest.raises(NotPossible):
        read_fates(town.call("hugh"), ref)
    for chosen, wrong in (
        ({}, {"vacancy", "number", "name"}),
        ({"vacancy": 0, "number": 0, "name": 2}, {"vacancy", "number"}),
        ({"vacancy": 0, "number": 3, "last_name": 2}, {"number"}),
        ({"vacancy": 0, "number": -2, "last_name": 2}, {"number"}),
    ):
        with pytest.raises(NotValid) as refused:
            importing.match_columns(town.call("hugh"), ref, chosen)
        assert {*refused.value.fields} == wrong
    importing.match_columns(town.call("hugh"), ref, {"vacancy": 0, "number": 1, "last_name": 2})


def test_many_rows_are_shown_in_pages_and_by_fate(town: Town) -> None:
    rows = "".join(f"V-{n},Clerk,Parks,{'1/2/2027' if n % 2 else 'soon'},\n" for n in range(250))
    ref, _shown = looked_at(town, ListKind.VACANCIES, HEADED[ListKind.VACANCIES] + "\n" + rows)
    seen, after = [], 0
    while True:
        shown = read_fates(town.call("hugh"), ref, Fate.NEW, after)
        assert len(shown.rows) <= PAGE
        seen += [row.row for row in shown.rows]
        if not (after := shown.after):
            break
    assert seen == list(range(3, 252, 2))
    assert (shown.counts[Fate.NEW], shown.counts[Fate.WRONG]) == (125, 125)


def test_the_examples_go_together(town: Town) -> None:
    for kind in ListKind:
        lines = [",".join(f'"{cell}"' for cell in row) for row in EXAMPLES[kind]]
        counts = brought_in(town, kind, "\n".join([HEADED[kind], *lines]))
        assert counts == {Fate.NEW: len(lines)}


def test_an_import_is_on_record_without_anybodys_words(town: Town) -> None:
    everything(town)
    said = [one for one in records(town, ORGANISATION) if one.event == Event.FILE_IMPORTED][-1]
    assert said.payload
    assert {*said.payload} == {"kind", "sha256", "new", "changed", "same", "columns"}
    newest = list_imports(town.call("hetty"))[0]
    assert (newest.by, newest.kind, newest.new) == ("hugh", ListKind.CLAIMS, 2)
    with pytest.raises(NotAllowed):
        list_imports(town.call("edith"))
