"""What the verifier refuses, where it says it is, and what it owns up to not seeing."""

import random
from collections.abc import Callable

import pytest

from screening.ledger.checks import LIMITS, MEANING, Check
from screening.ledger.commitments import commitment
from screening.ledger.export import Line, Signed, read_line, write_line
from screening.ledger.record import ORGANISATION
from screening.ledger.verify import Refusal, verify
from tests.ledger.logs import CLERK, RANGER, Log, honest_log, without
from tests.ledger.test_verify_signed import REFUSED as SIGNED

HONEST = honest_log().written()


def _line(source: bytes) -> Line:
    line = read_line(source)
    assert not isinstance(line, Signed)
    return line


def test_an_honest_log_is_good() -> None:
    outcome = verify(HONEST)
    assert outcome.refusal is None
    assert (outcome.records, outcome.chains, outcome.opened) == (7, 3, 8)
    assert outcome.link == _line(HONEST[-1]).link


def test_it_is_as_good_closed_as_opened() -> None:
    closed = [write_line(_line(line)._replace(opened={})) for line in HONEST]
    assert verify(closed).refusal is None
    assert verify(closed).opened == 0
    assert b"Ranger" not in b"".join(closed)


def _alterations(place: int, rng: random.Random, content: bytes) -> list[bytes]:
    """Three ways to alter the one character at ``place``: another, none, one more."""
    other = rng.choice(
        [each for each in b'0123456789abcdefABz":,{}[]\\ \n' if each != content[place]]
    )
    return [
        content[:place] + bytes([other]) + content[place + 1 :],
        content[:place] + content[place + 1 :],
        content[:place] + bytes([other]) + content[place:],
    ]


def test_every_character_counts_and_its_line_is_named() -> None:
    rng = random.Random(6962)  # noqa: S311 - the same alterations each time
    content = b"".join(HONEST)
    for place in range(len(content)):
        line = content[:place].count(b"\n") + 1
        for altered in _alterations(place, rng, content):
            if altered == content:  # one of two equal neighbours taken away and put back
                continue
            refusal = verify(altered.splitlines(keepends=True)).refusal
            assert refusal is not None, (place, altered[place - 20 : place + 20])
            assert refusal.line == line, (place, refusal)
            assert refusal.seq == line - 1


def _with(place: int, **changes: object) -> Callable[[], list[bytes]]:
    def made() -> list[bytes]:
        lines = list(HONEST)
        lines[place] = write_line(_line(lines[place])._replace(**changes))
        return lines

    return made


def _log_with(place: int, **untrue: str) -> Callable[[], list[bytes]]:
    def made() -> list[bytes]:
        log = Log()
        for seq, ref in enumerate((ORGANISATION, RANGER, RANGER, CLERK, RANGER)):
            log.add(ref, {"n": seq}, **(untrue if seq == place else {}))
        return log.written()

    return made


def _resealed(place: int) -> list[bytes]:
    """The record at ``place`` replaced by one whose own hashes are in order."""
    log, forged = Log(), honest_log()
    for line in forged.lines[:place]:
        log.lines.append(line)
    log.link = bytes.fromhex(forged.lines[place - 1].link)
    log.chains = {RANGER: (1, bytes.fromhex(forged.lines[1].vacancy_link))}
    log.add(RANGER, {"minutes": 31})
    return [*HONEST[:place], log.written()[-1], *HONEST[place + 1 :]]


def _opened(line: Line, **changed: object) -> dict[str, dict[str, object]]:
    return {**line.opened, "title": {**line.opened["title"], **changed}}  # type: ignore[dict-item] # built wrong on purpose


