"""Time-stamps: asked of an authority that is openssl, checked here, and by openssl again."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis.strategies import binary, integers
from rfc3161_client import decode_timestamp_response

from screening.services.witnesses import network, timestamp
from screening.services.witnesses.der import in_order
from screening.services.witnesses.timestamp import LONGEST, Authority
from screening.services.witnesses.witness import WitnessFailed
from tests.services.authority import Answer, StampingAuthority, authority, is_good, serving
from tests.services.certificates import SERVER, root
from tests.services.silent import nobody, useless

__all__ = ["authority"]

NOTE = f"screening/{'d' * 32}\n7\nroot\n\n\u2014 name signature\n"
OTHER = NOTE.replace("root", "toor")


def digest(note: str) -> bytes:
    return hashlib.sha256(note.encode("utf-8")).digest()


def trusted(made: StampingAuthority) -> Authority:
    """The authority, as settings with its root have it."""
    return Authority(made.url, (made.root.certificate,))


def asked(witness: Authority, note: str = NOTE) -> bytes:
    return witness.leave(note, 7, datetime.now(UTC))


def test_what_comes_back_is_a_time_stamp_for_openssl_too(
    authority: StampingAuthority, tmp_path: Path
) -> None:
    answer = asked(trusted(authority))
    data, stamp = tmp_path / "note", tmp_path / "note.tsr"
    data.write_bytes(NOTE.encode("utf-8"))
    stamp.write_bytes(answer)
    assert is_good(data, stamp, authority.roots)
    data.write_bytes(OTHER.encode("utf-8"))
    assert not is_good(data, stamp, authority.roots)
    assert trusted(authority).name == f"timestamp:{authority.url}"


def test_the_authority_learns_a_hash_and_a_number(authority: StampingAuthority) -> None:
    for _ in range(2):
        asked(trusted(authority))
    first, second = authority.asked
    assert digest(NOTE) in first
    assert b"screening" not in first
    assert first != second, "each request has a number of its own"


def test_without_roots_the_signature_is_not_checked(
    authority: StampingAuthority, tmp_path: Path
) -> None:
    stranger = StampingAuthority(tmp_path)
    authority.answer = stranger.granted
    assert asked(Authority(authority.url, ()))
    with pytest.raises(WitnessFailed, match="not signed by an authority under the certificates"):
        asked(trusted(authority))


def test_a_signature_that_was_altered_is_noticed(authority: StampingAuthority) -> None:
    def altered(query: bytes) -> Answer:
        stamp = bytearray(authority.stamp(query))
        stamp[-5] ^= 1
        return 200, bytes(stamp)

    authority.answer = altered
    with pytest.raises(WitnessFailed, match="not signed by an authority"):
        asked(trusted(authority))


def other_hash(made: StampingAuthority) -> Callable[[bytes], Answer]:
    return lambda query: (200, made.stamp(query.replace(digest(NOTE), digest(OTHER))))


def other_request(made: StampingAuthority) -> Callable[[bytes], Answer]:
    """A good time-stamp over the same note, but an answer to an earlier request."""
    earlier = asked(trusted(made))
    return lambda _query: (200, earlier)


def refusing(made: StampingAuthority) -> Callable[[bytes], Answer]:
    return lambda query: (200, made.stamp(query, digests="sha512"))


def saying(status: int, content: bytes = b"") -> Callable[[object], Callable[[bytes], Answer]]:
    return lambda _made: lambda _query: (status, content)


@pytest.mark.parametrize(
    ("answering", "said"),
    [
        (other_hash, "The time-stamp is over something else than this checkpoint."),
        (other_request, "The time-stamp answers another request than ours"),
        (refusing, "The authority refused: .*[Dd]igest"),
        (saying(500), "localhost answered with the error 500, not a time-stamp."),
        (saying(302), "localhost answered with the error 302"),
        (saying(200), "What it answered is no time-stamp."),
        (saying(200, b"<html>Please sign in</html>"), "What it answered is no time-stamp."),
        (saying(200, b"\x30\x03\x02\x01\x00"), "What it answered is no time-stamp."),
        (saying(200, b"\x30\x05\x30\x03\x02\x01\x00"), "What it answered is no time-stamp."),
        (saying(200, b"x" * (LONGEST + 1)), "more than any time-stamp has"),
        (saying(200, b"x" * 10_000_000), "more than any time-stamp has"),
    ],
)
@pytest.mark.parametrize("checked", [True, False])
def test_what_is_no_time_stamp_of_this_is_refused(
    authority: StampingAuthority,
    answering: Callable[[StampingAuthority], Callable[[bytes], Answer]],
    said: str,
    checked: bool,
) -> None:
    authority.answer = answering(authority)
    with pytest.raises(WitnessFailed, match=said):
        asked(trusted(authority) if checked else Authority(authority.url, ()))


def test_an_answer_that_is_cut_anywhere_is_refused(authority: StampingAuthority) -> None:
    whole = asked(trusted(authority))
    for length in range(0, len(whole), 97):
        authority.answer = saying(200, whole[:length])(authority)
        with pytest.raises(WitnessFailed, match="no time-stamp"):
            asked(trusted(authority))


@pytest.mark.parametrize("apart", [timedelta(hours=2), -timedelta(hours=2), timedelta(days=900)])
def test_clocks_that_are_apart_are_noticed(authority: StampingAuthority, apart: timedelta) -> None:
    now = datetime.now(UTC) + apart
    with pytest.raises(WitnessFailed, match="one of the two clocks is wrong"):
        trusted(authority).leave(NOTE, 7, now)


def test_what_a_server_says_of_itself_is_one_short_line(
    authority: StampingAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert network.said("<b>\x00no\r\n\u202eway</b>  here") == "<b> no way</b> here"
    assert len(network.said("x" * 10_000)) == 121


def test_an_encrypted_authority_has_to_have_a_good_certificate(
    authority: StampingAuthority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = root("Somebody Else")
    with serving(authority, own.issue("localhost", SERVER, host="localhost")):
        with pytest.raises(WitnessFailed, match="The certificate of localhost is not good: "):
            asked(trusted(authority))
        monkeypatch.setenv("SSL_CERT_FILE", str(own.write(tmp_path / "own.pem")))
        assert asked(trusted(authority))


def test_where_nobody_answers_it_says_so() -> None:
    port = nobody()
    with pytest.raises(WitnessFailed, match="Nothing answers at 127.0.0.1"):
        asked(Authority(f"http://127.0.0.1:{port}/", ()))
    with pytest.raises(WitnessFailed, match="The name no-such-name.invalid cannot be found"):
        asked(Authority("http://no-such-name.invalid/", ()))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_silent_server_is_not_waited_for(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamp, "ANSWER_SECONDS", 0.3)
    with useless() as port, pytest.raises(WitnessFailed, match="did not answer within 10 seconds"):
        asked(Authority(f"{scheme}://127.0.0.1:{port}/", ()))


@pytest.mark.parametrize(
    "greeting",
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n",
     b"HTTP/1.1 200 OK\r\n\r\n"],
)  # fmt: skip
def test_one_that_never_ends_is_cut_off(greeting: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps any timeout of the socket from running out."""
    monkeypatch.setattr(network, "TALK_SECONDS", 0.5)
    began = datetime.now(UTC)
    with useless(greeting, b"0") as port, pytest.raises(WitnessFailed, match="took too long"):
        asked(Authority(f"http://127.0.0.1:{port}/", ()))
    assert datetime.now(UTC) - began < timedelta(seconds=5)


