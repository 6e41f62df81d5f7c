"""Who may do what: the separations that the policy rests on."""

import pytest

from screening.domain.errors import NotAllowed, NotFound
from screening.domain.people import (
    MAY,
    OPERATOR,
    Action,
    Actor,
    Ties,
    check_may,
    check_may_know,
    may,
)
from screening.domain.refusals import WHY_NOT
from screening.domain.words import Role

REQUESTER, OTHER, SEARCHER = "requester", "other", "searcher"
TIES = Ties(panel=frozenset({REQUESTER}), requester=REQUESTER, searcher=SEARCHER)


def actor(person: str, *roles: Role, account: str = "account") -> Actor:
    return Actor(account, person, "Somebody", frozenset(roles))


def test_the_table_knows_every_action() -> None:
    assert set(MAY) == set(Action)
    assert set(WHY_NOT) <= set(Action)


@pytest.mark.parametrize("action", Action)
def test_nobody_without_a_role_may_do_anything(action: Action) -> None:
    assert not may(actor(OTHER), action, TIES)
    assert not may(actor(REQUESTER), action, TIES)


def test_hr_decides_what_others_asked() -> None:
    assert may(actor(OTHER, Role.HR), Action.DECIDE, TIES)


def test_the_person_who_asked_never_decides_even_through_another_account() -> None:
    ties = Ties(panel=frozenset(), requester=REQUESTER)
    assert not may(actor(REQUESTER, Role.HR, account="second"), Action.DECIDE, ties)


@pytest.mark.parametrize("seat", ["panel", "once_on_panel"])
def test_whoever_sits_or_sat_on_the_panel_never_decides_or_hands_over(seat: str) -> None:
    ties = Ties(**({"panel": frozenset()} | {seat: frozenset({OTHER})}))
    hr = actor(OTHER, Role.HR, Role.MANAGER)
    assert not may(hr, Action.DECIDE, ties)
    assert not may(hr, Action.HANDLE, ties)
    assert not may(hr, Action.CONFIRM_CLAIM, ties)


@pytest.mark.parametrize("action", [Action.OPEN_EVIDENCE, Action.DEAL_WITH_CANDIDATE])
def test_a_candidate_is_dealt_with_by_hr_that_has_no_part_in_the_search(action: Action) -> None:
    ties = Ties(
        panel=frozenset({"seated"}),
        once_on_panel=frozenset({"left"}),
        requester=REQUESTER,
        searcher=SEARCHER,
        recused=frozenset({"recused"}),
    )
    everybody = (OTHER, REQUESTER, SEARCHER, "recused", "seated", "left")
    given = [one for one in everybody if may(actor(one, Role.HR), action, ties)]
    assert given == [OTHER]
    for role in set(Role) - {Role.HR}:
        assert not may(actor(OTHER, role), action, ties)


def test_whoever_was_recused_hands_nothing_over_and_looks_no_shortlist_up() -> None:
    ties = Ties(panel=frozenset(), requester=REQUESTER, recused=frozenset({"recused"}))
    for action in (
        Action.DECIDE,
        Action.HANDLE,
        Action.HANDLE_DUE_DILIGENCE,
        Action.LOOK_SHORTLIST_UP,
    ):
        assert may(actor(OTHER, Role.HR), action, ties)
        assert not may(actor("recused", Role.HR, account="second"), action, ties)


def test_what_a_candidate_says_is_read_by_none_who_searches_was_recused_or_sits_there() -> None:
    ties = Ties(
        panel=frozenset({"seated"}),
        once_on_panel=frozenset({"left"}),
        requester=REQUESTER,
        searcher=SEARCHER,
        recused=frozenset({"recused"}),
    )
    for role in (Role.HR, Role.EQUALITY, Role.DATA_PROTECTION):
        for apart in (SEARCHER, "recused", "seated", "left"):
            assert not may(actor(apart, role), Action.SEE_REPLIES, ties)
        assert may(actor(OTHER, role), Action.SEE_REPLIES, ties)
        for knows in (SEARCHER, "recused", OTHER):  # where the check stands is no word of theirs
            assert may(actor(knows, role), Action.SEE_STANDING, ties)
    assert not may(actor(OTHER, Role.MANAGER), Action.SEE_REPLIES, ties)


def test_where_an_outside_decider_is_named_nobody_else_decides() -> None:
    ties = Ties(panel=frozenset(), outside_decider="odette", requester=REQUESTER)
    assert may(actor("odette", Role.HR), Action.DECIDE, ties)
    assert not may(actor(OTHER, Role.HR), Action.DECIDE, ties)


def test_a_manager_knows_only_of_vacancies_whose_panel_they_sit_on() -> None:
    check_may_know(actor(REQUESTER, Role.MANAGER), Action.SEE_VACANCY, TIES)
    with pytest.raises(NotFound):
        check_may_know(actor(OTHER, Role.MANAGER), Action.SEE_VACANCY, TIES)


