"""The register of a vacancy ends years after it closed: announced, never while held, and once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from screening.domain.errors import KeyDestroyed, NotPossible
from screening.domain.events import Event
from screening.domain.notifying import Told
from screening.domain.unauthorised import Breach, MadeBy
from screening.domain.words import CandidateStatus, ErasedBecause, FollowUpKind, FollowUpState
from screening.services import candidates, following_up, reporting, unauthorised
from screening.services.calendar import day_of
from screening.services.erasure import ending, erasing, holds, register_end
from screening.services.erasure.after_restoring import go_on, have_erasing_wait, waits_since
from screening.services.erasure.retention import WARNING
from screening.services.following_up import Asking
from screening.services.job_queue import JobState
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.equality.follow_ups import (
    list_open,
    read_follow_up,
    read_follow_ups,
)
from screening.services.reading.equality.reviews import list_to_sign_off, read_signing
from screening.services.reading.equality.timeline import EVERYTHING, read_timeline
from screening.services.reading.keeping.register import (
    RegisterShown,
    list_registers_due,
    read_register_ends,
)
from screening.services.reading.keeping.retention import read_vacancy_kept
from screening.services.reading.report.editions import read_editions
from screening.services.reading.vacancies.vacancy import read_vacancy
from screening.services.unauthorised import ReportText
from screening.services.vacancies import close_vacancy
from screening.store.erasure import unfinished
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.unit_of_work import REGISTER_ENDED
from tests.databases import on_both
from tests.reported import issued, worker_of
from tests.services.town import Town

pytestmark = pytest.mark.usefixtures("quick_reports")

YEARS = timedelta(days=1095)
SAID = "Why was nobody asked?"


def closed(town: Town) -> str:
    """A closed vacancy with words of every reader in it, and an edition of its report."""
    vacancy = town.vacancy()
    town.candidate(vacancy)
    close_vacancy(town.call("hugh"), vacancy)
    asking = Asking(FollowUpKind.QUERY, SAID, town.now.date() + timedelta(days=9))
    following_up.ask(town.call("edith"), vacancy, asking)
    return vacancy


def tick(town: Town) -> None:
    worker_of(town).tick()


def all_erased(town: Town) -> None:
    """Let a year and a month pass, after which nobody of a closed vacancy is kept."""
    town.wait(days=365)
    tick(town)
    town.wait(days=WARNING.days)
    tick(town)


def announced(town: Town) -> str:
    """A closed vacancy whose register ends now, if the clock strikes."""
    vacancy, start = closed(town), town.now
    all_erased(town)
    town.now = start + YEARS - WARNING
    tick(town)
    town.now = start + YEARS
    return vacancy


def records(town: Town, vacancy: str, event: Event) -> list[OpenedRecord]:
    with town.call("edith").look() as work:
        return [
            one
            for one in open_records(work.session, work.vault, vacancy_ref=vacancy)
            if one.event == event
        ]


def register(town: Town, vacancy: str) -> RegisterShown:
    found = read_vacancy_kept(town.call("dara"), vacancy).register
    assert found is not None
    return found


def has_ended(town: Town, vacancy: str) -> bool:
    return len(records(town, vacancy, Event.REGISTER_ENDED)) == 1


def kept_under_key(town: Town, vacancy: str) -> int:
    """How many records of a vacancy's own can be read, of those that say something."""
    return sum(
        bool(one.payload)
        for event in (Event.VACANCY_OPENED, Event.VACANCY_CLOSED, Event.QUERY_ASKED)
        for one in records(town, vacancy, event)
    )


@on_both
def test_announced_a_month_before_and_ended_on_its_day(town: Town) -> None:
    vacancy, start = closed(town), town.now
    goes = day_of(start + YEARS)
    assert (register(town, vacancy).goes, register(town, vacancy).people) == (None, True)
    all_erased(town)
    shown = register(town, vacancy)
    assert (shown.due, shown.goes, shown.soon, shown.announced_on) == (goes, goes, False, None)
    town.now = start + YEARS - WARNING - timedelta(days=1)
    tick(town)
    assert records(town, vacancy, Event.REGISTER_END_ANNOUNCED) == []
    assert list_registers_due(town.call("hugh")) == ()
    town.wait(days=1)
    tick(town)
    tick(town)
    [said] = records(town, vacancy, Event.REGISTER_END_ANNOUNCED)
    assert (said.actor_role, said.payload) == ("clock", {"erase_from": goes.isoformat()})
    [due] = list_registers_due(town.call("hugh"))
    assert (due.goes, due.soon, due.announced_on) == (goes, True, day_of(town.now))
    told = {one.kind for one in list_notifications(town.call("dara")).rows}
    assert Told.REGISTER_DUE in told
    town.now = start + YEARS - timedelta(days=1)
    tick(town)
    assert not has_ended(town, vacancy)
    assert kept_under_key(town, vacancy) > 2
    town.wait(days=1)
    tick(town)
    tick(town)
    [ended] = records(town, vacancy, Event.REGISTER_ENDED)
    assert (ended.actor_role, ended.payload) == ("clock", {})
    assert kept_under_key(town, vacancy) == 0
    assert register(town, vacancy).ended_on == goes
    assert read_register_ends(town.call("dara")).rows == ()


