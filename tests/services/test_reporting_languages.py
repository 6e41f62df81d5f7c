"""The audit report in two languages: each is an edition of its own, and the record says which."""

from gettext import NullTranslations
from pathlib import Path

import pytest
from sqlalchemy import select

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Language
from screening.reports.model import Report
from screening.services import catalogues, reporting
from screening.services.catalogues import catalogue_of
from screening.services.reading.report.editions import read_editions
from screening.services.reading.report.whole import read_report
from screening.store.ledger_store import open_records
from screening.store.tables.review import Edition
from tests.databases import on_both
from tests.reported import ORGANISATION, worker_of
from tests.services.town import IMPROPER, Town

pytestmark = [on_both, pytest.mark.usefixtures("quick_reports")]


def asked(town: Town, vacancy: str, language: Language) -> int:
    """The number of the edition that is offered."""
    return int(reporting.request_report(town.call("edith"), vacancy, language))


def test_each_language_is_offered_again_for_itself(town: Town) -> None:
    vacancy = town.vacancy()
    wanted = (Language.ENGLISH, Language.WELSH, Language.WELSH, Language.ENGLISH)
    assert [asked(town, vacancy, each) for each in wanted] == [1, 2, 2, 1]
    while worker_of(town).do_one():
        pass
    assert [asked(town, vacancy, each) for each in wanted] == [1, 2, 2, 1]
    shown = read_editions(town.call("edith"), vacancy)
    assert [(one.number, one.language, one.ready) for one in shown.editions] == [
        (2, Language.WELSH, True),
        (1, Language.ENGLISH, True),
    ]
    assert all(map(shown.has, Language))
    town.candidate(vacancy)
    shown = read_editions(town.call("edith"), vacancy)
    assert not any(map(shown.has, Language))
    assert asked(town, vacancy, Language.WELSH) == 3
    shown = read_editions(town.call("edith"), vacancy)
    assert [each for each in Language if shown.has(each)] == [Language.WELSH]


def test_the_record_says_in_which_language(town: Town) -> None:
    vacancy = town.vacancy()
    asked(town, vacancy, Language.WELSH)
    worker_of(town).do_one()
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, vacancy_ref=vacancy)
        events = {one.event: one.payload for one in found}
        assert work.session.scalars(select(Edition)).one().language == Language.WELSH
    for event in (Event.REPORT_REQUESTED, Event.REPORT_ISSUED):
        assert (events[event] or {})["language"] == "cy"


def test_it_is_made_in_the_language_that_was_asked_for(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[NullTranslations, Report]] = []

    def noted(report: Report, *, translations: NullTranslations, **_bounds: object) -> bytes:
        made.append((translations, report))
        return b"%PDF"

    monkeypatch.setattr(reporting, "render_bounded", noted)
    vacancy = town.vacancy()
    town.submitted(vacancy)
    for each in Language:
        asked(town, vacancy, each)
        worker_of(town).do_one()
    (_english, english), (_welsh, welsh) = made
    assert [speaks for speaks, _report in made] == [catalogue_of(each) for each in Language]
    assert english.checks[0].code == "Check 1"
    assert welsh.checks[0].code == "Gwiriad 1"
    assert english.checks[0].requester == "mara, manager"
    assert welsh.checks[0].requester == "mara, rheolwr"
    assert english.checks[0].claim == welsh.checks[0].claim
    assert {"2 working days", "14 days"} <= {one.length for one in english.policy.periods}
    assert {"2 ddiwrnod gwaith", "14 diwrnod"} <= {one.length for one in welsh.policy.periods}


def test_what_the_rules_found_is_told_in_the_language_of_the_edition(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy, **IMPROPER)
    told = {}
    for each in Language:
        number = asked(town, vacancy, each)
        with town.call("edith").look() as work:
            row = work.session.get_one(Edition, (vacancy, number))
            (attempt,) = read_report(work, row, ORGANISATION).checks[0].attempts
        told[each] = attempt.findings
    english, welsh = told.values()
    assert english
    assert [one.rule for one in english] == [one.rule for one in welsh]
    assert not {one.message for one in english} & {one.message for one in welsh}
    assert not {one.basis for one in english} & {one.basis for one in welsh}
    say = catalogue_of(Language.WELSH).gettext
    assert {one.basis for one in welsh} == {say(one.basis) for one in english}


def test_a_language_whose_texts_are_not_there_is_not_asked_for(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(catalogues, "CATALOGUES", tmp_path)
    vacancy = town.vacancy()
    with pytest.raises(NotPossible):
        asked(town, vacancy, Language.WELSH)
    assert asked(town, vacancy, Language.ENGLISH) == 1


def test_two_officers_who_ask_in_two_languages_get_two_jobs(town: Town) -> None:
    vacancy = town.vacancy()
    for each in Language:
        asked(town, vacancy, each)
    shown = read_editions(town.call("edith"), vacancy)
    assert len({one.job_ref for one in shown.editions}) == 2
    assert {one.position for one in shown.editions} == {shown.position}
