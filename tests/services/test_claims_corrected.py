"""A claim is corrected until a check on it is sent, and HR sees every correction again."""

from dataclasses import replace

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Source
from screening.services import claims, vacancies
from screening.services.checks import filing
from screening.services.claims import ClaimText
from screening.services.reading.equality.timeline import Wanted, read_timeline
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.reading.vacancies.claim import ClaimShown
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import ADDRESS, CRITERIA, FAIR, QUOTE, Town

CLAIM = ClaimText(QUOTE, Source.APPLICATION, "Section 4", "E1", ADDRESS)
BETTER = ClaimText("I ran it until 2025.", Source.CV, "Page 2", "E2", "example.org/harbour")


@pytest.fixture
def candidate(town: Town) -> str:
    return town.candidate(town.vacancy())


@pytest.fixture
def claim(town: Town, candidate: str) -> str:
    return claims.add_claim(town.call("mara"), candidate, CLAIM)


def seen(town: Town, candidate: str) -> ClaimShown:
    [shown] = read_candidate(town.call("edith"), candidate).claims
    return shown


@pytest.mark.parametrize("name", ["mara", "hugh"])
def test_a_correction_replaces_every_word(
    town: Town, candidate: str, claim: str, name: str
) -> None:
    claims.change_claim(town.call(name), claim, 1, BETTER)
    shown = seen(town, candidate)
    assert (shown.quote, shown.source, shown.where) == (BETTER.quote, Source.CV, "Page 2")
    assert (shown.criterion, shown.address) == ("E2", "example.org/harbour")
    assert (shown.version, shown.frozen) == (2, False)


@on_both
def test_what_it_said_before_stays_on_record(town: Town, candidate: str, claim: str) -> None:
    claims.change_claim(town.call("mara"), claim, 1, BETTER)
    with town.call("hugh").look() as work:
        records = open_records(work.session, work.vault, subject_ref=candidate)
    quotes = [one.payload["quote"] for one in records if one.payload and "quote" in one.payload]
    assert quotes == [QUOTE, BETTER.quote]
    vacancy = read_candidate(town.call("edith"), candidate).vacancy_ref
    entry = read_timeline(town.call("edith"), vacancy, Wanted()).entries[0]
    assert entry.event is Event.CLAIM_CHANGED
    assert BETTER.quote in {fact.value for fact in entry.facts or ()}


@on_both
def test_hr_has_to_see_a_correction_again(town: Town, candidate: str, claim: str) -> None:
    claims.confirm_claim(town.call("hetty"), claim, 1)
    claims.change_claim(town.call("mara"), claim, 1, BETTER)
    assert (seen(town, candidate).seen_by, seen(town, candidate).seen_at) == ("", None)
    claims.confirm_claim(town.call("hugh"), claim, 2)
    assert seen(town, candidate).seen_by == "hugh"


def test_nobody_confirms_words_they_have_not_read(town: Town, candidate: str, claim: str) -> None:
    claims.change_claim(town.call("mara"), claim, 1, BETTER)
    with pytest.raises(Conflict):
        claims.confirm_claim(town.call("hetty"), claim, 1)
    assert seen(town, candidate).seen_at is None


def test_of_two_corrections_one_wins(town: Town, candidate: str, claim: str) -> None:
    claims.change_claim(town.call("mara"), claim, 1, BETTER)
    with pytest.raises(Conflict):
        claims.change_claim(town.call("hugh"), claim, 1, replace(CLAIM, where="Page 9"))
    assert seen(town, candidate).where == "Page 2"


@on_both
def test_a_double_click_corrects_once(town: Town, candidate: str, claim: str) -> None:
    for _click in range(2):
        claims.change_claim(town.call("mara", "once"), claim, 1, BETTER)
    assert seen(town, candidate).version == 2


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (CLAIM, "quote"),
        (replace(CLAIM, where=" Section 4 "), "quote"),
        (replace(BETTER, quote=""), "quote"),
        (replace(BETTER, criterion="E9"), "criterion"),
    ],
)
def test_what_is_no_correction(
    town: Town, candidate: str, claim: str, text: ClaimText, field: str
) -> None:
    with pytest.raises(NotValid) as refused:
        claims.change_claim(town.call("mara"), claim, 1, text)
    assert set(refused.value.fields) == {field}
    assert seen(town, candidate).version == 1


def test_a_claim_is_frozen_once_a_check_on_it_is_sent(
    town: Town, candidate: str, claim: str
) -> None:
    check = filing.start_check(town.call("mara"), claim)
    claims.change_claim(town.call("mara"), claim, 1, replace(CLAIM, where="Section 5"))
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    assert seen(town, candidate).frozen
    with pytest.raises(NotPossible, match="was sent"):
        claims.change_claim(town.call("mara"), claim, 2, BETTER)
    claims.confirm_claim(town.call("hugh"), claim, 2)
    assert seen(town, candidate).where == "Section 5"


def test_sending_again_leaves_it_frozen_since_the_first_time(town: Town) -> None:
    check = town.submitted(town.vacancy(), question="What is she like as a person?")
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    assert town.see("hugh", check).claim.frozen


@on_both
def test_a_correction_takes_the_criteria_in_force(town: Town, candidate: str, claim: str) -> None:
    vacancy = read_candidate(town.call("hugh"), candidate).vacancy_ref
    newer = replace(CRITERIA[0], text="Has run a channel for the public")
    vacancies.set_criteria(town.call("hugh"), vacancy, [newer])
    assert seen(town, candidate).criterion_text == CRITERIA[0].text
    claims.change_claim(town.call("mara"), claim, 1, replace(CLAIM, where="Page 2"))
    assert seen(town, candidate).criterion_text == newer.text


@pytest.mark.parametrize("name", ["miles", "edith", "dara", "alan"])
def test_who_may_not_correct(town: Town, candidate: str, claim: str, name: str) -> None:
    with pytest.raises((NotFound, NotAllowed)):
        claims.change_claim(town.call(name), claim, 1, BETTER)
    assert seen(town, candidate).version == 1


def test_a_closed_vacancy_takes_no_correction(town: Town, candidate: str, claim: str) -> None:
    vacancies.close_vacancy(
        town.call("hugh"), read_candidate(town.call("hugh"), candidate).vacancy_ref
    )
    with pytest.raises(NotPossible):
        claims.change_claim(town.call("mara"), claim, 1, BETTER)


def test_every_wording_goes_with_the_person(town: Town, candidate: str, claim: str) -> None:
    claims.change_claim(town.call("mara"), claim, 1, BETTER)
    town.erase(candidate)
    shown = seen(town, candidate)
    assert (shown.quote, shown.erased) == ("", True)
    with pytest.raises(NotPossible):
        claims.change_claim(town.call("mara"), claim, 2, CLAIM)
