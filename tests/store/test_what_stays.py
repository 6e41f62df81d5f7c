"""What was submitted, decided and searched cannot be changed or taken away in the database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest import MonkeyPatch
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from screening.domain.monitoring import First
from screening.domain.unauthorised import Breach, Effect, MadeBy
from screening.domain.words import Measure, Moment, Reliability, Result, Stage, Sureness
from screening.services import (
    checkpointing,
    declaring,
    sourcing,
    unauthorised,
    unauthorised_handling,
    vacancies,
)
from screening.services.checks import exposures, handing_over, searching
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.checks.searching import VisitText
from screening.services.due_diligence import passing
from screening.services.monitoring import editions
from screening.services.sourcing import Sourced
from screening.services.unauthorised import ReportText
from screening.services.unauthorised_handling import Handled
from screening.services.witnesses import leaving
from screening.store import tree
from screening.store.engine import open_engine
from screening.store.guards import STAYING
from screening.store.store import Store
from tests.databases import Server
from tests.services import schools
from tests.services.kept import set_all
from tests.services.monitored import closed_last_year
from tests.services.town import Town, populated


class Stamping:
    """A witness that says something that is kept."""

    name, every = "stamping:", timedelta(0)

    def leave(self, note: str, size: int, now: datetime) -> bytes:
        return b"a stamp"


@pytest.fixture(scope="module")
def whole(shared_store: Store) -> Store:
    """A store in which one check went all the way and was signed off. Nothing here is committed."""
    from_start_to_end = populated(shared_store)
    from_start_to_end.reviewed()
    day = from_start_to_end.now.date()
    found = Sourced("", "LinkedIn", "clerk", "Find people.", day)
    sourcing.enter(from_start_to_end.call("mara"), "", found)
    set_all(from_start_to_end)
    _counted(from_start_to_end)
    _exposed_and_let_through(from_start_to_end)
    _looked_up_and_recused(from_start_to_end)
    with MonkeyPatch.context() as small:
        small.setattr(tree, "BLOCK", 4)
        checkpointing.make(from_start_to_end.call("hugh"))
    leaving.leave(from_start_to_end.call("hugh"), [Stamping()])
    return shared_store


def _counted(town: Town) -> None:
    """An edition of one vacancy."""
    _vacancy, year = closed_last_year(town, "LIB-70")
    editions.make_edition(town.call("edith"), str(year), First.CHECKED)
    schools.in_force(town)
    passing.lock_scores(town.call("mara"), schools.handed_over(town)[0])


def _exposed_and_let_through(town: Town) -> None:
    """Something protected was seen, what follows is arranged, and marked words go out."""
    check = town.ready(town.vacancy("LIB-9"))
    sam, hugh, words = town.call("sam"), town.call("hugh"), "Three posts a week by her wife."
    searching.record_visit(sam, check, VisitText(0, "", town.now, 20, "Captions."))
    searching.record_exposure(sam, check, town.now)
    searching.record_outcome(
        sam, check, Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN, "Three posts a week."
    )
    exposures.arrange(hugh, check, {town.people["sam"].ref: Measure.BARRIER}, "Told on Monday.")
    handing_over.hand_over(
        hugh, check, words, AllTheSame("They are an exhibit.", fingerprint(words))
    )
    vacancy = town.see("hugh", check).vacancy_ref
    vacancies.set_stage(hugh, vacancy, Stage.SHORTLISTED)
    declaring.declare(town.call("mara"), vacancy, Moment.SHORTLIST, searched=False)


def _looked_up_and_recused(town: Town) -> None:
    """miles looked somebody up, and is recused for it."""
    today = town.now.date()
    texts = ("", "", "A page.", "")
    told = ReportText(MadeBy.ME, "", today, *texts, Breach.NO, today)
    ref = unauthorised.report(town.call("miles"), told)
    handled = Handled(Effect.RECUSAL, Breach.NO, "He steps back.")
    unauthorised_handling.handle(town.call("hugh"), ref, 1, handled)


CHANGES = {
    "criterion": "text = 'another'",
    "revision": "minutes = 600",
    "revision_place": "platform = 'other'",
    "revision_term": "position = 9",
    "decision": "kind = 'reject'",
    "counted_decision": "approved = 0",
    "authorised_place": "position = 9",
    "authorised_term": "position = 9",
    "visit": "minutes = 1",
    "outcome": "result = 'contradicted'",
    "let_through": "marks = 9",
    "exposure_step": "measure = 'recusal'",
    "score_lock": "locked_at = NULL",
    "declaration": "searched = NOT searched",
    "due_diligence_lock": "locked_at = NULL",
    "hand_over": "withheld_because = 'tainted'",
    "influence": "changed = NOT changed",
    "sign_off": "vacancy_seq = 0",
    "sourcing_search": "platform = 'other'",
    "recusal": "person_ref = 'another'",
    "log_key": "number = 9",
    "checkpoint": "root = ''",
    "tree_block": "root = ''",
    "checkpoint_stamp": "witness = 'another'",
    "policy_read": "digest = ''",
    "monitoring_edition": "tables = '{}'",
    "monitoring_counted": "edition = 9",
    "setting": "content = '{}'",
}


def test_every_staying_table_is_tried() -> None:
    assert set(CHANGES) == set(STAYING)


@pytest.fixture(scope="module")
def owners(whole: Store, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The same database for whoever owns its tables, whom triggers alone stop."""
    url = whole.engine.url.render_as_string(hide_password=False)
    if whole.engine.dialect.name == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        url = server.as_owner(url)
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("table", STAYING)
@pytest.mark.parametrize("verb", ["change", "delete"])
def test_a_staying_row_stays(whole: Store, owners: Engine, table: str, verb: str) -> None:
    statement = (
        f"UPDATE {table} SET {CHANGES[table]}"  # noqa: S608 - names of our own
        if verb == "change"
        else f"DELETE FROM {table}"  # noqa: S608 - names of our own
    )
    with owners.connect() as connection:
        rows = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of our own
        assert connection.execute(rows).scalar_one() > 0
        with pytest.raises(DBAPIError, match="stays as it is"):
            connection.execute(text(statement))
    with whole.engine.connect() as connection:
        refusal = "denied" if connection.dialect.name == "postgresql" else "stays as it is"
        with pytest.raises(DBAPIError, match=refusal):
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "change",
    [
        "minutes = minutes + 1, asked_minutes = asked_minutes + 1",
        "from_date = '1990-01-01'",
        "searcher_person = '0'",
    ],
)
def test_an_authorisation_never_gets_another_scope(whole: Store, change: str) -> None:
    with (
        whole.engine.connect() as connection,
        pytest.raises(DBAPIError, match="stays as it is"),
    ):
        connection.execute(text(f"UPDATE authorisation SET {change}"))  # noqa: S608 - our own


