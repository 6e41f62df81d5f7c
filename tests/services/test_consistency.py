"""Who claims a criterion, and which of them was checked."""

import pytest

from screening.domain.errors import NotAllowed
from screening.domain.words import Source, State
from screening.services import claims
from screening.services.checks import deciding
from screening.services.claims import ClaimText
from screening.services.reading.checks.consistency import read_consistency
from screening.services.reading.checks.deciding import read_deciding
from tests.databases import on_both
from tests.services.town import IMPROPER, QUOTE, Town


@on_both
def test_who_was_checked_and_who_with_the_like_claim_was_not(town: Town) -> None:
    vacancy = town.vacancy()
    first = town.submitted(vacancy)
    deciding.reject(town.call("hugh"), first, 1, "Ask at interview.")
    second = town.submitted(vacancy)
    unchecked, elsewhere = town.candidate(vacancy), town.candidate(vacancy)
    town.draft(vacancy)  # never sent: it is nobody's act yet
    for candidate, code in ((unchecked, "E1"), (unchecked, "E1"), (elsewhere, "E2")):
        text = ClaimText(QUOTE, Source.CV, "Page 2", code, "")
        claims.add_claim(town.call("mara"), candidate, text)
    e1, e2 = read_consistency(town.call("edith"), vacancy).criteria
    assert [
        (one.code, one.claims, [mark.state for mark in one.checks]) for one in e1.claimants
    ] == [
        ("C-01", 1, [State.REJECTED]),
        ("C-02", 1, [State.AWAITING]),
        ("C-03", 2, []),
        ("C-05", 1, []),
    ]
    assert (e1.sent, e1.unchecked, e2.sent, e2.unchecked) == (2, 2, 0, 1)
    assert (e1.decided, e1.searched, e1.only_not_ready) == (1, 0, 0)
    assert (e1.unwritten, e2.unwritten) == (1, 4), "of most nothing is written down"
    assert read_deciding(town.call("hugh"), second).alike == e1


def test_what_never_went_to_hr_is_not_what_was_searched(town: Town) -> None:
    """An attempt that was not ready asked nobody anything; a search did."""
    vacancy = town.vacancy()
    town.submitted(vacancy, **IMPROPER)
    town.searched(vacancy)
    (e1, _e2) = read_consistency(town.call("edith"), vacancy).criteria
    marks = [
        (mark.sent, mark.decided, mark.searched) for one in e1.claimants for mark in one.checks
    ]
    assert marks == [(False, False, False), (True, True, True)]
    assert (e1.sent, e1.decided, e1.searched, e1.only_not_ready, e1.unchecked) == (1, 1, 1, 1, 0)


def test_the_panel_does_not_compare(town: Town) -> None:
    vacancy = town.vacancy()
    with pytest.raises(NotAllowed):
        read_consistency(town.call("mara"), vacancy)
