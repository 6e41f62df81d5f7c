"""Checkpoints: when one is made, what it is over, and that an export with them verifies."""

import io
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from screening.domain.errors import KeyDestroyed, NotAllowed, NotFound, SealBroken, Unavailable
from screening.domain.people import OPERATOR
from screening.ledger.checkpoint import open_checkpoint
from screening.ledger.compare import Against, read_kept
from screening.ledger.proofs import is_included
from screening.ledger.verify import Outcome, verify
from screening.services import checkpointing
from screening.services.call import Call
from screening.services.receipts import receipt_for
from screening.store import checkpoints, tree
from screening.store.export import export
from screening.store.tables.checkpoint import LogCheckpoint, LogKey, TreeBlock
from screening.store.tables.record import record
from tests.databases import on_both
from tests.services.town import Town

_NUMBERS = count(1)


def operator(town: Town) -> Call:
    return Call(town.store, OPERATOR, lambda: town.now)


def something(town: Town) -> None:
    """Let something be recorded."""
    town.vacancy(f"NEW-{next(_NUMBERS)}")


def verified(town: Town, *, everything: bool = False) -> Outcome:
    """What the verifier says of an export made now."""
    file = io.BytesIO()
    with operator(town).look() as work:
        export(work.session, file, work.vault, everything=everything)
    return verify(file.getvalue().splitlines(keepends=True))


def _stopped_before_signing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object) -> None:
        raise Unavailable("stopped")

    with monkeypatch.context() as stopped:
        stopped.setattr(checkpoints, "sign", stop)
        with pytest.raises(Unavailable):
            checkpointing.make(operator(town))


def sizes(town: Town) -> list[int]:
    with operator(town).look() as work:
        return list(work.session.scalars(select(LogCheckpoint.size).order_by(LogCheckpoint.size)))


def test_the_first_is_made_at_once_and_is_over_everything(town: Town) -> None:
    something(town)
    assert checkpointing.tick(operator(town))
    outcome = verified(town)
    assert outcome.refusal is None
    assert (outcome.checkpoints, outcome.signed) == (1, outcome.records)
    assert verified(town, everything=True).refusal is None


def test_another_is_due_after_a_while_if_there_is_anything_new(town: Town) -> None:
    something(town)
    checkpointing.tick(operator(town))
    town.now += checkpointing.EVERY
    assert not checkpointing.tick(operator(town))
    something(town)
    assert checkpointing.tick(operator(town))
    something(town)
    town.now += checkpointing.EVERY - timedelta(seconds=1)
    assert not checkpointing.tick(operator(town))
    assert len(sizes(town)) == 2