def test_a_manager_who_left_the_panel_knows_of_it_no_more() -> None:
    ties = Ties(panel=frozenset(), once_on_panel=frozenset({REQUESTER}), requester=REQUESTER)
    asker = actor(REQUESTER, Role.MANAGER)
    assert not may(asker, Action.SEE_VACANCY, ties)
    assert not may(asker, Action.CHANGE, ties)


def test_only_the_named_searcher_searches() -> None:
    assert may(actor(SEARCHER, Role.HR), Action.SEARCH, TIES)
    assert not may(actor(OTHER, Role.HR), Action.SEARCH, TIES)
    assert not may(actor(SEARCHER, Role.EQUALITY), Action.SEARCH, TIES)


def test_officers_read_without_names() -> None:
    for role in (Role.EQUALITY, Role.DATA_PROTECTION):
        assert may(actor(OTHER, role), Action.SEE_VACANCY, TIES)
        assert not may(actor(OTHER, role), Action.SEE_NAMES, TIES)


def test_the_panel_sees_no_outcome_until_it_is_handed_over() -> None:
    assert not may(actor(REQUESTER, Role.MANAGER), Action.SEE_OUTCOME, TIES)
    assert not may(actor(REQUESTER, Role.MANAGER, Role.HR), Action.SEE_OUTCOME, TIES)


@pytest.mark.parametrize("seat", ["panel", "once_on_panel"])
@pytest.mark.parametrize("role", [Role.EQUALITY, Role.DATA_PROTECTION])
def test_an_officer_who_sits_or_sat_on_the_panel_learns_what_the_panel_does(
    role: Role, seat: str
) -> None:
    ties = Ties(**({"panel": frozenset()} | {seat: frozenset({OTHER})}))
    for action in (Action.SEE_OUTCOME, Action.SEE_REPLIES, Action.READ_TRAIL):
        assert may(actor("edith", role), action, ties)
        assert not may(actor(OTHER, role, Role.MANAGER), action, ties)


def test_whoever_was_involved_does_not_sign_off() -> None:
    ties = Ties(panel=frozenset(), involved=frozenset({OTHER}))
    with pytest.raises(NotAllowed):
        check_may(actor(OTHER, Role.EQUALITY, Role.HR), Action.SIGN_OFF, ties)
    check_may(actor("edith", Role.EQUALITY), Action.SIGN_OFF, ties)


NOT_ABOUT_CANDIDATES = {
    Action.ADMINISTER,
    Action.READ_POLICY,
    Action.SEE_WITNESSES,
    Action.SEE_THAT_ERASING_WAITS,
}


@pytest.mark.parametrize("action", sorted(set(Action) - NOT_ABOUT_CANDIDATES))
def test_an_administrator_has_nothing_to_do_with_candidates(action: Action) -> None:
    assert not may(actor(REQUESTER, Role.ADMINISTRATOR), action, TIES)


def test_a_version_of_the_policy_is_decided_on_by_another_person() -> None:
    ties = Ties(panel=frozenset(), requester=REQUESTER)
    assert may(actor(OTHER, Role.EQUALITY), Action.DECIDE_POLICY, ties)
    assert not may(actor(OTHER, Role.ADMINISTRATOR, Role.HR), Action.DECIDE_POLICY, ties)
    with pytest.raises(NotAllowed, match="not the person who proposed it"):
        check_may(actor(REQUESTER, Role.EQUALITY, account="second"), Action.DECIDE_POLICY, ties)


@pytest.mark.parametrize("role", [Role.DATA_PROTECTION, Role.HR])
def test_an_erasure_is_confirmed_by_somebody_who_had_no_part_in_it(role: Role) -> None:
    proposed = Ties(panel=frozenset(), requester=REQUESTER)
    assert may(actor(OTHER, role), Action.CONFIRM_ERASURE, proposed)
    assert not may(actor(REQUESTER, role, account="second"), Action.CONFIRM_ERASURE, proposed)
    for tie in ("panel", "once_on_panel", "involved"):
        ties = Ties(**({"panel": frozenset()} | {tie: frozenset({OTHER})}))
        assert not may(actor(OTHER, role), Action.CONFIRM_ERASURE, ties)
        assert may(actor("another", role), Action.CONFIRM_ERASURE, ties)
    assert not may(OPERATOR, Action.CONFIRM_ERASURE, proposed)


def test_data_protection_alone_proposes_erasing_and_holds() -> None:
    for action in (Action.PROPOSE_ERASURE, Action.HOLD):
        assert [role for role in Role if may(actor(OTHER, role), action)] == [Role.DATA_PROTECTION]
    assert may(OPERATOR, Action.PROPOSE_ERASURE)


def test_managers_alone_do_not_read_the_policy() -> None:
    readers = [role for role in Role if may(actor(OTHER, role), Action.READ_POLICY)]
    assert set(Role) - set(readers) == {Role.MANAGER}


def test_whoever_asked_does_not_answer_for_the_candidate() -> None:
    ties = Ties(panel=frozenset(), requester=REQUESTER)
    assert not may(actor(REQUESTER, Role.HR), Action.HANDLE, ties)
    assert may(actor(OTHER, Role.HR), Action.HANDLE, ties)
