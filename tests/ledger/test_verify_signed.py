"""Keys, heads and checkpoints in an exported ledger: what is shown, and what is refused."""

from collections.abc import Callable

import pytest

from screening.ledger.checks import Check
from screening.ledger.export import write_line, write_signed
from screening.ledger.keys import half_of, rotation_note
from screening.ledger.record import ORGANISATION
from screening.ledger.verify import verify
from tests.ledger.logs import FIRST, NAME, RANGER, SECOND, STRANGER, Log, signed_log


def test_checkpoints_are_over_the_records_before_them() -> None:
    outcome = verify(signed_log().written())
    assert outcome.refusal is None
    assert (outcome.records, outcome.checkpoints, outcome.signed) == (9, 2, 8)
    assert outcome.key == half_of(SECOND, NAME)


def _log(change: Callable[[Log], None]) -> list[bytes]:
    """A log with its first key; what ``change`` does; and a checkpoint by that key."""
    log = Log()
    log.say_key(FIRST)
    change(log)
    if len(log.lines) not in log.signed:
        log.sign(FIRST)
    return log.written()


def _closed_heads() -> list[bytes]:
    log = signed_log()
    log.lines[3] = log.lines[3]._replace(opened={})
    return log.written()


def _rewritten() -> list[bytes]:
    """The log written afresh from the third record on, with the checkpoint that was signed."""
    log = signed_log()
    other = Log()
    other.add(RANGER, {"title": "Ranger"})
    other.say_key(FIRST)
    other.add(RANGER, {"title": "Keeper"})
    other.say_heads()
    return [*other.written(), write_signed(log.signed[4])]


def _key_said(log: Log, key: object, note: str) -> None:
    log.add(ORGANISATION, {"key": str(key), "note": note}, event_type="key_rotated")


STRANGE = half_of(STRANGER, NAME)
REFUSED: dict[str, tuple[Callable[[], list[bytes]], Check]] = {
    "records rewritten under a checkpoint": (_rewritten, Check.ROOT),
    "a checkpoint in another place": (
        lambda: [*signed_log().written()[:3], write_signed(signed_log().signed[4])],
        Check.ROOT,
    ),
    "a checkpoint of another log": (
        lambda: _log(lambda log: log.sign(FIRST, origin="screening/" + "e" * 32)),
        Check.SIGNER,
    ),
    "a checkpoint by a stranger": (lambda: _log(lambda log: log.sign(STRANGER)), Check.SIGNER),
    "a checkpoint before any key": (
        lambda: [write_signed(signed_log().signed[4])],
        Check.SIGNER,
    ),
    "another root, with the signature left": (
        lambda: [
            *signed_log().written()[:4],
            write_signed(signed_log().signed[4].replace("\n4\n", "\n3\n")),
        ],
        Check.SIGNATURE,
    ),
    "heads that are not where the chains end": (
        lambda: _log(lambda log: log.say_heads(root="0" * 64)),
        Check.HEADS,
    ),
    "a chain more than there are": (
        lambda: _log(lambda log: log.say_heads(chains="9")),
        Check.HEADS,
    ),
    "heads that are kept closed": (_closed_heads, Check.HEADS),
    "a second key that nobody signed for": (
        lambda: _log(lambda log: log.say_key(STRANGER)),
        Check.KEY,
    ),
    "a second key that a stranger signed for": (
        lambda: _log(lambda log: log.say_key(SECOND, STRANGER)),
        Check.KEY,
    ),
    "a second key with another's note": (
        lambda: _log(lambda log: _key_said(log, STRANGE, rotation_note(NAME, FIRST, SECOND))),
        Check.KEY,
    ),
    "a key with another name": (
        lambda: _log(
            lambda log: _key_said(
                log, half_of(SECOND, "elsewhere"), rotation_note("elsewhere", FIRST, SECOND)
            )
        ),
        Check.KEY,
    ),
    "no key where a key is said to be": (
        lambda: _log(lambda log: _key_said(log, "none", "")),
        Check.KEY,
    ),
    "a first key with another name": (
        lambda: _first_key_named("screening/" + "e" * 32),
        Check.KEY,
    ),
}


def _first_key_named(name: str) -> list[bytes]:
    log = Log()
    log.add(ORGANISATION, {"key": str(half_of(FIRST, name))}, event_type="key_made")
    return log.written()


@pytest.mark.parametrize("way", REFUSED)
def test_it_refuses(way: str) -> None:
    made, check = REFUSED[way]
    refusal = verify(made()).refusal
    assert refusal is not None
    assert refusal.check == check


def test_the_old_key_signs_no_more_than_it_did() -> None:
    log = signed_log()
    log.say_key(STRANGER, FIRST)  # the second is in use by now
    refusal = verify(log.written()).refusal
    assert refusal is not None
    assert refusal.check == Check.KEY


def test_a_key_of_the_log_that_is_kept_closed_is_no_key() -> None:
    log = signed_log()
    lines = [write_line(line._replace(opened={})) for line in log.lines]
    refusal = verify(lines).refusal
    assert refusal is not None
    assert (refusal.seq, refusal.check) == (1, Check.KEY)
