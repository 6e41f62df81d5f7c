"""What follows where somebody saw a protected characteristic in a search."""

import pytest

from screening.domain.errors import NotAllowed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import (
    Measure,
    Reliability,
    Result,
    Role,
    State,
    Sureness,
    WithheldBecause,
)
from screening.services.checks import deciding, exposures, handing_over, searching
from screening.services.checks.searching import VisitText
from screening.services.reading.checks.holding_back import read_exposed
from tests.databases import on_both
from tests.services.town import Town


@pytest.fixture
def exposed(town: Town) -> str:
    check = town.ready(town.vacancy())
    sam = town.call("sam")
    searching.record_visit(sam, check, VisitText(0, "", town.now, 20, "Captions."))
    searching.record_exposure(sam, check, town.now)
    searching.record_exposure(sam, check, town.now)
    searching.record_outcome(
        sam, check, Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN, "Three posts a week."
    )
    return check


def arrange(town: Town, check: str, measure: Measure, by: str = "hugh") -> None:
    measures = {town.people["sam"].ref: measure}
    exposures.arrange(town.call(by), check, measures, "Told on Monday.")


@on_both
def test_a_hand_over_waits_for_it(town: Town, exposed: str) -> None:
    assert [one.name for one in read_exposed(town.call("hugh"), exposed)] == ["sam"]
    with pytest.raises(NotPossible, match="Arrange"):
        handing_over.hand_over(town.call("hugh"), exposed, "The posts are there.")
    arrange(town, exposed, Measure.BARRIER)
    assert read_exposed(town.call("hugh"), exposed) == ()
    handing_over.hand_over(town.call("hugh"), exposed, "The posts are there.")
    assert town.see("hugh", exposed).state is State.HANDED_OVER
    told = town.see("edith", exposed).last(Event.EXPOSURE_HANDLED)
    assert told and told.payload == {
        "recusal": [],
        "barrier": [town.people["sam"].ref],
        "reasons": "Told on Monday.",
    }
    handing_over.lock_scores(town.call("mara"), exposed)
    assert town.see("mara", exposed).last(Event.EXPOSURE_HANDLED) is None


def test_it_is_arranged_once_by_somebody_else_for_each(town: Town, exposed: str) -> None:
    with pytest.raises(NotAllowed):
        arrange(town, exposed, Measure.BARRIER, by="sam")
    with pytest.raises(NotAllowed):
        arrange(town, exposed, Measure.BARRIER, by="mara")
    with pytest.raises(NotValid):
        exposures.arrange(town.call("hugh"), exposed, {}, "Told.")
    with pytest.raises(NotValid):
        exposures.arrange(
            town.call("hugh"), exposed, {town.people["sam"].ref: Measure.BARRIER}, " "
        )
    arrange(town, exposed, Measure.BARRIER)
    with pytest.raises(NotPossible):
        arrange(town, exposed, Measure.RECUSAL, by="hetty")


def test_who_is_recused_decides_nothing_more_in_this_vacancy(town: Town, exposed: str) -> None:
    shown = town.see("hugh", exposed)
    other = town.submitted(shown.vacancy_ref, question="Did she post weekly in 2023 at all?")
    elsewhere = town.submitted(town.vacancy("LIB-9"))
    town.confirm(other)
    arrange(town, exposed, Measure.RECUSAL)
    with pytest.raises(NotAllowed, match="recused"):
        deciding.reject(town.call("sam"), other, 1, "No.")
    deciding.reject(town.call("sam"), elsewhere, 1, "No.")
    deciding.reject(town.call("hugh"), other, 1, "No.")


def test_who_is_recused_and_sits_on_the_panel_reads_nothing(town: Town) -> None:
    town.add("sid", Role.HR, Role.MANAGER)
    town.people["sam"], sam = town.people["sid"], town.people["sam"]
    vacancy = town.vacancy(panel=("mara",))
    check = town.ready(vacancy)
    sid = town.call("sid")
    searching.record_visit(sid, check, VisitText(0, "", town.now, 20, "Captions."))
    searching.record_exposure(sid, check, town.now)
    searching.record_outcome(
        sid, check, Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN, "Three posts a week."
    )
    town.people["sam"] = sam
    exposures.arrange(
        town.call("hugh"), check, {town.people["sid"].ref: Measure.RECUSAL}, "Steps back."
    )
    handing_over.hand_over(town.call("hugh"), check, "The posts are there.")
    with pytest.raises(NotAllowed):
        handing_over.lock_scores(town.call("sid"), check)


def test_it_can_be_arranged_where_nothing_is_handed_over(town: Town, exposed: str) -> None:
    handing_over.withhold(town.call("hugh"), exposed, WithheldBecause.TAINTED, "It shows a child.")
    arrange(town, exposed, Measure.RECUSAL)


def test_not_before_the_search_is_over_nor_without_an_exposure(town: Town) -> None:
    check = town.searched(town.vacancy())
    with pytest.raises(NotPossible):
        arrange(town, check, Measure.BARRIER)
    early = town.ready(town.vacancy("LIB-9"))
    searching.record_visit(town.call("sam"), early, VisitText(0, "", town.now, 5, "Captions."))
    searching.record_exposure(town.call("sam"), early, town.now)
    with pytest.raises(NotPossible):
        arrange(town, early, Measure.BARRIER)
