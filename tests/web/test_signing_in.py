"""Signing in and out by the pages."""

import pytest
from flask import Flask

from screening.domain.words import Role
from screening.services.people.accounts import close_account, open_account
from screening.services.people.roles import remove_role
from screening.web.devices import device_named
from screening.web.local_paths import local_path
from tests.accounts import PASSWORD, address_of, newcomer
from tests.web.page import Page
from tests.web.people import Townhall

CHOSEN = "meadow trumpet ladder"
WRONG = "The e-mail address or the password is wrong"
OTHER_SESSION = "//main//form[@action != '/account/sessions/end']/@action"
HEADERS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def signed_in(page: Page) -> bool:
    return bool(page.all("//header//form[@action='/sign-out']"))


def test_somebody_signs_in_and_out(townhall: Townhall) -> None:
    visitor = townhall.visitor()
    page = townhall.sign_in(visitor, "mara")
    assert signed_in(page)
    assert "Mara" in page.all("//header")[0].text_content()
    page = visitor.send(page.form("/sign-out"))
    assert (page.h1, signed_in(page)) == ("Sign in", False)
    assert "You are signed out." in page.text
    assert visitor.get("/account").h1 == "Sign in"


def test_what_is_missing_is_said(townhall: Townhall) -> None:
    visitor = townhall.visitor()
    page = visitor.send(visitor.get("/sign-in").form(), {"email": "", "password": ""})
    assert page.title.startswith("Error:")
    assert page.links()["Enter your e-mail address"] == "#email"
    assert page.links()["Enter your password"] == "#password"


@pytest.mark.parametrize("name", ["mara", "eve"])
def test_what_is_wrong_says_nothing_of_who_exists(townhall: Townhall, name: str) -> None:
    page = townhall.sign_in(townhall.visitor(), name, "not the password")
    assert page.title.startswith("Error:")
    assert page.links()[WRONG] == "#password"
    assert page.all("//input[@name='email']/@value") == [address_of(name)]
    assert "not the password" not in page.html


def test_after_ten_guesses_one_has_to_wait(townhall: Townhall) -> None:
    visitor = townhall.visitor()
    for _ in range(10):
        townhall.sign_in(visitor, "mara", "not the password")
    form = visitor.get("/sign-in").form()
    page = visitor.send(form, {"email": address_of("mara"), "password": PASSWORD}, 429)
    assert page.h1 == "Too many attempts"
    assert "Try again in 5 minutes." in page.text
    assert page.response.headers["Retry-After"] == "300"


def test_forwarded_addresses_are_believed_of_no_stranger(townhall: Townhall) -> None:
    """Otherwise a spray could name a new address each time."""
    visitor = townhall.visitor()
    statuses = []
    for number in range(21):
        form = visitor.get("/sign-in").form()
        data = {"email": address_of(f"p{number}"), "password": "x"}
        data["csrf_token"] = form.xpath(".//input[@name='csrf_token']/@value")[0]
        headers = {"X-Forwarded-For": f"198.51.100.{number}", **HEADERS}
        statuses.append(visitor.client.post("/sign-in", data=data, headers=headers).status_code)
    assert statuses == [200] * 20 + [429]


def test_signing_in_leads_to_where_one_was_going(townhall: Townhall) -> None:
    visitor = townhall.visitor()
    page = visitor.get("/account/password?x=1")
    assert page.h1 == "Sign in"
    page = townhall.sign_in(visitor, "mara", to="/account/password?x=1")
    assert page.h1 == "Change your password"
    assert visitor.get("/sign-in?next=/account").h1 == "Your account"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\tevil",
        "///evil.example",
        "http:///evil.example",
        "",
    ],
)
def test_signing_in_leads_nowhere_else(townhall: Townhall, elsewhere: str) -> None:
    with townhall.app.test_request_context("/sign-in", query_string={"next": elsewhere}):
        assert local_path("next") == ""


def test_cookies_and_form_tokens_are_new_after_signing_in(townhall: Townhall) -> None:
    visitor = townhall.visitor()
    form = visitor.get("/sign-in").form()
    old = form.xpath(".//input[@name='csrf_token']/@value")[0]
    page = townhall.sign_in(visitor, "mara")
    response = visitor.client.post("/sign-out", data={"csrf_token": old}, headers=HEADERS)
    assert response.status_code == 400
    assert signed_in(visitor.get("/account"))
    assert page.form("/sign-out").xpath(".//input[@name='csrf_token']/@value") != [old]


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(townhall: Townhall) -> None:
    visitor, thief = townhall.visitor("mara"), townhall.visitor()
    cookie = visitor.client.get_cookie("screening")
    assert cookie is not None
    thief.client.set_cookie("screening", cookie.value)
    assert signed_in(thief.get("/account"))
    visitor.send(visitor.get("/").form("/sign-out"))
    thief.client.set_cookie("screening", cookie.value)
    assert thief.get("/account").h1 == "Sign in"


