"""What is logged is one line of JSON, whatever is in it."""

import json
import subprocess
import sys

SET_UP = "import logging; from screening.services.logs import set_up_logs; set_up_logs(); "


def logged(statement: str) -> dict[str, str]:
    """The one line that ``statement`` logs, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", SET_UP + statement], capture_output=True, text=True, check=True
    )
    (line,) = done.stderr.splitlines()
    found: dict[str, str] = json.loads(line)
    return found


def test_a_line_is_json() -> None:
    said = logged("logging.getLogger('screening.web').warning('held up after %d\\nguesses', 10)")
    assert said["event"] == "held up after 10\nguesses"
    assert (said["level"], said["logger"]) == ("warning", "screening.web")
    assert said["timestamp"].endswith("Z")


FAILING = """
try:
    try:
        int("Ada Quillfeather")
    except ValueError as error:
        raise KeyError("ada@example.test") from error
except KeyError:
    logging.getLogger("a").exception("failed")
"""


def test_a_failure_is_told_by_kind_and_place_in_its_line() -> None:
    told = logged(f"exec({FAILING!r})")["exception"]
    assert "line 4" in told
    assert told.index("builtins.ValueError") < told.index("builtins.KeyError")


def test_the_words_of_a_failure_are_not_told() -> None:
    """They may repeat what was typed."""
    told = logged(f"exec({FAILING!r})")
    assert "Quillfeather" not in str(told)
    assert "ada@" not in str(told)
