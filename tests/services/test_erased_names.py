"""Erasing somebody brings their name back nowhere in what was written about others."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from screening.domain.errors import NotPossible, SealBroken
from screening.domain.name_masks import HIDDEN
from screening.domain.sourcing import Handling
from screening.domain.unauthorised import Breach, MadeBy
from screening.domain.words import (
    ErasedBecause,
    FollowUpKind,
    Retention,
    Role,
    ShouldBe,
)
from screening.reports.html import report_html
from screening.services import candidates, following_up, sourcing, unauthorised
from screening.services.candidates import Person
from screening.services.erasure import erasing, places
from screening.services.following_up import Asking
from screening.services.missed import Missed, report_missed
from screening.services.reading.checks.check import read_check
from screening.services.reading.equality.follow_ups import read_follow_ups
from screening.services.reading.registers.sourcing import read_sourcing
from screening.services.reading.registers.sourcing_asked import list_questions
from screening.services.reading.registers.unauthorised import read_report
from screening.services.sourcing import Sourced
from screening.services.sourcing_handling import handle
from screening.services.unauthorised import ReportText
from screening.store.tables.candidate import Candidate
from screening.store.tables.erasure import NamePlaces
from screening.store.unit_of_work import UnitOfWork
from screening.store.vault import KeyRef, Vault
from tests.databases import on_both
from tests.services.test_by_reference import NAME, Named, all_told, pages
from tests.services.test_erasing import PowerCut
from tests.services.test_reporting_reading import printed
from tests.services.town import Town

pytestmark = on_both

TOBIAS, ANN = "Tobias Marlowe", "Ann Fennimore"
DIGEST = re.compile("[0-9a-f]{64}")


@dataclass
class NamingOthers(Named):
    """Plants words that begin with the name of somebody else in the same vacancy."""

    def candidate(self, vacancy: str) -> str:
        about = self.town.candidate(vacancy)
        for other in (NAME, "Bo Fennimore"):
            self.refs[f"{other} {vacancy}"] = self.town.candidate(vacancy, other)
        return about

    def erase(self) -> None:
        """Erase whoever is named."""
        for name, ref in self.refs.items():
            if name.startswith(NAME):
                self.town.erase(ref)


@pytest.fixture
def made(town: Town) -> NamingOthers:
    """In every text about the candidates of whom there are checks somebody else is named."""
    made = NamingOthers(town, panel=("mara",))
    all_told(made)
    return made


def kept(town: Town) -> dict[KeyRef, dict[str, Any] | None]:
    """What is kept of names, opened; None where it went."""
    with town.call("edith").look() as work:
        rows = work.session.scalars(select(NamePlaces)).all()
        found = {}
        for row in rows:
            key = KeyRef(row.owner, Retention(row.retention))
            where = f"name_places/{row.vacancy_ref}"
            opened = row.sealed and work.vault.open(key, where, row.sealed)
            found[key] = json.loads(opened) if opened else None
    return found


def test_officers_read_what_they_read_before_and_nobody_elses_name(made: NamingOthers) -> None:
    before = {name: pages(made, name) for name in ("edith", "dara")}
    as_written = read_check(made.town.call("hugh"), made.refs["closed"])
    made.erase()
    for name, shown in before.items():
        after = pages(made, name)
        assert not {
            page: made.named_in(read) for page, read in after.items() if made.named_in(read)
        }
        assert all(HIDDEN in str(read) for read in after.values())
        alike = [page for page in shown if not page.startswith(("trail", "sign-offs"))]
        assert {page: after[page] for page in alike} == {page: shown[page] for page in alike}
    assert read_check(made.town.call("hugh"), made.refs["closed"]) == as_written
    stopped = read_check(made.town.call("edith"), made.refs["stopped"]).attempts[0]
    assert stopped.request is not None
    assert stopped.request.relevance.startswith(f"{HIDDEN}: We want")
    missed = Missed("routine", "request.relevance", f"{HIDDEN}: We want someone")
    report_missed(
        made.town.call("edith"), made.refs["stopped"], 1, missed, ShouldBe.CAUTION, "It is."
    )
    for name in ("closed", "objected", "stopped"):
        page = report_html(printed(made.town, made.refs[f"{name}_vacancy"]))
        assert not made.named_in(page)
        assert page.count(HIDDEN) > 5


def test_what_is_kept_tells_no_name_and_goes_with_the_text(made: NamingOthers) -> None:
    assert kept(made.town) == {}
    made.erase()
    rows = kept(made.town)
    about, vacancy = made.refs["closed_candidate"], made.refs["closed_vacancy"]
    classes = {key.retention for key in rows if key.owner == about}
    assert classes == {Retention.REQUEST, Retention.OUTCOME}
    assert KeyRef(vacancy, Retention.VACANCY) in rows
    assert KeyRef(made.refs["sourcing"], Retention.OUTCOME) in rows
    assert KeyRef(made.refs["report"], Retention.OUTCOME) in rows
    erased = {ref for name, ref in made.refs.items() if name.startswith(NAME)}
    assert not erased & {key.owner for key in rows}
    for texts in rows.values():
        assert texts
        for digest, spans in texts.items():
            assert DIGEST.fullmatch(digest)
            assert all(isinstance(place, int) for span in spans for place in span)
    made.town.erase(about)
    left = kept(made.town)
    theirs = {about, made.refs["report_closed"]}
    assert {key for key, texts in left.items() if texts is None} == {
        key for key in rows if key.owner in theirs
    }
    assert {key: texts for key, texts in left.items() if texts is not None} == {
        key: texts for key, texts in rows.items() if key.owner not in theirs
    }


def asked(town: Town, vacancy: str, *words: str) -> None:
    """Edith asks something in each of these ``words``."""
    for each in words:
        asking = Asking(FollowUpKind.QUERY, each, town.now.date())
        following_up.ask(town.call("edith"), vacancy, asking)


def read(town: Town, vacancy: str) -> list[str]:
    """What she reads that she asked, the oldest first."""
    shown = read_follow_ups(town.call("edith"), vacancy).shown
    return [one.words for one in reversed(shown)]


def test_of_two_who_were_erased_both_stay_hidden_also_in_one_text(town: Town) -> None:
    vacancy = town.vacancy()
    tobias, ann, bo = (town.candidate(vacancy, name) for name in (TOBIAS, ANN, "Bo Ferris"))
    asked(
        town,
        vacancy,
        "Why Marlowe, and Ann Fennimore, and Bo Ferris?",
        "Is Tobias Ann Fennimore's man, or Bo's?",
        "Nobody is named.",
    )
    hidden = [
        f"Why {HIDDEN}, and {HIDDEN}, and {HIDDEN}?",
        f"Is {HIDDEN}'s man, or {HIDDEN}'s?",
        "Nobody is named.",
    ]
    for erased in (tobias, ann, bo):
        assert read(town, vacancy) == hidden
        town.erase(erased)
    assert read(town, vacancy) == hidden
    [texts] = kept(town).values()
    assert len(texts or {}) == 2


def test_it_stays_hidden_in_entries_that_name_no_vacancy(town: Town) -> None:
    mara, hugh, edith = town.call("mara"), town.call("hugh"), town.call("edith")
    today = town.now.date()
    entry = sourcing.enter(mara, "", Sourced("", "LinkedIn", "Marlowe", "Find people.", today))
    for name in (TOBIAS, ANN):
        sourcing.note(mara, entry, name, f"{name.split()[0]}.example.test")
    tobias = town.candidate(town.vacancy(), TOBIAS)
    town.candidate(town.vacancy("HSG-1", panel=("miles",)), ANN)
    for one in list_questions(hugh):
        if one.candidate_ref != tobias:
            handle(hugh, one.ref, Handling.SOURCING, "She was found as Marlowe was.", "")
    texts = "", "", "Marlowe's page.", ""
    told = ReportText(MadeBy.ME, "", today, *texts, Breach.UNSURE, today)
    report = unauthorised.report(mara, told)
    unauthorised.place(hugh, report, 1, "LIB-7", "")

    def shown() -> tuple[object, ...]:
        found, about = read_sourcing(edith, entry), read_report(edith, report)
        reasons = [one.reasons for one in found.handled.values() if one.reasons]
        return found.words, reasons, about.told

    before = shown()
    assert str(before).count(HIDDEN) == 3
    town.erase(tobias)
    assert shown() == before


def test_whom_the_name_was_shown_reads_it_until_it_is_erased(town: Town) -> None:
    vacancy = town.vacancy()
    tobias = town.candidate(vacancy, TOBIAS)
    asked(town, vacancy, "Why Tobias?")
    candidates.show_name(town.call("edith"), tobias, "A complaint names Tobias.")
    assert read(town, vacancy) == ["Why Tobias?"]
    town.erase(tobias)
    assert read(town, vacancy) == [f"Why {HIDDEN}?"]
    assert set(kept(town)) == {KeyRef(vacancy, Retention.VACANCY)}, "of their own texts nothing"


def test_an_earlier_name_stays_hidden_too(town: Town) -> None:
    vacancy = town.vacancy()
    tobias = town.candidate(vacancy, TOBIAS)
    asked(town, vacancy, "Why Marlowe?", "Why Oyelaran?")
    renamed(town, tobias, "Tobias Oyelaran")
    town.erase(tobias)
    assert read(town, vacancy) == [f"Why {HIDDEN}?"] * 2


def renamed(town: Town, candidate: str, name: str) -> None:
    """The candidate is called ``name`` from now on."""
    with town.call("hugh").change(Role.HR) as work:
        found = work.session.get_one(Candidate, candidate)
        candidates.write_person(work, found, Person(name, ""))
        work.commit()


def test_what_comes_while_it_is_looked_for_is_not_missed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another text, and another name; each before the keys go."""
    vacancy = town.vacancy()
    tobias = town.candidate(vacancy, TOBIAS)
    asked(town, vacancy, "Why Marlowe?", "Why Oyelaran?")
    look = places.look_elsewhere

    def looked(work: UnitOfWork, ref: str) -> places.Elsewhere:
        found = look(work, ref)
        asked(town, vacancy, "Tobias again?")
        renamed(town, tobias, "Tobias Oyelaran")
        return found

    monkeypatch.setattr(places, "look_elsewhere", looked)
    town.erase(tobias)
    assert read(town, vacancy) == [f"Why {HIDDEN}?", f"Why {HIDDEN}?", f"{HIDDEN} again?"]


