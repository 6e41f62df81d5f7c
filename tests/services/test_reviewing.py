"""What officers see: the list with its counts, a whole trail with filters, signing off."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import OF_DATA_PROTECTION, Event
from screening.domain.retention import RETENTION
from screening.domain.words import (
    Delivery,
    FollowUpKind,
    Moment,
    Retention,
    Role,
    SearcherKind,
    Stage,
)
from screening.services import candidates, proposing, reporting, reviewing, vacancies
from screening.services.checks import deciding, filing, notices, searching
from screening.services.checks.deciding import Searcher
from screening.services.checks.searching import VisitText
from screening.services.declaring import declare
from screening.services.following_up import Asking, ask
from screening.services.loading import ties_of
from screening.services.reading.equality.by_signs import list_by_signs
from screening.services.reading.equality.reviews import (
    ReviewRow,
    fast_now,
    list_reviews,
    read_signing,
)
from screening.services.reading.equality.signs import Sign
from screening.services.reading.equality.timeline import PAGE, Timeline, Wanted, read_timeline
from screening.services.reading.pages import Turning
from screening.services.reading.report.editions import read_editions
from screening.services.reading.trail.kinds import KINDS, Kind
from screening.services.reading.vacancies.vacancy_list import EVERY, VacanciesWanted
from screening.store.ledger_store import open_records
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.reported import do_all
from tests.services.amendments import amendment
from tests.services.test_every_change_is_recorded import asked_for, played
from tests.services.town import IMPROPER, QUOTE, Town


def row(town: Town, reference: str = "LIB-7") -> ReviewRow:
    """The line of the vacancy of that reference."""
    rows = list_reviews(town.call("edith")).rows
    return next(one for one in rows if one.vacancy.reference == reference)


def references(town: Town, wanted: VacanciesWanted = EVERY, sign: Sign | None = None) -> list[str]:
    """The vacancies in the order of their signs."""
    found = list_by_signs(town.call("edith"), wanted, sign=sign).page.rows
    return [one.vacancy.reference for one in found]


def trail(town: Town, vacancy: str, before: int = 0, **wanted: object) -> Timeline:
    """The vacancy's trail as the equality officer sees it."""
    return read_timeline(town.call("edith"), vacancy, Wanted(**wanted), before)  # type: ignore[arg-type]  # given by name


@on_both
def test_counts_of_what_calls_for_a_look(town: Town) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy, **IMPROPER)
    check = town.ready(town.vacancy("HSG-1"))
    sam = town.call("sam")
    visit = VisitText(None, "instagram.com/other", town.now, 2, "A page.", "The link led there.")
    searching.record_visit(sam, check, visit)
    searching.record_exposure(sam, check, town.now)
    deciding.reject(town.call("hugh"), town.submitted(town.vacancy("ENV-1")), 1, "No.")
    town.submitted(town.vacancy("FIN-1"), question="Is she very religious? Does she pray at work?")
    each = ("LIB-7", "HSG-1", "ENV-1", "FIN-1")
    counts = {reference: dict(row(town, reference).signs) for reference in each}
    assert counts == {
        "LIB-7": {Sign.NOT_READY: 1},
        "FIN-1": {Sign.NOT_READY: 1, Sign.PROTECTED: 1, Sign.RECYCLED: 1},
        "HSG-1": {Sign.VARIANCE: 1, Sign.EXPOSURE: 1, Sign.FAST: 1},
        "ENV-1": {Sign.REFUSED: 1, Sign.RECYCLED: 1, Sign.REPEATED: 1},  # it asks what HSG-1 asked
    }
    for sign, reference in ((Sign.PROTECTED, "FIN-1"), (Sign.FAST, "HSG-1")):
        kept = list_reviews(town.call("edith"), sign=sign).rows
        assert [one.vacancy.reference for one in kept] == [reference]
    town.wait(days=5)  # and nobody has written down what came of it
    assert row(town, "HSG-1").signs[Sign.LOG_LATE] == 1
    by_grade = ["HSG-1", "FIN-1", "ENV-1", "LIB-7"]  # two and one of the gravest, then three others
    assert references(town) == by_grade
    assert references(town, sign=Sign.NOT_READY) == ["FIN-1", "LIB-7"]
    assert references(town, VacanciesWanted(words="fin")) == ["FIN-1"]
    assert references(town, VacanciesWanted(month=date(2026, 10, 1))) == []
    first = list_by_signs(town.call("edith"), turning=Turning(size=2)).page
    assert (first.before, first.after) == (0, 2)
    then = list_by_signs(town.call("edith"), turning=Turning(after=first.last, size=3)).page
    assert [one.vacancy.reference for one in (*first.rows, *then.rows)] == by_grade
    assert (then.before, then.after) == (2, 0)
    back = list_by_signs(town.call("edith"), turning=Turning(before=then.first, size=2)).page
    assert back.rows == first.rows
    for name in ("hugh", "mara"):
        with pytest.raises(NotAllowed):
            list_by_signs(town.call(name))


