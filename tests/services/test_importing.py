"""Bringing lists in from files: all of a file or nothing, and a second time nothing changes."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from screening.domain.events import Event
from screening.domain.importing import ListKind
from screening.domain.monitoring import Fate
from screening.domain.words import CandidateStatus, Source
from screening.ledger.record import ORGANISATION
from screening.reports.html import report_html
from screening.services.importing import files, importing
from screening.services.importing.files import Fates
from screening.services.reading.vacancies.candidate import CandidateShown, read_candidate
from screening.services.reading.vacancies.vacancy import VacancyShown, read_vacancy
from screening.services.reading.vacancies.vacancy_list import list_vacancies
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.services.test_reporting_reading import printed
from tests.services.town import CRITERIA, QUOTE, Town

VACANCIES = """Reference,Job title,Department,Closing date,Panel
LIB-7,Librarian,Libraries,27/03/2027,mara@example.test; miles@example.test
PRK-1,Ranger,Parks,2027-04-01,
"""
CANDIDATES = """Req ID;Candidate ID;First name;Surname;E-mail;Stage
lib-7;A-1;Ada;Quillfeather;ada@example.test;Shortlisted
LIB-7;A-2;Bo;Ash;;
"""
CLAIMS = f"""Vacancy\tApplicant number\tCriterion\tQuote\tSource\tSection
LIB-7\tA-1\tE1\t"{QUOTE}"\tCV\tPage 2
LIB-7\tC-02\te2\tI write for the parish paper.\tapplication form\t
"""
CRITERION = "Vacancy,Code,Type,Criterion text\n"


def looked_at(town: Town, kind: ListKind, text: str | bytes, by: str = "hugh") -> tuple[str, Fates]:
    """A file whose columns are as proposed, and what becomes of its rows."""
    content = text.encode() if isinstance(text, str) else text
    ref = importing.keep_file(town.call(by), kind, content)
    with town.call(by).look() as work:
        kept = files.opened(work, files.find(work, ref))
    importing.match_columns(town.call(by), ref, kept.columns)
    return ref, fates(town, ref, by)


def fates(town: Town, ref: str, by: str = "hugh") -> Fates:
    with town.call(by).look() as work:
        shown = files.shown(work, files.find(work, ref))
    assert shown is not None
    return shown


def brought_in(
    town: Town, kind: ListKind, text: str | bytes, by: str = "hugh"
) -> Mapping[Fate, int]:
    ref, shown = looked_at(town, kind, text, by)
    importing.bring_in(town.call(by), ref, shown.digest)
    return Counter(one.fate for one in shown.rows)


def problems(town: Town, kind: ListKind, text: str) -> list[tuple[int, list[str]]]:
    """The rows that cannot be taken, each with the columns that are to be mended."""
    _ref, shown = looked_at(town, kind, text)
    return [
        (one.row, [column for column, _said in one.problems])
        for one in shown.rows
        if one.fate is Fate.WRONG
    ]


def vacancy(town: Town, reference: str = "LIB-7") -> VacancyShown:
    rows = list_vacancies(town.call("hugh")).rows
    [ref] = [row.ref for row in rows if row.reference == reference]
    return read_vacancy(town.call("hugh"), ref)


def person(town: Town, code: str = "C-01") -> CandidateShown:
    [row] = [row for row in vacancy(town).candidates if row.code == code]
    return read_candidate(town.call("hugh"), row.ref)


def records(town: Town, ref: str) -> list[OpenedRecord]:
    with town.call("hugh").look() as work:
        return open_records(work.session, work.vault, vacancy_ref=ref)


def everything(town: Town) -> None:
    brought_in(town, ListKind.VACANCIES, VACANCIES)
    rows = "".join(f"LIB-7,{row.code},{row.kind},{row.text}\n" for row in CRITERIA)
    brought_in(town, ListKind.CRITERIA, CRITERION + rows)
    brought_in(town, ListKind.CANDIDATES, CANDIDATES)
    brought_in(town, ListKind.CLAIMS, CLAIMS)


def test_four_files_set_a_vacancy_up_with_the_records_of_typed_ones(town: Town) -> None:
    everything(town)
    shown = vacancy(town)
    assert (shown.title, shown.department, shown.apply_by) == (
        "Librarian",
        "Libraries",
        date(2027, 3, 27),
    )
    assert {seat.name for seat in shown.panel} == {"mara", "miles"}
    assert [(row.code, row.text) for row in shown.criteria] == [
        (row.code, row.text) for row in CRITERIA
    ]
    ada = person(town)
    assert (ada.name, ada.contact, ada.status) == (
        "Ada Quillfeather",
        "ada@example.test",
        CandidateStatus.SHORTLISTED,
    )
    assert person(town, "C-02").status is CandidateStatus.APPLIED
    [claim] = ada.claims
    assert (claim.quote, claim.source, claim.where, claim.criterion, claim.seen_at) == (
        QUOTE,
        Source.CV,
        "Page 2",
        "E1",
        None,
    )
    assert [record.event for record in records(town, shown.ref)] == [
        Event.VACANCY_OPENED,
        Event.PANEL_CHANGED,
        Event.CRITERIA_CHANGED,
        Event.CANDIDATE_ADDED,
        Event.CANDIDATE_ADDED,
        Event.CLAIM_ADDED,
        Event.CLAIM_ADDED,
    ]
    imports = [one for one in records(town, ORGANISATION) if one.event == Event.FILE_IMPORTED]
    assert [one.payload["kind"] for one in imports if one.payload] == [*ListKind]
    assert imports[2].payload
    assert {**imports[2].payload} | {"sha256": ""} == {
        "kind": "candidates",
        "sha256": "",
        "new": "2",
        "changed": "0",
        "same": "0",
        "columns": "1 vacancy, 2 number, 3 first_name, 4 last_name, 5 contact, 6 status",
    }


def test_the_same_files_again_change_nothing(town: Town) -> None:
    everything(town)
    ref = vacancy(town).ref
    before = records(town, ref)
    for kind, text in (
        (ListKind.VACANCIES, VACANCIES),
        (ListKind.CANDIDATES, CANDIDATES),
        (ListKind.CLAIMS, CLAIMS),
        (ListKind.CRITERIA, CRITERION + f"LIB-7,e1,E,{CRITERIA[0].text}\n"),
    ):
        assert set(brought_in(town, kind, text)) == {Fate.SAME}
    assert records(town, ref) == before


@on_both
def test_what_differs_is_changed_and_what_is_not_said_stays(town: Town) -> None:
    everything(town)
    ref = vacancy(town).ref
    brought_in(
        town,
        ListKind.VACANCIES,
        VACANCIES.replace("Librarian", "Archivist").replace("miles@example.test", ""),
    )
    brought_in(town, ListKind.CRITERIA, CRITERION + "LIB-7,E1,desirable,Runs a channel\n")
    changed = CANDIDATES.replace("Quillfeather", "Quill").replace("ada@example.test", "")
    assert brought_in(town, ListKind.CANDIDATES, changed) == {Fate.CHANGED: 1, Fate.SAME: 1}
    brought_in(town, ListKind.CLAIMS, CLAIMS.replace("Page 2", "Page 3"))
    shown, ada = vacancy(town), person(town)
    assert (shown.title, [seat.name for seat in shown.panel if seat.left_at is None]) == (
        "Archivist",
        ["mara"],
    )
    assert shown.criteria_version == 2
    assert [(row.code, row.text) for row in shown.criteria] == [
        ("E1", "Runs a channel"),
        ("E2", CRITERIA[1].text),
    ]
    assert (ada.name, ada.contact) == ("Ada Quill", "ada@example.test")
    assert [claim.where for claim in ada.claims] == ["Page 3"]
    assert [record.event for record in records(town, ref)][7:] == [
        Event.VACANCY_CHANGED,
        Event.PANEL_CHANGED,
        Event.CRITERIA_CHANGED,
        Event.CANDIDATE_CHANGED,
        Event.CLAIM_CHANGED,
    ]


def test_the_report_of_a_vacancy_without_criteria_says_so(town: Town) -> None:
    brought_in(town, ListKind.VACANCIES, VACANCIES)
    page = report_html(printed(town, vacancy(town).ref))
    assert "None were written down, so nobody could be checked." in page
    assert "Criteria, version" not in page
