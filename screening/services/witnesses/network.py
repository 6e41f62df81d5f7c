"""Talking to other people's servers: for so long and no longer, and what went wrong in plain words.

A socket's own timeout begins again with every byte that comes. Whoever sends one byte at a time
would hold the worker up for days; so a conversation is cut off when its time is over, too.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Thread
from typing import Protocol

from screening.services.witnesses.witness import WitnessFailed

ANSWER_SECONDS = 10
"""How long to wait for a connection, and for anything at all to come."""

TALK_SECONDS = 20
"""How long a whole conversation may take. Only looking its name up is not in our hands."""

_LOOK_SECONDS = 0.1
_LONGEST = 120  # characters of what a server said that are told


class Connection(Protocol):
    """What is talked over; it has a socket once it is connected."""

    sock: socket.socket | None

    def close(self) -> None:
        """Be done with it."""


@dataclass
class Line:
    """A conversation under way. ``sock``: what is left of it where the connection let go of it."""

    connection: Connection
    sock: socket.socket | None = None
    ended: Event = field(default_factory=Event)
    too_long: Event = field(default_factory=Event)


@contextmanager
def talking_to(host: str, connection: Connection) -> Iterator[Line]:
    """A conversation over ``connection``, which is closed after it.

    Raises WitnessFailed for all that goes wrong with the connection, or takes too long.
    """
    line = Line(connection)
    watching = Thread(target=_cut_off, args=(line,), daemon=True)
    watching.start()
    try:
        yield line
        if line.too_long.is_set():  # what was cut off may look like an end
            raise TimeoutError
    except (OSError, HTTPException, WitnessFailed) as error:
        if line.too_long.is_set():
            raise WitnessFailed(_took_too_long(host)) from error
        if isinstance(error, WitnessFailed):
            raise
        raise WitnessFailed(_reason(host, error)) from error
    finally:
        line.ended.set()
        watching.join()
        connection.close()


def said(words: str) -> str:
    """What a server said of itself, fit for a page: one short line."""
    line = " ".join("".join(each if each.isprintable() else " " for each in words).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}\u2026"


def _cut_off(line: Line) -> None:
    """Shut the socket of ``line`` when its time is over before it has ended.

    The socket's own ``shutdown`` and not that of TLS, which would let the other thread go on in
    the clear.
    """
    if line.ended.wait(TALK_SECONDS):
        return
    line.too_long.set()
    while True:
        if (there := line.connection.sock or line.sock) is not None:
            with suppress(OSError):
                socket.socket.shutdown(there, socket.SHUT_RDWR)
        if line.ended.wait(_LOOK_SECONDS):
            return


def _took_too_long(host: str) -> str:
    return f"{host} took too long: after {TALK_SECONDS} seconds it was not done."


_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (TimeoutError, "{host} did not answer within {seconds} seconds."),
    (socket.gaierror, "The name {host} cannot be found."),
    (ConnectionRefusedError, "Nothing answers at {host}: the connection was refused."),
    (ssl.SSLCertVerificationError, "The certificate of {host} is not good: {why}."),
    (ssl.SSLError, "No encrypted connection with {host} came about."),
    ((HTTPException, ConnectionError), "{host} broke off, or does not speak as it should."),
    (OSError, "{host} cannot be reached: {why}."),
)


def _reason(host: str, error: Exception) -> str:
    """The first that fits: each comes before what it is a kind of."""
    sentence = next(sentence for kinds, sentence in _REASONS if isinstance(error, kinds))
    why = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or "no reason"
    return sentence.format(host=host, seconds=ANSWER_SECONDS, why=said(str(why)))
