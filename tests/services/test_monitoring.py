"""Equality monitoring: brought in, counted once, and nobody told from what is shown."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import cycle

import pytest
from sqlalchemy import func, select, text

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.monitoring import Fate, First, Unsaid
from screening.domain.words import CandidateStatus, ErasedBecause, Retention, Role
from screening.reports.model import Organisation
from screening.services import candidates, vacancies
from screening.services.erasure import retention
from screening.services.monitoring.counting import sums_of
from screening.services.monitoring.editions import make_edition
from screening.services.monitoring.importing import bring_in, look_at
from screening.services.reading.equality.monitoring import list_editions
from screening.services.reading.equality.monitoring_held import YearHeld, list_years
from screening.services.reading.equality.reviews import list_reviews
from screening.services.subject_access import look_at as look_through
from screening.services.subject_access import make_copy
from screening.store.ledger_store import open_records
from screening.store.tables.monitoring import (
    MonitoringAnswers,
    MonitoringCounted,
    MonitoringEdition,
    MonitoringSums,
)
from screening.store.vault import KeyRef
from tests.databases import on_both
from tests.services.monitored import FEWEST
from tests.services.town import Town


def file_of(rows: Iterable[tuple[object, ...]], names: str = "candidate,sex,disability") -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([names.split(","), *rows])
    return written.getvalue().encode()


def brought_in(town: Town, vacancy: str, content: bytes, by: str = "edith") -> str:
    looked_at = look_at(town.call(by), vacancy, content)
    return bring_in(town.call(by), vacancy, content, looked_at.sha256)


def answered(town: Town, reference: str = "LIB-7", many: int = 4) -> tuple[str, list[str]]:
    """A vacancy with as many candidates, the odd ones women, the first disabled."""
    vacancy = town.vacancy(reference)
    people = [town.candidate(vacancy, f"Ada {number}") for number in range(1, many + 1)]
    rows = [
        (f"C-{n:02d}", "female" if n % 2 else "Male", "disabled" if n == 1 else "Not disabled")
        for n in range(1, many + 1)
    ]
    brought_in(town, vacancy, file_of(rows))
    return vacancy, people


def over(town: Town, vacancy: str) -> None:
    """The vacancy is closed, and the year in which it was is over."""
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    year = town.now.year
    while town.now.year == year:
        town.wait(days=30)


def made(
    town: Town, year: int = 2026, since: str = "", unsaid: Unsaid = Unsaid.TOGETHER
) -> MonitoringEdition:
    number = int(make_edition(town.call("edith"), str(year), First.CHECKED, since, unsaid))
    with town.call("edith").look() as work:
        return work.session.get_one(MonitoringEdition, number)


def test_each_line_has_its_fate_and_nothing_changes_before_all_fit(town: Town) -> None:
    vacancy = town.vacancy()
    town.candidate(vacancy)
    content = file_of(
        [
            ("C-01", "female", ""),
            ("C-01", "male", ""),
            ("C-09", "female", ""),
            ("=cmd()", "female", ""),
            ("c-2", "Martian", ""),
            ("C-03", "female"),
        ]
    )
    looked_at = look_at(town.call("edith"), vacancy, content)
    assert [line.line for line in looked_at.lines] == [2, 3, 4, 5, 6, 7]
    assert [line.fate for line in looked_at.lines] == [Fate.NEW, *[Fate.WRONG] * 5]
    said = " ".join(line.problem for line in looked_at.lines)
    assert "Martian" not in said
    assert "cmd" not in said
    assert len({line.problem for line in looked_at.lines}) == 6
    with pytest.raises(NotValid, match="Mend what is wrong"):
        bring_in(town.call("edith"), vacancy, content, looked_at.sha256)
    with town.call("edith").look() as work:
        assert work.session.scalar(select(func.count()).select_from(MonitoringAnswers)) == 0


@on_both
def test_a_file_may_come_again_and_another_may_correct_it(town: Town) -> None:
    vacancy, _people = answered(town)
    again = file_of([("C-01", "female", "disabled"), ("C-02", "prefer not to say", "")])
    looked_at = look_at(town.call("edith"), vacancy, again)
    assert [line.fate for line in looked_at.lines] == [Fate.HELD, Fate.HELD]
    brought_in(town, vacancy, again)
    brought_in(town, vacancy, again)
    with town.call("edith").look() as work:
        assert work.session.scalar(select(func.count()).select_from(MonitoringAnswers)) == 4
        records = open_records(work.session, work.vault, event=Event.MONITORING_IMPORTED)
        assert [one.payload for one in records] == [{"people": "4"}] * 3
        assert not any(one.subject_ref for one in records)
        (sums,) = sums_of(work, vacancy).values()
    assert sums["sex", "female"] == 2
    assert sums["sex", "unsaid"] == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"candidate\n" + b"C-01\n" * 1002,
        b"x" * 200_001,
        b"\xff\xfe",
        b'candidate,sex\n"C-01,female',
        b"sex\nfemale",
        b"candidate,candidate\nC-01,C-01",
        b"candidate,income\nC-01,1",
        b"candidate\nC-01\x00",
    ],
)
def test_what_is_no_such_file_is_refused(town: Town, content: bytes) -> None:
    vacancy = town.vacancy()
    town.candidate(vacancy)
    try:
        looked_at = look_at(town.call("edith"), vacancy, content)
    except NotValid as error:
        assert set(error.fields) == {"file"}
    else:
        assert not looked_at.fits


def test_another_file_than_the_one_looked_at_is_refused(town: Town) -> None:
    vacancy, _people = answered(town)
    looked_at = look_at(town.call("edith"), vacancy, file_of([("C-01", "male", "")]))
    with pytest.raises(NotValid, match="another file"):
        bring_in(town.call("edith"), vacancy, file_of([("C-02", "male", "")]), looked_at.sha256)


def test_only_an_equality_officer_off_the_panel_brings_in_or_counts(town: Town) -> None:
    vacancy, _people = answered(town)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    for name in ("hugh", "mara", "dara"):
        with pytest.raises(NotFound):
            look_at(town.call(name), vacancy, file_of([]))
        with pytest.raises(NotAllowed):
            bring_in(town.call(name), vacancy, file_of([]), "")
        with pytest.raises(NotAllowed):
            make_edition(town.call(name), "2026", First.CHECKED)


@on_both
def test_answers_are_no_news_of_a_vacancy_that_was_signed_off(town: Town) -> None:
    vacancy, _people = answered(town)
    town.sign_off(vacancy)
    brought_in(town, vacancy, file_of([("C-01", "male", "")]))
    [row] = list_reviews(town.call("edith")).rows
    assert row.signed_off and not row.new


@on_both
def test_answers_lie_under_a_key_that_opens_nothing_else(town: Town) -> None:
    _vacancy, people = answered(town)
    every = town.store.vault.keys()
    keys = {key for key in every if key.retention is Retention.MONITORING}
    assert keys == {KeyRef(ref, Retention.MONITORING) for ref in people}
    with town.call("edith").look() as work:
        stored = str(work.session.execute(text("SELECT * FROM monitoring_answers")).all())
    assert "female" not in stored


def test_an_edition_is_made_once_and_stays(town: Town) -> None:
    vacancy, _people = answered(town, many=60)
    over(town, vacancy)
    with pytest.raises(NotPossible, match="No answers are held"):
        made(town, 2025)
    edition = made(town)
    assert (edition.number, edition.people, edition.vacancies) == (1, 60, 1)
    shown = {each["name"]: each for each in json.loads(edition.tables)["questions"]}
    assert shown["sex"]["officers"][0]["everybody"]["counts"] == [30, 30]
    assert shown["disability"]["officers"] == [], "one disabled person is too few"
    assert shown["religion"]["officers"] == [], "nobody said anything"
    with pytest.raises(NotPossible, match="No answers are held"):
        made(town)
    with pytest.raises(NotPossible, match="Nobody is counted twice"):
        look_at(town.call("edith"), vacancy, file_of([("C-01", "male", "")]))
    with town.call("edith").look() as work:
        (record,) = open_records(work.session, work.vault, event=Event.MONITORING_COUNTED)
        assert (record.payload or {})["sha256"] == edition.sha256


def test_nobody_is_counted_while_the_year_runs(town: Town) -> None:
    vacancy, _people = answered(town, many=FEWEST)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    for year in (2026, 2027):
        with pytest.raises(NotValid, match="not over"):
            made(town, year, since="2026")
    town.now = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    with pytest.raises(NotValid, match="not over"):
        made(town)
    town.wait(hours=1)
    assert made(town).people == FEWEST


def test_so_few_that_nothing_could_be_shown_are_kept_for_years_together(town: Town) -> None:
    first, _people = answered(town, many=FEWEST - 1)
    over(town, first)
    with pytest.raises(NotValid, match="no table could show anything"):
        made(town)
    second, _people = answered(town, "LIB-8", many=5)
    over(town, second)
    assert list_years(town.call("edith")) == (
        YearHeld(2027, is_over=True, vacancies=1, with_answers=1, missing=0),
        YearHeld(2026, is_over=True, vacancies=1, with_answers=1, missing=0),
    )
    with pytest.raises(NotValid, match="no table could show anything"):
        made(town, 2027)
    with pytest.raises(NotValid, match="not after the last"):
        made(town, 2026, since="2027")
    edition = made(town, 2027, since="2026")
    assert (edition.people, edition.vacancies) == (FEWEST + 4, 2)
    [row] = list_editions(town.call("edith"))
    assert (row.since, row.year) == (2026, 2027)
    assert list_years(town.call("edith")) == ()


@pytest.mark.parametrize("answers", [("female", "male"), ("female",), ("",)])
def test_whether_they_are_counted_says_nothing_of_what_they_answered(
    town: Town, answers: tuple[str, ...]
) -> None:
    """One of them came to interview: whatever the others answered, no table could hide that one."""
    vacancy, people = answered(town, many=FEWEST)
    sexes = cycle(answers)
    brought_in(town, vacancy, file_of((f"C-{n:02d}", next(sexes), "") for n in range(1, 24)))
    candidates.set_status(town.call("hugh"), people[0], CandidateStatus.INTERVIEWED)
    over(town, vacancy)
    with pytest.raises(NotValid, match="no table could show anything"):
        made(town)


@on_both
def test_nobody_is_in_two_editions_whatever_is_written(town: Town) -> None:
    vacancy, _people = answered(town, many=FEWEST)
    over(town, vacancy)
    edition = made(town)
    with pytest.raises(Conflict), town.call("edith").change(Role.EQUALITY) as work:
        work.session.add(MonitoringCounted(vacancy_ref=vacancy, edition=edition.number))
        work.commit()


@on_both
def test_who_is_erased_on_request_is_counted_nowhere(town: Town) -> None:
    vacancy, people = answered(town, many=FEWEST + 1)
    town.erase(people[0], ErasedBecause.ASKED)
    over(town, vacancy)
    assert made(town).people == FEWEST
    with town.call("edith").look() as work:
        assert work.session.get_one(MonitoringAnswers, people[0]).answers_sealed is None
    assert town.store.vault.is_destroyed(KeyRef(people[0], Retention.MONITORING))


@on_both
def test_whose_time_is_over_is_left_in_sums_until_they_are_counted(town: Town) -> None:
    vacancy, people = answered(town, many=FEWEST)
    for ref in people[:5]:
        candidates.set_status(town.call("hugh"), ref, CandidateStatus.INTERVIEWED)
        candidates.set_status(town.call("hugh"), ref, CandidateStatus.NOT_APPOINTED)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    with town.call("edith").look() as work:
        before = sums_of(work, vacancy)
    assert ("no", "not-appointed", "interviewed") in before
    town.wait(days=340)
    retention.announce(town.call("dara"))
    town.wait(days=60)
    for due in retention.due_now(town.call("dara")):
        retention.erase_due(town.call("dara"), due)
    with town.call("edith").look() as work:
        assert sums_of(work, vacancy) == before
        held = select(MonitoringAnswers.answers_sealed)
        assert set(work.session.scalars(held)) == {None}
    assert made(town).people == FEWEST
    with town.call("edith").look() as work:
        assert work.session.get_one(MonitoringSums, vacancy).sums_sealed is None
    assert town.store.vault.is_destroyed(KeyRef(vacancy, Retention.MONITORING))


@on_both
def test_people_are_counted_by_what_is_known_of_them(town: Town) -> None:
    check = town.closed(town.vacancy())
    vacancy, candidate = (
        town.see("hugh", check).vacancy_ref,
        town.see("hugh", check).candidate_ref,
    )
    candidates.set_status(town.call("hugh"), candidate, CandidateStatus.APPOINTED)
    town.candidate(vacancy)
    brought_in(town, vacancy, file_of([("C-01", "female", ""), ("C-02", "", "")]))
    with town.call("edith").look() as work:
        found = sums_of(work, vacancy)
    assert found["yes", "appointed", "offered"]["sex", "female"] == 1
    assert found["no", "not-appointed", "shortlisted"]["sex", "unsaid"] == 1


def test_only_the_candidates_own_copy_says_what_they_answered(town: Town) -> None:
    _vacancy, people = answered(town)
    wexcombe = Organisation("Wexcombe Council", "#123456")
    looked_at = look_through(town.call("dara"), people[0], "LIB-7/R-1", wexcombe)
    assert "Female" not in str(looked_at)
    assert "What you answered to equality monitoring" in str(looked_at)
    copy = make_copy(town.call("dara"), people[0], "LIB-7/R-1", wexcombe)
    with zipfile.ZipFile(io.BytesIO(copy.content)) as files:
        for name in files.namelist():
            if not name.endswith(".pdf"):
                assert "Female" in files.read(name).decode()
