"""Two administrators for most roles, and what a change of roles ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pwdlib import PasswordHash

from screening.domain.errors import NotAllowed, NotFound, NotPossible
from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.call import Call
from screening.services.people.accounts import open_account, open_by_operator
from screening.services.people.roles import (
    PRIVILEGED,
    decline_role,
    give_role,
    grant_role,
    remove_role,
)
from screening.services.reading.administration.accounts import read_account
from screening.services.reading.people import AN_OPERATOR
from screening.store.store import Store
from tests.accounts import Council, newcomer
from tests.databases import on_both

STEPS = (give_role, grant_role, decline_role, remove_role)


def test_one_administrator_lets_someone_recruit(council: Council) -> None:
    give_role(council.call("ann"), council.refs["hugh"], Role.MANAGER)
    assert council.roles("hugh") == {Role.HR, Role.MANAGER}
    (record,) = council.records(Event.ROLES_CHANGED)
    assert record.payload == {
        "account": council.refs["hugh"],
        "before": ["hr"],
        "after": ["hr", "manager"],
        "role": "manager",
        "how": "given",
    }


@pytest.mark.parametrize("role", sorted(PRIVILEGED))
def test_other_roles_take_a_second_administrator(council: Council, role: Role) -> None:
    mara = council.refs["mara"]
    give_role(council.call("ann"), mara, role)
    assert council.roles("mara") == {Role.MANAGER}
    grant_role(council.call("bob"), mara, role)
    assert council.roles("mara") == {Role.MANAGER, role}
    (record,) = council.records(Event.ROLES_CHANGED)
    assert record.actor_ref == council.refs["bob"]
    assert record.payload is not None
    assert record.payload["asked_by"] == council.refs["ann"]


def test_who_asked_cannot_grant(council: Council) -> None:
    give_role(council.call("ann"), council.refs["mara"], Role.HR)
    with pytest.raises(NotAllowed, match="second administrator"):
        grant_role(council.call("ann"), council.refs["mara"], Role.HR)
    assert council.roles("mara") == {Role.MANAGER}
    assert not council.records(Event.ROLES_CHANGED)


def test_who_asked_cannot_grant_by_another_account(council: Council) -> None:
    again = newcomer("ann2", Role.ADMINISTRATOR, same_person_as=council.refs["ann"])
    council.refs["ann2"] = open_account(council.call("ann"), again)
    grant_role(council.call("bob"), council.refs["ann2"], Role.ADMINISTRATOR)
    give_role(council.call("ann"), council.refs["mara"], Role.HR)
    with pytest.raises(NotAllowed):
        grant_role(council.call("ann2"), council.refs["mara"], Role.HR)


def test_nobody_grants_to_themselves(council: Council) -> None:
    give_role(council.call("ann"), council.refs["bob"], Role.HR)
    with pytest.raises(NotAllowed):
        grant_role(council.call("bob"), council.refs["bob"], Role.HR)
    (asked,) = read_account(council.call("bob"), council.refs["bob"]).asked
    assert (asked.by, asked.may_grant) == ("Ann", False)


def test_an_administrator_gets_hr_by_another_alone(council: Council) -> None:
    give_role(council.call("ann"), council.refs["ann"], Role.HR)
    grant_role(council.call("bob"), council.refs["ann"], Role.HR)
    assert council.roles("ann") == {Role.ADMINISTRATOR, Role.HR}


def test_what_the_operator_asks_one_administrator_grants(
    store: Store, cheap_passwords: PasswordHash
) -> None:
    council = Council(store)
    for name, role in (("ann", Role.ADMINISTRATOR), ("eve", Role.HR)):
        council.refs[name] = open_by_operator(council.nobody, newcomer(name, role)).ref
    (asked,) = read_account(council.call("ann"), council.refs["eve"]).asked
    assert (asked.by, asked.may_grant) == (AN_OPERATOR, True)
    grant_role(council.call("ann"), council.refs["eve"], Role.HR)
    assert council.roles("eve") == {Role.HR}


@on_both
def test_nobody_alone_sits_where_somebody_else_sits(council: Council) -> None:
    """A panel goes by person: whoever opened such an account would read what Mara reads."""
    twin = newcomer("twin", Role.MANAGER, same_person_as=council.refs["mara"])
    council.refs["twin"] = open_account(council.call("ann"), twin)
    assert council.roles("twin") == set()
    decline_role(council.call("ann"), council.refs["twin"], Role.MANAGER)
    give_role(council.call("ann"), council.refs["twin"], Role.MANAGER)
    assert council.roles("twin") == set()
    with pytest.raises(NotAllowed, match="second administrator"):
        grant_role(council.call("ann"), council.refs["twin"], Role.MANAGER)
    grant_role(council.call("bob"), council.refs["twin"], Role.MANAGER)
    assert council.roles("twin") == {Role.MANAGER}


@on_both
def test_the_operator_opens_no_second_account_alone(council: Council) -> None:
    twin = newcomer("twin", Role.MANAGER, same_person_as=council.refs["mara"])
    opened = open_by_operator(council.nobody, twin)
    assert opened.waiting == {Role.MANAGER}


def test_what_is_declined_is_gone(council: Council) -> None:
    give_role(council.call("ann"), council.refs["mara"], Role.HR)
    decline_role(council.call("ann"), council.refs["mara"], Role.HR)
    for step in (grant_role, decline_role):
        with pytest.raises(NotPossible, match="any more"):
            step(council.call("bob"), council.refs["mara"], Role.HR)
    (record,) = council.records(Event.ROLES_CHANGED)
    assert record.payload is not None
    assert (record.payload["how"], record.payload["after"]) == ("declined", ["manager"])


@on_both
def test_nothing_is_given_or_asked_twice(council: Council) -> None:
    give_role(council.call("ann"), council.refs["mara"], Role.HR)
    for name in ("ann", "bob"):
        with pytest.raises(NotPossible, match="asked for"):
            give_role(council.call(name), council.refs["mara"], Role.HR)
    with pytest.raises(NotPossible, match="already"):
        give_role(council.call("ann"), council.refs["mara"], Role.MANAGER)


@on_both
def test_granted_and_declined_at_the_same_moment_is_one_of_both(council: Council) -> None:
    steps = [(grant_role, "bob"), (decline_role, "ann")] * 4
    give_role(council.call("ann"), council.refs["mara"], Role.HR)

    def take(step: tuple[Callable[..., None], Call]) -> bool:
        try:
            step[0](step[1], council.refs["mara"], Role.HR)
        except NotPossible:
            return False
        return True

    calls = [(step, council.call(name)) for step, name in steps]
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take, calls)) == 1
    assert len(council.records(Event.ROLES_CHANGED)) == 1


@on_both
def test_a_role_is_removed_by_one(council: Council) -> None:
    remove_role(council.call("ann"), council.refs["hugh"], Role.HR)
    assert council.roles("hugh") == set()
    with pytest.raises(NotPossible, match="does not hold"):
        remove_role(council.call("ann"), council.refs["hugh"], Role.HR)


@on_both
def test_the_last_administrator_stays(council: Council) -> None:
    remove_role(council.call("ann"), council.refs["bob"], Role.ADMINISTRATOR)
    with pytest.raises(NotPossible, match="only administrator"):
        remove_role(council.call("ann"), council.refs["ann"], Role.ADMINISTRATOR)


@pytest.mark.parametrize("step", STEPS)
def test_others_change_no_roles(council: Council, step: type) -> None:
    give_role(council.call("ann"), council.refs["mara"], Role.HR)
    before = len(council.records())
    with pytest.raises(NotAllowed):
        step(council.call("hugh"), council.refs["mara"], Role.HR)
    assert len(council.records()) == before


@pytest.mark.parametrize("step", STEPS)
def test_an_unknown_account_has_no_roles(council: Council, step: type) -> None:
    with pytest.raises(NotFound):
        step(council.call("ann"), "9" * 32, Role.HR)


def test_a_change_of_roles_ends_every_session(council: Council) -> None:
    tokens = [council.sign_in("hugh") for _ in range(2)]
    give_role(council.call("ann"), council.refs["hugh"], Role.EQUALITY)
    assert all(council.who(token) for token in tokens), "only asked for"
    grant_role(council.call("bob"), council.refs["hugh"], Role.EQUALITY)
    assert not any(council.who(token) for token in tokens)
    guest = council.who(council.sign_in("hugh"))
    assert guest is not None
    assert guest.actor.roles == {Role.HR, Role.EQUALITY}
