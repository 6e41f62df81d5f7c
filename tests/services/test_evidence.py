"""Files that candidates give as evidence: who is given them, who learns of them, when they go."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from sqlalchemy import select

from screening.domain.errors import (
    KeyDestroyed,
    LinkDead,
    NotAllowed,
    NotFound,
    NotPossible,
    NotValid,
    ScreeningError,
)
from screening.domain.events import Event
from screening.domain.evidence import LARGEST, NO_ROOM, FileKind
from screening.domain.words import Answered, ErasedBecause, Role, State
from screening.reports.subject_model import Subject
from screening.services import reporting, subject_access, vacancies
from screening.services.checks import notices
from screening.services.erasure import erasing_by_two
from screening.services.own_page import answers
from screening.services.own_page.answers import check_takes_files
from screening.services.own_page.evidence import give_out, opened_file
from screening.services.reading.checks.evidence import list_evidence
from screening.services.reading.equality.reviews import read_signing
from screening.services.reading.equality.timeline import Wanted, read_timeline
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.report.whole import read_report
from screening.store.tables.evidence import CandidateEvidence
from screening.store.tables.review import Edition
from tests.databases import on_both
from tests.services.candidates import HERE, answers_with, calling, link_to, page_at
from tests.services.recusing import recuse
from tests.services.town import Town

PDF = b"%PDF-1.7 quokka"
TEXT = b"I ran it for three years: quokka."
JPEG = b"\xff\xd8\xff\xe0 quokka"


@pytest.fixture
def check(town: Town) -> str:
    return town.told(town.vacancy())


@pytest.fixture
def key(town: Town, check: str) -> str:
    return link_to(town, check)


def gives(town: Town, key: str, *files: bytes, answered: Answered = Answered.EVIDENCE) -> None:
    """Let the holder of the link give ``files`` with an answer without words."""
    answers_with(town, key, answered, "", *files)


def rows(town: Town) -> list[CandidateEvidence]:
    with town.call("hugh").look() as work:
        return list(work.session.scalars(select(CandidateEvidence)))


def test_hr_is_given_each_file_and_it_is_on_record(town: Town, check: str, key: str) -> None:
    gives(town, key, PDF, TEXT)
    assert town.see("hugh", check).state is State.PAUSED
    assert page_at(town, key).said[-1].files == town.see("hugh", check).files == 2
    hugh, hetty = town.call("hugh", "k" * 32), town.call("hetty")
    for call in (hugh, hugh, hetty):  # a second click is a second look
        given = give_out(call, check, 2)
        assert given.content == TEXT
        assert (given.name, given.kind) == ("evidence-2.txt", FileKind.TEXT)
    first, second = list_evidence(hetty, check)
    assert first.opened == ()
    assert [one.by for one in second.opened] == ["hugh", "hugh", "hetty"]
    seen = town.see("hugh", check).every(Event.EVIDENCE_OPENED)
    assert [one.payload for one in seen] == [{"evidence": "evidence-2.txt"}] * 3
    raised = town.see("hugh", check).last(Event.OBJECTION_RAISED)
    assert raised and raised.payload
    digests = [file["sha256"] for file in raised.payload["evidence"]]
    assert digests == [sha256(PDF).hexdigest(), sha256(TEXT).hexdigest()]
    for missing in (0, 3):
        with pytest.raises(NotFound):
            give_out(hugh, check, missing)


def test_nobody_else_is_given_one(town: Town, check: str, key: str) -> None:
    gives(town, key, PDF)
    hana = town.add("hana", Role.HR, Role.MANAGER)
    vacancy = town.see("hugh", check).vacancy_ref
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["mara"].ref, hana.ref])
    for name in ("mara", "miles", "hana", "sam", "edith", "dara", "alan"):
        for number in (1, 2):  # and nobody learns so whether there is one
            with pytest.raises((NotAllowed, NotFound)):
                give_out(town.call(name), check, number)
        with pytest.raises((NotAllowed, NotFound)):
            list_evidence(town.call(name), check)
    assert not town.see("hugh", check).every(Event.EVIDENCE_OPENED)
    other = town.told(town.vacancy("LIB-8"))
    assert give_out(town.call("hetty"), check, 1).content == PDF
    with pytest.raises(NotFound):
        give_out(town.call("hetty"), other, 1)


def test_nor_whoever_looks_or_was_recused(town: Town, check: str, key: str) -> None:
    """They handle checks in HR as others do, and of this one only what comes of the search."""
    vacancy = town.see("hugh", check).vacancy_ref
    other = town.approved(vacancy)
    town.add("henry", Role.HR)
    town.add("henry too", Role.HR, person=town.people["henry"].person_ref)
    recuse(town, "henry", vacancy, other)
    gives(town, key, PDF)
    for name in ("sam", "henry", "henry too"):
        with pytest.raises(NotAllowed, match="the one who searches, nor have been recused"):
            give_out(town.call(name), check, 1)
        with pytest.raises(NotAllowed):
            list_evidence(town.call(name), check)
        shown = town.see(name, check)
        assert shown.files == 0 and Event.OBJECTION_UPHELD not in shown.doings
    assert town.see("hetty", check).files == 1


def test_who_was_given_one_had_a_part_in_the_check(town: Town, check: str, key: str) -> None:
    """By person, wherever that is asked: to sign off, to say yes to an erasure, to be seated."""
    gives(town, key, PDF)
    shown = town.see("hugh", check)
    vacancy, candidate = shown.vacancy_ref, shown.candidate_ref
    for name, role in (("edith", "eve"), ("dara", "dora"), ("miles", "max")):
        town.add(role, Role.HR, person=town.people[name].person_ref)
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, "They asked us.")
    town.add("donna", Role.DATA_PROTECTION, person=town.people["miles"].person_ref)
    assert read_signing(town.call("edith"), vacancy).may_sign
    assert read_erasure(town.call("donna"), candidate).may_decide
    for name in ("eve", "max"):
        give_out(town.call(name), check, 1)
    assert not read_signing(town.call("edith"), vacancy).may_sign
    with pytest.raises(NotAllowed, match="had a part in a check"):
        town.sign_off(vacancy, "edith", "Fine.")
    assert not read_erasure(town.call("donna"), candidate).may_decide
    with pytest.raises(NotAllowed):
        town.confirm_erasure(candidate, by="donna")
    seats = [town.people[name].ref for name in ("mara", "miles")]
    with pytest.raises(NotValid, match="not dealt with a check"):
        vacancies.set_panel(town.call("hugh"), vacancy, seats)


def test_neither_the_panel_nor_the_report_learns_of_it(town: Town, check: str, key: str) -> None:
    gives(town, key, PDF)
    before = town.see("hugh", check)
    give_out(town.call("hugh"), check, 1)
    shown = town.see("mara", check)
    assert shown.files == 0 and shown.state is State.NOTIFIED
    assert "evidence-1" not in repr(shown) and "quokka" not in repr(shown)
    assert town.see("edith", check).files == town.see("dara", check).files == 0
    trail = read_timeline(town.call("edith"), before.vacancy_ref, Wanted()).entries
    assert trail[0].event is Event.EVIDENCE_OPENED and trail[0].by == "hugh"
    assert "evidence-1" not in repr(trail)
    number = int(reporting.request_report(town.call("edith"), before.vacancy_ref))
    with town.call("edith").look() as work:
        edition = work.session.get_one(Edition, (before.vacancy_ref, number))
        report = read_report(work, edition, HERE)
    said = repr(report)
    assert "evidence-1" not in said and sha256(PDF).hexdigest() not in said
    assert Event.EVIDENCE_OPENED not in {line.event for line in report.checks[0].lines}
    assert [record.event for record in report.records if record.hidden] == [""]


@pytest.mark.parametrize(
    ("answered", "files", "boxes"),
    [
        (Answered.EVIDENCE, (PDF, b"<html>"), {"file_2"}),
        (Answered.EVIDENCE, (b"", PDF.ljust(LARGEST + 1), PDF), {"file_1", "file_2"}),
        (Answered.EVIDENCE, (PDF,) * 4, {"file_1"}),
        (Answered.GO_AHEAD, (PDF,), {"file_1"}),
        (Answered.MINE, (PDF,), {"file_1"}),
        (Answered.NOT_MINE, (PDF,), {"words"}),
    ],
)
def test_what_is_not_taken_changes_nothing(
    town: Town, check: str, key: str, answered: Answered, files: tuple[bytes, ...], boxes: set[str]
) -> None:
    with pytest.raises(NotValid) as refused:
        gives(town, key, *files, answered=answered)
    assert set(refused.value.fields) == boxes
    assert rows(town) == [] and town.see("hugh", check).state is State.NOTIFIED


@on_both
def test_with_the_next_answer_come_the_next_numbers(town: Town, check: str, key: str) -> None:
    gives(town, key, PDF, TEXT)
    with pytest.raises(NotPossible):
        gives(town, key, JPEG)
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It shows less.")
    gives(town, key, JPEG, answered=Answered.OBJECT)
    assert [file.name for file in list_evidence(town.call("hugh"), check)] == [
        "evidence-1.pdf", "evidence-2.txt", "evidence-3.jpg"]  # fmt: skip
    assert [one.files for one in page_at(town, key).said] == [2, 0, 1]


def test_a_check_has_room_for_nine(town: Town, check: str, key: str) -> None:
    hugh = town.call("hugh")
    for room, given in ((3, 3), (3, 3), (3, 2)):
        assert page_at(town, key).room == room
        check_takes_files(calling(town), key)
        gives(town, key, *(PDF,) * given, answered=Answered.OBJECT)
        with pytest.raises(NotPossible, match="no files at the moment"):
            check_takes_files(calling(town), key)
        notices.decide_objection(hugh, check, upheld=False, reasons="It shows less.")
    assert page_at(town, key).room == 1
    with pytest.raises(NotValid) as refused:
        gives(town, key, TEXT, TEXT)
    assert refused.value.fields == {"file_1": NO_ROOM}
    assert len(rows(town)) == 8 and town.see("hugh", check).state is State.NOTIFIED
    gives(town, key, TEXT)
    notices.decide_objection(hugh, check, upheld=False, reasons="It shows less.")
    assert page_at(town, key).room == 0
    with pytest.raises(NotPossible, match="nine files"):
        check_takes_files(calling(town), key)
    with pytest.raises(NotValid) as refused:
        gives(town, key, TEXT)
    assert refused.value.fields == {"words": NO_ROOM}
    answers_with(town, key, Answered.OBJECT)  # without one they can still say it
    assert give_out(hugh, check, 9).content == TEXT and len(rows(town)) == 9
    for wrong in ("a" * 52, "never"):
        with pytest.raises(LinkDead):
            check_takes_files(calling(town), wrong)


@on_both
def test_of_two_at_once_one_is_kept_whole(town: Town, check: str, key: str) -> None:
    def give(content: bytes) -> bool:
        try:
            gives(town, key, content, content)
        except ScreeningError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        taken = list(both.map(give, (PDF, TEXT)))
    assert sorted(taken) == [False, True]
    mine = PDF if taken[0] else TEXT
    hugh = town.call("hugh")
    assert [give_out(hugh, check, number).content for number in (1, 2)] == [mine, mine]
    assert len(rows(town)) == 2


def test_what_was_sent_twice_is_kept_once(town: Town, key: str) -> None:
    for _again in range(2):
        call = calling(town, "k" * 32)
        answers.answer(call, key, Answered.EVIDENCE, "", {"file_1": PDF})
    assert len(rows(town)) == 1


@on_both
def test_it_is_sealed_and_goes_with_the_candidate(town: Town, check: str, key: str) -> None:
    gives(town, key, PDF, TEXT)
    kept = rows(town)
    assert all(row.sealed and b"quokka" not in row.sealed for row in kept)
    one, other = kept
    one.sealed = other.sealed  # where it does not belong it cannot be opened
    with town.call("hugh").look() as work, pytest.raises(ScreeningError):
        opened_file(work, one)
    assert town.erase(other.candidate_ref)
    assert rows(town) == []
    with town.call("hugh").look() as work, pytest.raises(KeyDestroyed):
        opened_file(work, other)
    with pytest.raises(NotFound):
        give_out(town.call("hugh"), check, 1)
    assert list_evidence(town.call("hugh"), check) == ()
    assert town.see("hugh", check).files == 0


def test_their_copy_holds_them(town: Town, check: str, key: str) -> None:
    gives(town, key, PDF, TEXT)
    give_out(town.call("hugh"), check, 1)
    candidate, dara = town.see("hugh", check).candidate_ref, town.call("dara")
    looked = subject_access.look_at(dara, candidate, "They asked.", HERE)
    assert looked.files == () and "quokka" not in repr(looked)
    said = [one.value for one in looked.everything_said() if one.field == "file"]
    assert said == ["files/check-1-evidence-1.pdf", "files/check-1-evidence-2.txt"]
    assert "evidence-1.pdf" in [one.value for one in looked.everything_said()]
    assert gone_out(looked) == [("saved",), ()]
    copy = subject_access.make_copy(dara, candidate, "They asked.", HERE)
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        assert archive.read("files/check-1-evidence-1.pdf") == PDF
        assert archive.read("files/check-1-evidence-2.txt") == TEXT
        assert len(archive.namelist()) == 4
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It shows less.")
    gives(town, key, JPEG)
    again = subject_access.look_at(dara, candidate, "They asked.", HERE)
    assert gone_out(again) == [("saved", "copied"), ("copied",), ()]


def gone_out(held: Subject) -> list[tuple[str, ...]]:
    """For each file how it left the service, as the person reads it."""
    (beside,) = [section for section in held.sections if section.name == "beside"]
    files = [entry.said for entry in beside.entries if entry.said[0].field == "file"]
    return [tuple(one.field for one in said[1:]) for said in files]
