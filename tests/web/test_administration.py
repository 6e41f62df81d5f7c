"""People and roles by the pages."""

import pytest

from screening.domain.events import Event
from screening.domain.words import Role
from screening.services.people.policy_reading import say_read
from screening.services.reading.administration.accounts import list_accounts
from screening.services.reading.policies.to_read import read_to_read
from tests.accounts import PASSWORD, address_of
from tests.databases import on_both
from tests.web.page import Page, Visitor
from tests.web.people import Townhall

HEADERS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def person(townhall: Townhall, visitor: Visitor, name: str) -> Page:
    return visitor.get(f"/people/{townhall.council.refs[name]}")


def press(
    townhall: Townhall, visitor: Visitor, name: str, role: Role, step: str, status: int = 200
) -> Page:
    """Press the button for ``step`` on that person's page."""
    ref = townhall.council.refs[name]
    page = visitor.get(f"/people/{ref}")
    return visitor.send(page.form(f"/people/{ref}/roles/{role}/{step}"), status=status)


def test_everybody_is_listed(townhall: Townhall) -> None:
    page = townhall.visitor("ann").get("/people")
    assert {"Ann", "Bob", "Hugh", "Mara"} <= set(page.links())
    assert address_of("mara") in page.text
    assert "Recruiting manager" in page.text