def test_declarations_that_are_missing_are_counted_by_person_and_moment(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara", "miles"))
    assert Sign.UNDECLARED not in row(town).signs
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.SHORTLISTED)
    assert row(town).signs[Sign.UNDECLARED] == 2
    declare(town.call("mara"), vacancy, Moment.SHORTLIST, searched=False)
    assert row(town).signs[Sign.UNDECLARED] == 1
    vacancies.set_stage(town.call("hugh"), vacancy, Stage.OFFERED)
    assert row(town).signs[Sign.UNDECLARED] == 3
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["mara"].ref])
    assert row(town).signs[Sign.UNDECLARED] == 1


def test_what_counts_as_fast_is_the_policys(town: Town) -> None:
    changes = '[signs.fast_minutes]\nvalue = 1\nsource = "The board"\n'
    ref = proposing.propose(town.call("alan"), amendment(changes))
    do_all(town)
    town.approved(town.vacancy())  # at once
    town.wait(seconds=1)
    assert row(town).signs[Sign.FAST] == 1
    check = town.submitted(town.vacancy("LIB-8"))
    town.wait(minutes=5)
    town.confirm(check)
    searcher = Searcher(SearcherKind.HR, town.people["sam"].person_ref)
    whole = town.whole(check)
    deciding.approve(town.call("hugh"), check, 1, scope=whole, searcher=searcher, reasons="Yes.")
    assert row(town, "LIB-8").signs[Sign.FAST] == 1
    proposing.confirm(town.call("edith"), ref, "Right.")
    town.wait(days=30)
    assert Sign.FAST not in row(town, "LIB-8").signs
    assert fast_now(town.call("edith")) == timedelta(minutes=1)


def test_wording_that_is_used_again_and_queries_that_nobody_answers(town: Town) -> None:
    vacancy = town.vacancy()
    for _time in range(2):
        town.submitted(vacancy)
    asking = Asking(FollowUpKind.QUERY, "Why twice?", town.now.date())
    ask(town.call("edith"), vacancy, asking)
    signs = row(town).signs
    assert (signs[Sign.REPEATED], signs[Sign.RECYCLED]) == (1, 1)
    assert Sign.UNANSWERED not in signs
    town.wait(days=1)
    assert row(town).signs[Sign.UNANSWERED] == 1


def test_what_is_new_since_the_last_sign_off(town: Town) -> None:
    vacancy = town.vacancy()
    assert (row(town).signed_off, row(town).new) == (None, False)
    town.sign_off(vacancy)
    assert (row(town).signed_off, row(town).new) == (town.now, False)
    reporting.request_report(town.call("edith"), vacancy)
    assert not row(town).new
    town.candidate(vacancy)
    assert row(town).new


@pytest.mark.parametrize("name", ["mara", "hugh", "alan"])
def test_a_trail_is_for_officers(town: Town, name: str) -> None:
    vacancy = town.vacancy()
    with pytest.raises(NotFound):
        read_timeline(town.call(name), vacancy, Wanted())
    with pytest.raises(NotFound):
        read_signing(town.call(name), vacancy)


@on_both
def test_everything_is_there_newest_first(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy, **IMPROPER)
    shown = trail(town, vacancy)
    assert shown.found == shown.records == len(shown.entries)
    assert [one.vacancy_seq for one in shown.entries] == list(reversed(range(shown.records)))
    newest = shown.entries[0]
    assert (newest.event, newest.check_ref, newest.check_number) == (
        Event.CHECK_NOT_READY,
        check,
        1,
    )
    assert (newest.by, newest.role) == ("mara", "manager")
    assert newest.candidate_code == "C-01"
    assert newest.attempt is not None
    assert newest.attempt.findings
    assert newest.attempt.request is not None


def test_every_event_of_a_vacancy_is_of_some_kind() -> None:
    of_a_vacancy = {event for event in Event if RETENTION[event] is not Retention.ACCOUNT}
    assert set().union(*(events for _name, events in KINDS.values())) == of_a_vacancy


@on_both
def test_every_event_can_be_shown(town: Town) -> None:
    played(town)
    for one in list_reviews(town.call("edith")).rows:
        before, seen = 0, 0
        while page := trail(town, one.vacancy.ref, before):
            assert all(entry.facts is not None for entry in page.entries)
            seen += len(page.entries)
            before = page.before
            if not before:
                break
        assert seen + page.hidden == page.records


