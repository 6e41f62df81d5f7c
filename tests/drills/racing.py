"""Races: many people in processes of their own, who all send a form about one check at one moment.

They hold sessions that were begun by the services, and send what a browser would, so that in a
round nothing is asked of the server but those forms.
"""

import multiprocessing
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from queue import Empty
from typing import Any
from urllib.parse import urlencode, urlsplit

SECONDS = 120
_HEADING = re.compile(r"<h1[^>]*>\s*(.*?)\s*</h1>", re.DOTALL)

Fields = dict[str, str]


@dataclass(frozen=True)
class Prey:
    """The check of one round: what a form about it says. ``key`` is one that several may use."""

    check: str
    version: int
    scope: Fields
    key: str


@dataclass(frozen=True)
class Form:
    """What one person sends."""

    path: str
    fields: Fields


@dataclass(frozen=True)
class Seat:
    """Somebody at a browser: their session, and the form they send about the round's check."""

    cookie: str
    token: str
    act: Callable[[Prey], Form]


@dataclass(frozen=True)
class Answer:
    """What one person was answered, and after how many seconds."""

    status: int
    location: str
    heading: str
    locked: bool
    seconds: float


def race(url: str, seats: Sequence[Seat], prey: Sequence[Prey]) -> list[list[Answer]]:
    """Let everybody send their form about each of ``prey`` at once; the answers, round by round."""
    forking = multiprocessing.get_context("fork")
    barrier, answers = forking.Barrier(len(seats), timeout=SECONDS), forking.Queue()
    address = urlsplit(url)

    def run(seat: Seat) -> None:
        try:
            answers.put([_sent(address.netloc, seat, each, barrier.wait) for each in prey])
        except BaseException as failed:
            barrier.abort()
            answers.put(failed)

    runners = [forking.Process(target=run, args=(seat,)) for seat in seats]
    for each in runners:
        each.start()
    try:
        found = [answers.get(timeout=SECONDS * len(prey)) for _ in runners]
    except Empty:
        raise AssertionError("Somebody never answered") from None
    finally:
        for each in runners:
            each.join(timeout=5)
            each.kill()
    for each in found:
        if isinstance(each, BaseException):
            raise each
    return [list(round_) for round_ in zip(*found, strict=True)]


def _sent(host: str, seat: Seat, prey: Prey, together: Callable[[], Any]) -> Answer:
    form = seat.act(prey)
    body = urlencode({"csrf_token": seat.token, **form.fields})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": seat.cookie,
        "Origin": f"http://{host}",
        "Sec-Fetch-Site": "same-origin",
    }
    connection = HTTPConnection(host, timeout=SECONDS)
    together()
    began = time.monotonic()
    connection.request("POST", form.path, body, headers)
    response = connection.getresponse()
    html = response.read().decode()
    took = time.monotonic() - began
    connection.close()
    found = _HEADING.search(html)
    heading = found.group(1) if found else ""
    location = response.headers.get("Location", "")
    return Answer(response.status, location, heading, "database is locked" in html, took)
