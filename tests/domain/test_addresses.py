"""What may be followed from a page of ours, and what never is."""

import pytest

from screening.domain.addresses import link_to


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://museum.example/a?b=c#d", "https://museum.example/a?b=c#d"),
        ("http://museum.example", "http://museum.example"),
        ("HTTPS://Museum.Example/A", "HTTPS://Museum.Example/A"),
        ("instagram.com/harbourmuseum", "https://instagram.com/harbourmuseum"),
        ("museum.example:8080/x", "https://museum.example:8080/x"),
    ],
)
def test_what_a_browser_opens(typed: str, link: str) -> None:
    assert link_to(typed) == link


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@ada",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//museum.example",
        "data:text/html,x",
        "mailto:ada@museum.example",
        "ftp://museum.example/",
        "//museum.example/",
        "https://ada@museum.example/",
        "https://museum.example@evil.example/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "https://muѕeum.example/",
        "https://museum.example/a b",
        "https://museum.example/\n",
        " https://museum.example/",
        "https://museum.example/\u202e",
        "museum.example\\evil",
        "https:museum.example",
        "Instagram, her account",
        "a." * 20_000,
    ],
)
def test_what_stays_plain_text(typed: str) -> None:
    assert link_to(typed) == ""
