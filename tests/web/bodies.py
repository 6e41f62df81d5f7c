"""Requests of which it is known how much was read."""

import io
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.test_own_page import FROM_HERE


class Counted(io.BytesIO):
    """What is sent, and how much of it was read, also once it is closed."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        some = super().read(size)
        self.taken += len(some)
        return some

    def readinto(self, room: Any, /) -> int:
        some = super().readinto(room)
        self.taken += some
        return some


def sends_file(
    client: FlaskClient, address: str, box: str, size: int, *, told: bool = True
) -> tuple[TestResponse, int]:
    """The answer to a file of that ``size``, and how many bytes were read. ``told``: how many there
    are is said before.
    """
    part = f'--x\r\nContent-Disposition: form-data; name="{box}"; filename="a"\r\n\r\n'.encode()
    body = Counted(part + b"a" * size + b"\r\n--x--\r\n")
    length = {"content_length": len(body.getvalue())} if told else {}
    answer = client.post(
        address,
        input_stream=body,
        content_type="multipart/form-data; boundary=x",
        headers=FROM_HERE,
        environ_overrides={} if told else {"wsgi.input_terminated": True},
        **length,
    )
    return answer, body.taken
