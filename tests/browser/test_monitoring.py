"""Monitoring answers are brought in and counted, in a browser without script."""

from datetime import datetime, timedelta

import pytest

from screening.services.calendar import LONDON
from tests.browser.conftest import Desks

pytestmark = pytest.mark.browser

CLOSED, CLOSED_DAYS_AGO = "EDU-2026-005", 25
"""A vacancy of the demonstration, of fewer people than may be shown."""


def test_from_a_file_of_answers_to_what_may_be_published(desks: Desks) -> None:
    edwina = desks.of("edwina", script=False)
    edwina.follow("Monitoring")
    edwina.has("No edition was made yet")
    edwina.follow(CLOSED)
    edwina.page.locator("[name=words]").fill("candidate,sex\nC-01,Martian\nC-02,female")
    edwina.press("Check the file")
    edwina.has("has an answer that is not on the list")
    edwina.page.locator("[name=words]").fill("candidate,sex\nC-01,male\nC-02,female")
    edwina.press("Check the file")
    edwina.has("Every line fits")
    edwina.page.locator("[name=words]").fill("candidate,sex\nC-01,male\nC-02,female")
    edwina.press("Bring it in")
    edwina.has("2 people are new")
    edwina.open("/monitoring/editions/new")
    year = (datetime.now(LONDON) - timedelta(days=CLOSED_DAYS_AGO)).year
    edwina.page.locator("[name=year]").select_option(str(year))
    edwina.choose("By whether they were looked up online")
    edwina.press("Make it")
    edwina.has("Too few people to show this")
    edwina.follow("What is to publish")
    edwina.has("Too few people to show this")
    edwina.open("/monitoring")
    edwina.follow(CLOSED)
    edwina.has("no more answers can be brought in")