def test_somebody_is_let_in(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    form = visitor.get("/people/add").form("/people/add")
    typed = {
        "name": "Eve Marsh",
        "email": "eve@example.test",
        "roles": ["manager", "hr"],
        "password": PASSWORD,
    }
    page = visitor.send(form, typed)
    assert (page.h1, "The account is open." in page.text) == ("Eve Marsh", True)
    line = next(one for one in list_accounts(townhall.council.call("ann")) if "Eve" in one.name)
    assert (line.roles, line.waiting) == ((Role.MANAGER,), (Role.HR,))
    assert visitor.send(form, typed).h1 == "Eve Marsh", "a second click does nothing"
    assert len(list_accounts(townhall.council.call("ann"))) == 5


def test_one_person_may_be_given_two_accounts(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    form = visitor.get("/people/add").form("/people/add")
    typed = {
        "name": "Mara Too",
        "email": "mara2@example.test",
        "password": PASSWORD,
        "same_person_as": townhall.council.refs["mara"],
    }
    page = visitor.send(form, typed)
    assert "Other accounts of this person" in page.text
    assert "Mara (mara@example.test)" in page.links()


def test_what_is_wrong_is_said_beside_its_box(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    form = visitor.get("/people/add").form("/people/add")
    page = visitor.send(form, {"name": "", "email": "", "password": ""})
    assert page.links()["Enter the person's name"] == "#name"
    typed = {"name": "Eve", "email": "MARA@example.test", "password": PASSWORD}
    page = visitor.send(form, typed)
    assert page.links()["Somebody has an account with this e-mail address"] == "#email"
    assert page.all("//input[@name='name']/@value") == ["Eve"]
    assert PASSWORD not in page.html
    page = visitor.send(form, {**typed, "email": "eve@example.test", "password": "short"})
    assert any("at least 12" in text for text in page.links())


@pytest.mark.parametrize(
    "extra",
    [
        {"ref": "9" * 32},
        {"person_ref": "9" * 32},
        {"directly": "administrator"},
        {"password_hash": "x"},
        {"closed_at": ""},
        {"asked_by": "x"},
    ],
)
def test_only_the_fields_of_the_form_are_read(townhall: Townhall, extra: dict[str, str]) -> None:
    visitor = townhall.visitor("ann")
    form = visitor.get("/people/add").form("/people/add")
    typed = {"name": "Eve", "email": "eve@example.test", "password": PASSWORD, **extra}
    assert visitor.send(form, typed).h1 == "Eve"
    (record,) = townhall.council.records(Event.ACCOUNT_OPENED)[4:]
    assert record.payload is not None
    assert record.payload["roles"] == []
    assert "9" * 32 not in str(record.payload)


@pytest.mark.parametrize("roles", [["king"], ["hr", "x" * 300], ["\u202e"]])
def test_a_role_that_does_not_exist(townhall: Townhall, roles: list[str]) -> None:
    visitor = townhall.visitor("ann")
    form = visitor.get("/people/add").form("/people/add")
    typed = {"name": "E", "email": "e@x", "password": PASSWORD, "roles": roles}
    assert visitor.send(form, typed).title.startswith("Error:")
    assert len(list_accounts(townhall.council.call("ann"))) == 4


def test_two_administrators_give_hr(townhall: Townhall) -> None:
    ann, bob = townhall.visitor("ann"), townhall.visitor("bob")
    page = press(townhall, ann, "mara", Role.HR, "give")
    assert "A second administrator can grant it." in page.text
    assert "Asked for by Ann" in page.text
    assert "Another administrator has to grant it." in page.text
    assert page.all("//form[contains(@action, '/grant')]") == []
    assert "Asked for" in bob.get("/people").text
    page = press(townhall, bob, "mara", Role.HR, "grant")
    assert "The roles are changed." in page.text
    assert townhall.council.roles("mara") == {Role.MANAGER, Role.HR}


def test_who_asked_cannot_grant_by_a_form_of_their_own(townhall: Townhall) -> None:
    ann, bob = townhall.visitor("ann"), townhall.visitor("bob")
    press(townhall, ann, "mara", Role.HR, "give")
    ref = townhall.council.refs["mara"]
    form = bob.get(f"/people/{ref}").form(f"/people/{ref}/roles/hr/grant")
    own = ann.get(f"/people/{ref}").form(f"/people/{ref}/roles/hr/decline")
    own.set("action", form.get("action"))
    page = ann.send(own, status=403)
    assert "A second administrator has to grant this role" in page.text
    assert townhall.council.roles("mara") == {Role.MANAGER}


def test_a_role_is_taken_away(townhall: Townhall) -> None:
    ann, hugh = townhall.visitor("ann"), townhall.visitor("hugh")
    press(townhall, ann, "hugh", Role.HR, "remove")
    assert townhall.council.roles("hugh") == set()
    assert hugh.get("/account").h1 == "Sign in"


def test_a_page_that_is_out_of_date_says_so(townhall: Townhall) -> None:
    ann, bob = townhall.visitor("ann"), townhall.visitor("bob")
    ref = townhall.council.refs["mara"]
    form = bob.get(f"/people/{ref}").form(f"/people/{ref}/roles/manager/remove")
    press(townhall, ann, "mara", Role.MANAGER, "remove")
    page = bob.send(form, status=409)
    assert "does not hold that role" in page.text


@on_both
def test_an_account_is_closed_after_asking(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    mara = townhall.visitor("mara")
    page = person(townhall, visitor, "mara")
    page = visitor.get(page.links()["Close this account"])
    page = visitor.send(page.form(f"/people/{townhall.council.refs['mara']}/close"))
    assert "The account is closed." in page.text
    assert page.all("//main//form") == []
    assert mara.get("/account").h1 == "Sign in"
    assert "Closed" in visitor.get("/people").text


def test_the_last_administrator_stays(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    press(townhall, visitor, "bob", Role.ADMINISTRATOR, "remove")
    page = press(townhall, visitor, "ann", Role.ADMINISTRATOR, "remove", 409)
    assert "only administrator" in page.text


@pytest.mark.parametrize("name", ["mara", "hugh"])
def test_nobody_else_comes_in(townhall: Townhall, name: str) -> None:
    visitor = townhall.visitor(name)
    ref = townhall.council.refs["ann"]
    before = len(townhall.council.records())
    for address in ("/people", "/people/add", f"/people/{ref}", f"/people/{ref}/close"):
        page = visitor.get(address, 403)
        assert "Ann" not in page.html
        assert address_of("ann") not in page.html
    form = visitor.get("/account").form("/account/sessions/end")
    for step in ("give", "grant", "decline", "remove"):
        form.set("action", f"/people/{ref}/roles/hr/{step}")
        visitor.send(form, status=403)
    form.set("action", f"/people/{ref}/close")
    visitor.send(form, status=403)
    assert len(townhall.council.records()) == before


@pytest.mark.parametrize("address", ["/people/nobody", f"/people/{'9' * 32}", "/people/x/close"])
def test_somebody_who_is_not_there(townhall: Townhall, address: str) -> None:
    townhall.visitor("ann").get(address, 404)


def test_a_role_or_a_step_that_is_not_there(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    ref = townhall.council.refs["mara"]
    form = visitor.get("/account").form("/account/sessions/end")
    for tail in ("roles/king/give", "roles/hr/seize", "roles/hr"):
        form.set("action", f"/people/{ref}/{tail}")
        visitor.send(form, status=404)


def test_an_administrator_sees_who_has_read_the_policy(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    assert "Not read yet" in person(townhall, visitor, "mara").text
    call = townhall.council.call("mara")
    say_read(call, read_to_read(call).digest)
    assert "Not read yet" not in person(townhall, visitor, "mara").text
    assert "Policy in force, read" in person(townhall, visitor, "mara").text
    assert "Policy in force, read" not in person(townhall, visitor, "ann").text


def test_the_list_says_who_has_still_to_read_it_and_can_be_kept(townhall: Townhall) -> None:
    visitor = townhall.visitor("ann")
    page = visitor.get("/people")
    assert "2 accounts that file or decide can do neither" in page.text
    call = townhall.council.call("mara")
    say_read(call, read_to_read(call).digest)
    assert "1 account that files or decides can do neither" in visitor.get("/people").text
    page = visitor.get("/people?policy=still-to-read")
    names = {"Ann", "Bob", "Hugh", "Mara"}
    assert names & set(page.links()) == {"Hugh"}
    assert names & set(visitor.get("/people?policy=has-read").links()) == {"Mara"}
    address = page.links()["CSV"]
    assert address == "/lists/people.csv?policy=still-to-read"
    file = visitor.client.get(address).data.decode("utf-8-sig")
    assert [line.split(",")[0] for line in file.splitlines()] == ["Name", "Hugh"]
    assert file.splitlines()[1].endswith(",,Yes")
    visitor.send(
        visitor.get(f"/people/{townhall.council.refs['hugh']}/close").form(
            f"/people/{townhall.council.refs['hugh']}/close"
        )
    )
    page = visitor.get("/people?policy=still-to-read")
    assert "Nobody is like that" in page.text, "a closed account files nothing"
    assert "Everybody who files or decides has said that they read it." in page.text