def test_signing_in_again_ends_the_session_before(townhall: Townhall) -> None:
    visitor = townhall.visitor()
    townhall.sign_in(visitor, "mara")
    cookie = visitor.client.get_cookie("screening")
    assert cookie is not None
    form = visitor.get("/account").form("/sign-out")
    token = form.xpath(".//input[@name='csrf_token']/@value")[0]
    data = {"email": address_of("mara"), "password": PASSWORD, "csrf_token": token}
    visitor.client.post("/sign-in", data=data, headers=HEADERS)
    thief = townhall.visitor()
    thief.client.set_cookie("screening", cookie.value)
    assert thief.get("/account").h1 == "Sign in"


def test_an_idle_session_says_that_it_ended(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    townhall.council.wait(minutes=15)
    page = visitor.get("/account")
    assert page.h1 == "Sign in"
    assert "Your session has ended" in page.text


def test_roles_are_those_of_this_moment(townhall: Townhall) -> None:
    visitor = townhall.visitor("bob")
    assert visitor.get("/people").h1 == "People"
    council = townhall.council
    remove_role(council.call("ann"), council.refs["bob"], Role.ADMINISTRATOR)
    assert visitor.get("/people").h1 == "Sign in"
    townhall.sign_in(visitor, "bob")
    assert visitor.get("/people", 403).h1 == "You cannot do this"


def test_a_closed_account_is_out_with_its_next_click(townhall: Townhall) -> None:
    visitor = townhall.visitor("mara")
    close_account(townhall.council.call("ann"), townhall.council.refs["mara"])
    assert visitor.get("/account").h1 == "Sign in"
    assert WRONG in townhall.sign_in(visitor, "mara").text


def test_another_password_keeps_me_in_and_others_out(townhall: Townhall) -> None:
    here, there = townhall.visitor("mara"), townhall.visitor("mara")
    form = here.get("/account/password").form("/account/password")
    page = here.send(form, {"present_password": "wrong", "chosen_password": CHOSEN})
    assert page.links()["This is not your present password"] == "#present_password"
    page = here.send(form, {"present_password": PASSWORD, "chosen_password": CHOSEN})
    assert "Your password is changed." in page.text
    assert signed_in(here.get("/account"))
    assert there.get("/account").h1 == "Sign in"
    assert signed_in(townhall.sign_in(there, "mara", CHOSEN))


def test_a_password_from_somebody_else_has_to_go_first(townhall: Townhall) -> None:
    open_account(townhall.council.call("ann"), newcomer("eve", Role.MANAGER))
    visitor = townhall.visitor()
    page = townhall.sign_in(visitor, "eve")
    assert page.h1 == "Choose a password of your own"
    assert visitor.get("/account").h1 == "Choose a password of your own"
    form = page.form("/account/password")
    visitor.send(form, {"present_password": PASSWORD, "chosen_password": CHOSEN})
    assert visitor.get("/account").h1 == "Your account"


def test_who_waits_for_a_role_can_sign_in_and_out(townhall: Townhall) -> None:
    open_account(townhall.council.call("ann"), newcomer("eve", Role.HR))
    visitor = townhall.visitor()
    page = townhall.sign_in(visitor, "eve")
    assert signed_in(page)
    assert visitor.get("/account", 403).h1 == "You cannot do this"
    assert visitor.send(visitor.get("/").form("/sign-out")).h1 == "Sign in"


def test_somebody_ends_a_session_left_elsewhere(townhall: Townhall) -> None:
    here, there = townhall.visitor("mara"), townhall.visitor("mara")
    page = here.get("/account")
    (action,) = page.all(OTHER_SESSION)
    assert "That session has ended." in here.send(page.form(action)).text
    assert there.get("/account").h1 == "Sign in"
    assert signed_in(here.get("/account"))


def test_nobody_ends_a_session_of_somebody_else(townhall: Townhall) -> None:
    hugh, _hugh = townhall.visitor("hugh"), townhall.visitor("hugh")
    (action,) = hugh.get("/account").all(OTHER_SESSION)
    mara = townhall.visitor("mara")
    form = mara.get("/account").form("/account/sessions/end")
    form.set("action", action)
    assert mara.send(form, status=404).h1 == "Page not found"
    assert hugh.get("/account").all(OTHER_SESSION) == [action]


def test_somebody_signs_out_everywhere(townhall: Townhall) -> None:
    here, there = townhall.visitor("mara"), townhall.visitor("mara")
    page = here.send(here.get("/account").form("/account/sessions/end"))
    assert "You are signed out everywhere." in page.text
    assert here.get("/account").h1 == there.get("/account").h1 == "Sign in"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/149.0 Safari/537.36 Edg/149.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/150.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/20 Safari/604.1", "Safari on iPhone"),
        ("curl/8", "A browser"),
        ("", "A browser"),
        ("<script>", "A browser"),
    ],
)
def test_devices_have_names(shell: Flask, agent: str, name: str) -> None:
    with shell.test_request_context():
        assert device_named(agent) == name