@pytest.mark.parametrize("change", ["version = 2", "source = 'cv'", "seen_at = NULL"])
def test_a_claim_stays_once_a_check_on_it_was_sent(whole: Store, change: str) -> None:
    with (
        whole.engine.connect() as connection,
        pytest.raises(DBAPIError, match="stays as it is"),
    ):
        connection.execute(text(f"UPDATE claim SET {change}"))  # noqa: S608 - our own


def test_an_approval_without_a_claim_that_was_seen_is_refused(store: Store) -> None:
    town = populated(store)
    check = town.submitted(town.vacancy())
    hugh = town.people["hugh"]
    insert = text(
        "INSERT INTO decision (check_ref, revision, kind, narrowed, decided_by, decided_person,"  # noqa: S608 - our own
        f" requester_person, decided_at) SELECT ref, 1, 'approve', FALSE, '{hugh.ref}',"
        f" '{hugh.person_ref}', requester_person, started_at FROM check_ WHERE ref = '{check}'"
    )
    with store.engine.connect() as connection:
        with pytest.raises(DBAPIError, match="needs a claim that was seen"):
            connection.execute(insert)
        connection.rollback()
    town.confirm(check)
    with store.engine.connect() as connection:
        connection.execute(insert)


def test_a_check_never_gets_another_requester(whole: Store) -> None:
    with (
        whole.engine.connect() as connection,
        pytest.raises(DBAPIError, match="stays as it is"),
    ):
        connection.execute(text("UPDATE check_ SET requester_person = '0'"))
