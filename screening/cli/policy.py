"""Print the policy in force, or another one known here, as one file.

What is printed can be read again: as a whole policy, or to copy version and digest from into an
amendment. The digest goes to standard error, so that the file is the file and nothing else.
"""

import argparse
import sys
from contextlib import closing

from screening.cli.main import YES
from screening.domain.people import OPERATOR
from screening.domain.policy import shipped_policy
from screening.domain.policy_print import as_toml
from screening.services.call import Call
from screening.services.opening import open_store, system_clock
from screening.services.reading.policy import policy_called, read_policy_in_force
from screening.services.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which policy: the one in force, unless another is named."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--version", help="a version by its name, also one that is proposed")
    which.add_argument(
        "--shipped", action="store_true", help="that of this release; needs no database"
    )


def run(args: argparse.Namespace) -> int:
    """Print it."""
    policy = shipped_policy()
    if not args.shipped:
        with closing(open_store(read_settings())) as store:
            call = Call(store, OPERATOR, system_clock)
            policy = (
                policy_called(call, args.version) if args.version else read_policy_in_force(call)
            )
    print(f"{policy.version} {policy.digest}", file=sys.stderr)
    sys.stdout.buffer.write(as_toml(policy).encode("utf-8"))
    return YES
