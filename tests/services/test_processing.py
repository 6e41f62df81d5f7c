"""The record of processing and the impact assessment: made from what is in force, and from nothing
else.
"""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotValid
from screening.domain.impact import PARTS
from screening.domain.policy import shipped_policy
from screening.domain.sentence import Days
from screening.reports.model import Organisation
from screening.services import proposing
from screening.services.kept_settings.processing import set_basis, write_assessment
from screening.services.reading.protection.processing.assessment import read_assessment
from screening.services.reading.protection.processing.register import read_register
from screening.services.reading.protection.reviews_due import Reviewed, list_reviews_due
from tests.databases import on_both
from tests.reported import worker_of
from tests.services import schools
from tests.services.amendments import amendment
from tests.services.kept import basis_from, set_all
from tests.services.town import MONDAY, Town

START = Organisation("Start Council", "#123456")
CHANGED = """
[periods]
reply = { days = 7, working = false, source = "A test" }
decision = { days = 8, source = "A test" }
retention_months = { days = 411, source = "A test" }
register_years = { days = 1212, source = "A test" }
authorisation = { days = 17, source = "A test" }
log_due = { days = 9, source = "A test" }
[gate.limits]
places = { value = 13, source = "A test" }
minutes = { value = 61, source = "A test" }
many_minutes = { value = 62, source = "A test" }
shortlist_share = { value = 0.31, source = "A test" }
recycled_often = { value = 14, source = "A test" }
[registers]
sourcing_note_days = { value = 77, source = "A test" }
[notice]
link_days = { value = 29, source = "A test" }
recipients = { text = "only a few people", source = "A test" }
[rights]
complaint_acknowledge = { value = 27, source = "A test" }
complaint_answer = { value = 26, source = "A test" }
[session]
idle_minutes = { value = 11, source = "A test" }
absolute_hours = { value = 6, source = "A test" }
[review]
months = { value = 10, source = "A test" }
"""
WORDS = dict.fromkeys(PARTS, "As agreed.")
LATER = date(2027, 6, 1)


def values(shown: Any) -> dict[str, Any]:
    """Every value that stands in a generated document, by its name."""
    found: dict[str, Any] = {}

    def walk(data: Any) -> None:
        if isinstance(data, dict):
            found.update(data["values"] if data.keys() == {"said", "values"} else {})
            for each in data.values():
                walk(each)
        elif isinstance(data, tuple | list):
            for each in data:
                walk(each)

    walk(asdict(shown))
    return found


def changed(town: Town) -> None:
    """Let a policy with other values be in force."""
    content = amendment(CHANGED, day=MONDAY.date().isoformat())
    ref = proposing.propose(town.call("alan"), content)
    worker_of(town).do_one()
    proposing.confirm(town.call("edith"), ref, "It is a test.")


@on_both
def test_every_number_is_that_of_the_policy_in_force(town: Town) -> None:
    dara = town.call("dara")
    before = values(read_register(dara, START)) | values(read_assessment(dara, START))
    changed(town)
    register, assessment = read_register(dara, START), read_assessment(dara, START)
    after = values(register) | values(assessment)
    assert after["reply"] == asdict(Days(7, working=False))
    assert after["share"] == "31%"
    assert (after["places"], after["minutes"], after["idle_minutes"]) == ("13", "61", "11")
    fixed = {"live", "destroyed", "witnesses", "size", "signed", "rules", "messages", "forms"}
    counted = {"candidates", "checks", "outcomes", "since", "basis"}
    same = {
        name for name in after if name in before and _plain(after[name]) == _plain(before[name])
    }
    assert same <= fixed | counted
    assert assessment.next_review == date(2027, 9, 23)
    assert register.activities[0].recipients == "only a few people"


def _plain(value: Any) -> Any:
    return value.get("count", value) if isinstance(value, dict) else value


