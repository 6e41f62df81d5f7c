"""Policy files for tests: amendments of the policy that ships, as an administrator writes them."""

from screening.domain.policy import Policy, shipped_policy

STRICTER = '[gate.lexicon.house.ruled_out]\nadd = ["plain captions"]\nsource = "A test"\n'
"""Stops what the town's fair requests ask."""
SLOWER = '[periods.decision]\ndays = 3\nsource = "The HR board"\n'


def amendment(
    changes: str = SLOWER,
    version: str = "2027-1",
    day: str = "2026-12-01",
    why: str = "Requests waited too long.",
    base: Policy | None = None,
) -> bytes:
    """An amendment of ``base``, else of the policy that ships, that makes ``changes``."""
    base = base or shipped_policy()
    return (
        f'version = "{version}"\neffective_from = {day}\nwhy = "{why}"\n'
        f'based_on = {{ version = "{base.version}", digest = "{base.digest}" }}\n\n{changes}'
    ).encode()
