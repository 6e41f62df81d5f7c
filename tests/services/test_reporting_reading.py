"""What the report prints: a fold of the chain up to a position, the same as the tables say now."""

from datetime import date, timedelta

from sqlalchemy import select

from screening.domain.events import OF_DATA_PROTECTION, Event
from screening.domain.words import (
    CandidateStatus,
    FollowUpKind,
    Reliability,
    Result,
    SearcherKind,
    ShouldBe,
    Stage,
    State,
    Sureness,
    Verdict,
    WithheldBecause,
)
from screening.gate.explain import render
from screening.reports import exception_rules as rules
from screening.reports.check_model import Check as CheckPrinted
from screening.reports.counts import disagreements
from screening.reports.exception_rules import looked_outside_scope, searched_outside_window
from screening.reports.html import report_html
from screening.reports.labels import label
from screening.reports.model import Report
from screening.services import candidates, reporting, vacancies
from screening.services.checks import (
    clockwork,
    deciding,
    disputing,
    filing,
    handing_over,
    notices,
    returning,
    searching,
)
from screening.services.checks.deciding import Searcher
from screening.services.checks.returning import Returned
from screening.services.checks.searching import VisitText
from screening.services.erasure import holds
from screening.services.following_up import Asking
from screening.services.missed import Missed, report_missed
from screening.services.reading.policies.labels import PERIODS
from screening.services.reading.report.vacancy import DECIDED_BY_TWO, WRITTEN_OF_IT
from screening.services.reading.report.whole import read_report
from screening.store.ledger_store import heads
from screening.store.tables.check import Check
from screening.store.tables.review import Edition
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.reported import ORGANISATION
from tests.services.sections import left_out
from tests.services.test_every_change_is_recorded import asked_for, played
from tests.services.town import IMPROPER, QUOTE, Town


def printed(town: Town, vacancy: str) -> Report:
    """The report of all that is recorded so far."""
    number = int(reporting.request_report(town.call("edith"), vacancy))
    return edition(town, vacancy, number)


def edition(town: Town, vacancy: str, number: int) -> Report:
    """What edition ``number`` prints, read now."""
    with town.call("edith").look() as work:
        row = work.session.get_one(Edition, (vacancy, number))
        return read_report(work, row, ORGANISATION)


def only(report: Report) -> CheckPrinted:
    """The one check of ``report``."""
    (check,) = report.checks
    return check


def test_a_vacancy_without_checks(town: Town) -> None:
    report = printed(town, town.vacancy())
    assert report.checks == ()
    assert report.retention == ()
    assert report.vacancy.reference == "LIB-7"
    assert [row.code for row in report.vacancy.criteria] == ["E1", "E2"]
    assert [member.name for member in report.panel] == ["mara"]
    assert "no check was requested" in report_html(report).lower()


def test_every_event_can_be_printed_and_states_agree_with_the_tables(town: Town) -> None:
    played(town)
    with town.call("edith").look() as work:
        refs = work.session.scalars(select(Vacancy.ref)).all()
        states = {
            (check.vacancy_ref, f"Check {check.number}"): check.state
            for check in work.session.scalars(select(Check))
        }
    found = {}
    for vacancy in refs:
        report = printed(town, vacancy)
        assert left_out(town, vacancy, report) == []
        found |= {(vacancy, check.code): check.state for check in report.checks}
    assert found == states
    assert len(set(states.values())) >= 6


