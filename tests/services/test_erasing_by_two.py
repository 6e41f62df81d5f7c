"""Two people erase a candidate: who may, who is first, and what comes between."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.people import OPERATOR
from screening.domain.words import ErasedBecause, ErasureState, Role, SearcherKind
from screening.services import candidates
from screening.services.call import Call
from screening.services.checks import deciding, filing, notices
from screening.services.checks.authorising import Searcher
from screening.services.erasure import erasing, erasing_by_two
from screening.services.people import accounts
from screening.services.reading.keeping.erasure import ErasureShown, list_to_confirm, read_erasure
from screening.services.reading.vacancies.candidate import read_candidate
from screening.store.engine import open_engine
from screening.store.ledger_store import OpenedRecord, open_records
from tests.databases import on_both
from tests.services.town import Town

WHY, REASONS = "whycanary she asked by letter", "reasonscanary the letter is there"


def proposed(town: Town) -> str:
    """A candidate with a check that waits for a decision, whom dara proposes to erase."""
    check = town.submitted(town.vacancy())
    candidate = town.see("hugh", check).candidate_ref
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, WHY)
    return candidate


def shown(town: Town, candidate: str, by: str = "dara") -> ErasureShown:
    return read_erasure(town.call(by), candidate)


def is_erased(town: Town, candidate: str) -> bool:
    return read_candidate(town.call("hugh"), candidate).name == ""


def about(town: Town, candidate: str) -> list[OpenedRecord]:
    """The records of what two people did about the candidate."""
    with town.call("edith").look() as work:
        found = open_records(work.session, work.vault, subject_ref=candidate)
    return [one for one in found if "eras" in one.event]


def test_nothing_is_destroyed_until_a_second_person_confirms(town: Town) -> None:
    candidate = proposed(town)
    assert not is_erased(town, candidate)
    waiting = shown(town, candidate).waiting
    assert waiting is not None
    assert (waiting.state, waiting.why, waiting.by) == (ErasureState.PROPOSED, WHY, "dara")
    assert town.confirm_erasure(candidate, by="hetty")
    assert is_erased(town, candidate)
    assert shown(town, candidate).waiting is None
    events = [(one.event, one.actor_role) for one in about(town, candidate)]
    assert events == [
        (Event.ERASURE_PROPOSED, "data-protection"),
        (Event.ERASURE_CONFIRMED, "hr"),
        (Event.SUBJECT_ERASED, "hr"),
    ]


def test_what_they_wrote_goes_with_the_candidate(town: Town) -> None:
    candidate = proposed(town)
    read = shown(town, candidate).read
    erasing_by_two.confirm(town.call("hetty"), candidate, REASONS, read)
    [one] = shown(town, candidate).proposals
    assert (one.why, one.reasons) == ("", "")
    assert (one.state, one.by, one.decided_by) == (ErasureState.CONFIRMED, "dara", "hetty")
    confirmed, erased = about(town, candidate)[1:]
    assert confirmed.payload is None
    assert erased.payload is not None
    assert erased.payload["because"] == "asked"


def test_declined_it_stays_and_can_be_proposed_again(town: Town) -> None:
    candidate = proposed(town)
    read = shown(town, candidate).read
    erasing_by_two.decline(town.call("hetty"), candidate, REASONS, read)
    assert not is_erased(town, candidate)
    [one] = shown(town, candidate).proposals
    assert (one.state, one.reasons, one.decided_by) == (ErasureState.DECLINED, REASONS, "hetty")
    with pytest.raises(NotPossible):
        erasing_by_two.decline(town.call("hetty"), candidate, REASONS, read + 1)
    assert town.erase(candidate)


def test_any_data_protection_officer_withdraws_it(town: Town) -> None:
    candidate = proposed(town)
    town.add("dilys", Role.DATA_PROTECTION)
    erasing_by_two.withdraw(town.call("dilys"), candidate)
    assert shown(town, candidate).proposals[0].state is ErasureState.WITHDRAWN
    with pytest.raises(NotPossible):
        erasing_by_two.withdraw(town.call("dara"), candidate)


def test_one_proposal_at_a_time_and_none_once_erased(town: Town) -> None:
    candidate = proposed(town)
    with pytest.raises(NotPossible, match="proposed already"):
        erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.MISTAKE, WHY)
    town.confirm_erasure(candidate, by="hetty")
    with pytest.raises(NotPossible, match="was erased"):
        erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.MISTAKE, WHY)


def test_words_have_to_be_given(town: Town) -> None:
    candidate = proposed(town)
    for words in (" ", "\x00", "x" * 6000):
        with pytest.raises(NotValid):
            erasing_by_two.confirm(town.call("hetty"), candidate, words, 0)
        with pytest.raises(NotValid):
            erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, words)
    assert not is_erased(town, candidate)


@pytest.mark.parametrize("name", ["edith", "hugh", "mara", "alan"])
def test_only_the_data_protection_officer_proposes(town: Town, name: str) -> None:
    candidate = town.candidate(town.vacancy())
    with pytest.raises((NotFound, NotAllowed)):
        erasing_by_two.propose(town.call(name), candidate, ErasedBecause.ASKED, WHY)
    assert shown(town, candidate).proposals == ()


@pytest.mark.parametrize("name", ["edith", "mara", "alan", "miles"])
def test_others_neither_read_nor_decide(town: Town, name: str) -> None:
    candidate = proposed(town)
    with pytest.raises((NotFound, NotAllowed)):
        read_erasure(town.call(name), candidate)
    with pytest.raises((NotFound, NotAllowed)):
        erasing_by_two.confirm(town.call(name), candidate, REASONS, shown(town, candidate).read)
    assert not is_erased(town, candidate)


def test_nobody_confirms_what_they_proposed_by_whichever_account(town: Town) -> None:
    candidate = proposed(town)
    person = town.people["dara"].person_ref
    town.add("dara-as-hr", Role.HR, person=person)
    town.add("dara-again", Role.DATA_PROTECTION, person=person)
    for name in ("dara", "dara-as-hr", "dara-again"):
        read = shown(town, candidate, name)
        assert not read.may_decide
        with pytest.raises(NotAllowed):
            erasing_by_two.confirm(town.call(name), candidate, REASONS, read.read)
    assert not is_erased(town, candidate)


@on_both
def test_the_database_refuses_one_person_twice(town: Town, owner_url: str) -> None:
    candidate = proposed(town)
    alone = text(
        "UPDATE erasure_proposal SET state = 'confirmed', decided_person = proposed_person, "
        "decided_at = proposed_at"
    )
    with town.store.engine.connect() as connection, pytest.raises(DBAPIError, match="two_people"):
        connection.execute(alone)
    town.confirm_erasure(candidate, by="hetty")
    engine = open_engine(owner_url)
    for change in (
        "UPDATE erasure_proposal SET because = 'mistake'",
        "DELETE FROM erasure_proposal",
    ):
        with (
            engine.connect() as connection,
            pytest.raises(DBAPIError, match="stays as it is"),
        ):
            connection.execute(text(change))
    engine.dispose()


def test_nobody_confirms_who_had_a_part_in_a_check_on_the_candidate(town: Town) -> None:
    """hugh decided and handed over, sam searched, hetty did none of it; henry filed."""
    town.add("henry", Role.HR)
    check = town.handed_over(town.vacancy())
    candidate = town.see("hugh", check).candidate_ref
    filing.start_check(town.call("henry"), town.see("hugh", check).claim.ref)
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, WHY)
    read = shown(town, candidate).read
    for name in ("hugh", "sam", "henry"):
        with pytest.raises(NotAllowed, match="part in a check"):
            erasing_by_two.confirm(town.call(name), candidate, REASONS, read)
        assert list_to_confirm(town.call(name)) == ()
    assert [row.mine for row in list_to_confirm(town.call("hetty"))] == [True]
    assert [row.mine for row in list_to_confirm(town.call("dara"))] == [False]
    assert erasing_by_two.confirm(town.call("hetty"), candidate, REASONS, read)


def test_whoever_overruled_an_objection_does_not_confirm(town: Town) -> None:
    """hugh told the candidate and approved; hetty decided the objection, and nothing else."""
    check = town.told(town.vacancy())
    candidate = town.see("hugh", check).candidate_ref
    notices.raise_objection(town.call("hugh"), check, "That account is private.")
    notices.decide_objection(town.call("hetty"), check, upheld=False, reasons="It is public.")
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, WHY)
    with pytest.raises(NotAllowed, match="part in a check"):
        town.confirm_erasure(candidate, by="hetty")
    assert list_to_confirm(town.call("hetty")) == ()


def test_a_part_in_a_check_on_somebody_else_is_none(town: Town) -> None:
    vacancy = town.vacancy()
    town.approved(vacancy)
    other = town.candidate(vacancy, "Bo Fennimore")
    erasing_by_two.propose(town.call("dara"), other, ErasedBecause.ASKED, WHY)
    assert town.confirm_erasure(other, by="hugh")


def test_nobody_of_the_panel_confirms_nor_reads_why(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    town.add("dora", Role.DATA_PROTECTION, Role.MANAGER)
    candidate = town.candidate(town.vacancy(panel=("mara", "hana", "dora")))
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, WHY)
    with pytest.raises(NotAllowed):
        read_erasure(town.call("hana"), candidate)
    read = shown(town, candidate, "dora")
    assert not read.may_decide
    with pytest.raises(NotAllowed):
        erasing_by_two.confirm(town.call("dora"), candidate, REASONS, read.read)


def test_what_happened_meanwhile_has_to_be_read_first(town: Town) -> None:
    check = town.submitted(town.vacancy())
    candidate = town.see("hugh", check).candidate_ref
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.ASKED, WHY)
    read = shown(town, candidate, "hetty").read
    town.confirm(check)
    searcher = Searcher(SearcherKind.HR, town.people["sam"].person_ref)
    scope = town.whole(check)
    deciding.approve(town.call("hugh"), check, 1, scope=scope, searcher=searcher, reasons="Yes.")
    for decide in (erasing_by_two.confirm, erasing_by_two.decline):
        with pytest.raises(Conflict, match="after you opened this page"):
            decide(town.call("hetty"), candidate, REASONS, read)
    assert not is_erased(town, candidate)
    assert town.confirm_erasure(candidate, by="hetty")


def test_a_proposal_stands_when_the_account_it_came_from_is_closed(town: Town) -> None:
    candidate = proposed(town)
    accounts.close_account(town.call("alan"), town.people["dara"].ref)
    waiting = read_erasure(town.call("hetty"), candidate).waiting
    assert waiting is not None
    assert (waiting.by, waiting.proposer_left) == ("dara", True)
    same = town.add("dara-anew", Role.DATA_PROTECTION, person=town.people["dara"].person_ref)
    with pytest.raises(NotAllowed):
        erasing_by_two.confirm(replace(town.call("hetty"), actor=same), candidate, REASONS, 0)
    assert town.confirm_erasure(candidate, by="hetty")


@on_both
def test_a_proposal_whose_candidate_is_erased_otherwise_ends(town: Town) -> None:
    candidate = proposed(town)
    town.store.vault.destroy(candidate, erasing.CLASSES)
    assert erasing.finish(town.call("dara")) == 1
    assert shown(town, candidate).proposals[0].state is ErasureState.OVERTAKEN
    assert list_to_confirm(town.call("dara")) == ()


def test_an_operator_proposes_and_never_confirms(town: Town) -> None:
    operator = Call(town.store, OPERATOR, town.clock)
    candidate = town.candidate(town.vacancy())
    erasing_by_two.propose(operator, candidate, ErasedBecause.MISTAKE, WHY)
    with pytest.raises(NotAllowed):
        erasing_by_two.confirm(operator, candidate, REASONS, shown(town, candidate).read)
    assert about(town, candidate)[0].actor_role == "operator"
    erasing_by_two.withdraw(town.call("dara"), candidate)
    erasing_by_two.propose(town.call("dara"), candidate, ErasedBecause.MISTAKE, WHY)
    with pytest.raises(NotAllowed):
        erasing_by_two.confirm(operator, candidate, REASONS, shown(town, candidate).read)


def test_a_second_click_is_the_same_as_the_first(town: Town) -> None:
    candidate = town.candidate(town.vacancy())
    for _click in range(2):
        call = town.call("dara", key="a" * 32)
        erasing_by_two.propose(call, candidate, ErasedBecause.ASKED, WHY)
    read = shown(town, candidate).read
    for _click in range(2):
        call = town.call("hetty", key="b" * 32)
        assert erasing_by_two.confirm(call, candidate, REASONS, read)
    assert [one.event for one in about(town, candidate)] == [
        Event.ERASURE_PROPOSED,
        Event.ERASURE_CONFIRMED,
        Event.SUBJECT_ERASED,
    ]


@on_both
@pytest.mark.parametrize("other", ["confirm", "decline"])
def test_two_at_once_and_one_wins(town: Town, other: str) -> None:
    candidate = proposed(town)
    town.add("dilys", Role.DATA_PROTECTION)
    read = shown(town, candidate).read
    barrier = Barrier(2)

    def decide(name: str) -> str:
        act = erasing_by_two.confirm if name == "hetty" else getattr(erasing_by_two, other)
        barrier.wait()
        try:
            act(town.call(name), candidate, REASONS, read)
        except (Conflict, NotPossible):
            return ""
        return name

    with ThreadPoolExecutor(2) as threads:
        winners = [name for name in threads.map(decide, ("hetty", "dilys")) if name]
    assert len(winners) == 1
    [one] = shown(town, candidate).proposals
    assert one.decided_by == winners[0]
    confirmed = one.state is ErasureState.CONFIRMED
    assert is_erased(town, candidate) == confirmed
    words = {Event.ERASURE_CONFIRMED, Event.ERASURE_DECLINED}
    assert len([each for each in about(town, candidate) if each.event in words]) == 1


def test_nobody_of_that_reference(town: Town) -> None:
    with pytest.raises(NotFound):
        erasing_by_two.propose(town.call("dara"), "f" * 32, ErasedBecause.ASKED, WHY)
    with pytest.raises(NotFound):
        read_erasure(town.call("dara"), "f" * 32)
    with pytest.raises(NotFound):
        erasing_by_two.withdraw(town.call("dara"), "f" * 32)


def test_what_is_read_by_name_is_read_by_those_who_work_by_name(town: Town) -> None:
    candidate = proposed(town)
    assert shown(town, candidate, "hetty").name == "Ada Quillfeather"
    before = shown(town, candidate, "dara")
    assert before.name == ""
    candidates.show_name(town.call("dara"), candidate, "To be sure whom the letter is from.")
    assert shown(town, candidate, "hetty").read == before.read + 1
