"""No change of state without its record: every service is played, and what it wrote is watched."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Connection, event

from screening.domain.due_diligence import turned_on
from screening.domain.errors import NotValid
from screening.domain.events import OPEN, Event
from screening.domain.importing import ListKind
from screening.domain.monitoring import First
from screening.domain.rights import Channel, RightsKind, Step
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.domain.words import (
    Answered,
    CandidateStatus,
    Delivery,
    ErasedBecause,
    Measure,
    Moment,
    Redaction,
    Reliability,
    Result,
    ShouldBe,
    Source,
    Stage,
    Sureness,
    WithheldBecause,
)
from screening.reports.model import Organisation
from screening.services import (
    candidates,
    claims,
    declaring,
    redacting,
    rights,
    subject_access,
    unauthorised,
    unauthorised_handling,
    vacancies,
)
from screening.services.checks import (
    clockwork,
    deciding,
    disputing,
    exposures,
    filing,
    handing_over,
    looking,
    notices,
    returning,
    searching,
)
from screening.services.checks.holding_back import AllTheSame, fingerprint
from screening.services.checks.more_time import give_more_time
from screening.services.checks.returning import Returned
from screening.services.checks.searching import VisitText
from screening.services.claims import ClaimText
from screening.services.due_diligence import answers, passing, telling
from screening.services.erasure import (
    after_restoring,
    erasing_by_two,
    holds,
    register_end,
    registers,
    retention,
)
from screening.services.importing import importing as bringing_in
from screening.services.monitoring import editions, importing
from screening.services.outbox import sending
from screening.services.own_page import links, mailing
from screening.services.own_page.evidence import give_out
from screening.services.own_page.mailing import InWhoseName
from screening.services.own_page.telling import tell_otherwise
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.policy import read_policy_in_force
from screening.services.reading.rights.redaction import read_redaction
from screening.services.reading.vacancies.importing import read_columns, read_fates
from screening.services.redacting import Ruling, marks_of
from screening.services.rights import Asked, Outsider
from screening.services.unauthorised import ReportText
from screening.services.unauthorised_handling import Handled
from screening.services.vacancies import VacancyDetails
from screening.store.ledger_store import open_records
from screening.store.store import Store
from tests.databases import on_both
from tests.services import schools
from tests.services.candidates import answers_with, link_to, replied_twice
from tests.services.follow_ups import followed_up
from tests.services.kept import set_all
from tests.services.monitored import closed_with_answers
from tests.services.outbox import HEAD, Pretending
from tests.services.sourced import finds
from tests.services.town import ADDRESS, CRITERIA, IMPROPER, MONDAY, QUOTE, Town, populated

WEXCOMBE = Organisation("Wexcombe Council", "#123456")
TELLING = "Three posts a week, and her wedding with her wife."
WITHOUT_A_RECORD = {
    "draft",  # what is still being typed is nobody's act yet
    "idempotency",
    "import_file",  # what is on its way in has changed nothing yet
    "log_head",
    "mail_choice",  # how often somebody wants e-mail is their own affair
    "notification",  # says only that a record was written, which is there
    "outgoing",  # how far a message has come; what it tells of is recorded by who writes it
    "payload",
    "vacancy_head",
}
ELSEWHERE = {
    Event.ACCOUNT_OPENED,
    Event.ACCOUNT_CLOSED,
    Event.ROLES_CHANGED,
    Event.ROLE_ASKED,
    Event.PASSWORD_CHANGED,
    Event.POLICY_PROPOSED,
    Event.POLICY_REPLAYED,
    Event.POLICY_WITHDRAWN,
    Event.POLICY_REJECTED,
    Event.POLICY_IN_FORCE,
    Event.POLICY_READ,
    Event.DISAGREEMENTS_EXPORTED,
    Event.LOG_OPENED,
    Event.ATTEMPTS_SEEN,
    Event.NAME_LOOKED_UP,
    Event.MASTER_KEY_CHANGED,
    Event.REPORT_REQUESTED,
    Event.REPORT_ISSUED,
} | OPEN
"""Events of other tests: accounts, what operators do, the report's job, checkpoints."""

_WRITES = re.compile(
    r"\s*(?:(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?|SELECT\s+(?=screening_))(\w+)", re.IGNORECASE
)
_BY_FUNCTION = {"screening_append": "record"}