def test_what_a_candidate_asked_of_data_protection_is_counted_and_not_shown(town: Town) -> None:
    vacancy = town.vacancy()
    candidate = town.see("hugh", town.submitted(vacancy)).candidate_ref
    town.sign_off(vacancy)
    before = trail(town, vacancy).records
    asked_for(town, candidate)
    shown = trail(town, vacancy)
    hidden = shown.records - before
    assert (shown.hidden, shown.found) == (hidden, before)
    assert {one.event for one in shown.entries}.isdisjoint(OF_DATA_PROTECTION)
    assert trail(town, vacancy, kind=Kind.REVIEW).found == 1
    signing = read_signing(town.call("edith"), vacancy)
    assert (signing.records, signing.hidden, signing.new) == (shown.records, hidden, 0)
    assert not row(town).new
    everything = read_timeline(town.call("dara"), vacancy, Wanted())
    assert (everything.hidden, everything.found) == (0, shown.records)
    assert {one.event for one in everything.entries} >= OF_DATA_PROTECTION
    assert read_signing(town.call("dara"), vacancy).new == hidden
    town.candidate(vacancy, "Bo Fennimore")
    assert row(town).new


@on_both
def test_who_is_an_officer_of_both_is_shown_everything(town: Town) -> None:
    town.add("both", Role.EQUALITY, Role.DATA_PROTECTION)
    vacancy = town.vacancy()
    asked_for(town, town.see("hugh", town.submitted(vacancy)).candidate_ref)
    assert read_timeline(town.call("both"), vacancy, Wanted()).hidden == 0


def test_whatever_is_said_of_rights_is_data_protections_alone() -> None:
    about = {one for one in Event if one.startswith(("rights_", "subject_access_", "redaction_"))}
    assert about == OF_DATA_PROTECTION


def test_a_name_is_on_no_trail(town: Town) -> None:
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy, "Zebedee Quillfeather")
    candidates.show_name(town.call("edith"), candidate, "A complaint names them.")
    assert "Zebedee" not in str(trail(town, vacancy))


@on_both
def test_pages_follow_each_other_without_gap(town: Town) -> None:
    vacancy = town.vacancy()
    for _one in range(PAGE):
        town.candidate(vacancy)
    first = trail(town, vacancy)
    second = trail(town, vacancy, first.before)
    assert len(first.entries) == PAGE
    assert second.before == 0
    seen = [one.vacancy_seq for one in (*first.entries, *second.entries)]
    assert seen == list(reversed(range(first.records)))


@on_both
def test_filters(town: Town) -> None:
    vacancy = town.vacancy()
    stopped = town.submitted(vacancy, **IMPROPER)
    town.wait(days=2)
    filing.withdraw(town.call("mara"), stopped, "Not needed.")
    town.draft(vacancy)
    kinds = {one.event for one in trail(town, vacancy, kind=Kind.NOT_READY).entries}
    assert kinds == {Event.CHECK_NOT_READY}
    assert {one.check_number for one in trail(town, vacancy, check=2).entries} == {2}
    today, earlier = town.now.date(), town.now.date() - timedelta(days=1)
    assert {one.at.date() for one in trail(town, vacancy, since=earlier).entries} == {today}
    assert today not in {one.at.date() for one in trail(town, vacancy, until=earlier).entries}
    nothing = trail(town, vacancy, check=99)
    assert (nothing.found, nothing.entries) == (0, ())
    assert nothing.records > 0


def test_a_claim_reads_as_it_was_said(town: Town) -> None:
    vacancy = town.vacancy()
    town.draft(vacancy)
    claim = next(one for one in trail(town, vacancy).entries if one.event == Event.CLAIM_ADDED)
    assert claim.facts is not None
    assert QUOTE in [fact.value for fact in claim.facts]


def test_signing_off_covers_what_is_there(town: Town) -> None:
    vacancy = town.vacancy()
    shown = read_signing(town.call("edith"), vacancy)
    assert (shown.records, shown.new, shown.may_sign, shown.earlier) == (3, 3, True, ())
    town.sign_off(vacancy, "edith", "Nothing to remark.")
    shown = read_signing(town.call("edith"), vacancy)
    assert shown.new == 0
    (earlier,) = shown.earlier
    assert (earlier.by, earlier.up_to, earlier.words) == (
        "edith",
        3,
        "Nothing to remark.",
    )
    with pytest.raises(NotPossible):
        town.sign_off(vacancy, "edith", "Again.")


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 5001])
def test_remarks_that_cannot_be_kept(town: Town, words: str) -> None:
    with pytest.raises(NotValid):
        town.sign_off(town.vacancy(), "edith", words)


