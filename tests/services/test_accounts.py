"""Who is let in, as which person, and who no longer is."""

from dataclasses import replace

import pytest
from pwdlib import PasswordHash

from screening.domain.errors import NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import OPERATOR, Action, Ties, may
from screening.domain.words import Role
from screening.services.people import accounts
from screening.services.people.accounts import (
    NewAccount,
    close_account,
    found,
    open_account,
    open_by_operator,
)
from screening.services.people.roles import grant_role
from screening.services.reading.administration.accounts import list_accounts, read_account
from screening.store.store import Store
from tests.accounts import PASSWORD, Council, newcomer
from tests.databases import on_both


@on_both
def test_the_first_people_hold_their_roles_at_once(council: Council) -> None:
    assert council.roles("ann") == {Role.ADMINISTRATOR}
    assert council.roles("hugh") == {Role.HR}
    opened = council.records(Event.ACCOUNT_OPENED)
    assert len(opened) == 4
    assert {(record.actor_ref, record.actor_role) for record in opened} == {
        (OPERATOR.ref, "operator")
    }


def test_who_is_behind_an_account_is_read_without_holding_it(council: Council) -> None:
    ann = accounts.actor_of(council.nobody, council.refs["ann"])
    assert (ann.name, ann.roles) == ("Ann", {Role.ADMINISTRATOR})


def test_an_organisation_is_founded_once(council: Council) -> None:
    with pytest.raises(NotPossible, match="administrator already"):
        found(council.nobody, [newcomer("eve", Role.HR)])
    assert len(council.records()) == 4


def test_people_of_one_foundation_may_be_the_same_person(
    store: Store, cheap_passwords: PasswordHash
) -> None:
    council = Council(store)
    second = newcomer("two", Role.MANAGER, same_person_as="One@Example.Test")
    refs = found(council.nobody, [newcomer("one", Role.HR), second])
    council.refs = dict(zip(("one", "two"), refs, strict=True))
    assert council.call("one").actor.person_ref == council.call("two").actor.person_ref


def test_one_person_with_two_accounts_decides_nothing_of_their_own(council: Council) -> None:
    second = newcomer("mara2", Role.MANAGER, same_person_as=council.refs["hugh"])
    council.refs["mara2"] = open_account(council.call("ann"), second)
    hugh, mara2 = council.call("hugh").actor, council.call("mara2").actor
    assert hugh.ref != mara2.ref
    asked_by_mara2 = Ties(panel=frozenset(), requester=mara2.person_ref)
    assert not may(hugh, Action.DECIDE, asked_by_mara2)
    assert may(hugh, Action.DECIDE, Ties(panel=frozenset(), requester="9" * 32))


def test_an_account_of_somebody_unknown_is_refused(council: Council) -> None:
    with pytest.raises(NotValid) as refused:
        open_account(council.call("ann"), newcomer("eve", same_person_as="9" * 32))
    assert set(refused.value.fields) == {"same_person_as"}


def test_an_administrator_gives_privileged_roles_to_nobody(council: Council) -> None:
    council.refs["eve"] = open_account(council.call("ann"), newcomer("eve", *Role))
    assert council.roles("eve") == {Role.MANAGER}
    shown = read_account(council.call("ann"), council.refs["eve"])
    assert {asked.role for asked in shown.asked} == set(Role) - {Role.MANAGER}
    asked = council.records(Event.ROLE_ASKED)
    assert len(asked) == 4
    assert {record.actor_role for record in asked} == {"administrator"}


@pytest.mark.parametrize("name", ["mara", "hugh"])
def test_only_administrators_let_people_in(council: Council, name: str) -> None:
    with pytest.raises(NotAllowed):
        open_account(council.call(name), newcomer("eve"))
    with pytest.raises(NotAllowed):
        list_accounts(council.call(name))
    with pytest.raises(NotAllowed):
        read_account(council.call(name), council.refs["ann"])
    assert len(council.records()) == 4


def test_an_administrator_of_a_moment_ago_administers_no_more(council: Council) -> None:
    late = council.call("bob")
    close_account(council.call("ann"), council.refs["bob"])
    with pytest.raises(NotAllowed):
        open_account(late, newcomer("eve"))


@on_both
def test_a_second_click_opens_one_account(council: Council) -> None:
    refs = {open_account(council.call("ann", "click-1"), newcomer("eve")) for _ in range(2)}
    assert len(refs) == 1
    assert len(council.records(Event.ACCOUNT_OPENED)) == 5


