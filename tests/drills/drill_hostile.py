"""Every hostile text into every form and every box, where the ordinary tests take turns."""

import pytest

from tests.web.test_hostile_forms import (
    found,
    test_addresses_with_anything_after_the_question_mark,
    test_each_box_by_itself,
    test_everything_at_once,
    test_what_no_browser_sends,
    town,
)

__all__ = [
    "found",
    "test_addresses_with_anything_after_the_question_mark",
    "test_each_box_by_itself",
    "test_everything_at_once",
    "test_what_no_browser_sends",
    "town",
]


@pytest.fixture
def one_in() -> int:
    """All of them."""
    return 1
