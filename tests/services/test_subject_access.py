"""What a candidate may have: all that is recorded about them, and nothing of anybody else."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from screening.domain.errors import NotAllowed, NotFound, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Language
from screening.domain.words import CandidateStatus, Given, Role, Source
from screening.reports.model import Organisation
from screening.reports.subject import subject_files
from screening.reports.subject_model import Sentence, Subject
from screening.services import candidates, claims, vacancies
from screening.services.calendar import day_of
from screening.services.catalogues import catalogue_of
from screening.services.checks import filing
from screening.services.checks.drafts import read_draft
from screening.services.claims import ClaimText
from screening.services.erasure.retention import WARNING
from screening.services.reading.rights.redaction import read_redaction
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.subject_access import look_at, make_copy
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.check import Draft
from tests.databases import on_both
from tests.services.town import IMPROPER, QUOTE, Town
from tests.web.planted import planted
from tests.web.planting import MARK, Planted

OURS = Organisation("Wexcombe Council", "#123456")
ARTICLE_15 = "LIB-7/R-1"
ON_ONE = pytest.mark.parametrize("shared_store", ["sqlite"], indirect=True)
"""What is compared is in memory by then, wherever it was read."""


@pytest.fixture
def closed(town: Town) -> str:
    """A candidate with a check gone all the way."""
    return town.see("hugh", town.closed(town.vacancy())).candidate_ref


def look(town: Town, candidate: str, by: str = "dara") -> Subject:
    return look_at(town.call(by), candidate, ARTICLE_15, OURS)


def strings(data: Any) -> Iterator[str]:
    """Every text in ``data``."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for each in data.values() if isinstance(data, Mapping) else data:
            yield from strings(each)


def test_what_the_candidate_said_is_given_and_what_others_wrote_waits(
    town: Town, closed: str
) -> None:
    subject = look(town, closed)
    given = {(said.field, said.value): said.given for said in subject.everything_said()}
    assert given["quote", QUOTE] is Given.WHOLE
    assert given["name", "Ada Quillfeather"] is Given.WHOLE
    assert given["contact", "ada@example.test"] is Given.WHOLE
    assert given["request.question", None] is Given.UNREAD
    assert given["answer", None] is Given.UNREAD
    assert "Three posts a week throughout." not in str(subject)


