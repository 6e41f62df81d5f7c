"""Words of a file of answers that are not on the list: what they are is said once, and kept."""

import pytest
from sqlalchemy import select, text

from screening.domain.errors import NotValid
from screening.domain.events import Event
from screening.domain.monitoring import Fate
from screening.services.monitoring.counting import sums_of
from screening.services.monitoring.importing import LookedAt, bring_in, look_at
from screening.services.monitoring.values import MOST_VALUES
from screening.store.ledger_store import open_records
from screening.store.tables.monitoring import MonitoringAnswers, MonitoringValue
from tests.databases import on_both
from tests.services.town import Town

pytestmark = on_both

FILE = b"candidate,sex,disability\nC-01,Woman,none\nC-02,WOMAN,disabled\nC-03,male,?\n"


def vacancy_of(town: Town, reference: str = "LIB-7", many: int = 3) -> str:
    ref = town.vacancy(reference)
    for number in range(many):
        town.candidate(ref, f"Ada {number}")
    return ref


def keys(looked_at: LookedAt) -> dict[str, str]:
    return {value.said: value.key for value in looked_at.values}


def test_what_words_are_is_said_before_the_file_is_brought_in_and_kept_for_the_next(
    town: Town,
) -> None:
    edith, vacancy = town.call("edith"), vacancy_of(town)
    first = look_at(edith, vacancy, FILE)
    assert [(each.question.name, each.said, each.answer) for each in first.values] == [
        ("sex", "Woman", ""),
        ("disability", "?", ""),
        ("disability", "none", ""),
    ]
    assert {line.fate for line in first.lines} == {Fate.WRONG}
    assert first.missing == ("ethnic-group", "age-group", "religion", "orientation")
    with pytest.raises(NotValid, match="Mend what is wrong"):
        bring_in(edith, vacancy, FILE, first.sha256)
    chosen = {keys(first)["Woman"]: "female", keys(first)["none"]: "not-disabled"}
    some = look_at(edith, vacancy, FILE, chosen)
    assert [line.fate for line in some.lines] == [Fate.NEW, Fate.NEW, Fate.WRONG]
    chosen[keys(first)["?"]] = "unsaid"
    told = look_at(edith, vacancy, FILE, chosen)
    assert told.fits
    for other in ({}, chosen | {keys(first)["Woman"]: "male"}):
        with pytest.raises(NotValid, match="chosen otherwise"):
            bring_in(edith, vacancy, FILE, told.sha256, other)
    with edith.look() as work:
        assert not work.session.scalars(select(MonitoringValue)).all(), "nothing is kept before"
    bring_in(edith, vacancy, FILE, told.sha256, chosen)
    with edith.look() as work:
        (sums,) = sums_of(work, vacancy).values()
        (record,) = open_records(work.session, work.vault, event=Event.MONITORING_IMPORTED)
        kept = str(work.session.execute(text("SELECT * FROM monitoring_value")).all())
    assert (sums["sex", "female"], sums["sex", "male"]) == (2, 1)
    assert (sums["disability", "not-disabled"], sums["disability", "unsaid"]) == (1, 1)
    assert record.payload == {"people": "3", "values": "3"}
    assert "oman" not in kept and "none" not in kept
    again = look_at(edith, vacancy_of(town, "LIB-8"), FILE)
    assert again.fits
    assert {each.as_before for each in again.values} == {True}


def test_a_choice_may_change_and_only_answers_of_the_list_are_taken(town: Town) -> None:
    edith, vacancy = town.call("edith"), vacancy_of(town, many=1)
    content = b"candidate,sex\nC-01,Woman\n"
    key = keys(look_at(edith, vacancy, content))["Woman"]
    for answer in ("Martian", "disabled", ""):
        assert not look_at(edith, vacancy, content, {key: answer, "x": "female"}).fits
    for answer in ("male", "female"):
        told = look_at(edith, vacancy, content, {key: answer})
        bring_in(edith, vacancy, content, told.sha256, {key: answer})
    with edith.look() as work:
        (sums,) = sums_of(work, vacancy).values()
        assert sums["sex", "female"] == 1
        [row] = work.session.scalars(select(MonitoringValue))
        assert row.answer == "female"


@pytest.mark.parametrize(
    "words", [["x" * 61], [f"word {number}" for number in range(MOST_VALUES + 1)]]
)
def test_what_is_no_other_spelling_of_an_answer_stays_wrong(town: Town, words: list[str]) -> None:
    vacancy = vacancy_of(town, many=1)
    lines = "\n".join(f"C-{number:02d},{each}" for number, each in enumerate(words, start=1))
    looked_at = look_at(town.call("edith"), vacancy, f"candidate,sex\n{lines}".encode())
    assert looked_at.values == ()
    assert {line.fate for line in looked_at.lines} == {Fate.WRONG}
    assert not any(word in line.problem for line in looked_at.lines for word in words)
    with town.call("edith").look() as work:
        assert not work.session.scalars(select(MonitoringAnswers)).all()
