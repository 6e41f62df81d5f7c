"""A receipt beside the log as it is now, and exports beside what was kept, as the verifier says."""

import io
from dataclasses import replace

import pytest

from screening.domain.errors import NotValid
from screening.ledger.checks import Check
from screening.ledger.compare import Against
from screening.ledger.receipt import read_receipt, write_receipt
from screening.services import checkpointing, receipts
from screening.services.verifying import verify_export, verify_kept
from screening.store.export import export
from tests.databases import on_both
from tests.services.town import Town


@pytest.fixture
def receipt(town: Town) -> str:
    """A receipt of hugh's."""
    town.approved(town.vacancy())
    checkpointing.make(town.call("hugh"))
    [recorded] = receipts.list_receipts(town.call("hugh"))
    return receipts.read_receipt(town.call("hugh"), recorded.seq).file


def exported(town: Town) -> list[bytes]:
    file = io.BytesIO()
    with town.call("hugh").look() as work:
        export(work.session, file, work.vault)
    return file.getvalue().splitlines(keepends=True)


@on_both
def test_a_receipt_agrees_with_the_log_however_that_has_grown(town: Town, receipt: str) -> None:
    assert verify_kept(town.call("mara"), receipt).is_good
    town.vacancy("LIB-8")
    checkpointing.make(town.call("hugh"))
    checkpointing.rotate_key(town.call("dara"))
    found = verify_kept(town.call("mara"), receipt)
    assert (found.against, found.outcome) == (Against.AGREES, None)
    assert found.held == read_receipt(receipt).checkpoint.size


def test_a_checkpoint_does_by_itself(town: Town, receipt: str) -> None:
    found = verify_kept(town.call("mara"), read_receipt(receipt).note)
    assert found.is_good


@on_both
def test_what_was_altered_does_not(town: Town, receipt: str) -> None:
    whole = read_receipt(receipt)
    first, *rest = whole.proof
    moved = write_receipt(replace(whole, proof=[bytes(32), *rest]))
    assert verify_kept(town.call("mara"), moved).against is Against.NO_PROOF
    text, _, signature = whole.note.partition("\n\n")
    for line, against in ((0, Against.OTHER_LOG), (1, Against.BAD_SIGNATURE)):
        lines = text.split("\n")
        lines[line] = f"screening/{'f' * 32}" if line == 0 else "999999"
        note = "\n".join(lines) + "\n\n" + signature
        assert verify_kept(town.call("mara"), note).against is against
    assert first != bytes(32)


def test_a_receipt_of_a_longer_log_is_a_rollback(
    town: Town, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = read_receipt(receipt).checkpoint.size
    checkpoints = "screening.services.verifying.checkpoints.standing"
    with town.call("mara").look() as work:
        stands = checkpointing.checkpoints.standing(work)
    monkeypatch.setattr(checkpoints, lambda _work: replace(stands, size=held - 1, signed=0))
    assert verify_kept(town.call("mara"), receipt).against is Against.ROLLBACK


@pytest.mark.parametrize("text", ["", "nothing", "a\n1\nb\n\nc\n", "x" * 40_000])
def test_what_is_neither_receipt_nor_checkpoint_is_said_to_be_so(town: Town, text: str) -> None:
    with pytest.raises(NotValid, match="neither a receipt nor a signed checkpoint"):
        verify_kept(town.call("mara"), text)
    with pytest.raises(NotValid):
        verify_export(town.call("mara"), [], text)


def test_an_export_is_checked_alone_and_beside_a_receipt(town: Town, receipt: str) -> None:
    lines = exported(town)
    alone, beside = (
        verify_export(town.call("mara"), lines),
        verify_export(town.call("mara"), lines, receipt),
    )
    assert alone.is_good
    assert (alone.against, alone.held) == (None, 0)
    assert (beside.is_good, beside.against) == (True, Against.AGREES)
    cut = verify_export(town.call("mara"), lines[:-4], receipt)
    assert (cut.is_good, cut.against) == (False, Against.ROLLBACK)


@on_both
def test_an_export_that_is_not_in_order_is_not_good(town: Town, receipt: str) -> None:
    lines = exported(town)
    broken = verify_export(town.call("mara"), [*lines[:3], *lines[4:]], receipt)
    assert not broken.is_good
    assert broken.outcome is not None
    assert broken.outcome.refusal is not None
    assert broken.outcome.refusal.check is Check.GAP
    assert broken.against is Against.UNDECIDED
    assert not verify_export(town.call("mara"), []).is_good
