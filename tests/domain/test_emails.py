"""What is taken for an e-mail address, wherever one is typed."""

import pytest

from screening.domain.emails import fold_email, is_email, is_email_outside


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.test",
        "o'hara+jobs@mail.example.test",
        "A.Q@x-1.test",
        "a" * 64 + "@b.uk",
    ],
)
def test_an_address_that_mail_reaches_from_anywhere(text: str) -> None:
    assert is_email(text)
    assert is_email_outside(text)


def test_one_within_the_house_is_an_address_and_none_for_somebody_outside() -> None:
    assert is_email("hr@mail")
    assert not is_email_outside("hr@mail")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "@example.test",
        "ada@",
        "ada@-x.test",
        "ada@x..test",
        "a@[x.y",
        "a\x00b@c.uk",
        "a\x7f@c.uk",
        "undisclosed:a@b.uk",
        "ada quill@example.test",
        "ada@example.test\n",
        "ada@example.test\r\nBcc: x@y.z",
        "ada@example.test, bo@example.test",
        "Ada <ada@example.test>",
        "ad\u00e0@example.test",
        "ada@ex\u00e4mple.test",
        "a" * 65 + "@b.uk",
        "a@" + "b." * 126 + "uk",
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_email(text)
    assert not is_email_outside(text)


def test_two_are_the_same_however_they_are_spelled() -> None:
    assert fold_email(" \uff21da@Example.TEST") == fold_email("ada@example.test")
