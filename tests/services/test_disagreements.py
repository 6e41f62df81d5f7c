"""Where people and the gate disagreed, as labelled cases: what is in them, and what is not."""

import json
import re
from typing import Any

import pytest

from screening.domain.errors import NotAllowed
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.domain.policy import shipped_policy
from screening.domain.words import CandidateStatus, Role, ShouldBe, Source, Verdict
from screening.gate.case import read_case
from screening.gate.gate import assess
from screening.ledger.record import ORGANISATION
from screening.services import candidates
from screening.services.call import Call
from screening.services.checks import deciding, filing
from screening.services.checks.disputing import dispute_finding
from screening.services.claims import ClaimText
from screening.services.disagreements import Exported, export_disagreements
from screening.services.missed import Missed, report_missed
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER, QUOTE, Town

CANDIDATE, CONTACT = "Zebedee Xylophone-Smythe", "z.marmaduke@example.test"
PLACE = "instagram.com/zebedeexylophone"
WHY = "Zebedee asks for plain words, and hugh or Mara Quillfeather would too."
FISHING = Missed("fishing", "request.question")
NAMES = ("zebedee", "xylophone", "smythe", "marmaduke", "quillfeather", "hugh", "mara", "lib-7",
         "quillmere")  # fmt: skip


def exported(town: Town) -> Exported:
    return export_disagreements(Call(town.store, OPERATOR, town.clock), "Quillmere Council")


def only(town: Town) -> dict[str, Any]:
    """The one case there is."""
    [case] = exported(town).cases
    return case


def mark(town: Town, check: str, number: int, should_be: ShouldBe, by: str = "hugh") -> None:
    dispute_finding(town.call(by), check, 1, number, should_be, WHY)


def found(town: Town, check: str) -> list[tuple[str, Verdict]]:
    """The rule and the verdict of each finding of the first attempt."""
    return [(one.rule, one.verdict) for one in town.see("hugh", check).attempts[0].findings]


def named(town: Town, vacancy: str, **words: str) -> str:
    """A request about a candidate whose name is all over it."""
    person = candidates.add_candidate(
        town.call("hugh"), vacancy, CANDIDATE, CONTACT, CandidateStatus.SHORTLISTED
    )
    quote = f"{QUOTE} I am {CANDIDATE}; ask hugh of Quillmere, who opened LIB-7."
    text = ClaimText(quote, Source.CV, "", "E1", PLACE)
    check = filing.start_check_on(town.call("mara"), person, text)
    version = town.type_in(check, **(FAIR | words))
    filing.submit(town.call("mara"), check, version)
    return check


