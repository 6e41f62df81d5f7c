"""A request is judged beside those made before: by anybody here, by the same person anywhere."""

import json
from dataclasses import replace

import pytest

from screening.domain.request import Place
from screening.domain.words import (
    CandidateStatus,
    Role,
    Source,
    State,
    SuppliedBy,
    Verdict,
)
from screening.services import candidates
from screening.services.checks import deciding, filing
from screening.services.claims import ClaimText
from screening.services.erasure import erasing
from screening.services.reading.checks.check import AttemptShown
from screening.services.reading.checks.draft import read_request
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import ADDRESS, FAIR, IMPROPER, QUOTE, Town

OTHER_WORDS = {
    "question": "Were the tide warnings on that page up to date during the storms of 2023?",
    "relevance": "Warning people in time is what E1 is for, and the page keeps its old entries.",
}
CANARIES = ("Zebedee Xylophone", "quotecanary", "questioncanary", "HSG-canary", "placecanary")


def signals(town: Town, check: str, rule: str) -> dict[str, str]:
    """What ``rule`` saw in the newest attempt at ``check``, each with its count."""
    found = newest(town, check).findings
    return {one.signal: one.params.get("count", "") for one in found if one.rule == rule}


def newest(town: Town, check: str) -> AttemptShown:
    return town.see("hugh", check).attempts[-1]


def verdict(town: Town, check: str) -> Verdict:
    """The worst of what was found in the newest attempt."""
    found = {finding.verdict for finding in newest(town, check).findings}
    return next(each for each in reversed(Verdict) if each in {*found, Verdict.PASS})


def again(town: Town, check: str, by: str = "mara", **answers: str) -> None:
    """Type ``answers`` into what was not sent, and send it."""
    filing.submit(town.call(by), check, town.type_in(check, by, **answers))


@pytest.fixture
def shared(town: Town) -> str:
    """A vacancy on whose panel mara and miles both sit."""
    return town.vacancy("LIB-7", panel=("mara", "miles"))


def test_the_same_words_are_seen_whoever_used_them_on_the_vacancy(town: Town, shared: str) -> None:
    town.submitted(shared, by="mara")
    check = town.submitted(shared, by="miles")
    assert signals(town, check, "routine") == {"question-again": "1", "reason-again": "1"}
    assert verdict(town, check) is Verdict.CAUTION
    third = town.submitted(shared, by="mara")
    assert signals(town, third, "routine")["question-again-and-again"] == "2"


def test_the_same_words_are_seen_wherever_the_same_person_used_them(town: Town) -> None:
    for number in (1, 2, 3):
        town.submitted(town.vacancy(f"HSG-{number}"))
        town.wait(days=1)
    check = town.submitted(town.vacancy())
    assert signals(town, check, "routine") == {"question-elsewhere": "3", "reason-elsewhere": "3"}
    assert verdict(town, check) is Verdict.CAUTION


def test_what_others_used_elsewhere_is_not_held_against_anybody(town: Town) -> None:
    town.submitted(town.vacancy("HSG-1", panel=("miles",)), by="miles")
    check = town.submitted(town.vacancy())
    assert verdict(town, check) is Verdict.PASS


def test_requests_in_words_of_their_own_are_no_routine(town: Town, shared: str) -> None:
    town.submitted(shared, by="mara")
    check = town.submitted(shared, by="miles", **OTHER_WORDS)
    assert signals(town, check, "routine") == {}


def test_a_second_account_of_the_same_person_is_the_same_person(town: Town) -> None:
    town.add("mara2", Role.MANAGER, person=town.people["mara"].person_ref)
    town.submitted(town.vacancy("HSG-1"))
    check = town.submitted(town.vacancy(panel=("mara2",)), by="mara2")
    assert signals(town, check, "routine")["question-elsewhere"] == "1"


def test_a_wording_that_was_stopped_is_remembered_too(town: Town, shared: str) -> None:
    words = {
        "question": "Does the museum's feed hold any red flags, or anything embarrassing at all?",
        "relevance": "We want somebody for E1 who fits in with us and never embarrasses us.",
    }
    assert verdict(town, town.submitted(shared, by="mara", **words)) is Verdict.BLOCK
    check = town.submitted(shared, by="miles", **words)
    assert signals(town, check, "routine")["question-again"] == "1"


def test_of_two_attempts_at_one_check_each_is_found(town: Town, shared: str) -> None:
    check = town.submitted(shared, by="mara", **FAIR)
    deciding.return_for_change(town.call("hugh"), check, 1, "Say which posts.")
    again(town, check, **OTHER_WORDS)
    assert signals(town, check, "routine") == {}
    for words in (FAIR, OTHER_WORDS):
        other = town.submitted(shared, by="miles", **words)
        assert "question-again" in signals(town, other, "routine")


