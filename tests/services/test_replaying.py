"""What another policy would have said of past requests: told without a word of them."""

import json

import pytest

from screening.domain.amendment import read_policy_file
from screening.domain.errors import NotAllowed
from screening.domain.policy import Policy, shipped_policy
from screening.domain.words import CandidateStatus, Stage
from screening.gate.case import Claim
from screening.services import candidates, proposing, vacancies
from screening.services.checks import filing
from screening.services.judging import seen_then
from screening.services.judging.replaying import Replay, replay
from screening.services.vacancies import VacancyDetails
from screening.store.tables.policy import PolicyReplay
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.amendments import SLOWER, STRICTER, amendment
from tests.services.town import ADDRESS, FAIR, IMPROPER, QUOTE, Town

MILDER = "".join(
    f'[gate.weights.fishing.{signal}]\nvalue = 0.0\nsource = "A test"\n'
    for signal in shipped_policy().gate["weights"]["fishing"]
)


def policy(changes: str, version: str = "2027-1") -> Policy:
    known = {shipped_policy().digest: shipped_policy()}
    return read_policy_file(amendment(changes, version), known.get)


def told(town: Town, changes: str = SLOWER) -> Replay:
    return replay(town.call("edith"), policy(changes))


@on_both
def test_nothing_was_submitted_yet(town: Town) -> None:
    town.draft(town.vacancy())
    found = told(town)
    assert (found.judged, found.erased, found.otherwise) == (0, 0, ())


@on_both
def test_what_the_rules_say_the_same_of_is_only_counted(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    town.submitted(town.vacancy("LIB-8"), **IMPROPER)
    found = told(town)
    assert (found.judged, found.otherwise, found.unlike) == (2, (), 0)
    assert found.pairs == {("pass", "pass"): 1, ("block", "block"): 1}


@on_both
def test_what_would_be_stopped_is_told(town: Town) -> None:
    check = town.submitted(town.vacancy())
    found = told(town, STRICTER)
    [one] = found.otherwise
    assert (one.check_ref, one.revision) == (check, 1)
    assert (one.before, one.after) == ("pass", "block")
    assert (one.came, one.went) == (("ruled-out",), ())
    assert found.pairs == {("pass", "block"): 1}
    assert (found.came, found.went) == ({"ruled-out": 1}, {})


@on_both
def test_what_would_no_longer_be_found_is_told(town: Town) -> None:
    town.submitted(town.vacancy(), **IMPROPER)
    found = told(town, MILDER)
    [one] = found.otherwise
    assert one.before == "block"
    assert "fishing" in one.went
    assert found.went["fishing"] == 1


@on_both
def test_every_revision_is_judged_by_itself(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    found = told(town, STRICTER)
    assert found.judged == 2
    [one] = found.otherwise
    assert (one.revision, one.after, one.came) == (2, "block", ("ruled-out",))


@on_both
def test_erased_requests_are_counted_and_not_judged(town: Town) -> None:
    vacancy = town.vacancy()
    kept, gone = town.submitted(vacancy), town.submitted(town.vacancy("LIB-8"))
    candidate = town.see("hugh", gone).candidate_ref
    vacancies.close_vacancy(town.call("hugh"), town.see("hugh", gone).vacancy_ref)
    town.erase(candidate)
    found = told(town, STRICTER)
    assert (found.judged, found.erased) == (1, 1)
    assert [one.check_ref for one in found.otherwise] == [kept]


@on_both
def test_it_is_seen_as_it_was_then(town: Town) -> None:
    """What was done to the vacancy since has no part in it."""
    vacancy = town.vacancy()
    for _each in range(5):
        town.wait(minutes=1)
        town.submitted(vacancy)  # the same words again and again: from the second on stopped
    hugh = town.call("hugh")
    vacancies.set_stage(hugh, vacancy, Stage.OFFERED)
    details = VacancyDetails("LIB-7", "Instagram plain captions", "Libraries", town.now.date())
    vacancies.change_details(hugh, vacancy, details)
    for _each in range(30):
        candidates.add_candidate(hugh, vacancy, "Bo", "", CandidateStatus.SHORTLISTED)
    found = told(town)
    assert (found.judged, found.otherwise, found.unlike) == (5, (), 0)
    assert found.pairs["block", "block"] >= 2


@on_both
def test_a_limit_of_what_happened_around_a_request_is_replayed(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    second = town.submitted(vacancy)
    stricter = (
        '[gate.limits.shortlist_fewest]\nvalue = 1\nsource = "A test"\n'
        '[gate.limits.shortlist_share]\nvalue = 0\nsource = "A test"\n'
    )
    found = told(town, stricter)
    assert [one.check_ref for one in found.otherwise] == [second]
    assert found.unlike == 0


@on_both
def test_what_only_this_release_judges_otherwise_is_not_the_policys_doing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.submitted(town.vacancy())
    monkeypatch.setattr(seen_then, "Claim", lambda source, _quote: Claim(source, ""))
    found = told(town)
    assert (found.otherwise, found.unlike) == ((), 1)
    assert found.pairs == {("pass", "block"): 1}


@on_both
def test_no_word_of_a_request_is_in_the_result(town: Town) -> None:
    town.submitted(town.vacancy())
    town.submitted(town.vacancy("LIB-8"), **IMPROPER)
    found = json.dumps(told(town, STRICTER).as_data())
    for text in (*FAIR.values(), *IMPROPER.values(), QUOTE, ADDRESS, "Ada", "LIB-7", "captions"):
        assert text not in found


@on_both
def test_how_far_it_is_is_told(town: Town) -> None:
    for number in range(4):
        town.submitted(town.vacancy(f"LIB-{number}"))
    said: list[int] = []
    replay(town.call("edith"), policy(SLOWER), said.append)
    assert said == [25, 50, 75]


@on_both
@pytest.mark.parametrize("name", ["alan", "mara"])
def test_who_may_not_see_it(town: Town, name: str) -> None:
    with pytest.raises(NotAllowed):
        replay(town.call(name), policy(SLOWER))


@on_both
def test_the_worker_judges_what_is_proposed(town: Town) -> None:
    check = town.submitted(town.vacancy())
    ref = proposing.propose(town.call("alan"), amendment(STRICTER))
    assert worker_of(town).do_one()
    with town.call("edith").look() as work:
        kept = work.session.get_one(PolicyReplay, ref)
    result = json.loads(kept.result)
    assert result == told(town, STRICTER).as_data() | {"policy": result["policy"]}
    assert result["otherwise"][0]["check"] == check
