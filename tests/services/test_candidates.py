"""Candidates, what they claimed, and who learns a name."""

from dataclasses import replace

import pytest

from screening.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import CandidateStatus, Source
from screening.services import candidates, claims
from screening.services.claims import ClaimText
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.services.town import ADDRESS, QUOTE, Town

CLAIM = ClaimText(QUOTE, Source.APPLICATION, "Section 4", "E1", ADDRESS)


def records(town: Town, candidate: str, *events: Event) -> list[OpenedRecord]:
    with town.call("hugh").look() as work:
        every = open_records(work.session, work.vault, subject_ref=candidate)
    return [record for record in every if record.event in events]


def test_names_and_contacts_are_for_those_who_work_by_name(town: Town) -> None:
    ref = town.candidate(town.vacancy())
    for name in ("mara", "hugh"):
        shown = read_candidate(town.call(name), ref)
        assert (shown.name, shown.contact) == ("Ada Quillfeather", "ada@example.test")
    for name in ("edith", "dara"):
        shown = read_candidate(town.call(name), ref)
        assert (shown.code, shown.name, shown.contact) == ("C-01", "", "")
    for name in ("miles", "alan"):
        with pytest.raises(NotFound):
            read_candidate(town.call(name), ref)


@pytest.mark.parametrize("name", ["mara", "edith", "alan"])
def test_only_hr_adds_candidates(town: Town, name: str) -> None:
    ref = town.vacancy()
    with pytest.raises(NotAllowed):
        candidates.add_candidate(town.call(name), ref, "X", "", CandidateStatus.APPLIED)


def test_a_candidate_needs_a_name(town: Town) -> None:
    ref = town.vacancy()
    with pytest.raises(NotValid) as refused:
        candidates.add_candidate(town.call("hugh"), ref, " ", "", CandidateStatus.APPLIED)
    assert set(refused.value.fields) == {"name"}


def test_a_status_changes_once_a_click(town: Town) -> None:
    ref = town.candidate(town.vacancy())
    for _click in range(2):
        candidates.set_status(town.call("hugh", "once"), ref, CandidateStatus.INTERVIEWED)
    assert read_candidate(town.call("hugh"), ref).status is CandidateStatus.INTERVIEWED
    [change] = records(town, ref, Event.CANDIDATE_STATUS_CHANGED)
    assert change.payload == {"before": "shortlisted", "after": "interviewed"}


@on_both
def test_a_claim_says_who_wrote_it_down_and_who_saw_it(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    claim = claims.add_claim(town.call("mara"), candidate, CLAIM)
    claims.confirm_claim(town.call("hetty"), claim, 1)
    [shown] = read_candidate(town.call("edith"), candidate).claims
    assert (shown.quote, shown.where, shown.address) == (QUOTE, "Section 4", ADDRESS)
    assert (shown.added_by, shown.seen_by, shown.seen_at) == ("mara", "hetty", town.now)


def test_a_claim_is_confirmed_once_and_by_hr_off_the_panel(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    claim = claims.add_claim(town.call("mara"), candidate, CLAIM)
    with pytest.raises(NotAllowed):
        claims.confirm_claim(town.call("mara"), claim, 1)
    claims.confirm_claim(town.call("hugh"), claim, 1)
    with pytest.raises(NotPossible):
        claims.confirm_claim(town.call("hetty"), claim, 1)


def test_a_double_click_writes_one_claim(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    refs = {claims.add_claim(town.call("mara", "once"), candidate, CLAIM) for _ in range(2)}
    assert len(refs) == len(read_candidate(town.call("mara"), candidate).claims) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quote": ""}, "quote"),
        ({"quote": "x" * 5001}, "quote"),
        ({"where": "a\x00b"}, "where"),
        ({"address": "x" * 1001}, "address"),
        ({"criterion": "E9"}, "criterion"),
    ],
)
def test_a_claim_that_cannot_be_stored(town: Town, wrong: dict[str, str], field: str) -> None:
    candidate = town.candidate(town.vacancy())
    with pytest.raises(NotValid) as refused:
        claims.add_claim(town.call("mara"), candidate, replace(CLAIM, **wrong))
    assert set(refused.value.fields) == {field}
    assert read_candidate(town.call("mara"), candidate).claims == ()


@pytest.mark.parametrize("name", ["miles", "edith", "dara", "alan"])
def test_who_may_not_write_claims_down(town: Town, name: str) -> None:
    candidate = town.candidate(town.vacancy())
    with pytest.raises((NotFound, NotAllowed)):
        claims.add_claim(town.call(name), candidate, CLAIM)


def test_a_name_is_shown_for_a_reason_each_time_on_record(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    with pytest.raises(NotValid):
        candidates.show_name(town.call("edith"), candidate, " ")
    for _click in range(2):
        shown = candidates.show_name(town.call("edith", "once"), candidate, "A complaint by name")
        assert shown == "Ada Quillfeather"
    showings = records(town, candidate, Event.CANDIDATE_NAME_SHOWN)
    assert [one.payload for one in showings] == [{"reason": "A complaint by name"}] * 2


@pytest.mark.parametrize("name", ["mara", "hugh", "alan"])
def test_names_are_shown_to_officers_only(town: Town, name: str) -> None:
    candidate = town.candidate(town.vacancy())
    with pytest.raises(NotAllowed):
        candidates.show_name(town.call(name), candidate, "Curious")
