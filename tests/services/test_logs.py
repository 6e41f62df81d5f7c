"""What is logged is one line of JSON, whatever is in it."""

import json
import logging
from collections.abc import Iterator

import pytest

from screening.services.logs import set_up_logs


@pytest.fixture
def logs(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    before, level = logging.root.handlers[:], logging.root.level
    set_up_logs()
    yield
    logging.root.handlers = before
    logging.root.setLevel(level)


def test_a_line_is_json(logs: None, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("screening.web").warning("held up after %d\nguesses", 10)
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert said["event"] == "held up after 10\nguesses"
    assert (said["level"], said["logger"]) == ("warning", "screening.web")
    assert said["timestamp"].endswith("Z")


def test_a_traceback_stays_in_its_line(logs: None, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("no use")
    except ValueError as error:
        logging.getLogger("screening.jobs").error("failed", exc_info=error)
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: no use" in json.loads(line)["exception"]