@on_both
def test_an_erased_candidates_request_is_compared_with_no_more(town: Town, shared: str) -> None:
    gone = town.submitted(shared)
    town.erase(town.see("hugh", gone).candidate_ref)
    check = town.submitted(shared)
    assert verdict(town, check) is Verdict.PASS


def test_one_whose_keys_are_gone_is_passed_over_before_the_rows_are(
    town: Town, shared: str
) -> None:
    gone = town.see("hugh", town.submitted(shared)).candidate_ref
    town.store.vault.destroy(gone, erasing.CLASSES)
    check = town.submitted(shared, by="miles")
    assert verdict(town, check) is Verdict.PASS


def test_many_within_the_hour_are_told_to_hr(town: Town) -> None:
    minutes = town_minutes(town)
    checks = [submit_one(town, number) for number in range(5)]
    assert [signals(town, check, "burst") for check in checks] == [{}] * 4 + [{"many": "4"}]
    town.wait(minutes=minutes + 1)
    assert signals(town, submit_one(town, 5), "burst") == {}


def test_sent_again_is_not_sent_to_many(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    for _ in range(5):
        again(town, check, **IMPROPER)
    assert signals(town, check, "burst") == {}


def submit_one(town: Town, number: int) -> str:
    """A request on a vacancy of its own, in words of its own."""
    told = ("tides", "boats", "ferries", "walks", "birds", "lamps")[number]
    vacancy = town.vacancy(f"HSG-{number}")
    return town.submitted(
        vacancy,
        question=f"Do the posts about {told} in 2023 give the {told} as she says she gave them?",
        relevance=f"E1 needs a channel that tells of {told}; the feed shows if she told of {told}.",
    )


def town_minutes(town: Town) -> int:
    with town.call("hugh").look() as work:
        return int(work.policy.gate["limits"]["burst_minutes"]["value"])


def test_what_was_stopped_for_its_aim_is_told_when_it_comes_back(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    assert verdict(town, check) is Verdict.BLOCK
    again(town, check, **FAIR)
    assert signals(town, check, "resubmitted") == {"same-scope": ""}
    assert town.see("mara", check).state is State.AWAITING


def test_a_new_check_on_the_same_candidate_is_no_way_round_it(town: Town) -> None:
    stopped = town.submitted(town.vacancy(), **IMPROPER)
    candidate = town.see("hugh", stopped).candidate_ref
    check = town.draft("", candidate)
    again(town, check, **FAIR)
    assert signals(town, check, "resubmitted") == {"same-scope": ""}


def test_what_somebody_else_asked_is_not_held_against_one(town: Town, shared: str) -> None:
    stopped = town.submitted(shared, by="miles", **IMPROPER)
    check = town.draft("", town.see("hugh", stopped).candidate_ref)
    again(town, check, **FAIR)
    assert signals(town, check, "resubmitted") == {}


def test_a_block_that_hr_overturned_stopped_nothing(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    filing.refer(town.call("mara"), check, "I think this is wrong.")
    for name in ("hugh", "hetty"):
        deciding.overturn_block(town.call(name), check, 1, "It is about the work.")
    deciding.return_for_change(town.call("hugh"), check, 1, "Word it better.")
    again(town, check, **FAIR)
    assert signals(town, check, "resubmitted") == {}


def test_no_finding_shows_a_word_of_anybody_elses(town: Town) -> None:
    """Every text of a request elsewhere that mara cannot see now, of one here, and one stopped."""
    name, quote, question, reference, place = CANARIES
    words = FAIR | {"question": f"{FAIR['question']} {question}"}
    for vacancy, by in ((town.vacancy(reference), "mara"), (town.vacancy(), "hetty")):
        candidate = candidates.add_candidate(
            town.call("hugh"), vacancy, name, "z@example.test", CandidateStatus.SHORTLISTED
        )
        text = ClaimText(f"{QUOTE} {quote}", Source.CV, "", "E1", ADDRESS)
        check = filing.start_check_on(town.call(by), candidate, text)
        shown = read_request(town.call(by), check)
        looked = (Place("Blog", f"{place}.example.test", SuppliedBy.FOUND),)
        scope = replace(shown.request.scope, places=looked)
        request = replace(shown.request, scope=scope, **words)
        version = filing.save_draft(town.call(by), check, shown.version, request)
        filing.submit(town.call(by), check, version)
    mine = town.submitted(vacancy)
    assert set(signals(town, mine, "routine")) == {
        "question-again",
        "reason-again",
        "question-elsewhere",
        "reason-elsewhere",
    }
    with town.call("mara").look() as work:
        records = open_records(work.session, work.vault, check_ref=mine)
    said = json.dumps([record.payload for record in records]) + repr(town.see("mara", mine))
    for canary in CANARIES:
        assert canary not in said
    for other in (candidate, check):
        assert other not in said