def test_another_is_due_after_many_records(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    vacancy = town.vacancy()
    checkpointing.tick(operator(town))
    town.candidate(vacancy)
    assert not checkpointing.tick(operator(town))
    with operator(town).look() as work:
        stands = checkpoints.standing(work)
    monkeypatch.setattr(checkpointing, "RECORDS", stands.size - stands.signed + 1)
    assert not checkpointing.tick(operator(town))
    town.candidate(vacancy)
    assert checkpointing.tick(operator(town))


def test_whoever_asks_gets_the_one_that_still_stands(town: Town) -> None:
    something(town)
    first = checkpointing.make(operator(town))
    assert checkpointing.make(operator(town)) == first
    assert sizes(town) == [first]


def test_what_was_stopped_in_between_is_signed_later(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    something(town)
    checkpointing.tick(operator(town))
    something(town)
    _stopped_before_signing(town, monkeypatch)
    something(town)
    assert checkpointing.tick(operator(town))
    outcome = verified(town)
    assert outcome.refusal is None
    assert outcome.checkpoints == 3
    assert outcome.signed == outcome.records


@on_both
def test_a_new_key_takes_over_and_the_old_one_is_no_more(town: Town) -> None:
    something(town)
    checkpointing.tick(operator(town))
    before = verified(town).key
    something(town)
    assert checkpointing.rotate_key(operator(town)) == 2
    checkpointing.make(operator(town))
    after = verified(town)
    assert after.refusal is None
    assert after.checkpoints == 2
    assert after.key not in (None, before)
    assert checkpointing.keys_of(operator(town)) == [str(before), str(after.key)]
    with operator(town).look() as work:
        old = work.session.get_one(LogKey, 1)
        with pytest.raises(KeyDestroyed):
            checkpoints.private_half(work.vault, old)


def test_only_an_operator_changes_the_key(town: Town) -> None:
    for name in ("mara", "hugh", "edith"):
        with pytest.raises(NotAllowed):
            checkpointing.rotate_key(town.call(name))


def test_an_old_key_that_was_left_is_destroyed_by_the_clock(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(checkpoints, "retire", lambda *_args: None)
        checkpointing.rotate_key(operator(town))
    with operator(town).look() as work:
        checkpoints.private_half(work.vault, work.session.get_one(LogKey, 1))
    checkpointing.tick(operator(town))
    with operator(town).look() as work, pytest.raises(KeyDestroyed):
        checkpoints.private_half(work.vault, work.session.get_one(LogKey, 1))


def test_whoever_holds_a_receipt_can_show_the_record(town: Town) -> None:
    something(town)
    kept = read_kept(receipt_for(operator(town), 0))
    something(town)
    checkpointing.rotate_key(operator(town))
    something(town)
    checkpointing.make(operator(town))
    file = io.BytesIO()
    with operator(town).look() as work:
        export(work.session, file, work.vault)
    lines = file.getvalue().splitlines(keepends=True)
    assert verify(lines, [kept]).compared == (Against.AGREES,)
    assert verify(lines[:2], [kept]).compared == (Against.UNKNOWN_KEY,)
    assert verify(lines[:4], [kept]).compared == (Against.ROLLBACK,)


@on_both
def test_there_is_no_receipt_for_what_is_not_recorded(town: Town) -> None:
    with pytest.raises(NotFound):
        receipt_for(operator(town), 7)


@on_both
def test_every_record_is_shown_to_be_under_a_checkpoint(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With blocks so small that there are several of them, kept and not kept yet."""
    monkeypatch.setattr(tree, "BLOCK", 4)
    town.handed_over(town.vacancy())
    size = checkpointing.make(operator(town))
    something(town)
    with operator(town).look() as work:
        kept = work.session.scalars(select(TreeBlock.number)).all()
        assert len(kept) == size // 4
        found = work.session.scalars(select(record.c.leaf).order_by(record.c.seq))
        leaves = [bytes.fromhex(leaf) for leaf in found]
        key = checkpoints.public_half(work, checkpoints.key_in_use(work))
        signed, _key = open_checkpoint(work.session.get_one(LogCheckpoint, size).note, [key])
        for index in range(size):
            proof = tree.inclusion_proof(work.session, index, size)
            assert is_included(leaves[index], index, size, proof, signed.root)
        assert tree.root(work.session, len(leaves)) != signed.root


def test_a_key_that_is_changed_in_between_signs_nothing_that_came_before_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    something(town)
    checkpointing.make(operator(town))
    something(town)
    _stopped_before_signing(town, monkeypatch)
    checkpointing.rotate_key(operator(town))
    assert checkpointing.tick(operator(town))
    outcome = verified(town)
    assert outcome.refusal is None
    assert (outcome.checkpoints, outcome.signed) == (2, outcome.records)
    assert not checkpointing.tick(operator(town))


def test_nor_where_it_is_changed_while_another_makes_a_checkpoint(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    something(town)
    checkpointing.make(operator(town))
    something(town)
    sign = checkpointing._sign

    def late(call: Call, size: int) -> None:
        monkeypatch.setattr(checkpointing, "_sign", sign)
        checkpointing.rotate_key(operator(town))
        sign(call, size)

    monkeypatch.setattr(checkpointing, "_sign", late)
    checkpointing.make(operator(town))
    assert verified(town).refusal is None
    checkpointing.make(operator(town))
    outcome = verified(town)
    assert outcome.refusal is None
    assert outcome.signed == outcome.records


def test_a_receipt_is_under_a_checkpoint_that_is_over_its_record(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    something(town)
    _stopped_before_signing(town, monkeypatch)
    something(town)
    with operator(town).look() as work:
        last = checkpoints.standing(work).size - 1
    kept = read_kept(receipt_for(operator(town), last))
    assert kept.receipt is not None
    assert kept.receipt.holds_together()
    assert kept.checkpoint.size > last


def test_a_key_that_the_vault_has_not_is_not_made_again(town: Town) -> None:
    """As where an older copy of the vault was put beside a newer database."""
    key = LogKey(number=2, ref="f" * 32, public="0" * 64, made_at=town.now)
    with operator(town).look() as work:
        for _ in range(2):
            with pytest.raises(SealBroken, match="not in this vault"):
                checkpoints.private_half(work.vault, key)


def test_a_key_of_another_vault_signs_nothing(town: Town) -> None:
    something(town)
    checkpointing.make(operator(town))
    with operator(town).look() as work:
        key = work.session.get_one(LogKey, 1)
        other = LogKey(number=1, ref=key.ref, public="0" * 64, made_at=town.now)
        with pytest.raises(SealBroken, match="not the one that the log names"):
            checkpoints.private_half(work.vault, other)


@on_both
@pytest.mark.parametrize("seq", [10**19, 10**40])
def test_a_number_beyond_all_records_is_no_record(town: Town, seq: int) -> None:
    with pytest.raises(NotFound):
        receipt_for(operator(town), seq)
