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


def test_a_traceback_stays_in_its_line() -> None:
    said = logged("logging.getLogger('a').error('failed', exc_info=ValueError('no use'))")
    assert "ValueError: no use" in said["exception"]
