"""Having checkpoints time-stamped by an authority (RFC 3161).

What the authority is sent is a hash and a number. What it answers is kept beside the checkpoint,
as it came: whoever has both files can show when the checkpoint was there, with tools of their own.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ssl import create_default_context
from typing import ClassVar
from urllib.parse import urlsplit

from cryptography.x509 import Certificate
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from screening.services.witnesses.der import in_order
from screening.services.witnesses.network import ANSWER_SECONDS, said, talking_to
from screening.services.witnesses.settings import TIMESTAMP
from screening.services.witnesses.witness import WitnessFailed

LONGEST = 65_536
"""Bytes of an answer that are read; one with a long chain of certificates has some ten thousand."""

APART = timedelta(hours=1)
"""How far the authority's clock and ours may be apart."""

_SHA256 = "2.16.840.1.101.3.4.2.1"
_OK = 200


@dataclass(frozen=True)
class Authority:
    """A time-stamp authority at ``address``.

    With ``roots`` its signature is checked, up to one of them; without any it is not.
    """

    address: str
    roots: tuple[Certificate, ...] = field(repr=False)
    every: ClassVar[timedelta] = timedelta(hours=1)

    @property
    def name(self) -> str:
        """As in the settings."""
        return f"{TIMESTAMP}{self.address}"

    def leave(self, note: str, size: int, now: datetime) -> bytes:
        """Ask for a time-stamp over ``note``; the answer, as it came, once it is found good."""
        data = note.encode("utf-8")
        request = (
            TimestampRequestBuilder()
            .data(data)
            .hash_algorithm(HashAlgorithm.SHA256)
            .nonce(nonce=True)
            .cert_request(cert_request=True)
            .build()
        )
        answer = self._ask(request.as_bytes())
        try:
            response = decode_timestamp_response(in_order(answer))
            _check(response, request, sha256(data).digest(), now)
            if self.roots:
                _check_signature(response, request, self.roots, data)
        except ValueError as error:  # whatever is not spelled as the standard has it
            raise WitnessFailed("What it answered is no time-stamp.") from error
        return answer

    def _ask(self, question: bytes) -> bytes:
        """Post ``question`` to the address itself: no proxy, and no other place it points to."""
        parts = urlsplit(self.address)
        host = parts.hostname or ""
        if parts.scheme == "https":
            context = create_default_context()
            connection: HTTPConnection = HTTPSConnection(
                host, parts.port, timeout=ANSWER_SECONDS, context=context
            )
        else:
            connection = HTTPConnection(host, parts.port, timeout=ANSWER_SECONDS)
        with talking_to(host, connection) as line:
            connection.connect()
            line.sock = connection.sock  # let go of by the library while the answer still comes
            headers = {
                "Content-Type": "application/timestamp-query",
                "Accept": "application/timestamp-reply",
                "Connection": "close",
            }
            connection.request("POST", parts.path or "/", question, headers)
            return _read(host, connection.getresponse())


def _read(host: str, response: HTTPResponse) -> bytes:
    if response.status != _OK:
        raise WitnessFailed(f"{host} answered with the error {response.status}, not a time-stamp.")
    answer = response.read(LONGEST + 1)
    if len(answer) > LONGEST:
        raise WitnessFailed(f"{host} answered with more than any time-stamp has.")
    return answer


def _check(
    response: TimeStampResponse, request: TimeStampRequest, digest: bytes, now: datetime
) -> None:
    """Raises WitnessFailed unless this is a time-stamp over ``digest``, for this request."""
    if response.status != PKIStatus.GRANTED:
        why = said(" ".join(response.status_string)) or f"status {response.status}, no reason given"
        raise WitnessFailed(f"The authority refused: {why}.")
    info = response.tst_info
    imprint = info.message_imprint
    if imprint.hash_algorithm.dotted_string != _SHA256 or imprint.message != digest:
        raise WitnessFailed("The time-stamp is over something else than this checkpoint.")
    if info.nonce != request.nonce:
        raise WitnessFailed(
            "The time-stamp answers another request than ours: it may be an old one."
        )
    if abs(info.gen_time - now) > APART:
        raise WitnessFailed(
            f"The time-stamp says that it is {info.gen_time:%Y-%m-%d %H:%M} UTC, this machine that "
            f"it is {now:%Y-%m-%d %H:%M}: one of the two clocks is wrong."
        )


def _check_signature(
    response: TimeStampResponse,
    request: TimeStampRequest,
    roots: tuple[Certificate, ...],
    data: bytes,
) -> None:
    verifier = VerifierBuilder(nonce=request.nonce, roots=list(roots)).build()
    try:
        verifier.verify_message(response, data)
    except VerificationError as error:
        raise WitnessFailed(
            "The time-stamp is not signed by an authority under the certificates in "
            "SCREENING_TIMESTAMP_ROOTS."
        ) from error
