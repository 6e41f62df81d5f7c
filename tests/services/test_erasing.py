"""Erasing a candidate: nothing of theirs is left in any file, and the ledger stays whole."""

import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from screening.domain.errors import KeyDestroyed, NotPossible, SealBroken
from screening.domain.events import Event
from screening.domain.words import CandidateStatus, ErasedBecause, Source, State
from screening.ledger.verify import verify
from screening.services import candidates, reporting
from screening.services.call import Call
from screening.services.checks import filing
from screening.services.claims import ClaimText
from screening.services.erasure import erasing
from screening.services.people import kept_forms
from screening.services.reading.report.editions import read_editions
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store import erasure, sweeping
from screening.store.export import export
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.store import Store
from screening.store.tables.session import KeptForm
from screening.store.vault import Vault
from screening.store.vault_file import data_key
from tests.databases import on_both
from tests.reported import issued
from tests.services.town import FAIR, Town, populated

pytestmark = pytest.mark.usefixtures("quick_reports")

CANARIES = (
    "Zebedee Xylophone-Smythe",
    "zebedee.canary@example.test",
    "quotecanary seventeen posts a week",
    "placecanary.example.test/feed",
    "questioncanary do the posts show it",
    "relevancecanary it is the evidence",
)
NAME, CONTACT, QUOTE, ADDRESS, QUESTION, RELEVANCE = CANARIES


def told(town: Town, vacancy: str) -> tuple[str, str]:
    """A candidate and a check on them, full of words to look for afterwards."""
    candidate = candidates.add_candidate(
        town.call("hugh"), vacancy, NAME, CONTACT, CandidateStatus.SHORTLISTED
    )
    text = ClaimText(QUOTE, Source.CV, "Page 1", "E1", ADDRESS)
    check = filing.start_check_on(town.call("mara"), candidate, text)
    answers = FAIR | {"question": QUESTION, "relevance": RELEVANCE}
    version = town.type_in(check, **answers)
    filing.submit(town.call("mara"), check, version)
    return candidate, check


def records(town: Town, vacancy: str) -> list[OpenedRecord]:
    """The vacancy's records, opened as far as they can be."""
    with town.call("edith").look() as work:
        return open_records(work.session, work.vault, vacancy_ref=vacancy)


def wrapped_keys(town: Town, *owners: str) -> list[bytes]:
    """The key bytes of ``owners`` as they lie in the vault."""
    with town.store.vault.engine.connect() as connection:
        found = connection.execute(
            select(data_key.c.wrapped).where(data_key.c.owner.in_(owners))
        ).scalars()
        return [key for key in found if key is not None]


def verified(town: Town) -> bool:
    """Whether the exported ledger is in order."""
    file = io.BytesIO()
    with town.call("edith").look() as work:
        export(work.session, file, work.vault, everything=True)
    file.seek(0)
    return verify(file).refusal is None


def test_nothing_is_left_in_any_file(sqlite_store: Store, tmp_path: Path) -> None:
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    candidate, _check = told(town, vacancy)
    issued(town, vacancy)
    kept_forms.keep_form(
        town.call("mara"), town.people["mara"].ref, "/checks", [("question", QUESTION)]
    )
    report = reporting.fetch_report(town.call("edith"), vacancy, 1).content.decode()
    assert QUOTE in report
    edition = read_editions(town.call("edith"), vacancy).editions[0].job_ref
    with town.call("edith").look() as work:
        sealed = [
            row[0]
            for place in erasure.sealed_places(erasing.CLASSES)
            for row in work.session.execute(
                select(place.table.c[place.column]).where(place.under([candidate]))
            )
        ]
    keys = wrapped_keys(town, candidate, edition)
    assert len(keys) == 3  # no search was made: there is no key for an outcome
    assert len(sealed) > 6

    assert town.erase(candidate)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"screening.db", "vault.db"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        for canary in (*(text.encode() for text in CANARIES), *keys, *sealed):
            assert canary not in content, f"{canary!r} is in {path.name}"
    assert verified(town)


def test_what_was_said_is_gone_and_what_happened_stays(town: Town) -> None:
    vacancy = town.vacancy()
    candidate, check = told(town, vacancy)
    before = [(one.seq, one.event, one.leaf_hash) for one in records(town, vacancy)]
    town.erase(candidate)
    after = records(town, vacancy)
    assert [(one.seq, one.event, one.leaf_hash) for one in after][: len(before)] == before
    assert all(one.payload is None or one.payload == {} for one in after if one.check_ref)
    shown = read_candidate(town.call("hugh"), candidate)
    assert (shown.name, shown.contact, shown.erased_at) == ("", "", town.now)
    assert town.see("hugh", check).claim.erased
    assert verified(town)


@on_both
def test_it_is_on_record_once(town: Town) -> None:
    vacancy = town.vacancy()
    candidate, _check = told(town, vacancy)
    issued(town, vacancy)
    assert town.erase(candidate, ErasedBecause.RETENTION_OVER)
    for _time in range(2):
        assert erasing.finish_one(town.call("dara"), candidate)
    (record,) = [one for one in records(town, vacancy) if one.event == Event.SUBJECT_ERASED]
    assert record.actor_role == "data-protection"
    assert record.subject_ref == candidate
    assert record.payload == {
        "because": "retention-over",
        "classes": ["identity", "request", "outcome", "monitoring"],
        "editions": ["1"],
    }


def test_a_check_that_was_not_searched_lapses(town: Town) -> None:
    vacancy = town.vacancy()
    candidate, check = told(town, vacancy)
    assert town.see("hugh", check).state is State.AWAITING
    town.erase(candidate)
    assert town.see("hugh", check).state is State.EXPIRED