SECOND = _line(HONEST[1])
REFUSED = {
    "a record taken out": (lambda: without(HONEST, 3), 4, Check.GAP),
    "the first taken off": (lambda: without(HONEST, 0), 1, Check.GAP),
    "a record twice": (lambda: [*HONEST[:3], HONEST[2], *HONEST[3:]], 4, Check.ORDER),
    "two records exchanged": (
        lambda: [*HONEST[:2], HONEST[3], HONEST[2], *HONEST[4:]],
        3,
        Check.GAP,
    ),
    "a record replaced, its own hashes in order": (lambda: _resealed(3), 5, Check.CHAIN),
    "a record of another log": (_log_with(2, log_id="e" * 32), 3, Check.LOG),
    "a gap in the numbers": (_log_with(2, seq="3"), 3, Check.GAP),
    "another record before it": (_log_with(2, prev_hash="0" * 64), 3, Check.CHAIN),
    "a gap in a vacancy": (_log_with(2, vacancy_seq="2"), 3, Check.VACANCY_GAP),
    "two for one place in a vacancy": (_log_with(2, vacancy_seq="0"), 3, Check.VACANCY_ORDER),
    "another before it in its vacancy": (
        _log_with(4, prev_vacancy_hash="0" * 64),
        5,
        Check.VACANCY_CHAIN,
    ),
    "a moment that never was": (
        _log_with(2, occurred_at="2026-02-30T09:00:00.000000Z"),
        3,
        Check.FORM,
    ),
    "another payload committed to": (_log_with(2, payload_commit="0" * 64), 3, Check.PAYLOAD),
    "another leaf": (_with(2, leaf="0" * 64), 3, Check.LEAF),
    "another link": (_with(2, link="0" * 64), 3, Check.LINK),
    "another vacancy link": (_with(2, vacancy_link="0" * 64), 3, Check.VACANCY_LINK),
    "a commitment more": (_with(2, commitments={"more": "0" * 64}), 3, Check.PAYLOAD),
    "another value": (_with(1, opened=_opened(SECOND, value="Keeper")), 2, Check.OPENED),
    "another salt": (_with(1, opened=_opened(SECOND, salt="0" * 64)), 2, Check.OPENED),
    "a field that was never said": (
        _with(2, opened={"more": {"salt": "0" * 64, "value": "x"}}),
        3,
        Check.OPENED,
    ),
    "an empty line": (lambda: [*HONEST[:2], b"\n", *HONEST[2:]], 3, Check.FORM),
    "the last line cut short": (lambda: [*HONEST[:-1], HONEST[-1][:-1]], 7, Check.FORM),
    "something else": (lambda: [b"[]\n"], 1, Check.FORM),
    "commitments that are none": (lambda: [_spoiled("commitments", "[]")], 1, Check.FORM),
    "opened that is none": (
        lambda: [_spoiled("commitments", '{},"opened":{"a":1}')],
        1,
        Check.FORM,
    ),
}


def _spoiled(name: str, value: str) -> bytes:
    end = f'"leaf":"{"0" * 64}","link":"","record":"","vacancy_link":""}}\n'
    return f'{{"{name}":{value},{end}'.encode()


@pytest.mark.parametrize("way", REFUSED)
def test_it_refuses(way: str) -> None:
    made, line, check = REFUSED[way]
    lines = list(made())
    assert lines != HONEST
    assert verify(lines).refusal == Refusal(line, line - 1, check)


def test_every_check_has_a_case_and_a_meaning() -> None:
    tried = {check for _, _, check in REFUSED.values()} | {check for _, check in SIGNED.values()}
    assert tried == set(Check) == set(MEANING)


def test_an_opened_field_may_stand_without_the_others() -> None:
    opened = {"title": SECOND.opened["title"]}
    assert SECOND.commitments["title"] == commitment(
        "title", "Ranger", bytes.fromhex(str(opened["title"]["salt"]))
    )
    lines = [HONEST[0], write_line(SECOND._replace(opened=opened)), *HONEST[2:]]
    assert verify(lines).refusal is None


def test_what_it_cannot_see_is_what_it_says() -> None:
    assert verify(HONEST[:4]).refusal is None  # cut off at the end
    afresh = Log()
    afresh.add(ORGANISATION, {"name": "somebody else"})
    assert verify(afresh.written()).refusal is None  # written afresh
    assert len(LIMITS) == 3


def test_no_lines_are_no_records() -> None:
    outcome = verify([])
    assert (outcome.records, outcome.refusal, outcome.link) == (0, None, "0" * 64)
