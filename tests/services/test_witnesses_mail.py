"""Checkpoints by e-mail: given to a mail server, encrypted where there is a network between."""

import smtplib
import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screening.services.witnesses import network, smtp
from screening.services.witnesses.mail import Mailbox, message_of
from screening.services.witnesses.settings import MailServer
from screening.services.witnesses.witness import WitnessFailed
from tests.services.certificates import SERVER, root
from tests.services.postbox import PASSWORD, USER, Postbox, open_postbox
from tests.services.silent import nobody, useless

LOG = "d" * 32
NOTE = f"screening/{LOG}\n1204\nroot\n\n\u2014 name signature\n"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOST = "mail.wexcombe.example"
SENDER, AUDITOR = "screening@wexcombe.example", "auditor@example.org"


def server_at(port: int, host: str = "127.0.0.1", *, password: str = "") -> MailServer:
    user = USER if password else ""
    return MailServer(host, port, False, user, password, SENDER)


def send(postbox: Postbox | int, host: str = "127.0.0.1", password: str = "") -> None:
    port = postbox if isinstance(postbox, int) else postbox.port
    leave(server_at(port, host, password=password))


def leave(server: MailServer) -> None:
    assert Mailbox(AUDITOR, server).leave(NOTE, 1204, NOW) == b""


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a server that does not seem to be on this machine, and is."""
    look_up = socket.getaddrinfo

    def answered(host: str, *args: object, **options: object) -> object:
        return look_up("127.0.0.1" if host == HOST else host, *args, **options)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(socket, "getaddrinfo", answered)
    return HOST


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """What the server of that name shows who it is by; this machine trusts it."""
    authority = root("The Council's Own")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(tmp_path / "own.pem")))
    return shown(authority.issue(HOST, SERVER, host=HOST).write(tmp_path / "s.pem", secret=True))


def shown(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_an_auditor_gets_the_checkpoint_and_is_told_what_to_do_with_it() -> None:
    with open_postbox() as postbox:
        send(postbox)
    [message] = postbox.messages
    assert (message["From"], message["To"], postbox.to) == (SENDER, AUDITOR, [AUDITOR])
    assert message["Subject"] == "Ledger checkpoint over 1204 records"
    assert message["Date"].datetime == NOW
    [attached] = message.iter_attachments()
    name = f"{LOG}-1204.checkpoint"
    assert f'filename="{name}"'.encode() in postbox.raw[0]
    assert attached.get_content() == NOTE.encode("utf-8")
    body = message.get_body()
    assert body is not None
    words = body.get_content().replace("\r\n", "\n")
    assert NOTE in words
    assert "Please keep it" in words
    assert f"verify log.jsonl --receipt {name}" in words
    assert postbox.hello == ["wexcombe.example"], "the name of this machine is not told"
    assert all(line.isascii() and len(line) < 999 for line in postbox.raw[0].splitlines())


def test_what_is_sent_twice_says_that_it_is_the_same() -> None:
    with open_postbox() as postbox:
        send(postbox)
        send(postbox)
        Mailbox(AUDITOR, server_at(postbox.port)).leave(NOTE, 1205, NOW)
    first, second, third = (message["Message-ID"] for message in postbox.messages)
    assert first == second == f"<{LOG}.1204@wexcombe.example>"
    assert third != first


def test_a_long_name_keeps_its_message_id_in_one_piece() -> None:
    sender = f"a@{'.'.join(['x' * 60] * 3)}"
    message = message_of(NOTE, 7, sender, AUDITOR, NOW)
    assert f" <{LOG}.7@{sender[2:]}>\r\n" in message.as_string()


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: c@d.example", "a@b.example\nX: y"])
def test_nothing_gets_into_the_headers(address: str) -> None:
    for sender, recipient in ((address, AUDITOR), (SENDER, address)):
        with pytest.raises(ValueError, match="(?i)header"):
            message_of(NOTE, 7, sender, recipient, NOW)


def test_a_password_signs_in() -> None:
    with open_postbox() as postbox:
        send(postbox, password=PASSWORD)
    assert postbox.signed_in == [True]


def test_a_wrong_password_is_said_and_not_shown() -> None:
    with open_postbox() as postbox, pytest.raises(WitnessFailed) as failed:
        send(postbox, password="not the one")
    assert str(failed.value) == "127.0.0.1 did not take the user name and the password (535)."
    assert "not the one" not in repr(Mailbox(AUDITOR, server_at(1, password="not the one")))


def test_over_a_network_what_is_offered_is_used(far: str, own: ssl.SSLContext) -> None:
    with open_postbox(starttls=own) as postbox:
        send(postbox, far, PASSWORD)
        send(postbox, far)
    assert postbox.encrypted == [True, True]
    assert postbox.signed_in == [True, False]


def test_no_password_goes_over_a_network_in_the_clear(far: str) -> None:
    with open_postbox() as postbox:
        with pytest.raises(WitnessFailed, match="the password was not sent to it"):
            send(postbox, far, PASSWORD)
        send(postbox, far)
    assert postbox.encrypted == [False]


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_a_server_that_is_not_who_it_says_gets_nothing(
    far: str, password: str, tmp_path: Path
) -> None:
    stranger = root("Somebody Else").issue(HOST, SERVER, host=HOST)
    context = shown(stranger.write(tmp_path / "stranger.pem", secret=True))
    with (
        open_postbox(starttls=context) as postbox,
        pytest.raises(WitnessFailed, match=f"The certificate of {HOST} is not good: unable"),
    ):
        send(postbox, far, password)
    assert postbox.messages == []


def test_a_certificate_for_another_name_is_not_good(
    far: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = root()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(tmp_path / "own.pem")))
    other = authority.issue("other", SERVER, host="other.example")
    context = shown(other.write(tmp_path / "other.pem", secret=True))
    with (
        open_postbox(starttls=context) as postbox,
        pytest.raises(WitnessFailed, match="is not good: Hostname mismatch"),
    ):
        send(postbox, far)


def test_on_this_machine_no_certificate_is_needed(tmp_path: Path) -> None:
    holder = root("Nobody Knows").issue("x", SERVER, host="x.example")
    context = shown(holder.write(tmp_path / "x.pem", secret=True))
    with open_postbox(starttls=context) as postbox:
        for host in ("127.0.0.1", "localhost"):
            send(postbox, host)
    assert postbox.encrypted == [False, False]


def test_encrypted_from_the_first_byte(far: str, own: ssl.SSLContext, tmp_path: Path) -> None:
    with open_postbox(tls=own) as postbox:
        server = replace(server_at(postbox.port, far, password=PASSWORD), encrypted=True)
        leave(server)
        with pytest.raises(WitnessFailed, match="The certificate of localhost is not good"):
            leave(replace(server, host="localhost"))
    assert (postbox.encrypted, postbox.signed_in) == ([True], [True])
    with open_postbox() as postbox, pytest.raises(WitnessFailed, match="No encrypted connection"):
        leave(replace(server, port=postbox.port))


def test_what_a_server_refuses_is_told_in_its_words() -> None:
    refusal = "550 5.1.1 There is nobody of that name here."
    with open_postbox(refusal=refusal) as postbox, pytest.raises(WitnessFailed) as failed:
        send(postbox)
    assert str(failed.value) == ("127.0.0.1 refused: 550 5.1.1 There is nobody of that name here.")


def test_where_nobody_answers_it_says_so() -> None:
    with pytest.raises(WitnessFailed, match="Nothing answers at 127.0.0.1"):
        send(nobody())
    with useless(b"554 Not today\r\n") as port, pytest.raises(WitnessFailed, match="554 Not today"):
        send(port)
    with useless(b"SSH-2.0-OpenSSH\r\n") as port, pytest.raises(WitnessFailed, match="refused: -1"):
        send(port)


@pytest.mark.parametrize("encrypted", [True, False])
def test_a_silent_server_is_not_waited_for(
    encrypted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 0.3)
    with useless() as port, pytest.raises(WitnessFailed, match="did not answer within"):
        leave(replace(server_at(port), encrypted=encrypted))


@pytest.mark.parametrize("greeting", [b"", b"220 hello\r\n", b"220 hello\r\n250-one\r\n"])
def test_one_that_never_ends_is_cut_off(greeting: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "TALK_SECONDS", 0.5)
    began = datetime.now(UTC)
    with useless(greeting, b"2") as port, pytest.raises(WitnessFailed, match="took too long"):
        send(port)
    assert datetime.now(UTC) - began < timedelta(seconds=5)


def test_one_that_talks_and_talks_is_not_heard_to_the_end() -> None:
    began = datetime.now(UTC)
    lines = b"220-welcome and welcome\r\n" * 400
    with useless(lines, lines, 0.001) as port, pytest.raises(WitnessFailed, match="broke off"):
        send(port)
    assert datetime.now(UTC) - began < timedelta(seconds=5)


def test_what_was_taken_is_left_whatever_comes_after(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(smtplib.SMTP, "quit", gone)
    with open_postbox() as postbox:
        put = smtplib.SMTP.putcmd

        def without_quit(connection: smtplib.SMTP, command: str, args: str = "") -> None:
            if command == "quit":
                raise BrokenPipeError
            put(connection, command, args)

        monkeypatch.setattr(smtplib.SMTP, "putcmd", without_quit)
        send(postbox)
    assert len(postbox.messages) == 1