def test_a_check_that_was_over_stays_as_it_was(town: Town) -> None:
    check = town.closed(town.vacancy())
    town.erase(town.see("hugh", check).candidate_ref)
    assert town.see("hugh", check).state is State.CLOSED


def test_only_editions_that_print_the_person_go(town: Town) -> None:
    vacancy = town.vacancy()
    town.draft(vacancy)
    issued(town, vacancy)
    candidate, _check = told(town, vacancy)
    issued(town, vacancy)
    town.erase(candidate)
    second, first = read_editions(town.call("edith"), vacancy).editions
    assert (first.ready, second.ready, second.erased) == (True, False, True)
    assert reporting.fetch_report(town.call("edith"), vacancy, 1).content
    with pytest.raises(KeyDestroyed):
        reporting.fetch_report(town.call("edith"), vacancy, 2)
    assert issued(town, vacancy) == 3
    assert QUOTE not in reporting.fetch_report(town.call("edith"), vacancy, 3).content.decode()


def test_others_are_left_alone(town: Town) -> None:
    vacancy, elsewhere = town.vacancy(), town.vacancy("HSG-1")
    candidate, _check = told(town, vacancy)
    other = town.candidate(vacancy)
    told(town, elsewhere)
    issued(town, elsewhere)
    town.erase(candidate)
    assert read_candidate(town.call("hugh"), other).name
    assert QUOTE in reporting.fetch_report(town.call("edith"), elsewhere, 1).content.decode()


def test_forms_that_were_kept_go(town: Town) -> None:
    candidate, _check = told(town, town.vacancy())
    kept_forms.keep_form(
        town.call("mara"), town.people["mara"].ref, "/checks", [("question", QUESTION)]
    )
    town.erase(candidate)
    with town.call("edith").look() as work:
        assert work.session.scalars(select(KeptForm)).all() == []


class PowerCut(Exception):
    """The process is gone."""


@on_both
@pytest.mark.parametrize(
    ("owner", "step", "begun"),
    [
        (erasing, "carry_out", False),
        (Vault, "destroy", False),
        (erasing, "_record", True),
        (erasure, "empty", True),
        (sweeping, "flush", True),
    ],
    ids=["confirmed", "no key gone", "keys gone", "not emptied", "not flushed"],
)
def test_interrupted_anywhere_the_worker_finishes_it(
    town: Town, owner: object, step: str, begun: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = town.vacancy()
    candidate, _check = told(town, vacancy)
    issued(town, vacancy)

    def cut(*_args: object, **_how: object) -> None:
        raise PowerCut

    with monkeypatch.context() as interrupted:
        interrupted.setattr(owner, step, cut)
        with pytest.raises(PowerCut):
            town.erase(candidate, ErasedBecause.MISTAKE)
    assert (read_candidate(town.call("hugh"), candidate).name == "") == begun
    done = step == "flush"
    assert erasing.finish(town.call("edith")) == (0 if done else 1)
    assert erasing.finish(town.call("edith")) == 0
    assert read_candidate(town.call("hugh"), candidate).erased_at == town.now
    assert read_editions(town.call("edith"), vacancy).editions[0].erased
    [erased] = [one for one in records(town, vacancy) if one.event == Event.SUBJECT_ERASED]
    assert erased.actor_role == ("data-protection" if done else "clock")
    assert erased.payload is not None
    assert erased.payload["because"] == "mistake"
    assert verified(town)


def test_what_nobody_confirmed_is_not_carried_out(town: Town) -> None:
    candidate, _check = told(town, town.vacancy())
    with pytest.raises(NotPossible):
        erasing.carry_out(town.call("dara"), candidate, ErasedBecause.ASKED)
    assert read_candidate(town.call("hugh"), candidate).name == NAME


def test_who_cannot_be_erased_keeps_nobody_else_from_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = town.vacancy()
    people = [town.candidate(vacancy, name) for name in ("Ann First", "Bo Second", "Cy Third")]
    carry_out = erasing.carry_out

    def all_but_the_second(call: Call, ref: str, *how: Any) -> None:
        if ref == people[1]:
            raise SealBroken("altered")
        carry_out(call, ref, *how)

    with monkeypatch.context() as stopped:
        stopped.setattr(erasing, "carry_out", lambda *_asked: None)
        for candidate in people:
            town.erase(candidate)
    with monkeypatch.context() as stopped:
        stopped.setattr(erasing, "carry_out", all_but_the_second)
        with pytest.raises(SealBroken):
            erasing.finish(town.call("edith"))
    names = [read_candidate(town.call("hugh"), candidate).name for candidate in people]
    assert names == ["", "Bo Second", ""]
    assert erasing.finish(town.call("edith")) == 1


def test_a_restored_copy_is_erased_again(sqlite_store: Store, tmp_path: Path) -> None:
    """Its log goes on without the erasure; its vault knows of it."""
    town = populated(sqlite_store)
    vacancy = town.vacancy()
    candidate, _check = told(town, vacancy)
    issued(town, vacancy)
    sweeping.flush(town.store)
    file = tmp_path / "screening.db"
    copy = file.read_bytes()
    town.erase(candidate)
    town.store.engine.dispose()
    file.write_bytes(copy)
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)
    assert erasing.finish(town.call("edith")) == 1
    shown = records(town, vacancy)[-1]
    assert (shown.event, shown.actor_role) == (Event.SUBJECT_ERASED, "clock")
    assert shown.payload is not None
    assert shown.payload["because"] == "before"
    assert not any(text.encode() in file.read_bytes() for text in CANARIES)
    assert verified(town)
