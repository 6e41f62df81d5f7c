"""What is asked of every request, and what every answer carries."""

from dataclasses import replace

import pytest
from flask import Flask, request
from flask_wtf.csrf import generate_csrf

from screening.services.settings import Settings
from screening.store.store import Store
from screening.web.access import open_to_all
from screening.web.security import LARGEST_BODY, MOST_FIELDS, repeatable
from tests.web.conftest import made
from tests.web.page import Page

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def echo(shell: Flask) -> Flask:
    """With a room that takes anything, and no token, so that only the checks here refuse."""
    shell.config["WTF_CSRF_ENABLED"] = False

    @shell.route("/echo", methods=["GET", "POST"])
    @open_to_all
    @repeatable("tick")
    def take() -> dict[str, list[str]]:
        return {**request.args.to_dict(flat=False), **request.form.to_dict(flat=False)}

    return shell


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:5000", "[::1]:5000"])
def test_known_hosts_are_answered(echo: Flask, host: str) -> None:
    assert echo.test_client().get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "a b", "[::1", "ü"])
def test_foreign_hosts_are_refused(echo: Flask, host: str) -> None:
    response = echo.test_client().get("/", environ_overrides={"HTTP_HOST": host})
    assert response.status_code == 400
    assert "evil" not in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:81"},
    ],
)
def test_changes_from_other_sites_are_refused(echo: Flask, headers: dict[str, str]) -> None:
    page = Page(echo.test_client().post("/echo", headers=headers))
    assert (page.status, page.h1) == (403, "You cannot do this")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_changes_from_our_own_pages_pass(echo: Flask, headers: dict[str, str]) -> None:
    assert echo.test_client().post("/echo", headers=headers).status_code == 200


def test_reading_is_open_to_links_from_elsewhere(echo: Flask) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert echo.test_client().get("/echo", headers=headers).status_code == 200


def test_a_change_without_token_is_refused(echo: Flask) -> None:
    echo.config["WTF_CSRF_ENABLED"] = True
    page = Page(echo.test_client().post("/echo", data={"a": "1"}))
    assert (page.status, page.h1) == (400, "This page was open for too long")


@pytest.mark.parametrize(
    "query",
    ["a=1&a=2", "a=%00", "%00=1", "a=%ff", "a=%ED%A0%80", "tick=1&a=1&a=1", "row-%C2%B2-a=1"],
)
def test_malformed_values_are_refused(echo: Flask, query: str) -> None:
    client = echo.test_client()
    assert Page(client.get(f"/echo?{query}")).status == 400
    assert Page(client.post("/echo", data=query, content_type=FORM)).status == 400


@pytest.mark.parametrize("path", ["/\0", "/echo\0", "/\xff", "/\xed\xa0\x80"])
def test_malformed_addresses_are_refused(echo: Flask, path: str) -> None:
    response = echo.test_client().get("/", environ_overrides={"PATH_INFO": path})
    assert Page(response).status == 400


def test_nul_in_an_upload_form_is_refused(echo: Flask) -> None:
    data = {"a": "x\0y"}
    response = echo.test_client().post("/echo", data=data, content_type="multipart/form-data")
    assert Page(response).status == 400


@pytest.mark.parametrize("value", ["Zoë", "\u202egnirts", "<b>", "a\r\nb", "\x07", "𝒳" * 50])
def test_odd_but_storable_text_passes(echo: Flask, value: str) -> None:
    assert echo.test_client().post("/echo", data={"a": value}).json == {"a": [value]}


def test_boxes_may_be_ticked_together(echo: Flask) -> None:
    assert echo.test_client().get("/echo?tick=1&tick=2").json == {"tick": ["1", "2"]}


def test_large_bodies_are_refused(echo: Flask) -> None:
    long = b"a=" + b"x" * LARGEST_BODY
    many = "&".join(f"f{number}=x" for number in range(MOST_FIELDS + 1)).encode()
    part = b'--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n'
    parts = b"".join(part % number for number in range(MOST_FIELDS + 1)) + b"--b--\r\n"
    bodies = [(long, FORM), (many, FORM), (parts, "multipart/form-data; boundary=b")]
    for body, kind in bodies:
        page = Page(echo.test_client().post("/echo", data=body, content_type=kind))
        assert (page.status, page.h1) == (413, "This is too large")


def test_every_answer_forbids_what_is_not_needed(shell: Flask) -> None:
    for address in ("/", "/nothing", "/static/app.css", "/brand.css"):
        with shell.test_client().get(address) as response:
            headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in headers["Permissions-Policy"]


def test_a_nonce_is_good_for_one_answer(shell: Flask) -> None:
    client = shell.test_client()
    policies = {client.get("/").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_cookies_in_production(settings: Settings, sqlite_store: Store) -> None:
    app = made(replace(settings, production=True), sqlite_store)
    app.add_url_rule("/token", "token", open_to_all(generate_csrf))
    headers = app.test_client().get("/token").headers
    assert headers["Set-Cookie"].startswith("__Host-screening=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(
        headers["Set-Cookie"].split("; ")
    )
    assert "max-age" in headers["Strict-Transport-Security"]


def test_proxies_are_believed_only_when_counted(settings: Settings, sqlite_store: Store) -> None:
    forwarded = {"X-Forwarded-For": "192.0.2.7"}
    for proxies, seen in ((0, "127.0.0.1"), (1, "192.0.2.7")):
        app = made(replace(settings, proxies=proxies), sqlite_store)
        app.add_url_rule("/who", "who", open_to_all(lambda: str(request.remote_addr)))
        assert app.test_client().get("/who", headers=forwarded).text == seen