def test_the_links_end_in_the_vacancys_own_head(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    with town.call("edith").look() as work:
        head = heads(work.session).vacancies[vacancy]
    report = printed(town, vacancy)
    assert report.edition.position == head.size - 1
    assert report.edition.head == report.records[-1].link == head.link


def test_of_what_somebody_asked_of_data_protection_it_prints_that_it_is_there(town: Town) -> None:
    vacancy = town.vacancy()
    asked_for(town, town.see("hugh", town.submitted(vacancy)).candidate_ref)
    report = printed(town, vacancy)
    hidden = [one for one in report.records if one.hidden]
    assert [(one.event, one.actor_role) for one in hidden] == [("", "")] * len(hidden)
    assert len(hidden) > 10
    assert all(one.event and one.actor_role for one in report.records if not one.hidden)
    assert report.edition.head == report.records[-1].link
    page = report_html(report)
    assert f"{len(hidden)} of these records are of what candidates asked of data protection" in page
    assert page.count("Between a candidate and data protection or HR: not shown") == len(hidden)
    for event in OF_DATA_PROTECTION:
        assert label(event) not in page
    assert "asked of data protection" not in report_html(printed(town, town.vacancy("HSG-1")))


def test_an_edition_prints_nothing_that_came_after_its_position(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy)
    before = printed(town, vacancy)
    town.wait(hours=1)
    deciding.reject(town.call("hugh"), check, 1, "A reference can show this.")
    town.draft(vacancy)
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.INTERVIEWED)
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["miles"].ref])
    town.sign_off(vacancy)
    assert edition(town, vacancy, 1) == before
    after = printed(town, vacancy)
    assert [one.state for one in after.checks] == [State.REJECTED, State.DRAFT]
    assert after.vacancy.stage is Stage.INTERVIEWED
    assert [(one.name, one.left is None) for one in after.panel] == [
        ("mara", False),
        ("miles", True),
    ]
    assert [one.text for one in after.sign_offs] == ["I have read it all."]


def test_a_check_gone_all_the_way(town: Town) -> None:
    vacancy = town.vacancy()
    town.closed(vacancy)
    report = printed(town, vacancy)
    check = only(report)
    assert (check.code, check.candidate, check.criterion) == ("Check 1", "C-01", "E1")
    assert (check.requester, check.searcher) == ("mara, manager", "sam")
    assert check.claim == QUOTE
    assert check.approval is not None
    assert check.request is not None
    assert check.approval.authorised == check.request.scope
    assert not check.approval.by_requester
    assert not check.approval.by_panel_member
    assert check.notice is not None
    assert check.notice.reply_by == date(2026, 11, 30)
    assert check.window is not None
    assert (check.window.first, check.window.last) == (date(2026, 12, 1), date(2026, 12, 14))
    assert [(one.place, one.minutes) for one in check.visits] == [
        ("instagram.com/harbourmuseum", 20)
    ]
    assert check.outcome is not None
    assert check.outcome.summary == "Three posts a week throughout."
    assert check.hand_over is not None
    assert check.hand_over.withheld is None
    assert check.influence is not None
    assert not check.influence.changed
    assert [(pair.decided, pair.approved) for pair in report.pairs] == [(1, 1)]


def test_attempts_findings_and_steps(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy, **IMPROPER)
    filing.refer(town.call("mara"), check, "I think this is wrong.")
    deciding.uphold_block(town.call("hugh"), check, 1, "It is not.")
    one = only(printed(town, vacancy))
    (attempt,) = one.attempts
    assert attempt.verdict is Verdict.BLOCK
    told = [(finding.rule, finding.message) for finding in attempt.findings]
    assert len(told) == len(set(told)) > 0
    newest = town.see("mara", check).newest
    assert newest
    assert set(told) == {(one.rule, render(one).message) for one in newest.findings}
    quoted = " ".join(finding.message + " ".join(finding.words) for finding in attempt.findings)
    assert "red flags" in quoted.casefold(), "the words that it is about"
    assert all(finding.title and finding.basis for finding in attempt.findings)
    assert [(step.event, step.reasons) for step in one.steps] == [
        (Event.CHECK_REFERRED, "I think this is wrong."),
        (Event.REFERRAL_UPHELD, "It is not."),
    ]


@on_both
def test_disagreements_with_the_rules_are_printed_and_counted(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy, **IMPROPER)
    for answer in (deciding.uphold_block, deciding.overturn_block):
        filing.refer(town.call("mara"), check, "Look again.")
        answer(town.call("hugh"), check, 1, "We looked.")
    deciding.overturn_block(town.call("hetty"), check, 1, "I agree.")
    disputing.dispute_finding(town.call("edith"), check, 1, 1, ShouldBe.NOTHING, "It is fair.")
    missed = Missed("covert", "request.question")
    report_missed(town.call("edith"), check, 1, missed, ShouldBe.BLOCK, "It hides.")
    report = printed(town, vacancy)
    counted = {count.title: count.number for count in disagreements(report.checks)}
    assert list(counted.values()) == [2, 1, 1, 1, 1, 0]
    page = report_html(report)
    for words in ("It is fair.", "It hides.", "said to be wrong", "said to have been missed"):
        assert words in page
    town.erase(town.see("hugh", check).candidate_ref)
    left = printed(town, vacancy)
    assert [count.number for count in disagreements(left.checks)] == [2, 1, 1, 0, 0, 2]
    assert "It hides." not in report_html(left)