@pytest.mark.parametrize(
    ("owner", "step"),
    [(Vault, "destroy"), (erasing, "_record")],
    ids=["no key gone", "keys gone"],
)
def test_interrupted_it_is_finished_and_the_name_stays_hidden(
    town: Town, owner: object, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept is in the database before any key goes, and is not kept twice."""
    vacancy = town.vacancy()
    tobias = town.candidate(vacancy, TOBIAS)
    asked(town, vacancy, "Why Marlowe?")

    def cut(*_args: object, **_how: object) -> None:
        raise PowerCut

    with monkeypatch.context() as interrupted:
        interrupted.setattr(owner, step, cut)
        with pytest.raises(PowerCut):
            town.erase(tobias)
    before = kept(town)
    assert len(before) == 1
    assert read(town, vacancy) == [f"Why {HIDDEN}?"]
    assert erasing.finish(town.call("edith")) == 1
    assert read(town, vacancy) == [f"Why {HIDDEN}?"]
    assert kept(town) == before


def test_nothing_is_kept_of_who_is_not_erased(town: Town) -> None:
    vacancy = town.vacancy()
    tobias = town.candidate(vacancy, TOBIAS)
    asked(town, vacancy, "Why Marlowe?")
    with pytest.raises(NotPossible):
        erasing.carry_out(town.call("dara"), tobias, ErasedBecause.ASKED)
    assert kept(town) == {}


def test_a_text_that_is_broken_keeps_nobody_from_being_erased(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = town.vacancy()
    tobias, ann = town.candidate(vacancy, TOBIAS), town.candidate(vacancy, ANN)
    asked(town, vacancy, "Why Marlowe?")
    town.draft(vacancy, ann)
    opens = Vault.open

    def broken(self: Vault, key: KeyRef, aad: str, sealed: bytes) -> bytes:
        if key == KeyRef(ann, Retention.REQUEST):
            raise SealBroken("altered")
        return opens(self, key, aad, sealed)

    with monkeypatch.context() as altered:
        altered.setattr(Vault, "open", broken)
        town.erase(tobias)
    assert read(town, vacancy) == [f"Why {HIDDEN}?"]