def test_what_is_said_of_it_then(town: Town) -> None:
    vacancy = announced(town)
    ref = read_follow_ups(town.call("edith"), vacancy).shown[0].row.ref
    tick(town)
    on = day_of(town.now)
    edith = town.call("edith")
    [asked] = (shown := read_follow_ups(edith, vacancy)).shown
    assert (asked.said, asked.row.state) == ((), FollowUpState.WITHDRAWN)
    assert (shown.may_ask, shown.register_ended, asked.row.register_ended) == (False, on, on)
    assert read_follow_up(town.call("hugh"), ref).row.register_ended == on
    assert (list_open(edith), list_to_sign_off(edith)) == ((), ())
    signing = read_signing(edith, vacancy)
    assert (signing.may_sign, signing.register_ended) == (False, on)
    trail = read_timeline(edith, vacancy, EVERYTHING)
    assert trail.register_ended == on
    said = {one.event: one.facts for one in trail.entries}
    assert (said[Event.QUERY_ASKED], said[Event.REGISTER_ENDED]) == (None, ())
    seen = read_vacancy(town.call("mara"), vacancy)
    assert (seen.register_ended, seen.title, len(seen.criteria)) == (
        on,
        "Communications Officer",
        2,
    )
    kept = read_vacancy_kept(town.call("dara"), vacancy)
    assert not kept.may_hold


@on_both
def test_nothing_is_added_and_no_report_made_after_it(town: Town) -> None:
    vacancy = closed(town)
    issued(town, vacancy)
    start = town.now
    all_erased(town)
    issued(town, vacancy)
    town.now = start + YEARS - WARNING
    tick(town)
    town.now = start + YEARS
    reporting.request_report(town.call("edith"), vacancy)
    tick(town)
    assert worker_of(town).do_one()
    editions = read_editions(town.call("edith"), vacancy)
    assert [one.erased for one in editions.editions] == [False, True, True]
    late = editions.editions[0].job
    assert (late.state, late.note) == (JobState.FAILED, REGISTER_ENDED)
    assert not editions.may_request
    for number in (1, 2):
        with pytest.raises(KeyDestroyed, match="register of this vacancy has ended"):
            reporting.fetch_report(town.call("edith"), vacancy, number)
    asking = Asking(FollowUpKind.QUERY, SAID, town.now.date() + timedelta(days=9))
    for act in (
        lambda: reporting.request_report(town.call("edith"), vacancy),
        lambda: following_up.ask(town.call("edith"), vacancy, asking),
        lambda: holds.place(town.call("dara"), vacancy, "A claim."),
    ):
        with pytest.raises(NotPossible, match="register of this vacancy has ended"):
            act()


@on_both
def test_a_hold_stops_it_and_takes_the_warning_back(town: Town) -> None:
    vacancy = announced(town)
    holds.place(town.call("dara"), vacancy, "A claim.")
    tick(town)
    shown = register(town, vacancy)
    assert (shown.goes, shown.announced_on) == (None, None)
    assert shown.held_since == day_of(town.now)
    holds.lift(town.call("dara"), vacancy, 1, "It was settled.")
    tick(town)
    assert not has_ended(town, vacancy)
    goes = day_of(town.now + WARNING)
    assert register(town, vacancy).goes == goes
    town.wait(days=WARNING.days)
    tick(town)
    assert has_ended(town, vacancy)
    assert len(records(town, vacancy, Event.REGISTER_END_ANNOUNCED)) == 2


def test_it_waits_for_whoever_is_kept_in_it(town: Town) -> None:
    vacancy = town.vacancy()
    hugh = town.call("hugh")
    appointed = candidates.add_candidate(
        hugh, vacancy, "Bo Fennimore", "", CandidateStatus.APPOINTED
    )
    close_vacancy(hugh, vacancy)
    town.wait(days=YEARS.days + 100)
    tick(town)
    town.wait(days=WARNING.days)
    tick(town)
    assert records(town, vacancy, Event.REGISTER_END_ANNOUNCED) == []
    assert (register(town, vacancy).people, register(town, vacancy).goes) == (True, None)
    assert town.erase(appointed, ErasedBecause.RETENTION_OVER)
    tick(town)
    town.wait(days=WARNING.days - 1)
    tick(town)
    assert not has_ended(town, vacancy)
    town.wait(days=1)
    tick(town)
    assert has_ended(town, vacancy)


