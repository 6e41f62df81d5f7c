"""A server on loopback that behaves as GOV.UK Notify does, as far as the outbox goes.

It takes e-mails for who shows a good token of now, keeps them by their reference (any number under
one), and tells what it has. ``mood`` is what it does instead.
"""

import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

SERVICE, SECRET = "8b3aa916-ec82-434e-b0c5-d5d9b371d6a3", "dcdc5083-2fee-4fba-8afd-51f3f4bcb7b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
KEY = f"screening-{SERVICE}-{SECRET}"
_APART = 30  # seconds


@dataclass
class NotifyBox:
    """What came. ``mood``: a status to answer with; "silent" and "late" answer nothing, the second
    after it took the e-mail.
    """

    port: int = 0
    mood: int | str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


ERRORS: dict[int, tuple[str, str]] = {
    400: ("ValidationError", "email_address Not a valid email address"),
    429: (
        "RateLimitError",
        "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds",
    ),
    500: ("Exception", "Internal server error"),
}


def why_not(token: str) -> tuple[int, str, str]:
    """What Notify says to who shows ``token``; 0 where it is good."""
    try:
        scheme, _space, jwt = token.partition(" ")
        signed, signature = jwt.rsplit(".", 1)
        head, claims = (json.loads(_decoded(part)) for part in signed.split("."))
    except ValueError:
        return 401, "AuthError", "Unauthorized: authentication token must be provided"
    expected = hmac.new(SECRET.encode(), signed.encode(), "sha256").digest()
    known = (scheme, head["alg"], claims["iss"]) == ("Bearer", "HS256", SERVICE)
    if not known or not hmac.compare_digest(expected, _decoded(signature)):
        return 403, "AuthError", "Invalid token: API key not found"
    if abs(claims["iat"] - datetime.now(UTC).timestamp()) > _APART:
        return 403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"
    return 0, "", ""


def _decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


class Handler(BaseHTTPRequestHandler):
    """One request."""

    box: NotifyBox

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self._refused():
            return
        assert self.path == "/v2/notifications/email"
        assert body["template_id"] == TEMPLATE
        self.box.taken.append(body)
        if self.box.mood == "late":
            self.box.ended.wait(5)
            return
        self._answer(201, {"id": "1", "reference": body["reference"]})

    def do_GET(self) -> None:
        if self._refused():
            return
        asked = parse_qs(urlsplit(self.path).query)
        assert asked["template_type"] == ["email"]
        self.box.asked += asked["reference"]
        found = [one for one in self.box.taken if one["reference"] in asked["reference"]]
        self._answer(200, {"notifications": found, "links": {}})

    def _refused(self) -> bool:
        if self.box.mood == "silent":
            self.box.ended.wait(5)
            return True
        status, error, message = why_not(self.headers.get("Authorization", ""))
        if not status and isinstance(self.box.mood, int):
            status = self.box.mood
            error, message = ERRORS[status]
        if status:
            errors = [{"error": error, "message": message}]
            self._answer(status, {"status_code": status, "errors": errors})
        return bool(status)

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: Any) -> None:
        """Nothing."""


@contextmanager
def open_notifybox() -> Iterator[NotifyBox]:
    """A server while it answers."""
    box = NotifyBox()

    handler = type("Handler", (Handler,), {"box": box})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    box.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield box
    finally:
        box.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
