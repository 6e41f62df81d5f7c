"""Amendments: what they change, what they cannot, and that nothing of them is lost."""

import pytest

from screening.domain.amendment import read_policy_file
from screening.domain.errors import PolicyInvalid
from screening.domain.policy import (
    Policy,
    canonical,
    policy_from_canonical,
    shipped_policy,
)
from screening.domain.policy_changes import changes
from screening.domain.policy_print import as_toml

HEAD = f"""
version = "2027-1"
effective_from = 2027-01-04
why = "Requests waited too long."
based_on = {{ version = "2026-1", digest = "{shipped_policy().digest}" }}
"""
SLOWER = '[periods.decision]\ndays = 3\nsource = "The HR board"\n'


def read(text: str) -> Policy:
    return read_policy_file(text.encode("utf-8"), {shipped_policy().digest: shipped_policy()}.get)


def problems(text: str) -> str:
    with pytest.raises(PolicyInvalid) as caught:
        read(text)
    return "\n".join(caught.value.problems)


def test_what_an_amendment_does_not_name_stays() -> None:
    amended = read(HEAD + SLOWER)
    assert (amended.version, amended.days("decision")) == ("2027-1", 3)
    assert amended.days("reply") == shipped_policy().days("reply")
    assert amended.data["periods"]["decision"]["working"] is True
    assert amended.digest != shipped_policy().digest
    assert shipped_policy().days("decision") == 2


def test_what_changed_is_told_with_its_source() -> None:
    [change] = changes(shipped_policy(), read(HEAD + SLOWER))
    assert change.at == ("periods", "decision", "days")
    assert (change.before, change.after, change.source) == ("2", "3", "The HR board")


def test_what_came_after_its_base_can_be_amended_and_stays_with_it() -> None:
    faster = read(HEAD + '[signs.fast_minutes]\nvalue = 5\nsource = "The board"\n')
    assert faster.data["signs"]["fast_minutes"]["value"] == 5
    change = next(one for one in changes(shipped_policy(), faster) if one.after == "5")
    assert (change.at, change.before) == (("signs", "fast_minutes", "value"), "15")
    [other] = changes(shipped_policy(), read(HEAD + SLOWER))
    assert other.at[0] == "periods"


def test_word_lists_grow_and_shrink() -> None:
    amended = read(
        HEAD + '[gate.lexicon.aims.hunt]\nadd = ["cupboard love"]\nremove = ["red flag*"]\n'
        'source = "Disagreement on a check"\n'
    )
    [change] = changes(shipped_policy(), amended)
    assert change.added == ("cupboard love",)
    assert change.removed == ("red flag*",)
    assert change.source == "Disagreement on a check"
    assert changes(amended, amended) == ()


def test_there_may_be_new_words_and_signals_for_a_gate_that_knows_them() -> None:
    amended = read(HEAD + '[gate.lexicon.ways.other]\nphrases = ["so be it"]\nsource = "New"\n')
    [change] = changes(shipped_policy(), amended)
    assert change.added == ("so be it",)


def test_an_amendment_of_an_amendment_names_the_newer() -> None:
    first = read(HEAD + SLOWER)
    text = (
        'version = "2027-2"\neffective_from = 2027-02-01\nwhy = "Back again"\n'
        f'based_on = {{ version = "2027-1", digest = "{first.digest}" }}\n'
        '[periods.decision]\ndays = 2\nsource = "The HR board"\n'
    )
    second = read_policy_file(text.encode(), {first.digest: first}.get)
    assert second.days("decision") == 2
    assert second.data["amends"] == {"version": "2027-1", "digest": first.digest}


@pytest.mark.parametrize("policy", [shipped_policy(), read(HEAD + SLOWER)])
def test_a_policy_is_printed_and_read_again(policy: Policy) -> None:
    assert read(as_toml(policy)) == policy
    assert policy_from_canonical(canonical(policy.data), policy.digest) == policy


def test_a_kept_policy_that_was_altered_is_noticed() -> None:
    altered = canonical(shipped_policy().data).replace('"days":2', '"days":3', 1)
    with pytest.raises(PolicyInvalid, match="its digest differs"):
        policy_from_canonical(altered, shipped_policy().digest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "Nothing differs"),
        (HEAD + "[periods.decision]\ndays = 3\n", "Say in [periods.decision] what"),
        (HEAD + '[periods.decison]\ndays = 3\nsource = "x"\n', "There is no decison in [periods]"),
        (
            HEAD + '[monitoring.sex]\nanwsers = ["x"]\nsource = "x"\n',
            "There is no anwsers in [monitoring.sex]",
        ),
        (HEAD + '[period.decision]\ndays = 3\nsource = "x"\n', "There is no period in the policy"),
        (HEAD + '[periods.decision]\ndays = "3"\nsource = "x"\n', "days must be a number"),
        (HEAD + '[periods.decision]\nworking = 1\nsource = "x"\n', "must be true or false"),
        (HEAD + '[periods]\ndecision = 3\nsource = "x"\n', "periods.decision must be a table"),
        (HEAD + '[periods.decision]\nadd = ["x"]\nsource = "x"\n', "add and remove in [periods"),
        (
            HEAD + '[gate.lexicon.aims.hunt]\nphrases = ["x"]\nsource = "x"\n',
            "Say what to add and remove",
        ),
        (HEAD + '[gate.lexicon.aims.hunt]\nadd = "x"\nsource = "x"\n', "they are lists of texts"),
        (
            HEAD + '[gate.lexicon.aims.hunt]\nremove = ["never there"]\nsource = "x"\n',
            '"never there" is not in',
        ),
        (HEAD + '[gate.lexicon.aims.hunt]\nadd = ["red flag*"]\nsource = "x"\n', "already"),
        (HEAD.replace("2027-1", "2026-1") + SLOWER, "still 2026-1"),
        (HEAD.replace("why =", "title =") + SLOWER, "Say why"),
        (HEAD.replace(shipped_policy().digest, "0" * 64) + SLOWER, "not known here"),
        (HEAD.replace("digest =", "hash =") + SLOWER, "Copy its version and digest"),
        (HEAD.replace("2027-01-04", '"soon"') + SLOWER, "effective_from = "),
        (HEAD.replace("2027-01-04", "2027-01-04T00:00:00Z") + SLOWER, "effective_from = "),
        (HEAD.replace('"2027-1"', '"a b"') + SLOWER, "version = "),
        ("version = ", "cannot be read as TOML"),
        ("x = " + "[" * 3000, "cannot be read"),
        (".".join(["gate"] * 20) + " = 1", "too deep"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_what_to_do(text: str, said: str) -> None:
    assert said in problems(text)


def test_every_problem_is_told_at_once() -> None:
    told = problems(HEAD + "[periods.decision]\ndays = true\n[session.idle]\nvalue = 1\n")
    assert len(told.splitlines()) == 3


def test_a_better_source_is_a_change_too() -> None:
    amended = read(HEAD + '[periods.decision]\nsource = "A better one"\n')
    [change] = changes(shipped_policy(), amended)
    assert change.after == "A better one"