def test_of_findings_all_said_to_be_wrong_a_pass_is_left(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    for number in range(1, len(found(town, check)) + 1):
        mark(town, check, number, ShouldBe.NOTHING)
    case = only(town)
    assert case["label"] == {"verdict": "pass", "reasons": []}
    assert case["request"]["question"] == IMPROPER["question"]
    assert case["note"].count("should be nothing") == len(found(town, check))


def test_findings_said_to_be_graver_than_they_are_leave_a_caution(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    rules = {rule for rule, verdict in found(town, check) if verdict is Verdict.BLOCK}
    for number, (_rule, verdict) in enumerate(found(town, check), start=1):
        if verdict is Verdict.BLOCK:
            mark(town, check, number, ShouldBe.CAUTION)
    label = only(town)["label"]
    assert label["verdict"] == "caution"
    assert set(label["reasons"]) >= rules


def test_a_finding_of_which_nothing_was_said_stands(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    rules = {rule for rule, verdict in found(town, check) if verdict is Verdict.BLOCK}
    mark(town, check, 1, ShouldBe.NOTHING)
    label = only(town)["label"]
    assert label["verdict"] == "block"
    assert set(label["reasons"]) == rules


def test_what_was_missed_is_what_should_be_found(town: Town) -> None:
    check = town.submitted(town.vacancy())
    missed = Missed("fishing", "request.question", "plain captions")
    report_missed(town.call("edith"), check, 1, missed, ShouldBe.BLOCK, WHY)
    case = only(town)
    assert case["label"] == {"verdict": "block", "reasons": ["fishing"]}
    assert "fishing in request.question was missed, should be block: " in case["note"]


def test_each_person_is_a_case_of_their_own(town: Town) -> None:
    check = town.submitted(town.vacancy())
    report_missed(town.call("edith"), check, 1, FISHING, ShouldBe.BLOCK, WHY)
    report_missed(town.call("hetty"), check, 1, FISHING, ShouldBe.CAUTION, WHY)
    cases = exported(town).cases
    assert [case["label"]["verdict"] for case in cases] == ["block", "caution"]
    assert len({case["id"] for case in cases}) == 2


def test_a_block_overturned_by_two_is_a_case_and_one_proposed_is_not(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    filing.refer(town.call("mara"), check, "I think this is wrong.")
    deciding.overturn_block(town.call("hugh"), check, 1, "It is about the work.")
    assert exported(town).cases == ()
    deciding.overturn_block(town.call("hetty"), check, 1, "So it is, says hetty.")
    case = only(town)
    assert case["label"]["verdict"] != "block"
    assert "It is about the work. So it is, says xan" in case["note"]


def test_a_block_that_was_upheld_is_no_disagreement(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    filing.refer(town.call("mara"), check, "I think this is wrong.")
    deciding.uphold_block(town.call("hugh"), check, 1, "It is not.")
    assert exported(town) == Exported((), 0, 0, ())


def test_no_name_of_anybody_is_in_it(town: Town) -> None:
    town.add("Mara Quillfeather")
    words = {
        "question": "Do Zebedee's posts, or zebedee xylophone-smythe's, show it? Ask hugh.",
        "relevance": f"As {CONTACT} or @zebedeexylophone says, 07700 900123 for LIB-7.",
    }
    check = named(town, town.vacancy(), **words)
    report_missed(town.call("hugh"), check, 1, FISHING, ShouldBe.BLOCK, WHY)
    written = json.dumps(only(town)).casefold()
    assert not [name for name in (*NAMES, "900123") if name in written]
    for ref in (check, town.see("hugh", check).candidate_ref, town.people["hugh"].ref):
        assert ref not in written


@on_both
def test_what_went_before_comes_with_a_finding_that_rests_on_it(town: Town) -> None:
    vacancy, words = town.vacancy(), FAIR | {"question": f"{FAIR['question']} Ask Zebedee."}
    named(town, vacancy, **words)
    check = town.submitted(vacancy, **words)
    assert {rule for rule, _verdict in found(town, check)} == {"routine"}
    named(town, vacancy, **words)
    mark(town, check, 1, ShouldBe.BLOCK)
    case = only(town)
    [earlier] = case["earlier"]
    assert earlier["candidate"] == "C-01"
    assert not [name for name in NAMES if name in json.dumps(case).casefold()]
    judged = assess(read_case(case), shipped_policy())
    assert (judged.verdict, judged.reasons) == (Verdict.CAUTION, ("routine",))


def test_one_of_another_vacancy_is_a_code_like_any_other(town: Town) -> None:
    named(town, town.vacancy("HSG-1"))
    check = town.submitted(town.vacancy())
    mark(town, check, 1, ShouldBe.NOTHING)
    case = only(town)
    [earlier] = case["earlier"]
    assert (earlier["candidate"], earlier["elsewhere"]) == ("C-01", True)
    assert not re.search(r"[0-9a-f]{32}", json.dumps(case))


def test_a_case_in_which_a_name_can_still_be_read_is_left_out(town: Town) -> None:
    spaced = " ".join("zebedeexylophonesmythe")
    check = named(town, town.vacancy(), relevance=f"{FAIR['relevance']} {spaced}")
    report_missed(town.call("edith"), check, 1, FISHING, ShouldBe.BLOCK, "It is about her.")
    assert (exported(town).cases, exported(town).readable) == ((), 1)


def test_other_requests_stay_out_of_a_case_that_does_not_rest_on_them(town: Town) -> None:
    vacancy = town.vacancy()
    named(town, vacancy)
    check = town.submitted(vacancy, **IMPROPER)
    mark(town, check, 1, ShouldBe.CAUTION)
    assert only(town)["earlier"] == []
    assert "context" not in only(town)


def test_what_was_stopped_comes_with_a_finding_that_rests_on_it(town: Town) -> None:
    check = named(town, town.vacancy(), **IMPROPER)
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    dispute_finding(town.call("hugh"), check, 2, 1, ShouldBe.NOTHING, WHY)
    case = only(town)
    assert case["label"] == {"verdict": "pass", "reasons": []}
    assert assess(read_case(case), shipped_policy()).reasons == ("resubmitted",)
    assert not [name for name in NAMES if name in json.dumps(case).casefold()]


@on_both
def test_who_was_erased_is_left_out_and_counted(town: Town) -> None:
    gone = town.submitted(town.vacancy(), **IMPROPER)
    left = town.submitted(town.vacancy("HSG-1", panel=("miles",)), by="miles", **IMPROPER)
    for check in (gone, left):
        mark(town, check, 1, ShouldBe.CAUTION)
    town.erase(town.see("hugh", gone).candidate_ref)
    found_again = exported(town)
    assert (len(found_again.cases), found_again.erased) == (1, 1)


def test_a_case_that_rests_on_somebody_erased_is_left_out(town: Town) -> None:
    vacancy = town.vacancy()
    gone, left = town.submitted(vacancy), town.submitted(vacancy)
    mark(town, left, 1, ShouldBe.BLOCK)
    town.erase(town.see("hugh", gone).candidate_ref)
    assert (exported(town).cases, exported(town).erased) == ((), 1)


def test_what_rests_on_a_share_of_the_shortlist_comes_with_its_numbers(town: Town) -> None:
    town.add("nia", Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "miles", "nia"))
    for _ in range(3):
        town.candidate(vacancy)
    town.submitted(vacancy, by="mara", **FAIR)
    town.submitted(vacancy, by="miles", **IMPROPER)
    check = town.submitted(
        vacancy,
        by="nia",
        question="Were the tide warnings on that page up to date during the storms of 2023?",
        relevance="Warning people in time is what E1 is for; the page keeps its old entries.",
    )
    finding = town.see("hugh", check).attempts[0].findings[-1]
    assert (finding.rule, finding.signal) == ("routine", "share")
    mark(town, check, len(found(town, check)), ShouldBe.BLOCK)
    case = only(town)
    assert (case["context"]["shortlisted"], case["context"]["same_criterion"]) == (6, 2)
    alone = {**case, "earlier": []}  # the look-up may bring up what turns out to be unlike
    assert "routine" in assess(read_case(alone), shipped_policy()).reasons


def test_it_is_on_record_each_time_with_counts(town: Town) -> None:
    mark(town, town.submitted(town.vacancy(), **IMPROPER), 1, ShouldBe.CAUTION)
    exported(town)
    exported(town)
    with town.call("dara").look() as work:
        records = open_records(work.session, work.vault, vacancy_ref=ORGANISATION)
    said = [record for record in records if record.event == Event.DISAGREEMENTS_EXPORTED]
    assert [record.payload for record in said] == [
        {"cases": "1", "erased": "0", "readable": "0"}
    ] * 2
    assert {record.actor_role for record in said} == {"operator"}


@pytest.mark.parametrize("name", ["hugh", "mara", "alan", "dara"])
def test_only_operators_and_officers(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        export_disagreements(town.call(name), "Quillmere Council")
