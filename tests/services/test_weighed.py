"""How the gate came to a verdict: told to those who judge it, exactly or not at all."""

from collections.abc import Callable

import pytest

from screening.domain.errors import NotAllowed, NotFound
from screening.domain.name_masks import HIDDEN
from screening.domain.policy import shipped_policy
from screening.domain.words import Role, Verdict
from screening.gate import gate
from screening.gate.balance.weights import learned
from screening.services.checks import filing
from screening.services.judging import seen_then
from screening.services.reading.checks import weighed
from screening.services.reading.checks.weighed import Untold, WeighedShown, read_weighed
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER, Town

pytestmark = on_both


@pytest.fixture
def stopped(town: Town) -> str:
    """A request of mara's that was not ready."""
    return town.submitted(town.vacancy(), **IMPROPER)


def told(town: Town, check: str, by: str = "hugh", revision: int = 1) -> WeighedShown:
    return read_weighed(town.call(by), check, revision)


def no_figures(shown: WeighedShown) -> bool:
    return not (shown.sums or shown.certain or shown.alike or shown.lines)


def test_what_is_shown_adds_up_to_the_sum_that_decided(town: Town, stopped: str) -> None:
    shown = told(town, stopped)
    assert (shown.verdict, shown.why_not) == (Verdict.BLOCK, "")
    assert shown.by_sum is Verdict.BLOCK
    assert [one.verdict for one in shown.sums] == [Verdict.BLOCK, Verdict.CAUTION]
    found, weights = taken_apart(town, stopped), learned(shipped_policy())
    sums = (found.balance.block, weights.block), (found.balance.caution, weights.caution)
    for one, (exactly, by) in zip(shown.sums, sums, strict=True):
        lines = (*one.towards, *one.away)
        assert one.whole == one.start + sum(line.adds for line in lines) + one.rest
        assert 0 <= exactly * 1000 - one.whole < 1
        assert one.start == round(by["always"] * 1000)
        assert one.reached
        assert len(one.towards) == len(one.away) == 10
        amounts = found.balance.amounts
        rest = sum(by[name] * amount for name, amount in amounts.items() if name in by)
        for line in lines:
            names = [name for name in amounts if name.split(":")[0] == line.name] or [line.name]
            adds = sum(by[name] * amounts[name] for name in names if name in by)
            assert line.adds == round(adds * 1000), line
            rest -= adds
        assert abs(one.rest - rest * 1000) < len(lines)
        assert list(one.towards) == sorted(one.towards, key=lambda line: -line.adds)
        assert list(one.away) == sorted(one.away, key=lambda line: line.adds)


def taken_apart(town: Town, check: str) -> gate.Weighed:
    """The gate's own figures for the first attempt at ``check``."""
    with town.call("hugh").look() as work:
        row = work.session.get_one(seen_then.Check, check)
        then = seen_then.revision_then(work, row, 1)
        assert then is not None
        assert then.case is not None
        case = seen_then.case_under(work, then, then.case, shipped_policy())
    return gate.weigh(case, shipped_policy())


def test_every_attempt_is_taken_apart_as_it_was_then(town: Town, stopped: str) -> None:
    before = told(town, stopped)
    filing.submit(town.call("mara"), stopped, town.type_in(stopped, **FAIR))
    for _each in range(3):
        town.submitted(town.see("hugh", stopped).vacancy_ref)
    after, second = told(town, stopped), told(town, stopped, revision=2)
    assert (after.sums, after.certain) == (before.sums, before.certain)
    assert second.verdict != Verdict.BLOCK
    assert not second.sums[0].reached
    assert second.sums != before.sums


def test_a_certain_sign_is_told_apart_from_the_sum(town: Town) -> None:
    vacancy = town.vacancy()
    for _each in range(5):
        town.wait(minutes=1)
        check = town.submitted(vacancy)  # the same words again and again
    shown = told(town, check)
    assert shown.verdict is Verdict.BLOCK
    [one] = [one for one in shown.certain if one.verdict is Verdict.BLOCK]
    assert one.rule == "routine"
    assert one.amount >= shown.lines[Verdict.BLOCK]


def test_only_those_who_judge_the_gate_see_it(town: Town, stopped: str) -> None:
    town.add("pat", Role.HR, Role.MANAGER)
    vacancy = town.vacancy("LIB-8", panel=("mara", "pat"))
    check = town.submitted(vacancy, by="hetty", **IMPROPER)
    for name in ("hetty", "pat", "mara", "dara"):
        with pytest.raises(NotAllowed):
            told(town, check, name)
        assert not town.see(name, check).weighing
    for name in ("hugh", "edith"):
        assert told(town, check, name).sums
        assert town.see(name, check).weighing
    with pytest.raises(NotFound):
        told(town, "x" * 32)
    for revision in (0, 2, 10**12):
        with pytest.raises(NotFound):
            told(town, stopped, revision=revision)


def test_whoever_works_by_reference_learns_no_name(town: Town) -> None:
    named = "What is Quillfeather like as a person? Any red flags about Quillfeather?"
    check = town.submitted(town.vacancy(), **{**IMPROPER, "question": named})
    read, hidden = told(town, check), told(town, check, "edith")
    assert any("Quillfeather" in part.words for part in read.alike.values())
    assert "Quillfeather" not in str(hidden)
    assert any(HIDDEN in part.words for part in hidden.alike.values())
    assert (hidden.sums, hidden.certain) == (read.sums, read.certain)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda patch: patch.setattr(weighed, "RELEASE", "another"), Untold.RELEASE),
        (lambda patch: patch.setattr(weighed, "policy_with", lambda *_of: None), Untold.POLICY),
        (
            lambda patch: patch.setattr(seen_then, "earlier_requests", lambda *_of: ()),
            Untold.OTHERWISE,
        ),
    ],
    ids=["release", "policy", "otherwise"],
)
def test_no_figures_are_shown_that_are_not_those_of_then(
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], None],
    why: Untold,
) -> None:
    vacancy = town.vacancy()
    town.submitted(vacancy)
    check = town.submitted(vacancy)  # cautioned for what came before
    change(monkeypatch)
    shown = told(town, check)
    assert (shown.verdict, shown.why_not) == (Verdict.CAUTION, why)
    assert no_figures(shown)


def test_of_an_erased_request_only_the_verdict_is_left(town: Town, stopped: str) -> None:
    town.erase(town.see("hugh", stopped).candidate_ref)
    for name in ("hugh", "edith"):
        shown = told(town, stopped, name)
        assert (shown.verdict, shown.why_not) == (Verdict.BLOCK, Untold.ERASED)
        assert no_figures(shown)
