"""What is read at a glance is what the strict way reads, and nothing that it would refuse."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.errors import NotCanonical
from screening.ledger import verify as verifying
from screening.ledger.canonical import DEEPEST, canonical
from screening.ledger.export import Line, Signed, read_line, write_line
from screening.ledger.glance import glance
from screening.ledger.record import Record, decode
from screening.ledger.verify import Outcome, verify
from tests.ledger.logs import RANGER, Log, honest_log, signed_log
from tests.ledger.test_canonical import VALUES

HONEST = honest_log().written()
SIGNED = signed_log().written()
SOME, NONE = HONEST[3], HONEST[2]
"""Lines with three fields, and with no field, opened."""
ODD = b'0123456789abcdefABz":,{}[]\\ \n\t.-eE+/u\x00\x7f\x80\xc3\xff'


def strictly(source: bytes) -> tuple[Line, Record] | None:
    """The line and its record, or None when the strict way refuses it, or it holds a checkpoint."""
    try:
        line = read_line(source)
        return None if isinstance(line, Signed) else (line, decode(line.record))
    except NotCanonical:
        return None


def agrees(source: bytes) -> bool:
    """Whether what is read of ``source`` at a glance, if anything, is what there is."""
    quick = glance(source)
    return quick is None or quick == strictly(source)


def _closed(source: bytes) -> bytes:
    line = read_line(source)
    assert isinstance(line, Line)
    return write_line(line._replace(opened={}))


def _altered(content: bytes, rng: random.Random) -> bytes:
    place, odd = rng.randrange(len(content)), bytes([rng.choice(ODD)])
    end = rng.choice([place, place + 1, place + rng.randrange(80)])
    middle = rng.choice([odd, b"", content[place:end] * 2, content[rng.randrange(len(content)) :]])
    return content[:place] + middle + content[end:]


def test_lines_as_they_are_written_take_no_more_than_a_glance() -> None:
    for source in [*HONEST, *map(_closed, HONEST)]:
        assert glance(source) is not None
        assert glance(source) == strictly(source)


def test_a_checkpoint_takes_more() -> None:
    assert [glance(source) is None for source in SIGNED] == [b"checkpoint" in s for s in SIGNED]


@pytest.mark.parametrize("source", [SOME, NONE, _closed(SOME)])
def test_they_agree_on_every_character_altered(source: bytes) -> None:
    for place in range(len(source)):
        for odd in ODD:
            other = bytes([odd])
            assert agrees(source[:place] + other + source[place + 1 :])
            assert agrees(source[:place] + other + source[place:])
        assert agrees(source[:place] + source[place + 1 :])


def test_they_agree_on_lines_altered_at_random() -> None:
    rng = random.Random(8785)  # noqa: S311 - the same alterations each time
    for _ in range(20_000):
        source = rng.choice(HONEST)
        for _ in range(rng.randint(1, 3)):
            source = _altered(source, rng) or source
        assert agrees(source), source


@given(st.dictionaries(st.text('aZ_1.\u00e9"', max_size=3), VALUES, max_size=4), st.randoms())
def test_they_agree_whatever_is_said_and_however_it_is_spelled(
    payload: dict[str, Any], rng: random.Random
) -> None:
    line = json.loads(SOME)
    salted = {name: {"salt": "0" * 64, "value": value} for name, value in payload.items()}
    line["commitments"] |= dict.fromkeys(payload, "1" * 64)
    line["opened"] = salted
    for spelled in (
        json.dumps(line, separators=(",", ":"), ensure_ascii=False, sort_keys=True),
        json.dumps(line, separators=(",", ":"), sort_keys=True),
        json.dumps(line, separators=(",", ":"), ensure_ascii=False),
    ):
        source = spelled.encode("utf-8", "replace") + b"\n"
        assert agrees(source)
        assert agrees(_altered(source, rng))


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"opened":{"minutes":', '"opened":{"minutes":1,"minutes":'),
        ('"value":30', '"value":30.0'),
        ('"value":30', '"value":3e1'),
        ('"value":30', '"value":-0'),
        ('"value":30', '"value":9007199254740992'),
        ('"value":30', '"value": 30'),
        ('"value":30', '"value":"\\u0041"'),
        ('"value":30', '"value":"\\/"'),
        ('"value":30', '"value":"e\u0301"'),
        ('"value":30', '"value":"\\ud800"'),
        ('"value":30', '"value":{"b":1,"a":1}'),
        ('"value":30', '"value":{"a":1,"a":1}'),
        ('"value":30', '"value":30,"value":30'),
        ('"value":30', '"valve":30'),
        ('"value":30', '"value":30},"more":{"salt":"","value":1'),
        ('"opened":{', '"opened":{},"opened":{'),
        ('"opened":{', '"opened":{"record":"{","zz":1},"x":{'),
        ('"commitments":{"minutes"', '"commitments":{"zz"'),
        ('"commitments":{"minutes"', '"commitments":{"narrowed"'),
        ('"commitments":{"minutes"', '"commitments":{"m\\u0061"'),
        ('"commitments":{"minutes"', '"commitments":{"\u00e9"'),
        ('"commitments":{"minutes"', '"commitments":{""'),
        ('\\"seq\\":\\"3\\"', '\\"seq\\":\\"03\\"'),
        ('\\"v\\":\\"1\\"', '\\"v\\":\\"1\\",\\"w\\":\\"1\\"'),
        ('\\"hr\\"', '\\"h\\u0072\\"'),
        ('\\"hr\\"', '\\u0022hr\\"'),
    ],
)
def test_what_is_spelled_another_way_is_not_read(there: str, instead: str) -> None:
    source = SOME.decode("utf-8")
    assert there in source
    spelled = source.replace(there, instead, 1).encode("utf-8")
    assert glance(spelled) is None
    assert strictly(spelled) is None or '""' in instead


def test_what_stands_too_deep_is_not_read() -> None:
    """An opened value is three deep in its line."""
    for depth, is_good in ((DEEPEST - 3, True), (DEEPEST - 2, False), (DEEPEST - 1, False)):
        value: Any = 1
        for _ in range(depth - 1):
            value = [value]
        opened = json.dumps({"deep": {"salt": "0" * 64, "value": value}}, separators=(",", ":"))
        source = NONE.replace(b',"record"', f',"opened":{opened},"record"'.encode())
        assert (strictly(source) is not None) == is_good
        assert glance(source) == strictly(source)


def test_an_empty_part_is_not_written() -> None:
    source = NONE.replace(b',"record"', b',"opened":{},"record"')
    assert glance(source) is strictly(source) is None


def test_a_long_line_that_is_none_takes_no_longer_than_it_is_long() -> None:
    part = b',"record":"{\\"actor_ref\\":\\"' + b"a" * 32
    begun = NONE[: NONE.index(b',"record"')] + b',"opened":{'
    assert glance(begun + part * 40_000 + b"}\n") is None


def test_the_finding_is_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(9162)  # noqa: S311 - the same alterations each time
    honest, signed = b"".join(HONEST), b"".join(SIGNED)
    log = Log()
    log.add(RANGER, {"a name": 1, "Z": canonical("x").decode()})
    logs = [honest, signed, b"".join(log.written())]
    logs += [_altered(rng.choice([honest, signed]), rng) for _ in range(2_000)]
    found = [verify(each.splitlines(keepends=True)) for each in logs]
    monkeypatch.setattr(verifying, "glance", lambda _source: None)
    assert found == [verify(each.splitlines(keepends=True)) for each in logs]
    assert isinstance(found[0], Outcome)
    assert len({outcome.refusal.check for outcome in found if outcome.refusal}) > 5
