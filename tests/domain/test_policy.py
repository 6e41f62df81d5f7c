"""The policy file in force, and files that cannot be one."""

import hashlib
from importlib.resources import files

import pytest

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import IN_FORCE, policy_in_force, read_policy


def test_the_digest_is_that_of_the_file() -> None:
    content = files("screening.domain").joinpath("policies", IN_FORCE).read_bytes()
    assert policy_in_force().digest == hashlib.sha256(content).hexdigest()


def test_every_period_has_its_source() -> None:
    for name, period in policy_in_force().data["periods"].items():
        assert period["source"], name
        assert policy_in_force().days(name) > 0


@pytest.mark.parametrize("content", [b"", b"version = ", b"\xff\xfe", b'version = "1"'])
def test_a_broken_file_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(PolicyInvalid, match="cannot be read"):
        read_policy(content)


def test_vetting_is_not_offered() -> None:
    assert policy_in_force().data["allows_vetting"] is False
