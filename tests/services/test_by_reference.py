"""Whoever works by reference reads no name of a candidate, in what people wrote either.

Every text of the town begins with a word of the candidate's name.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
import pytest

from screening.domain.errors import NotValid
from screening.domain.name_masks import HIDDEN
from screening.domain.words import CandidateStatus, ErasedBecause, FollowUpKind, ShouldBe, Source
from screening.reports.html import report_html
from screening.reports.pdf import pdf_from_html
from screening.services import candidates, following_up
from screening.services.checks import clockwork, disputing, filing, notices
from screening.services.claims import ClaimText
from screening.services.erasure import erasing_by_two, holds
from screening.services.following_up import Asking
from screening.services.missed import Missed, report_missed
from screening.services.own_page import replies
from screening.services.reading.checks.check import read_check
from screening.services.reading.checks.disputing import read_disputing
from screening.services.reading.equality.follow_ups import read_follow_ups
from screening.services.reading.equality.reviews import read_signing
from screening.services.reading.equality.timeline import EVERYTHING, read_timeline
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.keeping.holds import read_hold
from screening.services.reading.keeping.retention import read_vacancy_kept
from screening.services.reading.registers.sourcing import read_sourcing
from screening.services.reading.registers.unauthorised import read_report
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.reports.conftest import text_of
from tests.services.candidates import link_to, replies_with
from tests.services.test_reporting_reading import printed
from tests.services.town import FAIR, IMPROPER, Town
from tests.web.planted_beside import beside_the_checks
from tests.web.planting import MARK, Planted

pytestmark = on_both

NAME = f"Zoë {MARK.capitalize()}"
OF_THE_VACANCY = {"reference", "title", "department", "criterion"}
_WORD = re.compile(rf"{MARK}\d{{4}}q", re.IGNORECASE)


@dataclass
class Named(Planted):
    """Plants words that begin with the name of each candidate."""

    def word(self, kind: str) -> str:
        word = super().word(kind)
        return word if kind in OF_THE_VACANCY else word.capitalize()

    def candidate(self, vacancy: str) -> str:
        return candidates.add_candidate(
            self.town.call("hugh"), vacancy, NAME, "", CandidateStatus.SHORTLISTED
        )

    def named_in(self, shown: object) -> set[str]:
        """The kinds of the texts of which ``shown`` holds the name."""
        found = {word.casefold() for word in _WORD.findall(str(shown))}
        return {self.words[word][1] for word in found} - OF_THE_VACANCY


@pytest.fixture
def made(town: Town) -> Named:
    """Each candidate is named in what is about them."""
    made = Named(town, panel=("mara",))
    all_told(made)
    return made


def all_told(made: Named) -> None:
    """A check gone all the way, with a reply; one that was stopped, marked and objected to."""
    town = made.town
    hugh, edith = town.call("hugh"), town.call("edith")
    made.told("closed")
    made.told("objected", third_party=True)
    named = {part: f"{NAME}: {text}" for part, text in IMPROPER.items()}
    made.sent("stopped", "stopped", **named)
    disputing.dispute_finding(edith, made.refs["stopped"], 1, 1, ShouldBe.NOTHING, made.word("x"))
    notices.raise_objection(hugh, made.refs["objected"], made.word("reply"))
    notices.decide_objection(hugh, made.refs["objected"], upheld=True, reasons=made.word("reply"))
    town.wait(days=12)
    clockwork.tick(hugh)
    made.closed(made.refs["closed"])
    replies_with(town, link_to(town, made.refs["closed"]), made.word("answer"))
    replies.pass_on(hugh, made.refs["closed"], made.word("handed-over"))
    beside_the_checks(made, "closed")
    for kind in (FollowUpKind.QUERY, FollowUpKind.ACTION):
        asking = Asking(kind, made.word("query"), town.now.date(), town.people["hugh"].ref)
        asked = following_up.ask(edith, made.refs["closed_vacancy"], asking)
        following_up.answer(hugh, asked, made.word("query"))
    owner = town.people["hugh"].ref
    condition = Asking(FollowUpKind.CONDITION, made.word("x"), town.now.date(), owner)
    town.sign_off(made.refs["closed_vacancy"], "edith", made.word("officers"), (condition,))


def pages(made: Named, name: str) -> dict[str, object]:
    """What an officer reads of the vacancies."""
    call, refs = made.town.call(name), made.refs
    reading: dict[str, Callable[[], object]] = {}
    for state in ("closed", "objected", "stopped"):
        reading |= {
            f"check {state}": lambda ref=refs[state]: read_check(call, ref),
            f"candidate {state}": lambda ref=refs[f"{state}_candidate"]: read_candidate(call, ref),
            f"trail {state}": lambda ref=refs[f"{state}_vacancy"]: [
                read_timeline(call, ref, EVERYTHING, before) for before in (0, 30, 15)
            ],
        }
    reading |= {
        "follow-ups": lambda: read_follow_ups(call, refs["closed_vacancy"]),
        "sign-offs": lambda: read_signing(call, refs["closed_vacancy"]),
        "sourcing": lambda: read_sourcing(call, refs["sourcing"]),
    }
    if name == "edith":  # dara has to know whom a breach is about
        reading |= {
            "looked up": lambda: read_report(call, refs["report_closed"]),
            "told": lambda: read_report(call, refs["report"]),
            "marking": lambda: read_disputing(call, refs["stopped"], 1),
        }
    return {page: read() for page, read in reading.items()}


def test_no_page_of_an_officer_names_a_candidate(made: Named) -> None:
    for name in ("edith", "dara"):
        shown = pages(made, name)
        assert not {
            page: made.named_in(read) for page, read in shown.items() if made.named_in(read)
        }
        assert all(HIDDEN in str(read) for read in shown.values())
    for name in ("hugh", "mara"):
        by_name = read_check(made.town.call(name), made.refs["closed"])
        assert {"quote", "request"} <= made.named_in(by_name)
        assert HIDDEN not in str(by_name)
        assert not by_name.by_reference


def test_whom_a_name_was_shown_reads_what_is_about_them(made: Named) -> None:
    edith, dara = made.town.call("edith"), made.town.call("dara")
    candidates.show_name(edith, made.refs["closed_candidate"], "A complaint names them.")
    read = pages(made, "edith")
    assert {"quote", "request", "search"} <= made.named_in(read["check closed"])
    assert not made.named_in(read["check stopped"])
    assert not made.named_in(read_check(dara, made.refs["closed"])), "it was not shown to dara"


def test_what_was_found_stands_where_it_stood(made: Named) -> None:
    """In the text as it is shown; and words may be marked as they are read."""
    town, ref = made.town, made.refs["stopped"]
    written = read_check(town.call("hugh"), ref).attempts[0]
    shown = read_check(town.call("edith"), ref).attempts[0]
    assert len(written.findings) == len(shown.findings) > 3
    texts = read_disputing(town.call("edith"), ref, 1).texts
    for found in shown.findings:
        if found.end:
            assert texts[found.field][found.start : found.end] == found.excerpt
    moved = [
        (one.start, other.start)
        for one, other in zip(written.findings, shown.findings, strict=True)
    ]
    assert any(before != after for before, after in moved)
    assert shown.disputes[0].is_about(shown.findings[0])
    words = texts["request.why_now"]
    assert HIDDEN in words
    missed = Missed("routine", "request.why_now", words)
    report_missed(town.call("edith"), ref, 1, missed, ShouldBe.CAUTION, "It is.")
    marked = read_check(town.call("hugh"), ref).attempts[0]
    assert marked.request is not None
    [place] = [one for one in marked.disputes if one.missed]
    assert marked.request.why_now[place.start : place.end] == marked.request.why_now


def test_words_are_marked_as_they_are_read_and_no_name_is_guessed_at(made: Named) -> None:
    for typed in (NAME, NAME.split(maxsplit=1)[0]):
        with pytest.raises(NotValid):
            missed(made, typed)
    missed(made, f"{HIDDEN}: We want someone")
    missed(made, f"who fits in. {HIDDEN}")
    marked = read_check(made.town.call("hugh"), made.refs["stopped"]).attempts[0]
    assert marked.request is not None
    text = marked.request.relevance
    assert {text[one.start : one.end] for one in marked.disputes if one.missed} == {
        f"{NAME}: We want someone",
        f"who fits in. {MARK.capitalize()}",
    }


def missed(made: Named, words: str) -> None:
    """Edith says that something should have been found in these words of the relevance."""
    said = Missed("routine", "request.relevance", words)
    edith = made.town.call("edith")
    report_missed(edith, made.refs["stopped"], 1, said, ShouldBe.CAUTION, "It is.")


def test_no_report_holds_a_name_in_any_of_its_bytes(made: Named) -> None:
    """Neither in what is read, nor in what a machine finds: nothing is attached to the file."""
    for name in ("closed", "objected", "stopped"):
        vacancy = made.refs[f"{name}_vacancy"]
        report = printed(made.town, vacancy)
        page = report_html(report)
        assert not made.named_in(page)
        assert page.count(HIDDEN) > 5
        with made.town.call("edith").look() as work:
            records = open_records(work.session, work.vault, vacancy_ref=vacancy)
        assert "quote" in made.named_in([record.payload for record in records])
        leaves = [record.leaf_hash for record in records]
        assert [one.leaf for one in report.records] == leaves[: len(report.records)]
    content = pdf_from_html(page)
    read = text_of(content)
    assert HIDDEN in read
    assert not made.named_in(read)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not pdf.attachments
        assert "/AF" not in pdf.Root
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        others = [item for item in pdf.objects if not isinstance(item, pikepdf.Stream)]
        assert not made.named_in(others)
        assert not [one for one in streams if made.named_in(_decoded(one))]


def test_what_was_found_in_a_quote_stands_where_it_stood_in_the_trail_too(town: Town) -> None:
    vacancy = town.vacancy()
    claim = ClaimText(
        "I, May, am a hard-working, reliable team player.", Source.APPLICATION, "Section 4", "E1"
    )
    check = filing.start_check_on(town.call("mara"), town.candidate(vacancy, "May Lowe"), claim)
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    entries = read_timeline(town.call("edith"), vacancy, EVERYTHING).entries
    [attempt] = [entry.attempt for entry in entries if entry.attempt]
    places = {(one.start, one.end) for one in attempt.findings if one.field == "claim.quote"}
    assert places == {(0, len(f"I, {HIDDEN}, am a hard-working, reliable team player."))}
    assert attempt.findings == town.see("edith", check).attempts[0].findings


def test_nobody_is_named_where_it_says_why_they_are_erased_or_kept(town: Town) -> None:
    vacancy, dara = town.vacancy(), town.call("dara")
    candidate = town.candidate(vacancy)
    erasing_by_two.propose(dara, candidate, ErasedBecause.ASKED, "Quillfeather asks for it.")
    reads = read_erasure(town.call("hugh"), candidate).read
    erasing_by_two.decline(town.call("hugh"), candidate, "Quillfeather takes it back.", reads)
    holds.place(dara, vacancy, "Ada Quillfeather is before the tribunal.")
    holds.lift(dara, vacancy, 1, "Quillfeather has won.")
    holds.place(dara, vacancy, "Ada Quillfeather appeals.")
    shown = (
        read_erasure(dara, candidate),
        read_vacancy_kept(dara, vacancy).holds,
        read_hold(dara, vacancy, 2),
    )
    assert "Quillfeather" not in str(shown)
    for words in ("asks for it", "takes it back", "is before the tribunal", "has won", "appeals"):
        assert f"{HIDDEN} {words}." in str(shown)
    candidates.show_name(dara, candidate, "The tribunal asks.")
    assert "Quillfeather has won." in str(read_vacancy_kept(dara, vacancy).holds)


def _decoded(stream: pikepdf.Stream) -> str:
    try:
        return stream.read_bytes().decode("latin-1")
    except pikepdf.PdfError:  # a picture
        return stream.read_raw_bytes().decode("latin-1")