@on_both
def test_counts_are_those_of_the_database(town: Town) -> None:
    town.searched(town.vacancy())
    found = values(read_assessment(town.call("dara"), START))
    assert (found["candidates"], found["checks"], found["outcomes"]) == (1, 1, 1)
    assert found["live"] > 0
    assert found["size"] > found["signed"]
    town.wait(days=400)
    assert values(read_assessment(town.call("dara"), START))["checks"] == 0


def test_the_record_names_who_is_responsible_and_the_basis_in_force(town: Town) -> None:
    first = read_register(town.call("dara"), START)
    assert first.organisation == START
    assert first.officer == "dara, dara@example.test"
    assert first.hosting == ""
    shipped = shipped_policy().text("notice", "basis")
    assert [one.basis.said() for one in first.activities if one.basis] == [shipped]
    assert all(one.basis or one.law for one in first.activities)
    set_all(town)
    then = read_register(town.call("dara"), START)
    assert then.organisation.name == "Môn Council"
    assert then.hosting == "As agreed."
    said = "a law asks us to (UK GDPR Article 6(1)(c))."
    assert [one.basis.said() for one in then.activities if one.basis] == [said]


def test_what_nobody_can_generate_is_the_officers_to_write(town: Town) -> None:
    dara = town.call("dara")
    found = read_assessment(dara, START)
    assert found.written is None
    assert found.own == dict.fromkeys(PARTS, "")
    write_assessment(dara, 0, WORDS | {"risks": "A risk of ours."}, LATER)
    found = read_assessment(dara, START)
    assert found.own["risks"] == "A risk of ours."
    assert found.written is not None
    assert (found.written.by, found.written.review_by) == ("dara", LATER)
    with pytest.raises(Conflict):
        write_assessment(dara, 0, WORDS, LATER)
    with pytest.raises(NotValid) as missing:
        write_assessment(dara, 1, WORDS | {"advice": " "}, LATER)
    assert set(missing.value.fields) == {"advice"}
    with pytest.raises(NotValid) as early:
        write_assessment(dara, 1, WORDS, MONDAY.date())
    assert set(early.value.fields) == {"review_by"}


def test_reviews_fall_due_a_year_after_and_are_over_then(town: Town) -> None:
    dara = town.call("dara")
    due = {one.what: (one.due, one.over) for one in list_reviews_due(dara)}
    assert due == {
        Reviewed.POLICY: (date(2027, 7, 1), False),
        Reviewed.BASIS: (None, True),
        Reviewed.ASSESSMENT: (None, True),
    }
    set_basis(dara, 0, basis_from(MONDAY.date()))
    write_assessment(dara, 0, WORDS, LATER)
    town.wait(days=(LATER - MONDAY.date() + timedelta(days=1)).days)
    due = {one.what: (one.due, one.over) for one in list_reviews_due(dara)}
    assert due[Reviewed.ASSESSMENT] == (LATER, True)
    assert due[Reviewed.BASIS] == (MONDAY.date() + timedelta(days=300), False)


def test_it_is_data_protections_alone(town: Town) -> None:
    for name in ("hugh", "edith", "alan", "mara"):
        call = town.call(name)
        for read in (read_register, read_assessment):
            with pytest.raises(NotAllowed):
                read(call, START)
        with pytest.raises(NotAllowed):
            list_reviews_due(call)
        with pytest.raises(NotAllowed):
            write_assessment(call, 0, WORDS, LATER)


def test_a_search_for_a_school_stands_in_both_only_where_it_is_turned_on(town: Town) -> None:
    dara = town.call("dara")

    def said() -> tuple[list[str], list[str]]:
        laws = [one.law for one in read_register(dara, START).activities if "school" in one.name]
        parts = read_assessment(dara, START).parts
        sentences = [one.said for part in parts for one in part.sentences]
        return laws, [one for one in sentences if "under the schools " in one]

    assert said() == ([], [])
    schools.in_force(town)
    laws, narrow = said()
    assert laws == [shipped_policy().text("schools", "basis")] and len(narrow) == 1
