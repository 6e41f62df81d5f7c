"""Other people's details are looked for in each text before the person gets it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotFound, NotValid, ScreeningError
from screening.domain.events import Event
from screening.domain.redaction import BLANK
from screening.domain.words import Given, Redaction, Role, Source
from screening.reports.model import Organisation
from screening.services import claims
from screening.services.checks import filing
from screening.services.claims import ClaimText
from screening.services.erasure import holds
from screening.services.reading.rights.redaction import Queued, RedactionShown, read_redaction
from screening.services.redacting import Ruling, decide, marks_of
from screening.services.subject_access import look_at
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER, Town

OURS = Organisation("Wexcombe Council", "#123456")
QUESTION = (
    "Do Ada's posts for the museum read better than those of Bertram Vole (C-02), whose sister "
    "wrote to bertram.vole@post.example and rang 07700 900123?"
)


@pytest.fixture
def candidate(town: Town) -> str:
    """Ada, whose request names another candidate."""
    vacancy = town.vacancy()
    ada = town.candidate(vacancy)
    town.candidate(vacancy, "Bertram Vole")
    check = town.draft(vacancy, ada)
    version = town.type_in(check, **(FAIR | {"question": QUESTION}))
    filing.submit(town.call("mara"), check, version)
    return ada


def queue(town: Town, candidate: str) -> RedactionShown:
    return read_redaction(town.call("dara"), candidate)


def named(town: Town, candidate: str, field: str = "request.question") -> Queued:
    """The text of that field."""
    shown = queue(town, candidate)
    return next(
        one for one in (*shown.waiting, *shown.decided) if one.free.place.endswith(f"/{field}")
    )


def rule(
    town: Town,
    candidate: str,
    queued: Queued,
    decision: Redaction,
    words: str = "",
    reason: str = "Another candidate.",
) -> None:
    """Decide on ``queued`` as it is."""
    ruling = Ruling(decision, words, reason, queued.seq, marks_of(queued))
    decide(town.call("dara"), candidate, queued.free.place, ruling)


def given(town: Town, candidate: str, field: str = "request.question") -> tuple[object, Given]:
    """What the person gets of the first text of that field."""
    subject = look_at(town.call("dara"), candidate, "LIB-7/R-1", OURS)
    said = next(one for one in subject.everything_said() if one.field == field)
    return said.value, said.given


def test_what_may_be_somebody_elses_is_marked_and_what_is_the_persons_own_is_not(
    town: Town, candidate: str
) -> None:
    queued = named(town, candidate)
    marked = [QUESTION[slice(*span)] for span in queued.proposed]
    assert marked == [
        "Bertram",
        "Vole",
        "C-02",
        "sister",
        "bertram.vole@post.example",
        "07700 900123",
    ]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ada Quillfeather (C-01) at ada@example.test", []),
        ("Her mother says so.", ["mother"]),
        ("Ask Tarquin Fenwick about it.", ["Tarquin", "Fenwick"]),
        ("mara and hugh agreed", []),
        ("Experience of running a social media channel, as advertised", []),
        ("See instagram.com/harbourmuseum", []),
        ("See instagram.com/bertramvole", ["instagram.com/bertramvole"]),
    ],
)
def test_what_is_marked(town: Town, text: str, marked: list[str]) -> None:
    vacancy = town.vacancy()
    ada = town.candidate(vacancy)
    town.candidate(vacancy, "Bertram Vole")
    check = town.draft(vacancy, ada)
    town.type_in(check, **(FAIR | {"question": f"{text} Is it so?"}))
    queued = named(town, ada)
    assert [queued.free.text[slice(*span)] for span in queued.proposed] == marked


def test_what_is_marked_is_withheld_and_the_rest_is_given(town: Town, candidate: str) -> None:
    rule(town, candidate, named(town, candidate), Redaction.MARKED)
    value, how = given(town, candidate)
    assert how is Given.PARTLY
    assert str(value).count(BLANK) == 6
    assert "Vole" not in str(value) and "read better" in str(value)


def test_more_is_withheld_by_words_wherever_they_stand(town: Town, candidate: str) -> None:
    queued = named(town, candidate)
    with pytest.raises(NotValid) as refused:
        rule(town, candidate, queued, Redaction.MORE, "not in there")
    assert "words" in refused.value.fields
    with pytest.raises(NotValid):
        rule(town, candidate, queued, Redaction.MORE, " ")
    rule(town, candidate, queued, Redaction.MORE, "READ   better\nmuseum")
    value, _how = given(town, candidate)
    assert "better" not in str(value) and "museum" not in str(value)


def test_a_text_is_withheld_whole_or_given_whole(town: Town, candidate: str) -> None:
    rule(town, candidate, named(town, candidate), Redaction.WHOLE)
    assert given(town, candidate) == (None, Given.WITHHELD)
    rule(town, candidate, named(town, candidate), Redaction.LEFT, reason="They agreed.")
    assert given(town, candidate) == (QUESTION, Given.WHOLE)


def test_a_reason_is_needed_where_anything_is_marked_or_withheld(
    town: Town, candidate: str
) -> None:
    for decision in (Redaction.MARKED, Redaction.LEFT, Redaction.WHOLE):
        with pytest.raises(NotValid) as refused:
            rule(town, candidate, named(town, candidate), decision, reason=" ")
        assert "reason" in refused.value.fields
    plain = named(town, candidate, "request.alternatives")
    assert plain.proposed == ()
    with pytest.raises(NotValid) as refused:
        rule(town, candidate, plain, Redaction.MARKED)
    assert "decision" in refused.value.fields
    rule(town, candidate, plain, Redaction.LEFT, reason="")
    assert given(town, candidate, "request.alternatives")[1] is Given.WHOLE


def test_once_every_text_is_looked_through_none_is_left_out(town: Town, candidate: str) -> None:
    while waiting := queue(town, candidate).waiting:
        assert queue(town, candidate).at("") == waiting[0]
        rule(town, candidate, waiting[0], Redaction.LEFT)
    subject = look_at(town.call("dara"), candidate, "LIB-7/R-1", OURS)
    assert subject.count(Given.UNREAD) == 0
    found = [one for one in subject.everything_said() if one.field.startswith("findings")]
    assert all(one.given is Given.WHOLE for one in found)
    assert subject.count(Given.WITHHELD) == subject.count(Given.PARTLY) == 0


def test_what_quotes_a_withheld_text_is_withheld_with_it(town: Town) -> None:
    improper = "Is she pregnant? Ask Tarquin Fenwick."
    check = town.submitted(town.vacancy(), question=improper)
    ada = town.see("hugh", check).candidate_ref
    for one in queue(town, ada).waiting:
        whole = Redaction.WHOLE if one.free.text == improper else Redaction.LEFT
        rule(town, ada, one, whole)
    subject = look_at(town.call("dara"), ada, "LIB-7/R-1", OURS)
    found = [one for one in subject.everything_said() if one.field.startswith("findings")]
    assert Given.WITHHELD in {one.given for one in found}
    assert "pregnant" not in str(subject) and "Fenwick" not in str(subject)


def test_what_quotes_a_reference_waits_with_it(town: Town) -> None:
    """The finding is about the claim itself, which a referee worded."""
    ada = town.candidate(town.vacancy())
    quote = "She is a team player"
    claim = ClaimText(quote, Source.REFERENCE, "Page 1", "E1", "")
    check = filing.start_check_on(town.call("mara"), ada, claim)
    filing.submit(town.call("mara"), check, town.type_in(check, **FAIR))
    for one in queue(town, ada).waiting:
        if not one.free.referee:
            rule(town, ada, one, Redaction.LEFT)
    subject = look_at(town.call("dara"), ada, "LIB-7/R-1", OURS)
    about_the_claim = [
        one
        for one in subject.everything_said()
        if one.field.startswith("findings") and one.given is Given.UNREAD
    ]
    assert about_the_claim and quote not in str(subject)


def test_the_same_words_elsewhere_are_decided_with_it(town: Town) -> None:
    vacancy = town.vacancy()
    check = town.submitted(vacancy, question=f"{IMPROPER['question']} Ask Tarquin.")
    ada = town.see("hugh", check).candidate_ref
    filing.submit(town.call("mara"), check, town.type_in(check, relevance="It bears on E1."))
    before = len(queue(town, ada).waiting)
    rule(town, ada, named(town, ada), Redaction.MARKED)
    after = queue(town, ada)
    assert len(after.decided) == 2
    assert len(after.waiting) == before - 2
    rule(town, ada, named(town, ada), Redaction.WHOLE)
    assert {one.decision for one in queue(town, ada).decided} == {Redaction.WHOLE}


def test_a_reference_is_marked_as_a_whole(town: Town) -> None:
    ada = town.candidate(town.vacancy())
    text = ClaimText("She ran it well.", Source.REFERENCE, "Page 1", "E1", "")
    claims.add_claim(town.call("hugh"), ada, text)
    (queued,) = (one for one in queue(town, ada).waiting if one.free.referee)
    assert queued.proposed == ((0, 16),)
    assert queue(town, ada).at("") == queued


def test_a_decision_is_on_record_and_goes_with_the_person(town: Town, candidate: str) -> None:
    rule(town, candidate, named(town, candidate), Redaction.MARKED)

    def last() -> object:
        with town.call("dara").look() as work:
            records = open_records(work.session, work.vault, subject_ref=candidate)
        return [one.payload for one in records if one.event == Event.REDACTION_DECIDED][-1]

    assert isinstance(last(), dict)
    assert "Vole" not in str(last())
    town.erase(candidate)
    assert last() is None
    assert queue(town, candidate) == RedactionShown(candidate, (), ())


@on_both
def test_of_two_who_decide_at_once_one_does(town: Town, candidate: str) -> None:
    queued = named(town, candidate)

    def attempt(decision: Redaction) -> str:
        try:
            rule(town, candidate, queued, decision)
        except ScreeningError as error:
            return type(error).__name__
        return "decided"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(attempt, [Redaction.LEFT, Redaction.WHOLE] * 2))
    assert sorted(answers) == ["Conflict"] * 3 + ["decided"]


def test_marks_that_changed_meanwhile_are_looked_at_again(town: Town, candidate: str) -> None:
    queued = named(town, candidate)
    with pytest.raises(Conflict):
        decide(
            town.call("dara"),
            candidate,
            queued.free.place,
            Ruling(Redaction.MARKED, "", "Seen.", 0, "0-3"),
        )


@pytest.mark.parametrize(
    "place", ["", "0/question", "999999/request.question", "draft-x-1/request.question"]
)
def test_a_text_that_is_not_there(town: Town, candidate: str, place: str) -> None:
    with pytest.raises(NotFound):
        decide(town.call("dara"), candidate, place, Ruling(Redaction.LEFT, "", "So.", 0, ""))


def test_a_text_about_somebody_else_is_not_decided_here(town: Town, candidate: str) -> None:
    place = named(town, candidate).free.place
    other = town.candidate(town.vacancy("HSG-1"))
    with pytest.raises(NotFound):
        decide(town.call("dara"), other, place, Ruling(Redaction.LEFT, "", "So.", 0, ""))


def test_only_a_protection_officer_off_the_panel_reads_and_decides(
    town: Town, candidate: str
) -> None:
    queued = named(town, candidate)
    ruling = Ruling(Redaction.LEFT, "", "So.", 0, marks_of(queued))
    acts: list[Callable[[str], object]] = [
        lambda name: read_redaction(town.call(name), candidate),
        lambda name: decide(town.call(name), candidate, queued.free.place, ruling),
    ]
    for name in ("mara", "hugh", "edith", "alan"):
        for act in acts:
            with pytest.raises((NotAllowed, NotFound)):
                act(name)
    town.add("petra", Role.DATA_PROTECTION, Role.MANAGER)
    other = town.candidate(town.vacancy("HSG-1", panel=("petra",)))
    with pytest.raises(NotFound):
        read_redaction(town.call("petra"), other)


def test_a_reason_for_a_hold_that_speaks_of_the_candidate_is_looked_through(town: Town) -> None:
    vacancy = town.vacancy()
    ada, bertram = town.candidate(vacancy), town.candidate(vacancy, "Bertram Vole")
    holds.place(town.call("dara"), vacancy, "C-01 has gone to the tribunal.")
    queued = named(town, ada, "reason")
    assert queued.free.text == "C-01 has gone to the tribunal."
    assert given(town, ada, "reason") == (None, Given.UNREAD)
    assert queue(town, bertram).waiting == ()


def test_who_would_search_is_typed_by_whoever_asks_and_looked_through(town: Town) -> None:
    vacancy = town.vacancy()
    ada = town.candidate(vacancy)
    town.candidate(vacancy, "Bertram Vole")
    town.type_in(town.draft(vacancy, ada), searcher_name="Bertram Vole's sister")
    assert given(town, ada, "request.searcher.name") == (None, Given.UNREAD)