def test_a_quote_out_of_a_reference_is_the_referees(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    text = ClaimText("She is the best, says Jo Blake.", Source.REFERENCE, "Page 1", "E1", "")
    claims.add_claim(town.call("hugh"), candidate, text)
    subject = look(town, candidate)
    assert "Jo Blake" not in str(subject)
    (quote,) = (said for said in subject.everything_said() if said.field == "quote")
    assert quote.given is Given.UNREAD


@on_both
def test_a_quote_that_was_taken_for_theirs_and_is_the_referees_is_not_given(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    words = "She is the best, says Jo Blake."
    first = ClaimText(words, Source.APPLICATION, "Page 1", "E1", "")
    claim = claims.add_claim(town.call("hugh"), candidate, first)
    claims.change_claim(town.call("hugh"), claim, 1, replace(first, source=Source.REFERENCE))
    subject = look(town, candidate)
    assert "Jo Blake" not in str(subject)
    quotes = [said.given for said in subject.everything_said() if said.field == "quote"]
    assert quotes == [Given.UNREAD, Given.UNREAD]
    shown = read_redaction(town.call("dara"), candidate)
    marked = [one.proposed for one in shown.waiting if one.free.label == "Quote"]
    assert marked == [((0, len(words)),)] * 2


def test_attempts_that_were_not_ready_are_in_it_with_what_was_found(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    subject = look(town, town.see("hugh", check).candidate_ref)
    (section,) = (each for each in subject.sections if each.name == "check")
    (attempt,) = (each for each in section.entries if each.event == Event.CHECK_NOT_READY)
    found = [said for said in attempt.said if said.field.startswith("findings")]
    assert found and all(said.value for said in found)
    assert Given.UNREAD in {said.given for said in found}
    assert "red flags" not in str(subject)


def test_every_record_about_them_is_an_entry_and_a_line(town: Town, closed: str) -> None:
    subject = look(town, closed)
    with town.call("hugh").look() as work:
        records = open_records(work.session, work.vault, subject_ref=closed)
    before = [one.seq for one in records if one.event != Event.SUBJECT_ACCESS_OPENED]
    entries = [one.record for part in subject.sections for one in part.entries if one.record]
    assert [line.record for line in subject.records] == before
    assert set(entries) >= set(before)
    assert subject.last_record == before[-1]


def test_a_request_that_is_still_written_is_held_too(town: Town) -> None:
    check = town.draft(town.vacancy())
    town.type_in(check, question="Does her sister Tilda run it?")
    subject = look(town, town.see("mara", check).candidate_ref)
    (beside,) = (each for each in subject.sections if each.name == "beside")
    (draft,) = beside.entries
    assert {said.given for said in draft.said if said.field == "request.question"} == {Given.UNREAD}
    filing.submit(town.call("mara"), check, town.type_in(check, question="Is it hers?"))
    subject = look(town, town.see("mara", check).candidate_ref)
    (beside,) = (each for each in subject.sections if each.name == "beside")
    assert beside.entries == ()


@on_both
def test_how_long_it_is_kept_promises_no_day_that_does_not_come(town: Town) -> None:
    vacancy = town.vacancy()
    ada, bo = town.candidate(vacancy), town.candidate(vacancy, "Bo Fennimore")
    assert [kept.due for kept in look(town, ada).kept] == [None, None]
    candidates.set_status(town.call("hugh"), bo, CandidateStatus.OFFERED)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    about, register = look(town, ada).kept
    assert (about.due, about.ends) == (date(2027, 11, 23), "")
    assert register.due is None and "as long as the ledger" in register.ends
    about, _register = look(town, bo).kept
    assert about.due is None and "two people" in about.ends
    town.wait(days=400)
    about, _register = look(town, ada).kept
    assert about.due == day_of(town.now) + WARNING
    town.erase(ada)
    about, _register = look(town, ada).kept
    assert about.due is None and "erased" in about.ends


def test_looking_is_recorded_each_time_with_its_reason(town: Town, closed: str) -> None:
    look(town, closed)
    subject = look(town, closed)
    (seen,) = (each for each in subject.sections if each.name == "seen")
    (opened,) = seen.entries
    assert (opened.event, opened.by) == (Event.SUBJECT_ACCESS_OPENED, "a data protection officer")
    assert [said.value for said in opened.said] == [ARTICLE_15]
    with pytest.raises(NotValid):
        look_at(town.call("dara"), closed, " ", OURS)


@pytest.mark.parametrize("name", ["mara", "hugh", "edith", "alan"])
def test_nobody_else_looks(town: Town, closed: str, name: str) -> None:
    for act in (look_at, make_copy):
        with pytest.raises(NotAllowed):
            act(town.call(name), closed, ARTICLE_15, OURS)


def test_an_officer_of_the_panel_does_not_look(town: Town) -> None:
    town.add("petra", Role.DATA_PROTECTION, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "petra"))
    candidate = town.candidate(vacancy)
    for act in (look_at, make_copy):
        with pytest.raises(NotFound):
            act(town.call("petra"), candidate, ARTICLE_15, OURS)


def test_a_copy_holds_both_files_and_its_hash_is_on_record(town: Town, closed: str) -> None:
    copy = make_copy(town.call("dara"), closed, ARTICLE_15, OURS)
    assert copy.name == "data-lib-7-c-01.zip"
    assert sha256(copy.content).hexdigest() == copy.sha256
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        assert archive.namelist() == ["lib-7-c-01.html", "lib-7-c-01.json"]
        data = json.loads(archive.read("lib-7-c-01.json"))
    assert data["withheld"]["not-reviewed-yet"] == str(copy.unread) != "0"
    with town.call("hugh").look() as work:
        last = open_records(work.session, work.vault, subject_ref=closed)[-1]
    assert (last.event, last.payload and last.payload["sha256"]) == (
        Event.SUBJECT_ACCESS_EXPORTED,
        copy.sha256,
    )


def test_in_welsh_nothing_of_ours_is_left_in_english(town: Town, closed: str) -> None:
    subject, welsh = look(town, closed), catalogue_of(Language.WELSH)
    page = subject_files(subject, welsh)["lib-7-c-01.html"].decode()
    assert '<html lang="cy">' in page and "Tachwedd" in page and "November" not in page
    ours = {
        *(each.said() for each in subject.statements),
        *(entry.title for section in subject.sections for entry in section.entries),
        *(said.label for said in subject.everything_said()),
        *(line.by for line in subject.records),
    }
    sources = [entry.source for section in subject.sections for entry in section.entries]
    ours |= {each.said() if isinstance(each, Sentence) else each for each in sources}
    told = re.sub(r"\s+", " ", html.unescape(page))
    left = [text for text in ours if len(text.split()) > 2 and f">{text}<" in told]
    assert len(ours) > 50 and left == []
    copy = make_copy(town.call("dara"), closed, ARTICLE_15, OURS, Language.WELSH)
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        assert b'<html lang="cy">' in archive.read("lib-7-c-01.html")


def test_once_erased_it_tells_when_and_no_word(town: Town, closed: str) -> None:
    town.erase(closed)
    subject = look(town, closed)
    assert subject.erased_on == town.now.date()
    for secret in (QUOTE, "Quillfeather", "ada@"):
        assert secret not in str(subject)
    assert subject.records[-1].event is Event.SUBJECT_ERASED
    assert make_copy(town.call("dara"), closed, ARTICLE_15, OURS).unread == 0


@pytest.fixture(scope="module")
def made(shared_store: Store) -> Planted:
    """A town in which every text holds a word of its own; it is only read."""
    return planted(shared_store)


def test_no_word_about_anybody_else_is_in_it(made: Planted) -> None:
    """Planted words are of one candidate or of a vacancy; each copy is searched for all of them,
    but for those of the lawful basis, which everybody is told.
    """
    refs, town = made.refs, made.town
    found: dict[str, set[str]] = {}
    for name in ("closed", "withheld", "overruled", "upheld", "draft"):
        candidate = refs[f"{name}_candidate"]
        subject = look_at(town.call("dara"), candidate, ARTICLE_15, OURS)
        files = b"".join(subject_files(subject).values()).decode()
        about = _words_about(town, candidate) | _words_of_the_vacancy(made, name)
        found[name] = {
            word
            for word, (_place, kind) in made.words.items()
            if word in files and kind != "lawful"
        }
        assert found[name] <= about, name
    assert all(found.values())


_REFERENCES = frozenset(
    {"claim", "number", "revision", "criteria_version", "signal", "field", "start", "end", "place"}
    | {"places", "terms", "classes", "request", "assessment", "rights", "proposal"}
    | {"search", "candidate", "vacancy", "email", "message"}
    | {"verdict", "rules", "platforms", "criterion"}
)
"""Fields that say which thing is meant; a request and its assessment are shown part by part, and
the codes by which an attempt is counted repeat what is in them and in the claim."""


@ON_ONE
def test_no_field_of_a_record_is_passed_over(made: Planted) -> None:
    """What is said in any record about somebody is shown, or is a reference that says nothing."""
    refs, town = made.refs, made.town
    kinds: set[str] = set()
    for name in [each for each in refs if each.endswith("_candidate")]:
        subject = look_at(town.call("dara"), refs[name], ARTICLE_15, OURS)
        entries = {one.record: one for part in subject.sections for one in part.entries}
        with town.call("hugh").look() as work:
            records = open_records(work.session, work.vault, subject_ref=refs[name])
        for record in records:
            if record.seq not in entries:
                assert record.event == Event.SUBJECT_ACCESS_OPENED
                continue
            shown = {said.field for said in entries[record.seq].said}
            said = {field for field, value in (record.payload or {}).items() if value}
            assert said - shown <= _REFERENCES, (record.event, said - shown - _REFERENCES)
            kinds.add(record.event)
    assert len(kinds) > 30


def _words_about(town: Town, candidate: str) -> set[str]:
    """The planted words in records about ``candidate``, their name and contact."""
    with town.call("hugh").look() as work:
        records = open_records(work.session, work.vault, subject_ref=candidate)
    said = " ".join(text for one in records for text in strings(one.payload or {}))
    shown = look_at(town.call("dara"), candidate, ARTICLE_15, OURS).sections[0].entries[0]
    said += " ".join(str(each.value) for each in shown.said)
    for check in read_candidate(town.call("hugh"), candidate).checks:
        with town.call("mara").look() as work:
            said += str(read_draft(work, work.session.get_one(Draft, check.ref)))
    return set(_all_words(said))


def _all_words(text: str) -> Iterator[str]:
    start = text.find(MARK)
    while start >= 0:
        yield text[start : start + len(MARK) + 5]
        start = text.find(MARK, start + 1)


def _words_of_the_vacancy(made: Planted, name: str) -> set[str]:
    with made.town.call("hugh").look() as work:
        records = open_records(
            work.session, work.vault, vacancy_ref=made.refs[f"{name}_vacancy"], subject_ref=""
        )
    return set(_all_words(" ".join(text for one in records for text in strings(one.payload or {}))))
