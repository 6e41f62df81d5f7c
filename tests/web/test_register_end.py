"""After the end of its register every page about a vacancy says so, and shows no erased word."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from screening.domain.people import CLOCK
from screening.domain.words import ErasedBecause, Retention
from screening.services import vacancies
from screening.services.call import Call
from screening.services.erasure import ending, erasing
from screening.services.erasure.after_restoring import go_on
from screening.store.ledger_store import open_records
from screening.store.tables.candidate import Candidate
from screening.store.tables.record import payload
from screening.store.tables.vacancy import Vacancy
from screening.store.vault import KeyRef
from tests.reported import worker_of
from tests.web.every_address import addresses
from tests.web.planting import MARK, Planted
from tests.web.rewinding import (
    DATABASE,
    VAULT,
    Rewinding,
    Street,
    as_quick,
    pages_of,
    planted_once,
    planted_over,
    signed_in,
    store_over,
)
from tests.web.townspeople import TownPages

OF_THE_POST = {"reference", "title", "department", "criterion"}
"""What was published, and stays."""
LOOKED_AT = (
    "closed_vacancy",
    "closed_candidate",
    "closed",
    "school_read_vacancy",
    "held_vacancy",
    "closed_over_vacancy",
    "query",
    "answered_query",
    "action",
    "report_closed",
    "receipt",
)
SAYS_SO = re.compile(
    r"/vacancies/\w{32}(/consistency)?|/retention/\w{32}|/reviews/\w{32}(/sign-off|/report|/follow-ups)?"
    r"|/(asked|follow-ups)/\w{32}"
)
"""The pages of what went."""


@pytest.fixture(scope="module")
def street(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """The planted town, long after all of its registers ended; and what was erased with them."""
    folder = tmp_path_factory.mktemp("ended")
    kept = planted_once(prepared_file, folder)
    with as_quick(), closing(store_over(folder, kept / DATABASE, kept / VAULT)) as store:
        made = planted_over(store, kept)
        _end_all(made)
        with closing(Rewinding(folder / DATABASE)) as database:
            yield signed_in(pages_of(folder, made), made, database)


def _end_all(made: Planted) -> None:
    clock = Call(made.town.store, CLOCK, made.town.clock)
    go_on(made.town.call("dara"), int(made.refs["waits"]), "All are there.")
    with clock.look() as work:
        refs = work.session.scalars(select(Vacancy.ref)).all()
        left = work.session.scalars(select(Vacancy.ref).where(Vacancy.closed_at.is_(None))).all()
        people = work.session.scalars(
            select(Candidate.ref).where(Candidate.erased_at.is_(None))
        ).all()
        own = select(payload.c.seq).where(payload.c.retention == Retention.VACANCY)
        said = open_records(work.session, work.vault, seqs=work.session.scalars(own).all())
        words = set(re.findall(rf"{MARK}\d{{4}}q", str([one.payload for one in said])))
    made.refs["erased_words"] = " ".join(
        word for word in words if made.words[word][1] not in OF_THE_POST
    )
    made.town.wait(days=60)
    for ref in left:
        vacancies.close_vacancy(made.town.call("hugh"), ref)
    for ref in people:
        erasing.carry_out(clock, ref, ErasedBecause.RETENTION_OVER, still=lambda *_asked: None)
    for ref in refs:
        made.town.store.vault.destroy(ref, [Retention.VACANCY])
    destroyed = [KeyRef(ref, Retention.VACANCY) for ref in refs]
    assert ending.end_again(clock, destroyed) == len(refs)


@pytest.mark.parametrize("person", ["mara", "hugh", "edith", "dara"])
def test_every_page_says_so_and_shows_no_erased_word(street: Street, person: str) -> None:
    refs = street.planted.refs
    gone, looked_at = refs["erased_words"].split(), [refs[name] for name in LOOKED_AT]
    assert len(gone) > 10
    every = {ref for name, ref in refs.items() if len(ref) == 32}
    said = 0
    for address in dict.fromkeys(addresses(street, person)):
        about = [ref for ref in every if ref in address]
        if about and not any(ref in address for ref in looked_at):
            continue
        answer = street.ask(person, "GET", address)
        assert answer.status_code < 500, address
        assert [word for word in gone if word in answer.text] == [], address
        if answer.status_code == 200 and SAYS_SO.fullmatch(address):
            assert "The register of this vacancy ended on" in answer.text, address
            said += 1
    assert said > 2


def test_what_is_done_there_is_refused_with_a_reason(street: Street) -> None:
    ref = street.planted.refs["closed_over_vacancy"]
    for person, address, fields in (
        ("edith", f"/reviews/{ref}/report", {}),
        ("dara", f"/retention/{ref}/hold", {"reason": "A claim."}),
    ):
        answer = street.ask(person, "POST", address, fields)
        assert answer.status_code == 409
        assert "The register of this vacancy has ended" in answer.text


def test_the_calendar_lists_it_warns_and_tells_that_it_ended(pages: TownPages) -> None:
    town = pages.town
    vacancy = town.vacancy()
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    visitor = pages.visitor("dara")
    page = visitor.get("/retention")
    assert "Registers that end, of vacancies of which nobody’s data is kept" in page.text
    assert "Ends on: 22 Nov 2029" in page.text
    one = visitor.get(f"/retention/{vacancy}")
    assert "The register of this vacancy ends on 22 November 2029." in one.text
    assert "Registers of vacancies that end soon" not in visitor.get("/").text
    town.wait(days=1095 - 30)
    worker_of(town).tick()
    for name in ("dara", "hugh"):
        visitor = pages.visitor(name)
        assert "Registers of vacancies that end soon" in visitor.get("/").text
        told = visitor.get("/notifications")
        assert "The register of a closed vacancy that will end soon" in told.text
    assert "That was announced on 23 October 2029" in visitor.get(f"/retention/{vacancy}").text
    town.wait(days=30)
    worker_of(town).tick()
    visitor = pages.visitor("dara")
    assert "Registers that end" not in visitor.get("/retention").text
    one = visitor.get(f"/retention/{vacancy}")
    assert "The register of this vacancy ended on 22 November 2029." in one.text
    assert "Put a hold on this vacancy" not in one.links()
    trail = pages.visitor("edith").get(f"/reviews/{vacancy}")
    assert "Register of the vacancy ended: its words erased" in trail.text
    assert "What was said here has been erased." in trail.text
    assert (town.now - timedelta(days=1095)).year == 2026
