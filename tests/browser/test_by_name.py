"""Somebody telephones: HR finds their page by name without scripts, an officer by reference."""

import pytest

from tests.browser.desks import Desks

pytestmark = pytest.mark.browser
