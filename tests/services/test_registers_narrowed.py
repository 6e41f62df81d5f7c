"""The two registers beside the checks, narrowed: by what stands in plain columns, for each reader
by what they may know.
"""

from datetime import date

from screening.domain.unauthorised import Breach, BreachRuling, MadeBy, ReportState
from screening.services import sourcing, unauthorised, vacancies
from screening.services.reading.registers.narrowing import Hours, ReportsWanted, SourcingWanted
from screening.services.reading.registers.sourcing import list_sourcing
from screening.services.reading.registers.unauthorised import list_others
from screening.services.sourcing import Sourced
from screening.services.unauthorised import ReportText
from screening.services.vacancies import VacancyDetails
from tests.databases import on_both
from tests.services.town import Town

OCTOBER = date(2026, 10, 1)


def entered(town: Town, name: str, vacancy: str, platform: str, words: str = "clerk") -> str:
    said = Sourced(vacancy, platform, words, "To find people.", town.now.date())
    return sourcing.enter(town.call(name), "", said)


def told(town: Town, name: str, vacancy: str, breach: Breach) -> str:
    today = town.now.date()
    text = ReportText(MadeBy.ME, "", today, vacancy, "C-01", "Pages.", "Nobody.", breach, today)
    return unauthorised.report(town.call(name), text)


@on_both
def test_searches_to_find_people_are_narrowed(town: Town) -> None:
    town.vacancy("LIB-7")
    parks = town.vacancy("PARK-2", panel=("miles",))
    details = VacancyDetails("PARK-2", "Ranger", "Parks", town.now.date())
    vacancies.change_details(town.call("hugh"), parks, details)
    first = entered(town, "mara", "LIB-7", "LinkedIn", "zebra keeper")
    town.wait(minutes=1)
    second = entered(town, "miles", "PARK-2", "github.com")
    town.wait(minutes=1)
    third = entered(town, "miles", "", "LinkedIn")

    def found(name: str, wanted: SourcingWanted) -> list[str]:
        return [row.ref for row in list_sourcing(town.call(name), wanted).rows]

    for wanted, refs in (
        (SourcingWanted(words="anger park"), [second]),
        (SourcingWanted(words="ib-7"), [first]),
        (SourcingWanted(words="zebra"), []),  # what was searched for is sealed
        (SourcingWanted(code=second[:6]), [second]),
        (SourcingWanted(platform="linkedin"), [third, first]),
        (SourcingWanted(platform="linkedin", words="lib"), [first]),
        (SourcingWanted(who="ile"), [third, second]),
        (SourcingWanted(month=town.now.date()), [third, second, first]),
        (SourcingWanted(month=OCTOBER), []),
    ):
        assert found("edith", wanted) == refs, wanted
    for wanted in (SourcingWanted(words="park"), SourcingWanted(code=second[:6])):
        assert found("mara", wanted) == []
        assert found("miles", wanted) == [second]
    vacancies.set_panel(town.call("hugh"), parks, [town.people["mara"].ref])
    assert found("miles", SourcingWanted(words="ranger")) == [], "no more theirs to know"
    assert found("miles", SourcingWanted(code=second[:6])) == [second]


@on_both
def test_reports_are_narrowed(town: Town) -> None:
    town.candidate(town.vacancy("LIB-7"))
    first = told(town, "mara", "LIB-7", Breach.UNSURE)
    town.wait(minutes=1)
    second = told(town, "miles", "", Breach.NO)

    def found(name: str, wanted: ReportsWanted) -> list[str]:
        return [row.ref for row in list_others(town.call(name), wanted).rows]

    for wanted, refs in (
        (ReportsWanted(words="ib-7"), [first]),
        (ReportsWanted(words="pages"), []),  # what was told is sealed
        (ReportsWanted(code=second[:6]), [second]),
        (ReportsWanted(state=ReportState.OPEN), [second, first]),
        (ReportsWanted(hours=Hours.RUN), [first]),
        (ReportsWanted(hours=Hours.OVER), []),
        (ReportsWanted(ruling=BreachRuling.NO_BREACH), []),
        (ReportsWanted(month=OCTOBER), []),
    ):
        assert found("edith", wanted) == refs, wanted
        assert found("mara", wanted) == []
    town.wait(days=4)
    assert found("hugh", ReportsWanted(hours=Hours.OVER)) == [first]
    assert found("hugh", ReportsWanted(hours=Hours.RUN)) == []