def test_what_was_told_later_has_its_own_years_first(town: Town) -> None:
    vacancy, start = closed(town), town.now
    all_erased(town)
    day = town.now.date()
    told = ReportText(MadeBy.ME, "", day, "LIB-7", "", "A feed of theirs.", "", Breach.NO, day)
    entry, later = unauthorised.report(town.call("mara"), told), town.now
    unauthorised.place(town.call("hugh"), entry, 1, "LIB-7", "")
    town.now = start + YEARS
    tick(town)
    assert records(town, vacancy, Event.REGISTER_END_ANNOUNCED) == []
    assert register(town, vacancy).due == day_of(later + YEARS)
    town.now = later + YEARS - WARNING
    tick(town)
    town.now = later + YEARS
    tick(town)
    assert has_ended(town, vacancy)
    assert len(records(town, vacancy, Event.REGISTER_WORDS_ERASED)) == 1


@on_both
def test_nothing_is_begun_while_erasing_waits(town: Town) -> None:
    vacancy = announced(town)
    have_erasing_wait(town.call("dara"))
    tick(town)
    assert not has_ended(town, vacancy)
    assert kept_under_key(town, vacancy) > 2
    with town.call("dara").look() as work:
        since = waits_since(work.session)
    go_on(town.call("dara"), since or 0, "All are there.")
    tick(town)
    assert has_ended(town, vacancy)


@on_both
def test_cut_short_it_is_finished_and_nothing_stops_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = announced(town)
    with monkeypatch.context() as killed:

        def dies(*_asked: object) -> None:
            raise RuntimeError("killed")

        killed.setattr(ending, "_ask_no_more", dies)
        with pytest.raises(RuntimeError, match="killed"):
            register_end.end_due(town.call("dara"))
    assert not has_ended(town, vacancy)
    assert kept_under_key(town, vacancy) == 0
    with pytest.raises(NotPossible, match="has ended"):
        holds.place(town.call("dara"), vacancy, "Too late.")
    have_erasing_wait(town.call("dara"))
    erasing.finish(town.call("dara"))
    assert has_ended(town, vacancy)
    erasing.finish(town.call("dara"))
    tick(town)
    assert has_ended(town, vacancy)


@on_both
def test_what_an_older_database_brings_back_goes_again(town: Town) -> None:
    """As far as it is concerned nobody is erased yet, and the keys of all of it are gone."""
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy)
    close_vacancy(town.call("hugh"), vacancy)
    issued(town, vacancy)
    town.store.vault.destroy(candidate, erasing.CLASSES)
    town.store.vault.destroy(vacancy, [ending.key_of_vacancy(vacancy).retention])
    have_erasing_wait(town.call("dara"))
    assert erasing.finish(town.call("dara")) == 1
    assert has_ended(town, vacancy)
    [erased] = records(town, vacancy, Event.SUBJECT_ERASED)
    assert erased.payload == {}
    [edition] = read_editions(town.call("edith"), vacancy).editions
    assert edition.erased
    with town.call("dara").look() as work:
        assert unfinished(work.session, work.vault.tombstones()) == set()


def test_what_an_older_vault_brings_back_is_destroyed_again(town: Town, vault_url: str) -> None:
    vacancy = announced(town)
    file, vault = Path(vault_url.removeprefix("sqlite:///")), town.store.vault
    vault.engine.dispose()
    older = file.read_bytes()
    tick(town)
    vault.engine.dispose()
    file.write_bytes(older)
    vault.refresh()
    assert not vault.is_destroyed(ending.key_of_vacancy(vacancy)), "it is an older vault"
    erasing.bury(town.call("dara"))
    assert vault.is_destroyed(ending.key_of_vacancy(vacancy))


@on_both
def test_two_workers_end_it_once(town: Town) -> None:
    vacancy = announced(town)
    together = Barrier(2)

    def strike() -> int:
        together.wait()
        return register_end.end_due(town.call("dara"))

    with ThreadPoolExecutor(2) as workers:
        ended = [each.result() for each in [workers.submit(strike) for _ in range(2)]]
    assert sorted(ended) == [0, 1]
    assert has_ended(town, vacancy)
