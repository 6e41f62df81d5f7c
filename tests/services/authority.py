"""A small time-stamp authority on loopback: HTTP in front, the program openssl behind it."""

import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.services.certificates import TIME_STAMPING, Holder, root

Answer = tuple[int, bytes]

_CONFIG = """
[usual]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
ess_cert_id_alg = sha256
"""


def openssl(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the program openssl: the outside check of what is made here."""
    program = shutil.which("openssl")
    if program is None:
        pytest.fail("These tests need the program openssl (on Debian: apt-get install openssl).")
    return subprocess.run([program, *words], capture_output=True, check=False)


def is_good(data: Path, answer: Path, roots: Path) -> bool:
    """Whether openssl finds that ``answer`` is a stamp over ``data``, signed under ``roots``."""
    done = openssl("ts", "-verify", "-data", data, "-in", answer, "-CAfile", roots)
    return done.returncode == 0 and b"Verification: OK" in done.stdout


class StampingAuthority:
    """An authority with a root, one below it, and the one that signs."""

    def __init__(self, folder: Path):
        openssl("version")  # where it is missing that is said here, not by a server's silence
        self.folder = folder
        self.root = root()
        self.asked: list[bytes] = []
        self.answer: Callable[[bytes], Answer] = self.granted
        self.url = ""
        between = self.root.issue("Between")
        signer = between.issue("A Time-Stamp Authority", TIME_STAMPING)
        self.roots = self.root.write(folder / "roots.pem")
        self.certificates = [
            each.certificate.public_bytes(Encoding.DER) for each in (signer, between)
        ]
        self._chain = between.write(folder / "between.pem")
        self._signer = signer.write(folder / "signer.pem", secret=True)
        (folder / "serial").write_text("01\n")

    def granted(self, query: bytes) -> Answer:
        """A time-stamp."""
        return 200, self.stamp(query)

    def stamp(self, query: bytes, digests: str = "sha256") -> bytes:
        """What openssl answers to ``query``, where only ``digests`` are stamped."""
        config, asked, given = (self.folder / name for name in ("ts.cnf", "in.tsq", "out.tsr"))
        config.write_text(_CONFIG.format(folder=self.folder, digests=digests))
        asked.write_bytes(query)
        done = openssl(
            *("ts", "-reply", "-config", config, "-section", "usual", "-queryfile", asked),
            *("-signer", self._signer, "-inkey", self._signer, "-chain", self._chain),
            *("-out", given),
        )
        assert done.returncode == 0, done.stderr.decode()
        return given.read_bytes()


@contextmanager
def serving(authority: StampingAuthority, holder: Holder | None = None) -> Iterator[str]:
    """The address of ``authority`` while it answers; encrypted, where ``holder`` is whose it is."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            assert self.headers["Content-Type"] == "application/timestamp-query"
            authority.asked.append(self.rfile.read(length))
            status, answer = authority.answer(authority.asked[-1])
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            with suppress(ConnectionError):  # whoever has read enough goes away
                self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if holder is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(holder.write(authority.folder / "server.pem", secret=True))
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        authority.url = f"{scheme}://localhost:{server.server_address[1]}/tsr"
        yield authority.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[StampingAuthority]:
    """An authority that answers."""
    folder = tmp_path / "authority"
    folder.mkdir()
    made = StampingAuthority(folder)
    with serving(made):
        yield made