@pytest.mark.parametrize("name", ["dara", "hugh", "mara", "alan"])
def test_only_the_equality_officer_signs_off(town: Town, name: str) -> None:
    vacancy = town.vacancy()
    with pytest.raises((NotAllowed, NotFound)):
        town.sign_off(vacancy, name, "Fine.")
    assert read_signing(town.call("edith"), vacancy).earlier == ()


def test_whoever_did_anything_in_a_check_had_a_part_in_it(town: Town) -> None:
    """Whatever it was: nothing here or there names the events that count."""
    played(town)
    persons = {actor.ref: actor.person_ref for actor in town.people.values()}
    acted = set()
    with town.call("edith").look() as work:
        for vacancy in work.session.scalars(select(Vacancy)):
            ties = ties_of(work.session, vacancy)
            involved = reviewing.with_the_involved(work, vacancy, ties).involved
            for one in open_records(work.session, work.vault, vacancy_ref=vacancy.ref):
                if one.check_ref and one.actor_ref in persons and one.actor_role != Role.EQUALITY:
                    assert persons[one.actor_ref] in involved, one.event
                    acted.add(one.event)
            assert town.people["edith"].person_ref not in involved  # who marked a finding as wrong
    of_checks = {Event.NOTICE_SENT, Event.OBJECTION_UPHELD, Event.HANDED_OVER, Event.VISIT_RECORDED}
    assert acted >= of_checks | {Event.WITHHELD, Event.INFLUENCE_RECORDED, Event.CHECK_CANCELLED}


def test_whoever_told_the_candidate_does_not_sign_off(town: Town) -> None:
    town.add("other", Role.HR, person=town.people["edith"].person_ref)
    vacancy = town.vacancy()
    check = town.approved(vacancy)
    assert read_signing(town.call("edith"), vacancy).may_sign
    notices.send_notice(town.call("other"), check, Delivery.EMAIL, town.now)
    assert not read_signing(town.call("edith"), vacancy).may_sign
    with pytest.raises(NotAllowed, match="had a part in a check"):
        town.sign_off(vacancy, "edith", "Fine.")


@pytest.mark.parametrize("how", ["asked", "decided", "searches", "sat"])
def test_whoever_took_part_does_not_sign_off(town: Town, how: str) -> None:
    """By person: a second account changes nothing."""
    person = town.people["edith"].person_ref
    town.add("other", Role.MANAGER, Role.HR, person=person)
    vacancy = town.vacancy(panel=("mara", "other") if how in {"asked", "sat"} else ("mara",))
    if how == "asked":
        town.draft(vacancy, by="other")
    if how == "decided":
        deciding.reject(town.call("other"), town.submitted(vacancy), 1, "No.")
    if how == "searches":
        check = town.submitted(vacancy)
        town.confirm(check)
        searcher = Searcher(SearcherKind.HR, person)
        scope = town.whole(check)
        deciding.approve(
            town.call("hugh"), check, 1, scope=scope, searcher=searcher, reasons="Fair."
        )
    if how in {"decided", "searches"}:
        assert not read_signing(town.call("edith"), vacancy).may_sign
    with pytest.raises(NotAllowed):
        town.sign_off(vacancy, "edith", "Fine.")


def test_who_sits_on_a_panel_learns_of_its_searches_as_the_panel_does(town: Town) -> None:
    """By person: the officer's account shows nothing that the manager's does not."""
    town.add("other", Role.MANAGER, person=town.people["edith"].person_ref)
    vacancy = town.vacancy(panel=("mara", "other"))
    check = town.searched(vacancy)
    assert not town.see("edith", check).every(Event.VISIT_RECORDED, Event.OUTCOME_RECORDED)
    assert town.see("dara", check).every(Event.VISIT_RECORDED, Event.OUTCOME_RECORDED)
    for read in (read_signing, read_editions):
        with pytest.raises(NotFound):
            read(town.call("edith"), vacancy)
    with pytest.raises(NotFound):
        trail(town, vacancy)
    assert list_reviews(town.call("edith")).rows == ()
    assert len(list_reviews(town.call("dara")).rows) == 1


def test_what_came_after_the_page_was_read_is_not_signed_off(town: Town) -> None:
    vacancy = town.vacancy()
    signing = reviewing.Signing("Read.", read_signing(town.call("edith"), vacancy).records)
    town.candidate(vacancy)
    with pytest.raises(Conflict, match="recorded after"):
        reviewing.sign_off(town.call("edith"), vacancy, signing)
    assert read_signing(town.call("edith"), vacancy).earlier == ()