@contextmanager
def watched(store: Store) -> Iterator[list[frozenset[str]]]:
    """The tables that each transaction on ``store`` wrote to."""
    transactions: list[frozenset[str]] = []
    writing: dict[int, set[str]] = {}

    def note(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if found := _WRITES.match(statement):
            table = found.group(1)
            writing.setdefault(id(connection), set()).add(_BY_FUNCTION.get(table, table))

    def end(connection: Connection) -> None:
        transactions.append(frozenset(writing.pop(id(connection), set())))

    event.listen(store.engine, "before_cursor_execute", note)
    event.listen(store.engine, "commit", end)
    try:
        yield transactions
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
        event.remove(store.engine, "commit", end)


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


def played(town: Town) -> tuple[str, str]:
    """Let each event of a vacancy happen, each by a person who may bring it about, but for erasing;
    the vacancy and the first of its candidates come out.
    """
    hugh, hetty, mara, sam = (town.call(name) for name in ("hugh", "hetty", "mara", "sam"))
    (_counted, year), vacancy = closed_with_answers(town, "MON-1"), town.vacancy()
    candidate = town.candidate(vacancy)
    vacancies.change_details(
        hugh, vacancy, VacancyDetails("LIB-8", "Editor", "Libraries", MONDAY.date())
    )
    vacancies.set_criteria(hugh, vacancy, CRITERIA)
    vacancies.set_stage(hugh, vacancy, Stage.SHORTLISTED)
    candidates.set_status(hugh, candidate, CandidateStatus.INTERVIEWED)
    candidates.show_name(town.call("edith"), candidate, "A complaint names them.")

    stopped = town.submitted(vacancy, **IMPROPER)
    disputing.dispute_finding(town.call("edith"), stopped, 1, 1, ShouldBe.NOTHING, "It is fair.")
    filing.refer(mara, stopped, "I think this is wrong.")
    deciding.uphold_block(hugh, stopped, 1, "It is not.")
    filing.refer(mara, stopped, "Please look again.")
    deciding.overturn_block(hugh, stopped, 1, "On reflection.")
    deciding.overturn_block(hetty, stopped, 1, "I agree.")
    deciding.return_for_change(hugh, stopped, 1, "Word it better.")
    filing.ask_instead(mara, stopped, "Tell us about your posts.")

    text = ClaimText(QUOTE, Source.CV, "Page 2", "E1", ADDRESS)
    claim = claims.add_claim(mara, candidate, text)
    claims.change_claim(mara, claim, 1, replace(text, where="Page 3"))
    refused = town.submitted(_another(town))
    town.confirm(refused)
    deciding.reject(hugh, refused, 1, "Not needed.")
    filing.withdraw(mara, town.submitted(_another(town)), "Not needed after all.")
    notices.cancel(hugh, town.approved(_another(town)), "The stage is over.")
    cancelled = town.told(_another(town))
    give_more_time(hugh, cancelled, town.now.date() + timedelta(days=14), "They are in hospital.")
    notices.cancel(hugh, cancelled, "The post is gone.")

    shown = town.told(_another(town))
    answers_with(town, link_to(town, shown), Answered.EVIDENCE, "", b"%PDF-1.7")
    give_out(hugh, shown, 1)
    for upheld in (True, False):
        objected = town.ready(_another(town))
        notices.raise_objection(hugh, objected, "That is not my account.")
        notices.decide_objection(hugh, objected, upheld=upheld, reasons="We looked into it.")
    agreed = town.approved(_another(town))
    _mailed(town, agreed)
    for answered in (Answered.MINE, Answered.GO_AHEAD):
        answers_with(town, link_to(town, agreed), answered)
    town.wait(days=12)  # until then the panel would learn what they said
    searching.not_carried_out(sam, agreed, "The page is gone.")

    kept = town.ready(_another(town))
    searching.record_visit(sam, kept, VisitText(0, "", town.now, 5, "The front page."))
    searching.record_visit(sam, kept, VisitText(0, "", town.now, 5, ""))
    looking.describe_visit(sam, kept, 2, "Two captions.")
    searching.record_exposure(sam, kept, town.now)
    searching.record_outcome(
        sam, kept, Result.INCONCLUSIVE, Reliability.LOW, Sureness.UNSURE, "Unclear."
    )
    exposures.arrange(hugh, kept, {town.people["sam"].ref: Measure.BARRIER}, "ReportText.")
    handing_over.withhold(hugh, kept, WithheldBecause.TAINTED, "It shows too much.")
    tell_otherwise(hugh, kept, Delivery.POST)
    let = town.searched(_another(town))
    with suppress(NotValid):
        handing_over.hand_over(hugh, let, TELLING)
    same = AllTheSame("It is her work.", fingerprint(TELLING))
    handing_over.hand_over(hugh, let, TELLING, same)
    declaring.declare(mara, vacancy, Moment.SHORTLIST, searched=False)
    beside_the_checks(town, vacancy)
    returned = town.outside(_another(town))
    visit = VisitText(0, "", town.now, 5, "The front page.")
    returning.record_return(hugh, returned, Returned((visit,), kept_to_rules=True))
    over = town.closed(_another(town))
    replied_twice(town, over)
    asked_for(town, town.see("hugh", over).candidate_ref)
    town.ready(_another(town))
    town.wait(days=60)
    clockwork.tick(hugh)
    town.draft(vacancy)
    edith, content = town.call("edith"), b"candidate,sex\nC-01,female\n"
    importing.bring_in(edith, vacancy, content, importing.look_at(edith, vacancy, content).sha256)
    brought_in(town)
    vacancies.close_vacancy(hugh, vacancy)
    editions.make_edition(edith, str(year), First.CHECKED)
    for_a_school(town)
    followed_up(town, vacancy)
    set_all(town)
    town.sign_off(vacancy)
    return vacancy, candidate


def for_a_school(town: Town) -> None:
    """A shortlist is looked up and handed over; another search is called off."""
    if not turned_on(read_policy_in_force(town.call("hugh"))):
        schools.in_force(town)
    hugh, mara = town.call("hugh"), town.call("mara")
    _vacancy, (first, second, third) = schools.written_down(town, "SCH-1")
    telling.take_down(hugh, first, "It is an old story.", objects=False)
    telling.take_down(hugh, second, "I do not want this.", objects=True)
    telling.decide(hugh, second, upheld=False, reasons="Nothing speaks against it.")
    schools.screen(town, first)
    passing.hand_over(hugh, _vacancy)
    passing.lock_scores(mara, _vacancy)
    schools.answered(town, first)
    answers.keep_back(hugh, first, "It is about somebody else.")
    schools.answered(town, first)
    answers.pass_on(hugh, first, "Nothing came of the complaint.")
    vacancy, (first, second, third) = schools.ready(town, "SCH-2")
    schools.look_up(town, first, schools.SOMETHING)
    passing.keep_back(hugh, first, "It is about somebody else.")
    telling.take_down(hugh, third, "I am in hiding.", objects=True)
    telling.decide(hugh, third, upheld=True, reasons="It is so.")
    schools.not_put_under(town, "SCH-4", "SCH-5")
    vacancy, _parts = schools.told(town, "SCH-3")
    telling.call_off(hugh, vacancy, "The school decided otherwise.")


def brought_in(town: Town) -> None:
    """Somebody comes in by a file, and another file corrects their name."""
    hugh = town.call("hugh")
    for name in ("Bo", "Bo Ash"):
        content = f"vacancy,applicant number,name\nLIB-8,1,{name}".encode()
        ref = bringing_in.keep_file(hugh, ListKind.CANDIDATES, content)
        bringing_in.match_columns(hugh, ref, read_columns(hugh, ref).columns)
        bringing_in.bring_in(hugh, ref, read_fates(hugh, ref).digest)


def erased(town: Town, vacancy: str, candidate: str) -> None:
    """One is erased by two people after all, and the others by the clock."""
    dara, hetty = town.call("dara"), town.call("hetty")
    other = town.candidate(_another(town))
    erasing_by_two.propose(dara, other, ErasedBecause.ASKED, "They asked.")
    erasing_by_two.decline(hetty, other, "They did not.", read_erasure(dara, other).read)
    erasing_by_two.propose(dara, other, ErasedBecause.ASKED, "They asked.")
    erasing_by_two.withdraw(dara, other)
    erasing_by_two.propose(dara, candidate, ErasedBecause.ASKED, "They asked.")
    holds.place(dara, vacancy, "A claim.")
    holds.lift(dara, vacancy, 1, "It is settled.")
    erasing_by_two.propose(dara, candidate, ErasedBecause.ASKED, "They asked.")
    town.confirm_erasure(candidate, by="hetty")
    town.wait(days=340)
    retention.announce(dara)
    town.wait(days=30)
    after_restoring.have_erasing_wait(dara)
    assert registers.erase_due(dara) == 0
    with dara.look() as work:
        waits = after_restoring.waits_since(work.session)
    after_restoring.go_on(dara, waits or 0, "No hold was on.")
    assert registers.erase_due(dara) == 1
    for due in retention.due_now(dara):
        retention.erase_due(dara, due)
    town.wait(days=1095)
    registers.erase_due(dara)
    assert register_end.announce(dara) > 0
    town.wait(days=30)
    assert register_end.end_due(dara) > 0


def beside_the_checks(town: Town, vacancy: str) -> None:
    """Somebody is found who then applies, and somebody was looked up; both are written down."""
    mara, today = town.call("mara"), town.now.date()
    finds(town, "Bo Ash")
    town.candidate(vacancy, "Bo Ash")
    told = ReportText(MadeBy.ME, "", today, "", "C-01", "A page.", "", Breach.YES, today)
    ref = unauthorised.report(mara, told)
    hugh = town.call("hugh")
    unauthorised.place(hugh, ref, 1, "LIB-8", "")
    unauthorised_handling.handle(
        hugh, ref, 2, Handled(Effect.NONE, Breach.NO, "Nothing was learned.", "")
    )
    ruling = BreachRuling.NO_BREACH
    unauthorised.decide_breach(town.call("dara"), ref, 3, ruling, PersonTold.NOT_TOLD, "Public.")


def asked_for(town: Town, candidate: str) -> None:
    """Let a candidate ask for all that can be asked for, and be given it."""
    dara = town.call("dara")
    for kind, steps in (
        (RightsKind.ACCESS, (Step.ASK_CLARIFICATION, Step.GO_ON, Step.EXTEND, Step.ANSWER)),
        (RightsKind.COMPLAINT, (Step.ACKNOWLEDGE, Step.WITHDRAW)),
        (RightsKind.ERASURE, (Step.ASK_IDENTITY, Step.REFUSE)),
    ):
        asked = Asked(kind, Channel.POST, town.now.date(), "Please.")
        ref = rights.enter(town.call("hugh"), candidate, asked)
        for version, step in enumerate(steps, start=1):
            rights.take_step(dara, ref, version, step, "We wrote to you.")
    asked = Asked(RightsKind.OBJECTION, Channel.POST, town.now.date(), "Please.")
    ref = rights.enter_of(town.call("hugh"), Outsider("Jane Smith, 1 High Street", ""), asked)
    rights.take_step(dara, ref, 1, Step.ANSWER, "We wrote to you.")
    subject_access.look_at(dara, candidate, "LIB-7/R-1", WEXCOMBE)
    queued = read_redaction(dara, candidate).waiting[0]
    ruling = Ruling(Redaction.WHOLE, "", "Others.", 0, marks_of(queued))
    redacting.decide(dara, candidate, queued.free.place, ruling)
    subject_access.make_copy(dara, candidate, "LIB-7/R-1", WEXCOMBE)


def _mailed(town: Town, check: str) -> None:
    """Let the link be sent to two addresses, of which one takes no mail."""
    writer = InWhoseName(WEXCOMBE, "https://here/{}".format)
    for address, channel in (("ada@example.test", Pretending()), ("a@b.test", Pretending("No."))):
        number = links.link_for(town.call("hugh"), check).number
        mailing.send_link(town.call("hugh"), check, number, address, writer)
        sending.send(town.call("alan"), channel, HEAD)


def _another(town: Town) -> str:
    """A vacancy of its own: the same words about several people of one would be stopped."""
    return town.vacancy(f"LIB-{uuid4().hex[:8]}")


@on_both
def test_whatever_changes_a_row_writes_a_record(town: Town) -> None:
    with watched(town.store) as transactions:
        erased(town, *played(town))
    changing = [tables for tables in transactions if tables - WITHOUT_A_RECORD]
    assert len(changing) > 60
    for tables in changing:
        assert "record" in tables, f"changed without a record: {sorted(tables)}"


def test_every_event_can_be_brought_about_and_time_never_runs_backwards(town: Town) -> None:
    erased(town, *played(town))
    with town.call("hugh").look() as work:
        records = list(open_records(work.session, work.vault))
    assert {record.event for record in records} | ELSEWHERE == set(Event)
    moments = [record.occurred_at for record in records]
    assert moments == sorted(moments)
    assert moments[-1] - moments[0] > timedelta(days=60)
