"""Every page for everybody, and every method of everybody, where the ordinary tests take turns."""

import pytest

from tests.browser.test_every_page import test_every_page_is_in_order
from tests.web.test_access_table import test_no_other_method_does_anything
from tests.web.test_planted_words import (
    test_each_planted_word_is_read_by_those_who_may_and_by_nobody_else,
    test_on_no_page_anything_is_turned,
    town,
    walk,
)

__all__ = [
    "test_each_planted_word_is_read_by_those_who_may_and_by_nobody_else",
    "test_every_page_is_in_order",
    "test_no_other_method_does_anything",
    "test_on_no_page_anything_is_turned",
    "town",
    "walk",
]


@pytest.fixture(scope="module")
def one_in() -> int:
    """All of them."""
    return 1
