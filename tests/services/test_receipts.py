"""Receipts: for one's own acts alone, the same each time, and good by the verifier."""

import io
import re

import pytest

from screening.domain.errors import NotAllowed, NotFound, NotPossible
from screening.domain.events import Event
from screening.ledger.checkpoint import read_checkpoint
from screening.ledger.compare import Against, read_kept
from screening.ledger.verify import verify
from screening.services import checkpointing, receipts, reporting
from screening.store.export import export
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.town import Town


def test_a_decision_gives_a_receipt_once_it_is_under_a_checkpoint(town: Town) -> None:
    town.approved(town.vacancy())
    [recorded] = receipts.list_receipts(town.call("hugh"))
    assert (recorded.event, recorded.at, recorded.ready) == (Event.CHECK_APPROVED, town.now, False)
    with pytest.raises(NotPossible, match="no checkpoint yet"):
        receipts.read_receipt(town.call("hugh"), recorded.seq)
    checkpointing.make(town.call("hugh"))
    shown = receipts.read_receipt(town.call("hugh"), recorded.seq)
    assert shown.recorded.ready
    kept = read_kept(shown.file)
    assert kept.receipt is not None
    assert kept.receipt.record.event_type == Event.CHECK_APPROVED
    file = io.BytesIO()
    with town.call("hugh").look() as work:
        export(work.session, file, work.vault)
    lines = file.getvalue().splitlines(keepends=True)
    assert verify(lines, [kept]).compared == (Against.AGREES,)


def test_it_is_the_same_whenever_it_is_asked_for(town: Town) -> None:
    town.approved(town.vacancy())
    checkpointing.make(town.call("hugh"))
    [recorded] = receipts.list_receipts(town.call("hugh"))
    first = receipts.read_receipt(town.call("hugh"), recorded.seq)
    town.vacancy("LIB-8")
    checkpointing.make(town.call("hugh"))
    assert receipts.read_receipt(town.call("hugh"), recorded.seq) == first


def test_what_a_phone_reads_is_short_and_holds_checkpoint_and_hash(town: Town) -> None:
    town.approved(town.vacancy())
    checkpointing.make(town.call("hugh"))
    [recorded] = receipts.list_receipts(town.call("hugh"))
    shown = receipts.read_receipt(town.call("hugh"), recorded.seq)
    assert len(shown.code.encode()) <= 250
    text, leaf = shown.code[:-65], shown.code[-65:].strip()
    assert read_checkpoint(text).root.hex() == shown.root
    assert leaf == shown.leaf


def test_nobody_gets_a_receipt_for_somebody_else(town: Town) -> None:
    town.approved(town.vacancy())
    checkpointing.make(town.call("hugh"))
    [recorded] = receipts.list_receipts(town.call("hugh"))
    for name in ("mara", "edith", "alan", "dara"):
        assert receipts.list_receipts(town.call(name)) == ()
        with pytest.raises(NotFound):
            receipts.read_receipt(town.call(name), recorded.seq)


def test_older_ones_are_found_behind_the_latest(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        town.approved(town.vacancy(f"LIB-{_}"))
    monkeypatch.setattr(receipts, "MOST", 2)
    latest = receipts.list_receipts(town.call("hugh"))
    [oldest] = receipts.list_receipts(town.call("hugh"), latest[-1].seq)
    assert len(latest) == 2
    assert oldest.seq < latest[-1].seq
    assert receipts.list_receipts(town.call("hugh"), oldest.seq) == ()
    assert receipts.list_receipts(town.call("hugh"), -1) == ()


DECIDED = re.compile(
    "approved|rejected|returned|upheld|decided|refused|confirmed|declined|handed_over|handled"
    "|passed_on|kept_back|cancelled|stopped|called_off|signed_off|in_force|withheld|let_through"
)
NO_DECISION = {
    Event.CANDIDATE_CONFIRMED: "by the candidate, who has a page of their own",
    Event.RIGHTS_CLOCK_STOPPED: "it waits for an answer; the entry is decided later",
}


def test_whatever_is_decided_gives_one() -> None:
    decided = {event for event in Event if DECIDED.search(event)}
    assert decided - set(receipts.RECEIPTED) == set(NO_DECISION)


def test_hand_overs_sign_offs_and_reports_give_one_too(town: Town) -> None:
    town.reviewed()
    hughs = {recorded.event for recorded in receipts.list_receipts(town.call("hugh"))}
    ediths = {recorded.event for recorded in receipts.list_receipts(town.call("edith"))}
    assert {Event.CHECK_APPROVED, Event.HANDED_OVER} <= hughs
    assert Event.SIGNED_OFF in ediths


@on_both
def test_an_edition_gives_one_for_its_issuing_to_officers_alone(town: Town) -> None:
    vacancy = town.reviewed()
    number = int(reporting.request_report(town.call("edith"), vacancy))
    with pytest.raises(NotFound):
        receipts.read_edition_receipt(town.call("edith"), vacancy, number)
    assert worker_of(town).do_one()
    with pytest.raises(NotPossible, match="no checkpoint yet"):
        receipts.read_edition_receipt(town.call("edith"), vacancy, number)
    checkpointing.make(town.call("edith"))
    shown = receipts.read_edition_receipt(town.call("dara"), vacancy, number)
    assert shown.recorded.event == Event.REPORT_ISSUED
    kept = read_kept(shown.file)
    assert kept.receipt is not None
    assert kept.receipt.record.vacancy_ref == vacancy
    for name in ("hugh", "mara", "alan"):
        with pytest.raises((NotFound, NotAllowed)):
            receipts.read_edition_receipt(town.call(name), vacancy, number)


def test_what_is_no_such_act_gives_none(town: Town) -> None:
    town.vacancy()
    checkpointing.make(town.call("hugh"))
    assert receipts.list_receipts(town.call("hugh")) == ()
    with pytest.raises(NotFound):
        receipts.read_receipt(town.call("hugh"), 0)
