"""A request from its first word to HR, and the ways out of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.request import Place, Request
from screening.domain.words import Role, SearcherKind, Source, State, SuppliedBy
from screening.services import claims, vacancies
from screening.services.checks import filing
from screening.services.claims import ClaimText
from screening.services.reading.checks.draft import read_request
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import ADDRESS, FAIR, IMPROPER, QUOTE, Town

REASON = "There is a better way."


def test_a_request_starts_with_what_the_claim_gives(town: Town) -> None:
    shown = read_request(town.call("mara"), town.draft(town.vacancy()))
    scope = shown.request.scope
    assert [place.address for place in scope.places] == [ADDRESS]
    assert (scope.from_date, scope.to_date, scope.minutes) == ("2022-01-01", "2024-12-31", 30)
    assert "E1" in shown.request.relevance
    assert shown.request.searcher_kind is SearcherKind.HR
    assert shown.request.question == ""


@on_both
def test_a_request_starts_on_a_claim_that_is_written_down(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    text = ClaimText(QUOTE, Source.CV, "", "E1", ADDRESS)
    claim = claims.add_claim(town.call("mara"), candidate, text)
    refs = {filing.start_check(town.call("mara", "once"), claim) for _click in range(2)}
    assert [check.ref for check in read_candidate(town.call("mara"), candidate).checks] == [*refs]
    assert len(read_candidate(town.call("mara"), candidate).claims) == 1


def test_what_is_typed_is_kept_as_typed(town: Town) -> None:
    check = town.draft(town.vacancy())
    shown = read_request(town.call("mara"), check)
    scope = replace(
        shown.request.scope,
        places=(Place(" Blog ", "https://example.test/<b>", SuppliedBy.FOUND), Place()),
        terms=("harbour  museum", " "),
    )
    typed = replace(shown.request, question="Ie?\r\nNa. \N{WAVING HAND SIGN}", scope=scope)
    filing.save_draft(town.call("mara"), check, shown.version, typed)
    kept = read_request(town.call("mara"), check)
    assert kept.version == shown.version + 1
    assert kept.request.question == "Ie?\nNa. \N{WAVING HAND SIGN}"
    place = Place("Blog", "https://example.test/<b>", SuppliedBy.FOUND)
    assert kept.request.scope.places == (place,)
    assert kept.request.scope.terms == ("harbour  museum",)


def test_a_second_tab_does_not_overwrite(town: Town) -> None:
    check = town.draft(town.vacancy())
    shown = read_request(town.call("mara"), check)
    filing.save_draft(
        town.call("mara"), check, shown.version, replace(shown.request, question="One")
    )
    with pytest.raises(Conflict):
        filing.save_draft(
            town.call("mara"), check, shown.version, replace(shown.request, question="Two")
        )
    with pytest.raises(Conflict):
        filing.submit(town.call("mara"), check, shown.version)
    assert read_request(town.call("mara"), check).request.question == "One"
    assert town.see("mara", check).state is State.DRAFT


def test_a_double_click_saves_once(town: Town) -> None:
    check = town.draft(town.vacancy())
    shown = read_request(town.call("mara"), check)
    typed = replace(shown.request, question="One")
    versions = {
        filing.save_draft(town.call("mara", "once"), check, shown.version, typed)
        for _click in range(2)
    }
    assert versions == {shown.version + 1}


def _places(request: Request, *places: Place) -> Request:
    return replace(request, scope=replace(request.scope, places=places))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda r: replace(r, question="x" * 5001), "question"),
        (lambda r: replace(r, why_now="bell \x07"), "why_now"),
        (lambda r: _places(r, Place("a"), Place("b", "x" * 1001)), "places-1-address"),
        (lambda r: _places(r, Place("x" * 201)), "places-0-platform"),
        (lambda r: _places(r, *[Place("a")] * 21), "places"),
        (lambda r: replace(r, scope=replace(r.scope, terms=("a",) * 41)), "terms"),
        (lambda r: replace(r, scope=replace(r.scope, minutes=0)), "minutes"),
        (lambda r: replace(r, scope=replace(r.scope, minutes=10**9)), "minutes"),
        (
            lambda r: replace(
                r, scope=replace(r.scope, from_date="2024-02-01", to_date="2024-01-31")
            ),
            "to_date",
        ),
    ],
)
def test_a_request_that_cannot_be_stored(
    town: Town, change: Callable[[Request], Request], field: str
) -> None:
    check = town.draft(town.vacancy())
    shown = read_request(town.call("mara"), check)
    with pytest.raises(NotValid) as refused:
        filing.save_draft(town.call("mara"), check, shown.version, change(shown.request))
    assert set(refused.value.fields) == {field}
    assert read_request(town.call("mara"), check) == shown


def test_a_fair_request_goes_to_hr(town: Town) -> None:
    check = town.submitted(town.vacancy())
    shown = town.see("hugh", check)
    assert (shown.state, shown.revision) == (State.AWAITING, 1)
    assert shown.newest and shown.newest.request
    assert shown.newest.request.question == FAIR["question"]


def test_an_improper_request_comes_back_and_is_on_record(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    shown = town.see("hugh", check)
    assert shown.state is State.NOT_READY
    assert shown.newest and shown.newest.findings
    for finding in shown.newest.findings:
        assert finding.excerpt in "".join(IMPROPER.values())


def test_attempts_stand_side_by_side(town: Town) -> None:
    check = town.submitted(town.vacancy(), **IMPROPER)
    version = town.type_in(check, **FAIR)
    filing.submit(town.call("mara"), check, version)
    shown = town.see("hugh", check)
    assert shown.state is State.AWAITING
    assert [(attempt.number, attempt.ready) for attempt in shown.attempts] == [
        (1, False),
        (2, True),
    ]
    assert shown.attempts[0].request
    assert shown.attempts[0].request.question == IMPROPER["question"]


def test_a_colleague_on_the_panel_reads_of_a_request_when_it_is_approved(town: Town) -> None:
    """Who scores a candidate is not to learn from a stopped request what nobody may look for."""
    town.add("hanna", Role.HR, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "miles", "hanna"))
    check = town.submitted(vacancy, **IMPROPER)
    filing.refer(town.call("mara"), check, "It is about her church, which is her work.")
    for name in ("miles", "hanna"):
        shown = town.see(name, check)
        [attempt] = shown.attempts
        assert (attempt.ready, attempt.request, attempt.findings) == (False, None, ())
        for event in (Event.CHECK_NOT_READY, Event.CHECK_REFERRED):
            known = shown.last(event)
            assert known and known.payload == {}
        assert not shown.reads_requests
    for name in ("mara", "hugh", "edith"):
        [attempt] = town.see(name, check).attempts
        assert attempt.request and attempt.findings
    approved = town.approved(vacancy)
    for name in ("miles", "hanna"):
        shown = town.see(name, approved)
        assert shown.reads_requests
        [attempt] = shown.attempts
        assert attempt.request


def test_a_double_click_is_one_attempt(town: Town) -> None:
    check = town.draft(town.vacancy())
    version = town.type_in(check, **FAIR)
    for _click in range(2):
        filing.submit(town.call("mara", "once"), check, version)
    assert len(town.see("hugh", check).attempts) == 1


def test_a_request_that_was_sent_does_not_change(town: Town) -> None:
    check = town.submitted(town.vacancy())
    shown = read_request(town.call("mara"), check)
    with pytest.raises(NotPossible):
        filing.save_draft(town.call("mara"), check, shown.version, shown.request)
    with pytest.raises(NotPossible):
        filing.submit(town.call("mara"), check, shown.version)


@pytest.mark.parametrize("way_out", [filing.ask_instead, filing.withdraw])
def test_ways_out_of_a_draft(town: Town, way_out: Callable[..., None]) -> None:
    check = town.draft(town.vacancy())
    with pytest.raises(NotValid):
        way_out(town.call("mara"), check, " ")
    for _click in range(2):
        way_out(town.call("mara", "once"), check, REASON)
    shown = town.see("mara", check)
    assert shown.state is State.WITHDRAWN
    ended = shown.last(Event.ASKED_INSTEAD, Event.CHECK_WITHDRAWN)
    assert ended and ended.payload == {"reason": REASON}


def test_only_what_is_not_ready_is_referred(town: Town) -> None:
    with pytest.raises(NotPossible):
        filing.refer(town.call("mara"), town.draft(town.vacancy()), REASON)
    check = town.submitted(town.vacancy("X-1"), **IMPROPER)
    filing.refer(town.call("mara"), check, REASON)
    assert town.see("hugh", check).state is State.REFERRED


def test_a_sent_request_is_not_turned_into_a_question(town: Town) -> None:
    check = town.submitted(town.vacancy())
    with pytest.raises(NotPossible):
        filing.ask_instead(town.call("mara"), check, REASON)
    filing.withdraw(town.call("mara"), check, REASON)
    assert town.see("mara", check).state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("name", "refused"),
    [("miles", NotAllowed), ("hugh", NotAllowed), ("edith", NotAllowed), ("alan", NotFound)],
)
def test_only_the_requester_changes_a_request(
    town: Town, name: str, refused: type[Exception]
) -> None:
    check = town.draft(town.vacancy(panel=("mara", "miles")))
    version = read_request(town.call("mara"), check).version
    for attempt in (
        lambda: read_request(town.call(name), check),
        lambda: filing.save_draft(town.call(name), check, version, Request()),
        lambda: filing.submit(town.call(name), check, version),
        lambda: filing.withdraw(town.call(name), check, REASON),
    ):
        with pytest.raises((refused, NotAllowed)):
            attempt()
    assert town.see("mara", check).state is State.DRAFT


def test_who_leaves_the_panel_leaves_the_request(town: Town) -> None:
    vacancy = town.vacancy(panel=("mara",))
    check = town.draft(vacancy)
    vacancies.set_panel(town.call("hugh"), vacancy, [town.people["miles"].ref])
    with pytest.raises(NotFound):
        filing.submit(town.call("mara"), check, 1)


@pytest.mark.parametrize(
    ("name", "refused"), [("miles", NotFound), ("edith", NotAllowed), ("alan", NotFound)]
)
def test_who_may_not_file(town: Town, name: str, refused: type[Exception]) -> None:
    candidate = town.candidate(town.vacancy(panel=("mara",)))
    with pytest.raises((refused, NotAllowed)):
        filing.start_check_on(
            town.call(name), candidate, ClaimText(QUOTE, Source.CV, "", "E1", ADDRESS)
        )
    assert read_candidate(town.call("mara"), candidate).checks == ()


def test_a_vacancy_closed_meanwhile(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.draft(vacancy)
    version = town.type_in(check, **FAIR)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    with pytest.raises(NotPossible):
        filing.submit(town.call("mara"), check, version)
    assert town.see("mara", check).state is State.EXPIRED
    assert town.see("mara", check).attempts == ()


def test_what_a_report_counts_stands_in_fields_of_its_own(town: Town) -> None:
    """So that it can be opened, and proven, without a word that somebody typed."""
    vacancy = town.vacancy()
    town.submitted(vacancy, **IMPROPER)
    with town.call("hugh").look() as work:
        records = open_records(work.session, work.vault, vacancy_ref=vacancy)
        (sent,) = [one.payload for one in records if one.event == Event.CHECK_NOT_READY]
    assert sent is not None
    found = {finding["rule"] for finding in sent["assessment"]["findings"]}
    assert {"fishing", "unexplained"} <= found
    assert sent["rules"] == sorted(found)
    codes = [sent[name] for name in ("verdict", "stage", "criterion", "platforms")]
    assert codes == ["block", "advertised", "E1", ["instagram"]]
