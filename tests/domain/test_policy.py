"""The policy that ships, its digest, and files that cannot be one."""

from copy import deepcopy
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import added, digest_of, policy_of, read_toml, shipped_policy
from screening.domain.policy_texts import extract


def data() -> dict[str, Any]:
    return deepcopy(dict(shipped_policy().data))


def test_two_policies_that_say_the_same_have_the_same_digest() -> None:
    other_way_round = {name: data()[name] for name in reversed(data())}
    assert digest_of(other_way_round) == shipped_policy().digest
    assert policy_of(other_way_round) == shipped_policy()


def test_whatever_a_policy_says_its_digest_covers() -> None:
    changes: list[tuple[tuple[str, ...], Any]] = [
        (("effective_from",), date(2026, 11, 2)),
        (("periods", "decision", "days"), 3),
        (("gate", "block_at", "value"), 1.1),
        (("gate", "weights", "fishing", "hunt", "value"), 0.9),
        (("gate", "texts", "fishing", "basis", "source"), "Hearsay"),
        (("gate", "lexicon", "aims", "hunt", "phrases"), []),
    ]
    digests = {shipped_policy().digest}
    for path, value in changes:
        changed = data()
        table = changed
        for name in path[:-1]:
            table = table[name]
        table[path[-1]] = value
        digests.add(digest_of(changed))
    assert len(digests) == len(changes) + 1


def test_what_was_added_later_is_in_no_digest_and_gives_way_to_what_a_policy_says() -> None:
    held = shipped_policy().data
    assert all(table.keys() & held.get(name, {}).keys() == set() for name, table in added().items())
    assert shipped_policy().number("schools", "minutes") == 30
    assert shipped_policy().names("schools", "departments") == ()
    assert shipped_policy().number("signs", "fast_minutes") == 15
    assert all(entry["source"] for table in added().values() for entry in table.values())
    own = policy_of(data() | {"signs": {"fast_minutes": {"value": 3, "source": "The board"}}})
    assert own.number("signs", "fast_minutes") == 3
    assert own.text("schools", "basis") == shipped_policy().text("schools", "basis")
    assert own.digest != shipped_policy().digest


def test_every_period_has_its_source() -> None:
    for name, period in shipped_policy().data["periods"].items():
        assert period["source"], name
        assert shipped_policy().days(name) > 0


def test_every_limit_of_the_gate_has_its_source() -> None:
    assert all(limit["source"] for limit in shipped_policy().gate["limits"].values())


@pytest.mark.parametrize("content", [b"version = ", b"\xff\xfe", b"a = 1\na = 2"])
def test_a_broken_file_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(PolicyInvalid, match="cannot be read"):
        read_toml(content)


@pytest.mark.parametrize(
    ("name", "value"),
    [("version", ""), ("version", 1), ("effective_from", "soon"), ("effective_from", None)],
)
def test_a_policy_needs_a_version_and_a_date(name: str, value: object) -> None:
    with pytest.raises(PolicyInvalid, match=f"{name} = "):
        policy_of({**data(), name: value})


def test_vetting_is_not_offered() -> None:
    assert shipped_policy().data["allows_vetting"] is False


def test_translators_get_what_people_read() -> None:
    file = BytesIO(
        b'[routine]\ntitle = "A habit"\n# mend = "not this"\n[routine.words]\nreason = "Why"\n'
        b'words = [\n  "not",\n]\nno-more = { value = 0.3, source = "A law" }\n'
        b'basis = { source = "A source", text = "A text" }\nnone = { value = 1 }\n'
    )
    assert list(extract(file, (), ())) == [
        (2, "", "A habit", []),
        (5, "", "Why", []),
        (9, "", "A law", []),
        (10, "", "A text", []),
        (10, "", "A source", []),
    ]


def test_a_limit_that_a_policy_is_from_before_is_the_shipped_one() -> None:
    older = deepcopy(data())
    del older["gate"]["limits"]["signs"]
    older["gate"]["limits"]["places"]["value"] = 3
    policy = policy_of(older)
    assert policy.limits["signs"] == shipped_policy().limits["signs"]
    assert policy.limits["places"] == 3
    assert "signs" not in policy.gate["limits"]
    assert policy.whole["gate"]["limits"].keys() == shipped_policy().limits.keys()
