"""Deciding requests and referrals: by whom, how far, and once."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from screening.domain.errors import Conflict, NotAllowed, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.words import Role, SearcherKind, Stage, State
from screening.services import vacancies
from screening.services.checks import deciding, filing
from screening.services.checks.authorising import Narrowing, Searcher
from screening.services.reading.checks.deciding import read_deciding
from screening.services.reading.desk.queue import read_queue
from screening.store.tables.decision import Decision
from tests.databases import on_both
from tests.services.town import IMPROPER, Town

REASONS = "It tests the claim and nothing else."


@pytest.fixture
def asked(town: Town) -> str:
    """A request that awaits its decision; HR has seen its claim."""
    check = town.submitted(town.vacancy())
    town.confirm(check)
    return check


def approve(
    town: Town,
    check: str,
    by: str = "hugh",
    *,
    scope: Narrowing | None = None,
    searcher: Searcher | None = None,
    reasons: str = REASONS,
    key: str = "",
) -> None:
    deciding.approve(
        town.call(by, key),
        check,
        1,
        scope=scope or town.whole(check),
        searcher=searcher or Searcher(SearcherKind.HR, town.people["sam"].person_ref),
        reasons=reasons,
    )


def referred(town: Town) -> str:
    check = town.submitted(town.vacancy(), **IMPROPER)
    assert town.see("mara", check).state is State.NOT_READY
    filing.refer(town.call("mara"), check, "It was worded badly, but it is about the claim.")
    return check


def test_a_whole_approval_is_recorded_as_asked(town: Town, asked: str) -> None:
    approve(town, asked)
    shown = town.see("hugh", asked)
    assert shown.state is State.APPROVED
    approval = shown.last(Event.CHECK_APPROVED)
    assert approval and approval.payload
    assert approval.payload["narrowed"] is False
    assert approval.payload["searcher_name"] == "sam"
    assert approval.by == "hugh"


def test_nothing_is_approved_before_hr_has_seen_the_claim(town: Town) -> None:
    check = town.submitted(town.vacancy())
    [row] = read_queue(town.call("hugh")).rows
    assert not row.claim_seen
    with pytest.raises(NotPossible, match="confirm that you have seen it"):
        approve(town, check)
    assert town.see("hugh", check).state is State.AWAITING
    town.confirm(check)
    [row] = read_queue(town.call("hugh")).rows
    assert row.claim_seen
    approve(town, check)
    assert town.see("hugh", check).state is State.APPROVED


@pytest.mark.parametrize(
    ("stage", "why_now", "missing"),
    [
        (Stage.SHORTLISTED, "", True),
        (Stage.SHORTLISTED, "Soon.", False),
        (Stage.OFFERED, "", False),
    ],
)
def test_hr_is_told_of_a_check_that_comes_early(
    town: Town, stage: Stage, why_now: str, missing: bool
) -> None:
    vacancy = town.vacancy()
    vacancies.set_stage(town.call("hugh"), vacancy, stage)
    page = read_deciding(town.call("hugh"), town.submitted(vacancy, why_now=why_now))
    assert page.early_without_reason is missing
    assert not page.elsewhere_without_reason


def test_a_request_is_refused_without_its_claim_being_seen(town: Town) -> None:
    for refuse in (deciding.reject, deciding.return_for_change):
        refuse(town.call("hugh"), town.submitted(town.vacancy(refuse.__name__)), 1, REASONS)


@on_both
def test_a_proposal_of_mine_waits_for_somebody_else(town: Town) -> None:
    check = referred(town)
    deciding.overturn_block(town.call("hugh"), check, 1, REASONS)
    [mine], [theirs] = (read_queue(town.call(name)).rows for name in ("hugh", "hetty"))
    assert not mine.mine_to_decide
    assert "You proposed" in mine.why_not_mine
    assert theirs.mine_to_decide
    deciding.uphold_block(town.call("hetty"), check, 1, REASONS)
    filing.refer(town.call("mara"), check, "Please look again.")
    [again] = read_queue(town.call("hugh")).rows
    assert again.mine_to_decide


def test_a_narrower_scope_is_said_to_be_narrower(town: Town, asked: str) -> None:
    approve(town, asked, scope=replace(town.whole(asked), minutes=10, to_date="2023-12-31"))
    shown = town.see("hugh", asked)
    assert shown.scope and shown.scope.minutes == 10
    approval = shown.last(Event.CHECK_APPROVED)
    assert approval and approval.payload and approval.payload["narrowed"] is True


@pytest.mark.parametrize(
    ("wider", "field"),
    [
        ({"minutes": 31}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"places": [0, 1]}, "places"),
        ({"places": []}, "places"),
        ({"terms": [99]}, "terms"),
        ({"from_date": "2021-12-31"}, "from_date"),
        ({"to_date": ""}, "from_date"),
        ({"from_date": "2024-02-01", "to_date": "2024-01-01"}, "from_date"),
    ],
)
def test_nothing_wider_than_was_asked(
    town: Town, asked: str, wider: dict[str, object], field: str
) -> None:
    with pytest.raises(NotValid) as refused:
        approve(town, asked, scope=replace(town.whole(asked), **wider))
    assert set(refused.value.fields) == {field}
    assert town.see("hugh", asked).state is State.AWAITING


@pytest.mark.parametrize("reasons", ["", "  \n ", "x" * 5001, "bell \x07"])
def test_reasons_are_needed_and_storable(town: Town, asked: str, reasons: str) -> None:
    for decide in (
        lambda: approve(town, asked, reasons=reasons),
        lambda: deciding.reject(town.call("hugh"), asked, 1, reasons),
        lambda: deciding.return_for_change(town.call("hugh"), asked, 1, reasons),
    ):
        with pytest.raises(NotValid) as refused:
            decide()
        assert set(refused.value.fields) == {"reasons"}


def test_whoever_filed_it_does_not_decide_it(town: Town) -> None:
    check = town.submitted(town.vacancy(), by="hetty")
    with pytest.raises(NotAllowed):
        deciding.reject(town.call("hetty"), check, 1, REASONS)


def test_a_second_account_of_the_requester_does_not_decide_it_either(town: Town) -> None:
    check = town.submitted(town.vacancy(), by="hetty")
    town.add("hetty2", Role.HR, person=town.people["hetty"].person_ref)
    with pytest.raises(NotAllowed):
        deciding.reject(town.call("hetty2"), check, 1, REASONS)


def test_the_panel_does_not_decide(town: Town) -> None:
    town.add("pat", Role.HR, Role.MANAGER)
    check = town.submitted(town.vacancy(panel=("mara", "pat")))
    assert "panel" in read_deciding(town.call("pat"), check).why_not
    with pytest.raises(NotAllowed):
        deciding.reject(town.call("pat"), check, 1, REASONS)


@on_both
def test_the_second_of_two_officers_is_told(town: Town, asked: str) -> None:
    deciding.reject(town.call("hugh"), asked, 1, REASONS)
    with pytest.raises((Conflict, NotPossible)):
        approve(town, asked, by="hetty")
    assert town.see("hetty", asked).state is State.REJECTED


def test_a_decision_made_twice_with_one_key_is_one_decision(town: Town, asked: str) -> None:
    approve(town, asked, key="k1")
    approve(town, asked, key="k1")
    assert len(town.see("hugh", asked).every(Event.CHECK_APPROVED)) == 1
    with town.call("hugh").look() as work:
        assert len(work.session.scalars(select(Decision)).all()) == 1


def test_a_request_changed_since_it_was_read_is_not_decided(town: Town, asked: str) -> None:
    deciding.return_for_change(town.call("hugh"), asked, 1, REASONS)
    filing.submit(town.call("mara"), asked, town.type_in(asked, question="Was it weekly?"))
    with pytest.raises(Conflict):
        deciding.reject(town.call("hetty"), asked, 1, REASONS)


def test_a_closed_vacancy_takes_no_decision(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    with pytest.raises(NotPossible):
        deciding.reject(town.call("hugh"), check, 1, REASONS)


def test_a_searcher_on_the_panel_takes_a_reason(town: Town, asked: str) -> None:
    mara = Searcher(SearcherKind.MANAGER, town.people["mara"].person_ref)
    with pytest.raises(NotValid) as refused:
        approve(town, asked, searcher=mara)
    assert set(refused.value.fields) == {"why_on_panel"}
    approve(town, asked, searcher=replace(mara, why_on_panel="Nobody else reads Welsh."))


@pytest.mark.parametrize(
    ("kind", "name"), [(SearcherKind.HR, "edith"), (SearcherKind.MANAGER, "sam")]
)
def test_a_searcher_holds_the_role_they_search_in(
    town: Town, asked: str, kind: SearcherKind, name: str
) -> None:
    with pytest.raises(NotValid) as refused:
        approve(town, asked, searcher=Searcher(kind, town.people[name].person_ref))
    assert set(refused.value.fields) == {"searcher"}


def test_nobody_who_does_not_exist_searches(town: Town, asked: str) -> None:
    with pytest.raises(NotValid):
        approve(town, asked, searcher=Searcher(SearcherKind.HR, "f" * 32))


def test_a_third_party_has_a_name_and_no_account(town: Town, asked: str) -> None:
    sam = town.people["sam"].person_ref
    with pytest.raises(NotValid) as refused:
        approve(town, asked, searcher=Searcher(SearcherKind.THIRD_PARTY, sam))
    assert set(refused.value.fields) == {"searcher_name"}
    approve(town, asked, searcher=Searcher(SearcherKind.THIRD_PARTY, sam, "Vetters Ltd"))
    shown = town.see("hugh", asked)
    assert shown.scope and shown.scope.searcher_name == "Vetters Ltd"
    assert Event.VISIT_RECORDED not in town.see("sam", asked).doings


def test_overturning_takes_two(town: Town) -> None:
    check = referred(town)
    deciding.overturn_block(town.call("hugh"), check, 1, REASONS)
    assert town.see("hugh", check).state is State.REFERRED
    assert read_deciding(town.call("hugh"), check).proposed_by_me
    with pytest.raises(NotAllowed):
        deciding.overturn_block(town.call("hugh"), check, 1, REASONS)
    deciding.overturn_block(town.call("hetty"), check, 1, REASONS)
    assert town.see("hetty", check).state is State.AWAITING


@on_both
def test_upholding_takes_one_and_answers_a_proposal_too(town: Town) -> None:
    check = referred(town)
    deciding.overturn_block(town.call("hugh"), check, 1, REASONS)
    deciding.uphold_block(town.call("hetty"), check, 1, REASONS)
    assert town.see("mara", check).state is State.NOT_READY
    filing.refer(town.call("mara"), check, "I still think so.")
    assert read_deciding(town.call("sam"), check).proposal is None
    deciding.overturn_block(town.call("sam"), check, 1, REASONS)
    assert town.see("sam", check).state is State.REFERRED


def test_the_queue_says_why_somebody_may_not_decide(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy, by="hetty")
    town.wait(days=7)
    town.submitted(vacancy, by="mara")
    first, second = read_queue(town.call("hetty")).rows
    assert (first.mine_to_decide, first.overdue, first.waiting) == (False, True, 5)
    assert "filed" in first.why_not_mine
    assert (second.mine_to_decide, second.overdue, second.why_not_mine) == (True, False, "")


def test_the_page_offers_hr_off_the_panel_first(town: Town, asked: str) -> None:
    page = read_deciding(town.call("hugh"), asked)
    assert [(one.name, one.on_panel) for one in page.searchers] == [
        ("hetty", False),
        ("hugh", False),
        ("sam", False),
        ("mara", True),
    ]


def test_other_checks_by_the_requester_are_read_beside_it(town: Town) -> None:
    vacancy = town.vacancy()
    first, second = town.submitted(vacancy), town.submitted(vacancy)
    town.submitted(vacancy, by="hetty")
    page = read_deciding(town.call("hugh"), second)
    assert [row.ref for row in page.earlier] == [first]
    assert page.earlier[0].candidate_code == "C-01"
    assert "three a week" in page.earlier[0].question
