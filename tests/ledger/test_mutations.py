"""Ten thousand tampered logs of which somebody kept a checkpoint, and a thousand honest ones.

Six hundred logs are tampered with, each of them in every way.

Whoever tampers here knows the format, and has the log's own keys where that helps: what is written
afresh is chained and signed anew.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from screening.ledger.checks import Check
from screening.ledger.compare import Against, Kept
from screening.ledger.export import Line, Signed, read_line, write_line, write_signed
from screening.ledger.record import ORGANISATION
from screening.ledger.verify import verify
from tests.figures import say
from tests.ledger.logs import FIRST, SECOND, STRANGER, Log

EACH = 600
"""Logs of each class of tampering."""
HONEST = 1_000
PRIVATE, OTHER = FIRST, SECOND


@dataclass(frozen=True)
class Fact:
    """One thing that is recorded: what it is, where, and what is said."""

    kind: str  # "said", "key", "heads", "sign" (no record of its own)
    vacancy: str = ORGANISATION
    payload: tuple[tuple[str, Any], ...] = ()
    untrue: tuple[tuple[str, str], ...] = ()


def history(rng: random.Random) -> list[Fact]:
    """What happened in some honest log: at least two checkpoints, several vacancies."""
    vacancies = [f"{rng.getrandbits(128):032x}" for _ in range(rng.randint(2, 5))]
    facts = [Fact("key")]
    for _ in range(rng.randint(2, 3)):
        for _ in range(rng.randint(3, 7)):
            said = (("n", rng.randint(0, 999)), ("words", f"w{rng.random()}"))
            facts.append(Fact("said", rng.choice(vacancies), said))
        facts += [Fact("heads"), Fact("sign")]
    return facts


def told(facts: list[Fact], private: Any = PRIVATE, **untrue: str) -> Log:
    """The log in which ``facts`` were recorded, signed with ``private``."""
    log = Log()
    for fact in facts:
        if fact.kind == "said":
            log.add(fact.vacancy, dict(fact.payload), **(untrue | dict(fact.untrue)))
        elif fact.kind == "key":
            log.say_key(private)
        elif fact.kind == "heads":
            log.say_heads()
        else:
            log.sign(private)
    return log


def kept_of(log: Log, rng: random.Random) -> Kept:
    """A checkpoint that somebody was given."""
    return Kept(log.signed[rng.choice(sorted(log.signed))])


def _said(facts: list[Fact], size: int, rng: random.Random) -> int:
    """The place in ``facts`` of something said that is among the first ``size`` records."""
    records = [place for place, fact in enumerate(facts) if fact.kind != "sign"][:size]
    return rng.choice([place for place in records if facts[place].kind == "said"])


Tampered = Callable[[list[Fact], Kept, random.Random], list[bytes]]


def _rewritten(change: Callable[[list[Fact], int, random.Random], list[Fact]]) -> Tampered:
    """The log written anew with ``change`` made before the kept checkpoint."""

    def made(facts: list[Fact], kept: Kept, rng: random.Random) -> list[bytes]:
        place = _said(facts, kept.checkpoint.size, rng)
        return told(change(facts, place, rng)).written()

    return made


def _other_words(facts: list[Fact], place: int, _rng: random.Random) -> list[Fact]:
    altered = replace(facts[place], payload=(*facts[place].payload[:-1], ("words", "others")))
    return [*facts[:place], altered, *facts[place + 1 :]]


def _taken_out(facts: list[Fact], place: int, _rng: random.Random) -> list[Fact]:
    return [*facts[:place], *facts[place + 1 :]]


def _put_in(facts: list[Fact], place: int, _rng: random.Random) -> list[Fact]:
    return [*facts[:place], Fact("said", facts[place].vacancy, (("n", -1),)), *facts[place:]]


def _twice(facts: list[Fact], place: int, _rng: random.Random) -> list[Fact]:
    return [*facts[:place], facts[place], *facts[place:]]


def _moved(facts: list[Fact], place: int, _rng: random.Random) -> list[Fact]:
    return [*facts[:place], *facts[place + 1 :], facts[place]]


def _elsewhere(facts: list[Fact], place: int, _rng: random.Random) -> list[Fact]:
    return [*facts[:place], replace(facts[place], vacancy="f" * 32), *facts[place + 1 :]]


def _vacancy_gone(facts: list[Fact], place: int, _rng: random.Random) -> list[Fact]:
    return [fact for fact in facts if fact.vacancy != facts[place].vacancy]


def _by_another(facts: list[Fact], place: int, rng: random.Random) -> list[Fact]:
    field, value = rng.choice(
        [
            ("actor_ref", "b" * 32),
            ("actor_role", "manager"),
            ("occurred_at", "2020-01-01T00:00:00.000000Z"),
            ("policy_version", "2020-1"),
            ("event_type", "check_approved"),
            ("subject_ref", "c" * 32),
        ]
    )
    altered = replace(facts[place], untrue=((field, value),))
    return [*facts[:place], altered, *facts[place + 1 :]]


def _afresh(facts: list[Fact], kept: Kept, rng: random.Random) -> list[bytes]:
    return told(history(rng)).written()


def _with_another_key(facts: list[Fact], _kept: Kept, _rng: random.Random) -> list[bytes]:
    return told(facts, STRANGER).written()


def _cut(facts: list[Fact], kept: Kept, rng: random.Random) -> list[bytes]:
    log = told(facts)
    log.lines = log.lines[: rng.randint(1, kept.checkpoint.size - 1)]
    return log.written()


def _one_byte(facts: list[Fact], _kept: Kept, rng: random.Random) -> list[bytes]:
    content = bytearray(b"".join(told(facts).written()))
    place = rng.randrange(len(content))
    content[place] = rng.choice([each for each in range(256) if each != content[place]])
    return bytes(content).splitlines(keepends=True)


def _lines(change: Callable[[list[bytes], random.Random], list[bytes]]) -> Tampered:
    def made(facts: list[Fact], _kept: Kept, rng: random.Random) -> list[bytes]:
        return change(told(facts).written(), rng)

    return made


def _line_gone(lines: list[bytes], rng: random.Random) -> list[bytes]:
    place = rng.choice(_records(lines[:-1]))
    return [*lines[:place], *lines[place + 1 :]]


def _line_twice(lines: list[bytes], rng: random.Random) -> list[bytes]:
    place = rng.choice(_records(lines))
    return [*lines[: place + 1], *lines[place:]]


def _lines_exchanged(lines: list[bytes], rng: random.Random) -> list[bytes]:
    one, other = rng.sample(_records(lines), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _opened_otherwise(lines: list[bytes], rng: random.Random) -> list[bytes]:
    place = rng.choice(_records(lines))
    line = read_line(lines[place])
    assert isinstance(line, Line)
    name = rng.choice(sorted(line.opened))
    opened = {**line.opened, name: {**line.opened[name], "value": "something else"}}
    lines[place] = write_line(line._replace(opened=opened))
    return lines


def _hash_otherwise(lines: list[bytes], rng: random.Random) -> list[bytes]:
    place = rng.choice(_records(lines))
    line = read_line(lines[place])
    assert isinstance(line, Line)
    name = rng.choice(["leaf", "link", "vacancy_link"])
    lines[place] = write_line(line._replace(**{name: f"{rng.getrandbits(256):064x}"}))
    return lines


def _checkpoint_otherwise(lines: list[bytes], rng: random.Random) -> list[bytes]:
    place = rng.choice([place for place in range(len(lines)) if place not in _records(lines)])
    line = read_line(lines[place])
    assert isinstance(line, Signed)
    text = line.note.split("\n")
    number, other = rng.choice([(1, "70"), (2, "A" * 43 + "=")])
    text[number] = other
    lines[place] = write_signed("\n".join(text))
    return lines


def _records(lines: list[bytes]) -> list[int]:
    return [place for place, line in enumerate(lines) if isinstance(read_line(line), Line)]


CLASSES: dict[str, Tampered] = {
    "other words": _rewritten(_other_words),
    "a record taken out": _rewritten(_taken_out),
    "a record put in": _rewritten(_put_in),
    "a record twice": _rewritten(_twice),
    "a record moved to the end": _rewritten(_moved),
    "a record in another vacancy": _rewritten(_elsewhere),
    "a vacancy gone": _rewritten(_vacancy_gone),
    "by another, at another time, under another policy": _rewritten(_by_another),
    "a log written afresh": _afresh,
    "the same log under another key": _with_another_key,
    "cut off": _cut,
    "one byte": _one_byte,
    "a line gone": _lines(_line_gone),
    "a line twice": _lines(_line_twice),
    "lines exchanged": _lines(_lines_exchanged),
    "opened otherwise": _lines(_opened_otherwise),
    "a hash otherwise": _lines(_hash_otherwise),
    "a checkpoint otherwise": _lines(_checkpoint_otherwise),
}


def test_there_are_enough_of_them() -> None:
    assert len(CLASSES) >= 12
    assert len(CLASSES) * EACH >= 10_000


@pytest.fixture(scope="module")
def honest() -> list[tuple[list[Fact], Log, list[bytes]]]:
    """What happened, the log that says so, and its lines; each of ``EACH``."""
    rng = random.Random(3)  # noqa: S311 - the same each time
    logs = [(facts, told(facts)) for facts in (history(rng) for _ in range(EACH))]
    return [(facts, log, log.written()) for facts, log in logs]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_tampered_log_is_found_out(
    kind: str,
    honest: list[tuple[list[Fact], Log, list[bytes]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    rng = random.Random(kind)  # noqa: S311 - the same each time
    missed = []
    for number, (facts, log, written) in enumerate(honest):
        kept = kept_of(log, rng)
        lines = CLASSES[kind](facts, kept, rng)
        assert lines != written
        outcome = verify(lines, [kept])
        if outcome.refusal is None and set(outcome.compared) <= {Against.AGREES}:
            missed.append(number)
    say(capsys, f"{kind}: {EACH - len(missed)} of {EACH} found out")
    assert missed == []


def test_without_a_kept_checkpoint_what_is_written_anew_is_not_found_out() -> None:
    """The other side of it: this is what the checkpoint is for."""
    rng = random.Random(0)  # noqa: S311 - the same each time
    facts = history(rng)
    kept = kept_of(told(facts), rng)
    lines = CLASSES["other words"](facts, kept, rng)
    assert verify(lines).refusal is None
    assert verify(lines, [kept]).compared != (Against.AGREES,)


def test_no_honest_log_is_accused(capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(1)  # noqa: S311 - the same each time
    for _ in range(HONEST):
        log = told(history(rng))
        kept = [Kept(note) for note in log.signed.values()]
        outcome = verify(log.written(), kept)
        assert outcome.refusal is None
        assert set(outcome.compared) == {Against.AGREES}
        assert outcome.checkpoints == len(kept)
    say(capsys, f"honest logs: none of {HONEST} accused")


def test_refusals_are_of_every_kind_that_lines_can_be_wrong_in() -> None:
    rng = random.Random(2)  # noqa: S311 - the same each time
    seen: set[Check] = set()
    for kind in ("a line gone", "lines exchanged", "opened otherwise", "a hash otherwise"):
        for _ in range(50):
            facts = history(rng)
            refusal = verify(CLASSES[kind](facts, kept_of(told(facts), rng), rng)).refusal
            assert refusal is not None
            seen.add(refusal.check)
    assert seen >= {Check.GAP, Check.OPENED, Check.LEAF, Check.LINK, Check.VACANCY_LINK}
