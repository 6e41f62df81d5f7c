"""Servers on loopback that are of no use: silent, slow without end, or talking without end."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


@contextmanager
def useless(greeting: bytes = b"", again: bytes = b"", pause: float = 0.05) -> Iterator[int]:
    """The port of a server that says ``greeting``, and after each ``pause`` ``again``, for ever."""
    ended = Event()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)

    def talk(to: socket.socket) -> None:
        with to, suppress(OSError):
            to.sendall(greeting)
            while not ended.wait(pause):
                if again:
                    to.sendall(again)

    def listen() -> None:
        threads = []
        while not ended.is_set():
            with suppress(TimeoutError):
                to, _address = listening.accept()
                to.settimeout(1)
                threads.append(Thread(target=talk, args=(to,), daemon=True))
                threads[-1].start()
        for thread in threads:
            thread.join()

    thread = Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        ended.set()
        thread.join()
        listening.close()


def nobody() -> int:
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