@on_both
def test_objections_give_the_time_back(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.told(vacancy)
    notices.raise_objection(town.call("hugh"), check, "That is not my account.")
    town.wait(days=3)
    notices.decide_objection(town.call("hugh"), check, upheld=False, reasons="It is hers.")
    one = only(printed(town, vacancy))
    (objection,) = one.objections
    assert objection.upheld is False
    assert objection.stamp.by == "C-01, through hugh, HR"
    assert one.notice is not None
    assert one.notice.reply_by == date(2026, 11, 30) + timedelta(days=3)
    assert one.window is not None
    assert one.window.last == date(2026, 12, 14) + timedelta(days=3)


def test_a_return_prints_what_was_left_out_and_looks_outside_the_days(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.outside(vacancy)
    early = town.now - timedelta(days=40)
    look = VisitText(None, "x.com/ada", early, 5, "A page.", "Before you asked us.")
    returning.record_return(town.call("hugh"), check, Returned((look,), False, "They signed in."))
    found = (Result.INCONCLUSIVE, Reliability.LOW, Sureness.UNSURE)
    searching.record_outcome(town.call("hugh"), check, *found, "Unclear.")
    one = only(printed(town, vacancy))
    assert one.left_out == ("instagram.com/harbourmuseum",)
    assert [step.reasons for step in one.steps] == ["They signed in."]
    (visit,) = one.visits
    assert list(searched_outside_window(one)) == [visit.stamp.record]
    assert list(looked_outside_scope(one)) == [visit.stamp.record]


def test_variance_exposure_and_what_was_withheld(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.ready(vacancy)
    sam = town.call("sam")
    for visit in (
        VisitText(0, "", town.now, 10, "The feed."),
        VisitText(None, "instagram.com/other", town.now, 2, "A page.", "The link led there."),
    ):
        searching.record_visit(sam, check, visit)
    searching.record_exposure(sam, check, town.now)
    one = only(printed(town, vacancy))
    assert [(seen.outside_scope, seen.place) for seen in one.visits] == [
        (False, "instagram.com/harbourmuseum"),
        (True, "instagram.com/other"),
    ]
    assert one.visits[1].variance == "The link led there."
    assert [seen.seen_by for seen in one.exposures] == ["sam, HR"]


@on_both
def test_an_erased_candidate_leaves_dates_and_codes(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.searched(vacancy)
    handing_over.withhold(town.call("hugh"), check, WithheldBecause.TAINTED, "Too much.")
    candidate = town.see("hugh", check).candidate_ref
    town.wait(days=1)
    town.erase(candidate)
    report = printed(town, vacancy)
    one = only(report)
    assert one.state is State.WITHHELD
    assert one.request_erased_on == one.outcome_erased_on == town.now.date()
    assert one.claim is None
    assert one.searcher == "sam"
    assert one.request is None
    assert one.attempts[0].verdict is Verdict.PASS
    assert one.decisions[0].reasons is None
    assert [(seen.place, seen.minutes) for seen in one.visits] == [(None, 20)]
    assert one.outcome is not None
    assert one.outcome.summary is None
    assert one.hand_over is not None
    assert (one.hand_over.withheld, one.hand_over.text) == (WithheldBecause.TAINTED, None)
    assert [(line.subject, line.erased_on) for line in report.retention][1] == (
        "C-01",
        town.now.date(),
    )
    html = report_html(report)
    assert QUOTE not in html
    assert "Erased on" in html


def test_lapsed_and_closed(town: Town) -> None:
    vacancy = town.vacancy()
    town.ready(vacancy)
    town.wait(days=30)
    clockwork.tick(town.call("hugh"))
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    report = printed(town, vacancy)
    assert only(report).state is State.EXPIRED
    assert only(report).steps[-1].stamp.by == "By itself, when its time came"
    assert report.vacancy.stage is Stage.CLOSED
    days = [line.due and (line.due - town.now.date()).days for line in report.retention]
    assert days == [365, 1095, None]


@on_both
def test_what_is_held_and_whom_the_clock_leaves_is_said(town: Town) -> None:
    vacancy = town.vacancy()
    town.draft(vacancy)
    appointed = town.candidate(vacancy, "Bo Fennimore")
    candidates.set_status(town.call("hugh"), appointed, CandidateStatus.APPOINTED)
    holds.place(town.call("dara"), vacancy, "A claim.")
    everybody, one, words, register = printed(town, vacancy).retention
    assert all(each.held for each in (everybody, one, words)) and not register.held
    assert (words.kind, register.due, register.ends) == (WRITTEN_OF_IT, None, False)
    periods = [one.name for one in printed(town, vacancy).policy.periods]
    assert PERIODS["register_years"] in periods
    assert (one.subject, one.kind) == ("C-02", DECIDED_BY_TWO)
    assert (one.due, one.by_two) == (None, True), "no day that is printed ends it"
    holds.lift(town.call("dara"), vacancy, 1, "It is settled.")
    assert not any(line.held for line in printed(town, vacancy).retention)
    town.erase(appointed)
    assert DECIDED_BY_TWO not in [line.kind for line in printed(town, vacancy).retention]


def test_a_searcher_from_the_panel_shows(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy)
    town.confirm(check)
    searcher = Searcher(
        SearcherKind.MANAGER, town.people["mara"].person_ref, why_on_panel="Nobody else can."
    )
    deciding.approve(
        town.call("hugh"), check, 1, scope=town.whole(check), searcher=searcher, reasons="Fair."
    )
    assert only(printed(town, vacancy)).searcher_on_panel


def test_a_name_is_never_printed(town: Town) -> None:
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy, "Zebedee Quillfeather")
    town.draft(vacancy, candidate)
    candidates.show_name(town.call("edith"), candidate, "A complaint names them.")
    assert "Zebedee" not in report_html(printed(town, vacancy))


def test_signing_off_is_printed_with_its_words(town: Town) -> None:
    vacancy = town.vacancy()
    owner = town.people["hugh"].ref
    asked = Asking(FollowUpKind.CONDITION, "Tell the panel.", town.now.date(), owner)
    town.sign_off(vacancy, "edith", "Nothing to remark.", (asked,))
    report = printed(town, vacancy)
    (sign_off,), (condition,) = report.sign_offs, report.follow_ups
    assert (sign_off.by, sign_off.text) == ("edith, equality officer", "Nothing to remark.")
    assert (condition.owner, condition.ended, sign_off.numbers) == ("hugh", False, "1")
    assert "Tell the panel." in report_html(report)
    assert "Open at the time of this edition." in report_html(report)


def test_a_visit_before_the_rules_of_conduct_were_confirmed_shows(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.ready(vacancy)
    visit = VisitText(0, "", town.now - timedelta(minutes=20), 20, "Captions of the posts")
    searching.record_visit(town.call("sam"), check, visit)
    one = only(printed(town, vacancy))
    assert list(rules.looked_before_it_was_begun(one)) == [one.visits[0].stamp.record]


def test_how_long_hr_left_a_request_shows_also_while_it_waits(town: Town) -> None:
    """A day too late, decided or not; and in time, nothing. The edition's position is the clock."""
    vacancy, elsewhere = town.vacancy(), town.vacancy("HSG-1")
    in_time, waiting = town.submitted(elsewhere), town.submitted(vacancy)
    deciding.reject(town.call("hugh"), in_time, 1, "Ask at interview.")
    town.wait(days=7)
    assert only(printed(town, vacancy)).left_too_long == (), "as far as its records go"
    town.candidate(vacancy)
    late = only(printed(town, vacancy)).left_too_long
    assert len(late) == 1
    deciding.reject(town.call("hugh"), waiting, 1, "Ask at interview.")
    assert only(printed(town, vacancy)).left_too_long == late
    assert only(printed(town, elsewhere)).left_too_long == ()
