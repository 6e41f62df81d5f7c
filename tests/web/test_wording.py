"""Every code that can be shown has words."""

from enum import StrEnum

import pytest
from flask import Flask

from screening.domain import words
from screening.web.wording import WORDINGS, choices, label

# Never shown as such: which key seals a text.
_NOT_SHOWN = {words.Retention}
SHOWN = [
    kind
    for kind in vars(words).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in {StrEnum, *_NOT_SHOWN}
]


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_every_word_has_a_label(kind: type[StrEnum]) -> None:
    assert set(WORDINGS[kind]) == set(kind)


def test_equal_codes_of_two_kinds_keep_their_own_label(shell: Flask) -> None:
    assert words.SearcherKind.HR == words.Role.HR
    with shell.test_request_context():
        assert label(words.SearcherKind.HR) == "Someone in HR"
        assert label(words.Role.HR) == "HR"
        assert ("hr", "HR") in choices(words.Role)