def test_one_that_breaks_off_or_speaks_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    with useless(b"220 mail.example.org ESMTP\r\n") as port:
        with pytest.raises(WitnessFailed, match="does not speak as it should"):
            asked(Authority(f"http://127.0.0.1:{port}/", ()))
        with pytest.raises(WitnessFailed, match="No encrypted connection with 127.0.0.1"):
            asked(Authority(f"https://127.0.0.1:{port}/", ()))


def test_the_time_is_the_authoritys(authority: StampingAuthority) -> None:
    stamp = decode_timestamp_response(in_order(asked(trusted(authority))))
    assert abs(stamp.tst_info.gen_time - datetime.now(UTC)) < timedelta(minutes=1)


def test_certificates_may_come_in_any_order(authority: StampingAuthority, tmp_path: Path) -> None:
    data, stamp = tmp_path / "note", tmp_path / "note.tsr"
    data.write_bytes(NOTE.encode("utf-8"))
    first, second = authority.certificates
    for order in (first + second, second + first):

        def ordered(query: bytes, order: bytes = order) -> Answer:
            given = authority.stamp(query)
            either = (given.replace(pair, order) for pair in (first + second, second + first))
            return 200, next(each for each in either if order in each)

        authority.answer = ordered
        answer = asked(trusted(authority))
        assert order in answer, "it is kept as it came"
        stamp.write_bytes(answer)
        assert is_good(data, stamp, authority.roots)


@given(binary(max_size=60), integers(min_value=0, max_value=59), binary(max_size=3))
@example(b"0\x06" * 20, 0, b"")
@example(b"0\xff" * 20, 0, b"\x80")
def test_what_has_no_certificates_is_left_as_it_is(data: bytes, at: int, put: bytes) -> None:
    """Nor is anything raised, whatever it is."""
    changed = b"0\x1e0\x03\x02\x01\x000" + data[:at] + put + data[at:]
    assert sorted(in_order(changed)) == sorted(changed)
    assert in_order(data) == data