@pytest.mark.parametrize(
    "taken", ["MARA@example.test", " mara@EXAMPLE.test ", "\uff4dara@example.test"]
)
def test_an_address_is_taken_however_it_is_spelled(council: Council, taken: str) -> None:
    with pytest.raises(NotValid) as refused:
        open_account(council.call("ann"), replace(newcomer("eve"), email=taken))
    assert set(refused.value.fields) == {"email"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody"),
        ("email", "two words@example.test"),
        ("email", "x@" + "y" * 260),
        ("email", ""),
        ("name", ""),
        ("name", "x\0y"),
        ("name", "n" * 201),
        ("password", "short"),
    ],
)
def test_what_cannot_be_stored_is_refused(council: Council, field: str, value: str) -> None:
    with pytest.raises(NotValid) as refused:
        open_account(council.call("ann"), replace(newcomer("eve"), **{field: value}))
    assert set(refused.value.fields) == {field}


@on_both
def test_a_closed_account_is_out_at_once(council: Council) -> None:
    token = council.sign_in("mara")
    assert council.who(token)
    close_account(council.call("ann"), council.refs["mara"])
    assert council.who(token) is None
    with pytest.raises(NotValid):
        council.sign_in("mara")
    assert council.roles("mara") == set()
    (record,) = council.records(Event.ACCOUNT_CLOSED)
    assert record.payload == {"account": council.refs["mara"], "roles": ["manager"]}
    with pytest.raises(NotPossible):
        close_account(council.call("ann"), council.refs["mara"])


@on_both
def test_who_forgot_their_password_gets_another_account(council: Council) -> None:
    person = council.call("mara").actor.person_ref
    close_account(council.call("ann"), council.refs["mara"])
    again = newcomer("mara", Role.MANAGER, same_person_as=council.refs["mara"])
    council.refs["mara"] = open_account(council.call("ann"), again)
    assert council.call("mara").actor.person_ref == person
    assert council.roles("mara") == set(), "one administrator alone could be anybody"
    grant_role(council.call("bob"), council.refs["mara"], Role.MANAGER)
    assert council.roles("mara") == {Role.MANAGER}
    assert council.who(council.sign_in("mara"))
    assert accounts.ref_of_email(council.nobody, "mara@example.test") == council.refs["mara"]


def test_somebody_has_to_be_left_to_administer(council: Council) -> None:
    close_account(council.call("ann"), council.refs["bob"])
    with pytest.raises(NotPossible, match="only administrator"):
        close_account(council.call("ann"), council.refs["ann"])
    assert council.roles("ann") == {Role.ADMINISTRATOR}


def test_nobody_closes_what_is_not_there(council: Council) -> None:
    with pytest.raises(NotFound):
        close_account(council.call("ann"), "9" * 32)
    with pytest.raises(NotFound):
        read_account(council.call("ann"), "9" * 32)


@on_both
def test_the_operator_gives_roles_only_while_nobody_administers(
    store: Store, cheap_passwords: PasswordHash
) -> None:
    council = Council(store)
    first = open_by_operator(council.nobody, newcomer("hugh", Role.HR))
    ann = open_by_operator(council.nobody, newcomer("ann", Role.ADMINISTRATOR))
    later = open_by_operator(council.nobody, newcomer("eve", Role.HR, Role.MANAGER))
    council.refs = {"hugh": first.ref, "ann": ann.ref, "eve": later.ref}
    assert (first.waiting, council.roles("hugh")) == (frozenset(), {Role.HR})
    assert (ann.waiting, council.roles("ann")) == (frozenset(), {Role.ADMINISTRATOR})
    assert (later.waiting, council.roles("eve")) == ({Role.HR}, {Role.MANAGER})


@on_both
def test_accounts_are_listed_open_ones_first(council: Council) -> None:
    close_account(council.call("bob"), council.refs["ann"])
    lines = list_accounts(council.call("bob"))
    assert [(line.name, line.is_closed) for line in lines] == [
        ("Bob", False),
        ("Hugh", False),
        ("Mara", False),
        ("Ann", True),
    ]


def test_a_password_is_in_no_text_form() -> None:
    assert PASSWORD not in repr(NewAccount("a@b", "A", frozenset(), PASSWORD))


@on_both
def test_an_address_finds_its_account(council: Council) -> None:
    assert accounts.ref_of_email(council.nobody, " Mara@Example.test") == council.refs["mara"]
    with pytest.raises(NotFound):
        accounts.ref_of_email(council.nobody, "eve@example.test")
