"""A log beside what somebody kept of it: each way in which they may not go together."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from screening.cli.main import main
from screening.domain.errors import NotCanonical
from screening.ledger.checks import Check
from screening.ledger.compare import MEANING, Against, Kept, read_kept
from screening.ledger.keys import half_of
from screening.ledger.merkle import root
from screening.ledger.note import NoteKey, open_note, sign_note
from screening.ledger.proofs import inclusion_ranges
from screening.ledger.receipt import Receipt, read_receipt, write_receipt
from screening.ledger.verify import verify
from tests.ledger.logs import CLERK, FIRST, NAME, RANGER, STRANGER, Log, signed_log


def receipt(log: Log, index: int, size: int) -> Receipt:
    """What somebody was given for record ``index`` when the log had ``size`` records."""
    leaves = [bytes.fromhex(line.leaf) for line in log.lines]
    proof = [root(leaves[low:high]) for low, high in inclusion_ranges(index, size)]
    return Receipt(log.lines[index].record, index, proof, log.signed[size])


def changed(ranger: str = "Ranger", *, clerk: bool = True, signs: bool = True) -> Log:
    """The log written otherwise by whoever has its keys, or the same when nothing is changed."""
    log = Log()
    log.add(RANGER, {"title": ranger})
    log.say_key(FIRST)
    if clerk:
        log.add(CLERK, {"title": "Clerk"})
    log.say_heads()
    if signs:
        log.sign(FIRST)
    log.add(RANGER, {})
    if signs:
        log.say_heads()
        log.sign(FIRST)
    return log


HONEST = signed_log()
OF_FIRST, OF_CLERK = receipt(HONEST, 0, 4), receipt(HONEST, 2, 4)
KEPT = Kept(OF_FIRST.note)


def _by_stranger() -> Kept:
    log = signed_log()
    log.lines = log.lines[:4]
    log.sign(STRANGER)
    return Kept(log.signed[4])


def _cut() -> Log:
    log = signed_log()
    log.lines = log.lines[:3]
    return log


def _gapped() -> Log:
    log = signed_log()
    del log.lines[3]
    return log


WAYS: dict[Against, tuple[Callable[[], Log], Kept]] = {
    Against.AGREES: (signed_log, Kept(OF_FIRST.note, OF_FIRST)),
    Against.OTHER_LOG: (
        signed_log,
        Kept(KEPT.note.replace("screening/dddd", "screening/eeee")),
    ),
    Against.UNKNOWN_KEY: (signed_log, _by_stranger()),
    Against.BAD_SIGNATURE: (signed_log, Kept(KEPT.note.replace("\n4\n", "\n5\n"))),
    Against.NO_PROOF: (signed_log, Kept(KEPT.note, replace(OF_FIRST, proof=OF_CLERK.proof))),
    Against.UNDECIDED: (_gapped, Kept(OF_FIRST.note, OF_FIRST)),
    Against.ROLLBACK: (_cut, Kept(OF_FIRST.note, OF_FIRST)),
    Against.OMISSION: (lambda: changed(clerk=False), Kept(OF_CLERK.note, OF_CLERK)),
    Against.EQUIVOCATION: (lambda: changed("Keeper"), Kept(OF_FIRST.note, OF_FIRST)),
    Against.FORK: (lambda: changed("Keeper"), KEPT),
    Against.REWRITE: (lambda: changed("Keeper", signs=False), KEPT),
}


def test_every_way_is_tried_and_explained() -> None:
    assert set(WAYS) == set(Against) == set(MEANING)


@pytest.mark.parametrize("way", Against)
def test_it_is_told_from_the_others(way: Against) -> None:
    made, kept = WAYS[way]
    outcome = verify(made().written(), [kept])
    assert (outcome.refusal is None) is (way is not Against.UNDECIDED)
    assert outcome.compared == (way,)


def test_a_log_cut_before_its_key_is_known_by_a_key_that_was_kept() -> None:
    lines = HONEST.written()[:1]
    assert verify(lines, [KEPT]).compared == (Against.UNKNOWN_KEY,)
    assert verify(lines, [KEPT], [half_of(FIRST, NAME)]).compared == (Against.ROLLBACK,)


def test_a_log_is_compared_as_far_as_it_is_in_order() -> None:
    lines = signed_log().written()
    held = Kept(OF_FIRST.note, OF_FIRST)
    broken = verify([*lines[:-1], lines[0]], [held])
    assert broken.refusal is not None
    assert broken.compared == (Against.AGREES,)


def test_a_receipt_is_written_and_read() -> None:
    text = write_receipt(OF_CLERK)
    assert read_receipt(text) == OF_CLERK
    assert read_kept(text) == Kept(OF_CLERK.note, OF_CLERK)
    assert read_kept(KEPT.note) == KEPT
    assert text.startswith("c2sp.org/tlog-proof@v1\nextra ")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[:-1],
        lambda text: text.replace("@v1", "@v2"),
        lambda text: text.replace("index 2", "index 3"),
        lambda text: text.replace("extra ", "extra A"),
        lambda text: text.replace("index 2\n", "index 2\nAAAA\n"),
        lambda text: text.replace("\n\n", "\n", 1),
        lambda text: text + "x" * 40_000,
    ],
)
def test_what_is_no_receipt_is_refused(spoil: Callable[[str], str]) -> None:
    with pytest.raises(NotCanonical):
        read_kept(spoil(write_receipt(OF_CLERK)))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"".join(HONEST.written()))
    return file


def test_the_command_says_how_far_it_is_tamper_evident(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = export.with_name("mine.tlog-proof")
    kept.write_text(write_receipt(OF_CLERK), encoding="utf-8")
    assert main(["verify", str(export), "--receipt", str(kept)]) == 0
    said = capsys.readouterr().out
    assert "mine.tlog-proof, over 4 records: agrees" in said
    assert "Tamper-evident up to record 3, by what you kept." in said
    assert "2 checkpoints are over these records; the last is over the first 8" in said


def test_the_command_refuses_a_log_that_is_not_the_one_that_was(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = export.with_name("checkpoint")
    kept.write_text(KEPT.note, encoding="utf-8")
    export.write_bytes(b"".join(changed("Keeper").written()))
    assert main(["verify", str(export), "--receipt", str(kept)]) == 1
    said = capsys.readouterr().out
    assert "checkpoint, over 4 records: fork: the log signed two histories" in said
    assert "REFUSED" in said
    assert "Tamper-evident" not in said


def test_the_command_takes_a_key(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = export.with_name("checkpoint")
    kept.write_text(KEPT.note, encoding="utf-8")
    export.write_bytes(HONEST.written()[0])
    words = ["verify", str(export), "--receipt", str(kept), "--key"]
    assert main([*words, str(half_of(FIRST, NAME))]) == 1
    assert "rollback: the log is shorter than it was then" in capsys.readouterr().out
    assert main([*words, "screening/x"]) == 2
    assert "is not a key as `ledger keys` prints one" in capsys.readouterr().err


def test_a_log_with_keys_of_its_own_is_not_the_one_of_the_key_that_was_kept(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = Log()
    log.say_key(STRANGER)
    log.sign(STRANGER)
    export.write_bytes(b"".join(log.written()))
    assert main(["verify", str(export), "--key", str(half_of(FIRST, NAME))]) == 1
    assert "the key that you gave is none of them" in capsys.readouterr().out


def test_nobody_is_said_to_have_signed_what_a_stranger_signed() -> None:
    """The stranger's log is longer; the log's own key never signed a word of it."""
    log = Log()
    log.say_key(STRANGER)
    for number in range(6):
        log.add(RANGER, {"n": number})
    log.sign(STRANGER)
    outcome = verify(log.written(), [KEPT], [half_of(FIRST, NAME)])
    assert outcome.compared == (Against.REWRITE,)


def test_a_key_with_the_id_of_one_before_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NoteKey, "id", b"same")
    log = Log()
    log.say_key(FIRST)
    log.say_key(STRANGER, FIRST)
    refusal = verify(log.written()).refusal
    assert refusal is not None
    assert refusal.check == Check.KEY


def test_of_two_keys_with_one_id_the_one_that_signed_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(NoteKey, "id", b"same")
    note = sign_note("text\n", NAME, FIRST)
    keys = [half_of(FIRST, NAME), half_of(STRANGER, NAME)]
    assert open_note(note, keys)[1] == open_note(note, keys[::-1])[1] == keys[0]


def test_what_is_neither_receipt_nor_checkpoint_is_a_misuse(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = export.with_name("photo.jpg")
    kept.write_bytes(b"\xff\xd8")
    assert main(["verify", str(export), "--receipt", str(kept)]) == 2
    assert "neither a receipt nor a signed checkpoint" in capsys.readouterr().err
