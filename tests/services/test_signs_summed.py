"""Signs by department and year: what is summed, for whom, and of which vacancies."""

from datetime import date

import pytest

from screening.domain.errors import NotAllowed
from screening.services import vacancies
from screening.services.checks import deciding
from screening.services.reading.equality import signs_summed
from screening.services.reading.equality.overview import LATEST, FiguresWanted
from screening.services.reading.equality.signs import GRADES, Counts, Sign
from screening.services.reading.equality.signs_summed import SignsSummed, read_signs_summed
from screening.services.vacancies import VacancyDetails
from tests.databases import on_both
from tests.services.town import IMPROPER, Town


def in_department(town: Town, reference: str, department: str) -> str:
    vacancy = town.vacancy(reference)
    details = VacancyDetails(reference, "Clerk", department, town.now.date())
    vacancies.change_details(town.call("hugh"), vacancy, details)
    return vacancy


def summed(town: Town, wanted: FiguresWanted = LATEST) -> SignsSummed:
    return read_signs_summed(town.call("edith"), wanted)


def by_department(found: SignsSummed) -> dict[str, tuple[int, int, Counts]]:
    return {row.department: (row.vacancies, row.checks, row.signs) for row in found.rows}


def test_each_sign_has_its_place_in_the_order() -> None:
    assert sorted(sign for grade in GRADES for sign in grade) == sorted(Sign)


def test_signs_are_summed_by_department_and_altogether(town: Town) -> None:
    for reference in ("P-1", "P-2"):
        town.submitted(in_department(town, reference, "Parks"), **IMPROPER)
    check = town.submitted(in_department(town, "L-1", "Libraries"))
    town.wait(days=1)
    deciding.reject(town.call("hugh"), check, 1, "Ask at interview.")
    in_department(town, "L-2", "Libraries")
    found = summed(town)
    parks = by_department(found)["Parks"]
    assert parks[:2] == (2, 2)
    assert parks[2][Sign.NOT_READY] == 2
    assert parks[2][Sign.RECYCLED] == 1  # the second says what the first said: as small as it is
    assert by_department(found)["Libraries"] == (2, 1, {Sign.REFUSED: 1})
    assert found.all is not None
    assert (found.all.vacancies, found.all.checks, found.unread) == (4, 3, 0)
    assert found.all.signs[Sign.NOT_READY] == 2 and found.all.signs[Sign.REFUSED] == 1
    alone = summed(town, FiguresWanted("Parks"))
    assert by_department(alone) == {"Parks": parks}
    assert alone.all is None


def test_the_year_ends_where_one_wants(town: Town) -> None:
    in_department(town, "P-1", "Parks")
    town.wait(days=40)
    in_department(town, "L-1", "Libraries")
    assert set(by_department(summed(town))) == {"Parks", "Libraries"}
    before = summed(town, FiguresWanted(month=date(2026, 11, 1)))
    assert set(by_department(before)) == {"Parks"}
    assert (before.first, before.last) == (date(2025, 12, 1), date(2026, 11, 1))
    town.wait(days=366)
    assert summed(town).rows == ()


@on_both
def test_wording_is_opened_of_the_newest_only_and_it_is_said_of_how_many_not(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reference in ("P-1", "P-2", "P-3"):
        town.submitted(in_department(town, reference, "Parks"), **IMPROPER)
        town.wait(hours=1)
    assert by_department(summed(town))["Parks"][2][Sign.RECYCLED] == 2
    monkeypatch.setattr(signs_summed, "NEWEST", 1)
    found = summed(town)
    assert by_department(found)["Parks"][2][Sign.RECYCLED] == 1
    assert by_department(found)["Parks"][2][Sign.NOT_READY] == 3
    assert found.unread == 2


@on_both
def test_of_ones_own_panel_nothing_is_counted(town: Town) -> None:
    vacancy = in_department(town, "P-1", "Parks")
    town.submitted(vacancy, **IMPROPER)
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["edith"].ref])
    assert summed(town).rows == ()
    assert read_signs_summed(town.call("dara")).rows


@pytest.mark.parametrize("name", ["mara", "hugh", "alan"])
def test_only_officers_read_them(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        read_signs_summed(town.call(name))
