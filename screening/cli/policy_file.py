"""Taking the policy to judge by from a file, without a database."""

import argparse
from collections.abc import Callable
from pathlib import Path

from screening.domain.amendment import read_policy_file
from screening.domain.policy import Policy, shipped_policy
from screening.gate.usable import check_usable


def add_policy_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command take ``--policy FILE``."""
    parser.add_argument(
        "--policy",
        type=Path,
        metavar="FILE",
        help="judge by this policy, whole or amended, instead of the one that ships",
    )


def chosen_policy(
    file: Path | None, find_base: Callable[[str], Policy | None] | None = None
) -> Policy:
    """The policy in ``file``, or the one that ships.

    An amendment is resolved over the policy that ships, unless ``find_base`` knows others.
    Raises PolicyInvalid, and OSError when the file cannot be opened.
    """
    if file is None:
        return shipped_policy()
    policy = read_policy_file(file.read_bytes(), find_base or _shipped)
    check_usable(policy)
    return policy


def _shipped(digest: str) -> Policy | None:
    return shipped_policy() if shipped_policy().digest == digest else None
