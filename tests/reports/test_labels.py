from enum import StrEnum

import pytest

from screening.domain import rights, sourcing, unauthorised, words
from screening.domain.declarations import Declared
from screening.domain.events import Event
from screening.reports.labels import label

PRINTED = [
    words.State, words.Stage, words.CriterionKind, words.Source, words.SuppliedBy,
    words.SearcherKind, words.Verdict, words.Result, words.Reliability, words.Sureness,
    words.WithheldBecause, words.Delivery, words.Disputed, words.ShouldBe,
    words.CandidateStatus, words.ErasedBecause, words.Given, words.Redaction, words.Retention,
    rights.RightsKind, rights.Channel, rights.Step, Event, sourcing.FoundBy,
    sourcing.Sign, sourcing.Handling,
    unauthorised.MadeBy, unauthorised.Breach, unauthorised.BreachRuling,
    unauthorised.PersonTold, unauthorised.Effect, words.Answered, words.Moment, Declared,
]  # fmt: skip


@pytest.mark.parametrize("code", [code for kind in PRINTED for code in kind])
def test_every_code_that_is_printed_has_words(code: StrEnum):
    assert label(code)
    assert "_" not in label(code)


def test_one_code_of_two_classes_keeps_two_meanings():
    assert label(words.State.WITHHELD) == "Withheld"
    assert label(Event.WITHHELD) == "Withheld from the panel"
